/** `npm run generate`: writes what is made from the catalogues, the holidays, the feature list and the settings. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueFiles } from './catalogues.ts';
import { holidayFiles } from './holidays.ts';

const root = join(import.meta.dirname, '..');
const write = (files: Readonly<Record<string, string>>, folder = root) => {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
};
/** The practice that a new one begins as has its sentences with it. */
const template = join(root, 'test', 'support', 'test-feature');

write(await catalogueFiles(root));
write(await catalogueFiles(template), template);
write(holidayFiles());
// Only now, since the features import what was just written.
const { features } = await import('../src/features.ts');
const { generatedFiles } = await import('../src/generated.ts');
write(generatedFiles(features, (path) => readFileSync(join(root, path), 'utf8')));
