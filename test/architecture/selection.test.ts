/** What `npm test` runs and what it leaves to `npm run test:everything`: nothing falls between the two. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { longest, needsPostgres, placeOf, projects, testFiles, type Place } from '../selection.ts';

const root = join(import.meta.dirname, '..', '..');
const filesOf = (place: Place) => testFiles().filter((file) => placeOf(file) === place);

it('every test file lies in a folder that jest knows, so that one of the two runs it', () => {
  const folders = projects.map((name) => `test/${name}/`);
  expect(testFiles().filter((file) => !folders.some((folder) => file.startsWith(folder)))).toEqual([]);
  expect(testFiles().length).toBeGreaterThan(200);
});

it('five journeys in a browser are played by `npm test`; what else needs one is not', () => {
  const opensBrowser = (file: string) =>
    /support\/(browser|company-in-browser)\.ts/.test(readFileSync(join(root, file), 'utf8'));
  expect(filesOf('journey').filter(opensBrowser)).toHaveLength(5);
  expect(filesOf('journey')).toHaveLength(5);
  for (const place of ['contract', 'practice', 'other'] as const)
    expect(filesOf(place).filter(opensBrowser)).toEqual([]);
  expect(filesOf('everything').filter(opensBrowser).length).toBeGreaterThan(5);
});

it('what both databases must do alike runs on both', () => {
  const contracts = filesOf('contract').join('\n');
  for (const subject of ['scope', 'jobs', 'schedules', 'retention', 'concurrency', 'leak', 'schema'])
    expect(contracts).toContain(`test/store/${subject}`);
});

it('each of the files that are begun first is there', () => {
  const names = testFiles().map((file) => basename(file, '.test.ts'));
  expect(longest.filter((name) => !names.includes(name))).toEqual([]);
});

it('without PostgreSQL a file that is about nothing else is left out, and every other has its tests without it', () => {
  expect(needsPostgres.filter((file) => !testFiles().includes(file))).toEqual([]);
  // `describe.each` takes no empty list: such a file would fail as a whole.
  const ofPostgres = /=> name === 'postgres'\)(;[^]*\.each\(servers\)|\)\()/;
  const alone = testFiles().filter((file) => ofPostgres.test(readFileSync(join(root, file), 'utf8')));
  expect(alone.length).toBeGreaterThan(5);
  expect(alone.filter((file) => !needsPostgres.includes(file))).toEqual([]);
});
