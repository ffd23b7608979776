/** Whether this process could write somewhere, found out without writing. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { cannotOpen } from '../store/engines/reachable.ts';

/** @throws NotReached when this folder, or the one in which it would be made, takes no file of ours */
export function mustBeWritable(folder: string): void {
  if (!existsSync(folder)) {
    mustBeWritable(dirname(folder));
    return;
  }
  try {
    if (!statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder`);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw cannotOpen(error);
  }
}
