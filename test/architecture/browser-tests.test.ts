/** Tests in a browser hold on any day, and on a machine that is busy with something else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { opensBrowser, testFiles } from '../selection.ts';

const root = join(import.meta.dirname, '..', '..');
const browserTests = testFiles()
  .filter((file) => file.startsWith('test/e2e/') && opensBrowser(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

it('there are some', () => {
  expect(browserTests.length).toBeGreaterThan(10);
});

describe.each(browserTests)('$file', ({ text }) => {
  const found = (what: RegExp) => [...text.matchAll(what)].map(([match]) => match);

  it('names a date only if its company is told to begin on one', () => {
    const dates =
      /\b20\d\d-\d\d|\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|Date\.now|new Date\(\)/g;
    if (!text.includes('SANDBOX_BEGINS')) expect(found(dates)).toEqual([]);
  });

  it('has tabs that all wait as long as it takes', () => {
    expect(found(/browser\.newPage\(|setDefaultTimeout\(\d+|timeout: \d+/g)).toEqual([]);
  });

  it('moves the clock by what waits until the page shows what came of it', () => {
    expect(
      found(/(Next thing due|Jump( to)?)'.*(press|click|fill)\(|press\('(Next thing due|Jump)/g),
    ).toEqual([]);
  });
});
