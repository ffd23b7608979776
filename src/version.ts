/** Which Lore this is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { version: stated } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'),
) as { readonly version: string };

/** As package.json states it: `0.2.0`. */
export const version: string = stated;
