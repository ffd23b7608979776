/** Who runs Lore on a database, and how it is said to the second who tries. */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import process from 'node:process';

/** Another process has the database; the message is for the operator, and says what to do. */
export class InUse extends Error {
  override readonly name = 'InUse';
}

/** Who has a database, in words without spaces, so that they fit in the name of a PostgreSQL session: at most 63 bytes. */
export interface Holder {
  /** What it was started as: `start`, `restore`. */
  readonly command: string;
  readonly pid: number;
  /** No other process has the same. */
  readonly mark: string;
  readonly host: string;
}

/** This process, at one of its works. */
export const holderHere = (command: string): Holder => ({
  command,
  pid: process.pid,
  mark: randomBytes(4).toString('hex'),
  host: hostname(),
});

export const holderText = ({ command, pid, mark, host }: Holder): string =>
  `lore ${command} ${pid} ${mark} ${host.replaceAll(/[^\w.-]/g, '-').slice(0, 24)}`;

/** `null` for text that no Lore wrote. */
export function holderIn(text: string): Holder | null {
  const [lore, command, pid, mark, host] = text.split(' ');
  if (lore !== 'lore' || command === undefined || mark === undefined || host === undefined) return null;
  return { command, pid: Number(pid), mark, host };
}

/** Who has a database, and since when in epoch milliseconds; both `null`: nobody, or one who could not be read. */
export type Held = readonly [holder: Holder | null, since: number | null];

const named = ({ command, pid, host }: Holder, since: number | null): string =>
  `“lore ${command}” (process ${pid} on ${host}${since === null ? '' : `, since ${new Date(since).toISOString().slice(0, 16).replace('T', ' ')} UTC`})`;

export function inUse(...[holder, since]: Held): InUse {
  const who =
    holder === null
      ? 'another process, or its file system keeps no locks, as some network drives'
      : named(holder, since);
  return new InUse(
    `The database that DATABASE_URL names is in use by ${who}: stop that one first, or give this one a database of its own.`,
  );
}

/** Whether another database takes this one's place, or will: what is changed meanwhile would not be in it. */
export const isReplacing = ({ command }: Holder): boolean => ['restore', 'copy'].includes(command);

export const beingReplaced = (holder: Holder, since: number | null): InUse =>
  new InUse(
    `${named(holder, since)} is at work on the database that DATABASE_URL names, and another one may take its place: what is changed meanwhile can be lost. Wait until it has ended, and run this again.`,
  );
