/**
 * `docs/experience-check.md` says of each sentence about how Lore feels which test fails when it is false; `SECURITY.md` and the notices on privacy say
 * it of what they promise. Those tests are there.
 */
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

/** What stands in the last cell of a row. */
const namedIn = (cells: readonly string[]) =>
  cells.flatMap((shown) =>
    [...shown.matchAll(/`([\w/-]+)` › ([^;]+)/g)].map(([, file = '', title = '']) => ({
      file,
      title: title.trim(),
    })),
  );
const missingAmong = (named: ReturnType<typeof namedIn>) =>
  named.filter(({ file, title }) => sources.get(file)?.includes(title) !== true);

it('every test that is named there exists', () => {
  const named = namedIn(rows.map(([, shown = '']) => shown));
  expect(named.length).toBeGreaterThan(80);
  expect(missingAmong(named)).toEqual([]);
});

it.each([
  ['SECURITY.md', 10],
  ['docs/guides/privacy.md', 15],
  ['docs/guides/datenschutz.md', 15],
] as const)('every row of promises in %s names tests, and they exist', (file, least) => {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const begins = lines.findIndex((line) => /^\| .+ \| (?:shown by|belegt durch) \|$/.test(line));
  const ends = lines.findIndex((line, nth) => nth > begins && !line.startsWith('|'));
  const promises = lines.slice(begins + 2, ends === -1 ? undefined : ends).filter((line) => line !== '');
  expect(promises.length).toBeGreaterThan(least);
  const shown = promises.map((line) => line.slice(2, -2).split(' | ').at(-1) ?? '');
  expect(promises.filter((_, nth) => namedIn([shown[nth] ?? '']).length === 0)).toEqual([]);
  expect(missingAmong(namedIn(shown))).toEqual([]);
});

it('every picture that is shown there exists', () => {
  const pictures = [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path = '']) => path);
  expect(pictures.filter((path) => !existsSync(join(root, 'docs', path)))).toEqual([]);
});
