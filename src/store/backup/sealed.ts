/**
 * A backup file: what was copied, then what it is, then a checksum over both. The checksum is written last, so a file that was cut off has none, and one
 * that was altered has another. What comes first is a whole SQLite database, which any tool can open: SQLite ignores what follows.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';
import { version } from '../../version.ts';
import { errorCode } from '../engines/error-code.ts';
import { BackupError } from './backup-error.ts';

const manifest = z.object({
  lore: z.literal('backup'),
  format: z.literal(1),
  /** Of the Lore that copied it. */
  version: z.string(),
  engine: z.enum(['sqlite', 'postgres']),
  /** The instant right before it was copied: later changes are not in it, or only by chance. */
  takenAt: z.number(),
  /** The migrations that made its tables. */
  migrations: z.array(z.string()),
  /** How many rows each table has. */
  rows: z.record(z.string(), z.number()),
  /** The length of what was copied. */
  bytes: z.number(),
});

/** What a backup says of itself. */
export type Manifest = Readonly<z.infer<typeof manifest>>;

/** A file that was read as a whole, and is what it says. */
export interface Backup {
  readonly file: string;
  readonly about: Manifest;
}

/** What was copied. */
export type Copied = Pick<Manifest, 'migrations' | 'rows'>;

const checksumLength = 64;

/** More than any description takes, in bytes. */
const longest = 1_000_000;

/** Ends a file that holds what was copied, and waits until the disk has it. */
export async function seal(
  file: string,
  about: Omit<Manifest, 'lore' | 'format' | 'version' | 'bytes'>,
): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const { size: bytes } = await handle.stat();
    const said = Buffer.from(
      `\n${JSON.stringify({ lore: 'backup', format: 1, version, ...about, bytes })}\n`,
    );
    const checksum = (await hashOf(file, bytes)).update(said).digest('hex');
    await handle.write(said, 0, said.length, bytes);
    await handle.write(`${checksum}\n`, bytes + said.length);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Reads all of a backup, and compares it with its checksum. @throws BackupError */
export async function readBackup(file: string): Promise<Backup> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw new BackupError(`${file} cannot be read (${errorCode(error)}). Nothing was changed.`, {
      cause: error,
    });
  });
  try {
    const stat = await handle.stat();
    if (stat.isDirectory())
      throw new BackupError(`${file} is a folder, and no backup. Nothing was changed. Name a file in it.`);
    const { size } = stat;
    const found = await endOf(handle, size);
    if (found === null)
      throw new BackupError(
        `${file} is no backup of Lore, or only a part of one: its end is missing. Nothing was changed. Restore another backup.`,
      );
    const { about, checksum } = found;
    const actual = (await hashOf(file, size - checksumLength - 1)).digest('hex');
    if (actual !== checksum || about.bytes > size)
      throw new BackupError(
        `${file} is damaged, or was changed after it was written: its checksum does not fit. Nothing was changed. Restore another backup.`,
      );
    return { file, about };
  } finally {
    await handle.close();
  }
}

async function endOf(
  handle: FileHandle,
  size: number,
): Promise<{ readonly about: Manifest; readonly checksum: string } | null> {
  const length = Math.min(size, longest);
  const buffer = Buffer.alloc(length);
  await handle.read(buffer, 0, length, size - length);
  const lines = buffer.toString('latin1').split('\n');
  const [said, checksum, nothing] = lines.slice(-3);
  if (said === undefined || nothing !== '' || !/^[0-9a-f]{64}$/.test(checksum ?? '')) return null;
  try {
    return { about: manifest.parse(JSON.parse(said)), checksum: checksum ?? '' };
  } catch {
    return null;
  }
}

async function hashOf(file: string, bytes: number) {
  const hash = createHash('sha256');
  if (bytes > 0)
    for await (const chunk of createReadStream(file, { end: bytes - 1 })) hash.update(chunk as Buffer);
  return hash;
}
