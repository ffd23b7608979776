/** What Lore's logs say of erasures. They may be long: they are read line by line. */
import { createReadStream } from 'node:fs';
import { errorCode } from '../engines/error-code.ts';
import { type ErasedMark, marksIn } from '../erasure/erased-mark.ts';
import { BackupError } from './backup-error.ts';
import { linesOf } from './lines.ts';

/** A line that Lore logs begins so, also in another log's JSON; other logs put a time and a name before it. */
const logged = /\\?"level\\?":\d+,\\?"time\\?":/;

/** @returns of each erasure one mark @throws BackupError for a file that cannot be read, or has nothing of Lore's log */
export async function marksInLogs(files: readonly string[]): Promise<readonly ErasedMark[]> {
  const found = new Map<string, ErasedMark>();
  for (const file of files)
    for (const erased of await marksInLog(file)) found.set(`${erased.at} ${erased.mark}`, erased);
  return [...found.values()];
}

async function marksInLog(file: string): Promise<readonly ErasedMark[]> {
  const found: ErasedMark[] = [];
  let isLog = false;
  try {
    for await (const line of linesOf(createReadStream(file))) {
      const marks = marksIn(line);
      found.push(...marks);
      isLog ||= marks.length > 0 || logged.test(line);
    }
  } catch (error) {
    throw new BackupError(`The log ${file} cannot be read (${errorCode(error)}). Nothing was changed.`, {
      cause: error,
    });
  }
  if (!isLog)
    throw new BackupError(
      `${file} has no line of Lore’s log in it: it is another file, or it is compressed. Nothing was changed. Unpack it first, or leave it out.`,
    );
  return found;
}
