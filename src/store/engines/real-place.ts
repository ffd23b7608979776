import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { errorCode } from './error-code.ts';

/**
 * Where a file is, or will be: behind links, as SQLite follows them. What stands beside a database, or replaces it, belongs there.
 * @param file need not be there, nor its folder
 */
export function realPlace(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    const folder = dirname(file);
    if (!['ENOENT', 'ENOTDIR'].includes(errorCode(error)) || folder === file) throw error;
    if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() !== true)
      return join(realPlace(folder), basename(file));
    const leads = readlinkSync(file);
    return realPlace(isAbsolute(leads) ? leads : join(realPlace(folder), leads));
  }
}
