/**
 * The file of the keys that seal stored tokens, and what people keep sealed (`LORE_KEY_FILE`): one key a line, its id and then 32 bytes as base64url; the first seals, all open.
 * It is read whenever it is needed, so a running process follows a change.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { errorCode } from '../engines/error-code.ts';
import { syncFolder } from '../engines/sync-folder.ts';
import type { TokenKeys } from './encrypt-token.ts';

/** The key file cannot be used; the message is for the operator, and shows no key. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

const heading =
  '# These keys open the Slack tokens in Lore’s database, and what people keep sealed there. Made by "lore rotate-key"; keep this file apart from backups of the database.';

/** How Lore gets its bot token again. */
export const tokenAgain =
  'put SLACK_BOT_TOKEN into the environment again (api.slack.com/apps, your app, "OAuth & Permissions"; or reinstall the app there)';

/** What is lost with a key, and how to go on. */
export const afterLoss = `gone with it are the stored bot token and what people keep sealed (purpose sheets and next steps), and nothing else that they wrote: ${tokenAgain}`;

/** @throws KeyFileError if it is missing, others on this machine may read it, or it holds something else */
export function readKeys(file: string): TokenKeys {
  const text = textOf(file);
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const keys = lines.map((line): [string, Uint8Array] => {
    const [id, key] = line.trim().split(' ');
    if (id === undefined || !/^[\w-]{1,40}$/.test(id) || !/^[\w-]{43}$/.test(key ?? ''))
      throw new KeyFileError(`${file} holds something that is no key. ${ifLost}`);
    return [id, Buffer.from(key ?? '', 'base64url')];
  });
  const [first] = keys;
  if (first === undefined) throw new KeyFileError(`${file} holds no key. ${ifLost}`);
  return { current: first[0], keys: new Map(keys) };
}

const ifLost = `If the key is lost: ${afterLoss}, move this file away, and run: npx lore rotate-key`;

function textOf(file: string): string {
  try {
    const descriptor = openSync(file, 'r');
    try {
      mustBeOurs(file, descriptor);
      return readFileSync(descriptor, 'utf8');
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (error instanceof KeyFileError) throw error;
    throw new KeyFileError(
      errorCode(error) === 'ENOENT'
        ? `The key file ${file} is not there. To make it, run: npx lore rotate-key. If there was one and it is lost: ${afterLoss}, and run: npx lore rotate-key`
        : `The key file ${file} cannot be read (${errorCode(error)}). Check LORE_KEY_FILE, and that Lore’s user may read it.`,
    );
  }
}

/** As ssh does, of the file that is read, whatever has its name by now. Windows knows no such modes. */
function mustBeOurs(file: string, descriptor: number): void {
  if (process.platform === 'win32') return;
  const mode = fstatSync(descriptor).mode & 0o777;
  if ((mode & 0o077) !== 0)
    throw new KeyFileError(
      `Others on this machine can read the key in ${file} (its mode is ${mode.toString(8)}), so Lore does not use it. Make it yours alone: chmod 600 ${file}. If others may have read it, then run: npx lore rotate-key`,
    );
}

/** The store's option: the keys are read whenever they are needed, since the file may change beside a running Lore. @param file `null`: no token is stored */
export function keysFrom(file: string | null): { readonly tokenKeys?: () => TokenKeys } {
  return file === null ? {} : { tokenKeys: () => readKeys(file) };
}

/** A key that no file holds yet. @param now epoch milliseconds: its id begins with the day, so that one can see how old it is */
export function newKey(now: number): readonly [id: string, key: Uint8Array] {
  return [`${new Date(now).toISOString().slice(0, 10)}-${randomBytes(4).toString('hex')}`, randomBytes(32)];
}

export const hasKeys = (file: string): boolean => existsSync(file);

/** Replaces the file whole or not at all, readable for its owner alone. @throws KeyFileError */
export function writeKeys(file: string, { current, keys }: TokenKeys): void {
  const ordered = [...keys].sort(([a], [b]) => Number(b === current) - Number(a === current));
  const lines = ordered.map(([id, key]) => `${id} ${Buffer.from(key).toString('base64url')}`);
  // Behind a link the old keys would stay.
  const place = existsSync(file) ? realpathSync(file) : file;
  const beside = `${place}.new`;
  try {
    // One that was cut short is nobody's.
    rmSync(beside, { force: true });
    writeWhole(beside, [heading, ...lines, ''].join('\n'));
    renameSync(beside, place);
    syncFolder(dirname(place));
  } catch (error) {
    rmSync(beside, { force: true });
    if (errorCode(error) === 'ENOENT')
      throw new KeyFileError(
        `The key file ${file} cannot be made: its folder is not there. Make it for Lore’s user alone: mkdir -m 700 ${dirname(file)}`,
      );
    throw new KeyFileError(
      `The key file ${file} cannot be written (${errorCode(error)}). Lore’s user has to own it and its folder${errorCode(error) === 'EBUSY' ? '; where it is mounted into a container, mount its folder instead' : ''}.`,
    );
  }
}

function writeWhole(file: string, text: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
