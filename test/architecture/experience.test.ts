/** `docs/experience-check.md` says of each sentence about how Lore feels which test fails when it is false. Those tests are there. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(root, 'docs', 'experience-check.md'), 'utf8');
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| how') && !line.startsWith('| ---'))
  .map((line) => line.slice(2, -2).split(' | '));

/** What a test is called, with its values as they stand in the source. */
const sources = new Map(
  globSync('test/**/*.test.ts', { cwd: root }).map((file) => [
    file.replace(/^test\//, '').replace(/\.test\.ts$/, ''),
    readFileSync(join(root, file), 'utf8').replaceAll(/\\(['"`])/g, '$1'),
  ]),
);

it('every sentence is followed by a test, a picture, or why there is none yet', () => {
  expect(rows.length).toBeGreaterThan(80);
  const without = rows.filter(
    ([, shown = '']) => !/^(?:`[\w/-]+` › |!\[|not built yet|nothing here can show it: )/.test(shown),
  );
  expect(without.map(([sentence]) => sentence)).toEqual([]);
});

it('every test that is named there exists', () => {
  const named = rows.flatMap(([, shown = '']) =>
    [...shown.matchAll(/`([\w/-]+)` › ([^;]+)/g)].map(([, file = '', title = '']) => ({
      file,
      title: title.trim(),
    })),
  );
  expect(named.length).toBeGreaterThan(80);
  const missing = named.filter(({ file, title }) => sources.get(file)?.includes(title) !== true);
  expect(missing).toEqual([]);
});

it('every picture that is shown there exists', () => {
  const pictures = [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path = '']) => path);
  expect(pictures.filter((path) => !existsSync(join(root, 'docs', path)))).toEqual([]);
});
