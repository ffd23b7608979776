/** Loaded before a program (`--import`): the disk of one folder (`FULL_DISK`) is full, and another one than all others. */
import fs, { openSync } from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import { Writable } from 'node:stream';

const folder = `${process.env['FULL_DISK'] ?? ''}/`;
const isFull = (file: unknown): boolean => String(file).startsWith(folder);
const refused = (code: string) => Object.assign(new Error(`${code}: refused`), { code, syscall: 'write' });
const noRoom = async () => {
  throw refused('ENOSPC');
};

const { open, link } = promises;
const { createWriteStream } = fs;
Object.assign(promises, {
  open: async (...args: Parameters<typeof open>) => {
    const handle = await open(...args);
    return isFull(args[0]) ? Object.assign(handle, { write: noRoom, appendFile: noRoom }) : handle;
  },
  link: async (from: string, to: string) => {
    if (isFull(from) !== isFull(to)) throw refused('EXDEV');
    await link(from, to);
  },
});
Object.assign(fs, {
  createWriteStream: (...[file, options]: Parameters<typeof createWriteStream>) => {
    if (!isFull(file)) return createWriteStream(file, options);
    openSync(file, 'wx');
    return new Writable({ write: (_part, _encoding, done) => done(refused('ENOSPC')) });
  },
});
syncBuiltinESMExports();
