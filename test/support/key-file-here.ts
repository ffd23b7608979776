/** A key for what is stored sealed, as an operator makes one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKey, writeKeys } from '../../src/store/settings/key-file.ts';

/** A file of one key, which no other file has. */
export function keyFileHere() {
  const folder = mkdtempSync(join(tmpdir(), 'lore-keys-'));
  const file = join(folder, 'lore.key');
  const another = () => {
    const [id, key] = newKey(Date.now());
    writeKeys(file, { current: id, keys: new Map([[id, key]]) });
  };
  another();
  return { file, another, remove: () => rmSync(folder, { recursive: true }) };
}
