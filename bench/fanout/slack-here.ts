/** The Slack of many workspaces, from the side of the bench: what was posted there. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Told } from './slack.ts';

export type Posted = Omit<Extract<Told, { kind: 'posted' }>, 'kind'>;

export interface SlackHere {
  /** With a slash at its end. */
  readonly apiUrl: string;
  readonly posted: readonly Posted[];
  /** Calls that were refused with 429, by their method. */
  readonly refused: Readonly<Record<string, number>>;
  readonly close: () => void;
}

/** @param has.history whether Lore may read what was said */
export async function startSlackHere(has = { history: false }): Promise<SlackHere> {
  const args = has.history ? ['history'] : [];
  const child = fork(join(import.meta.dirname, 'slack.ts'), args, { execArgv: ['--no-warnings'] });
  const posted: Posted[] = [];
  const refused: Record<string, number> = {};
  const [{ port }] = (await once(child, 'message')) as [Extract<Told, { kind: 'port' }>];
  child.on('message', (told: Told) => {
    if (told.kind === 'posted') posted.push(told);
    if (told.kind === 'refused') refused[told.method] = (refused[told.method] ?? 0) + 1;
  });
  return {
    apiUrl: `http://127.0.0.1:${String(port)}/api/`,
    posted,
    refused,
    close: () => void child.kill(),
  };
}
