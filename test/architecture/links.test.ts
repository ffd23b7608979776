/** What the documents point at is there, and decisions can be found by their numbers. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

it('every relative link of README and docs leads somewhere', () => {
  const documents = ['README.md', ...globSync('docs/**/*.md', { cwd: root })];
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
