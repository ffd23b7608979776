/** What the documents point at is there, decisions are found by their numbers, and exports hold what is told of them. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { features } from '../../src/features.ts';
import { dataCopy } from '../../src/system/my-data/copy.ts';

const root = join(import.meta.dirname, '..', '..');

it('every relative link of README and docs leads somewhere', () => {
  const documents = ['README.md', 'SECURITY.md', ...globSync('docs/**/*.md', { cwd: root })];
  const broken = documents.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map((match) => match[1] ?? '')
      .filter((target) => !existsSync(join(root, dirname(file), target)))
      .map((target) => `${file}: ${target}`),
  );
  expect(broken).toEqual([]);
});

it('decisions are numbered without a gap, none twice, and each begins with its number', () => {
  const decisions = globSync('docs/decisions/*.md', { cwd: root }).toSorted();
  const begins = decisions.map((file) => [
    basename(file).slice(0, 4),
    readFileSync(join(root, file), 'utf8').split('. ', 1)[0],
  ]);
  expect(begins).toEqual(decisions.map((_, index) => [String(index + 1).padStart(4, '0'), `# ${index + 1}`]));
});

it('every page whose commands stand after a $ is played by a test', () => {
  const pages = globSync('docs/**/*.md', { cwd: root }).filter((page) =>
    readFileSync(join(root, page), 'utf8').includes('```console\n'),
  );
  const tests = globSync('test/e2e/*.test.ts', { cwd: root })
    .map((test) => readFileSync(join(root, test), 'utf8'))
    .filter((test) => test.includes('.play('));
  expect(pages.length).toBeGreaterThan(5);
  expect(pages.filter((page) => !tests.some((test) => test.includes(`play('${page}'`)))).toEqual([]);
});

it('docs/exports.md names every list and key of an export, under the practice that it is of', () => {
  const text = readFileSync(join(root, 'docs', 'exports.md'), 'utf8');
  const parts = text.split(/^## /m);
  const missing = [{ name: 'lore', copy: dataCopy }, ...features].flatMap(({ name, copy }) => {
    const part = parts.find((one) => one.startsWith(`\`${name}\``)) ?? '';
    const keys = Object.keys(copy.sentences.en).flatMap((key) => /^data\.(\w+)$/.exec(key)?.[1] ?? []);
    return keys.filter((key) => key !== name && !part.includes(`\`${key}\``)).map((key) => `${name}: ${key}`);
  });
  expect(missing).toEqual([]);
});

it('every file that a page or a comment names is there', () => {
  const files = globSync(['*.{md,ts}', '{bench,db,docs,locales,sandbox,src,test,tools}/**/*.{md,ts,tsx}'], {
    cwd: root,
    exclude: (path) => path.includes('node_modules'),
  });
  // Also by the end of its path, as those who stand near it call it.
  const names = new Set(
    files.flatMap((file) => file.split('/').map((_, index, parts) => parts.slice(index).join('/'))),
  );
  const isComment = (line: string) => /^\s*(\*|\/\/)|\/\*\*/.test(line);
  // Not in migrations: those that landed stay as they were.
  const read = files.filter((file) =>
    /^(README|CONTRIBUTING|docs\/|src\/|sandbox\/|tools\/).*\.(md|tsx?)$/.test(file),
  );
  const gone = read.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .filter((line) => file.endsWith('.md') || isComment(line))
      .flatMap((line) => [...line.matchAll(/(?<![\w/.@-])([a-z][\w-]*(?:\/[\w.-]+)*\.tsx?)\b/g)])
      .map(([, name = '']) => name)
      .filter((name) => !names.has(name) && !name.includes('NAME'))
      .map((name) => `${file}: ${name}`),
  );
  expect(read.length).toBeGreaterThan(300);
  expect(gone).toEqual([]);
});
