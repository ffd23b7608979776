/**
 * Whether somebody who writes what is already there sees it: the same said in other words and another order is found, and another note of the same
 * topic is not taken for it. The library is the made-up company's notes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowId } from '../../../src/core/ids.ts';
import { search } from '../../../src/core/search/search.ts';
import { lessons } from '../../../src/features/lessons/rows.ts';
import { alike } from '../../../src/features/lessons/rules.ts';
import { MemoryWords } from '../../support/search/memory-words.ts';

interface Note {
  readonly title: string;
  readonly topic: string;
  readonly body: string;
}

const file = join(import.meta.dirname, '../../../sandbox/company/til-notes.jsonl');
const notes = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Note);

/** Its title, and the title and use of somebody who learned the same. */
const reworded = [
  [
    'Remove Untracked Files From A Directory',
    'Delete files that git does not track',
    'When a directory is full of untracked files',
  ],
  [
    'Find The Data Directory',
    'Where Postgres keeps its data directory',
    'When I need to find the data directory of the cluster',
  ],
  ['Renaming A Table', 'Rename a table with alter table', 'When a table has the wrong name'],
  ['Generating UUIDs With pgcrypto', 'Use pgcrypto to generate UUIDs', 'When a table needs UUID keys'],
  [
    'Make Remove Column Migration Reversible',
    'A migration that removes a column can be made reversible',
    'When a column is removed in a migration',
  ],
  [
    'Open New Splits To The Current Directory',
    'Splits that open in the current directory',
    'When I open a new pane in tmux',
  ],
  [
    'Print DateTime Represented By Unix Timestamp',
    'Turn a unix timestamp into a readable date and time',
    'When a log only has unix timestamps',
  ],
  [
    'Run A Command Repeatedly Several Times',
    'Repeat the same command many times in a row',
    'When I want to run a command several times',
  ],
  [
    'Create A Hash From An Array Of Arrays',
    'From an array of arrays to a hash',
    'When pairs in an array should be a hash',
  ],
  [
    'Yup Schemas Are Validated Asynchronously',
    'Validation of a Yup schema is asynchronous',
    'When I validate with Yup',
  ],
  [
    'Open Global npm Config File',
    'How to open the global config of npm',
    'When npm needs another setting globally',
  ],
  [
    'Set A Custom Pager For A Specific Command',
    'Give one git command its own pager',
    'When a specific command needs a custom pager',
  ],
  [
    'Put Unique Constraint On Generated Column',
    'Generated columns can have a unique constraint',
    'When a generated column should be unique',
  ],
  [
    'Interactively Switch asdf Package Versions',
    'Switch versions of an asdf package interactively',
    'When I change between versions of a package',
  ],
  [
    'Deduplicate List While Preserving Original Order',
    'Remove duplicates of a list and keep the order',
    'When a list has duplicates but order matters',
  ],
  [
    'Show A File Preview When Searching With FZF',
    'Preview files while you search in fzf',
    'When I search for files with fzf',
  ],
  [
    'Display All Git Log Entries In My Local Timezone',
    'git log in my own local timezone',
    'When the team works in several timezones',
  ],
  [
    'Format A Decimal To A Fixed Number Of Digits',
    'Fixed number of digits when formatting decimals',
    'When a decimal number is displayed',
  ],
  [
    'Format A List Of Items By Locale',
    'Lists of items formatted for each locale',
    'When items are listed for people in other languages',
  ],
  [
    'Get The Time Zone Of The Client Computer',
    'Find out the client’s time zone in the browser',
    'When the time zone of the user matters',
  ],
  [
    'Create A Cluster In A Specific Data Directory',
    'Make a Postgres cluster in a data directory of your choice',
    'When the cluster should be in a specific directory',
  ],
  [
    'Parse Relative Time To datetime Object',
    'Parse relative times in Python into datetime',
    'When text says 33 minutes ago',
  ],
  [
    'Get A List Of Locales On Your System',
    'List all locales of the system',
    'When I need to know which locales there are',
  ],
  [
    'Test Files In create-react-app',
    'Which files create-react-app takes as tests',
    'When tests are added to create-react-app',
  ],
  [
    'Set Environment Variables When Creating Session',
    'Environment variables for a new tmux session',
    'When a session needs its own environment',
  ],
  [
    'Install And Require Gems Inline Without Gemfile',
    'Use gems in one script without a Gemfile',
    'When a script needs gems inline',
  ],
] as const;

const firstSentence = (body: string): string =>
  body
    .replaceAll(/```[\s\S]*?```/g, '')
    .replaceAll(/\s+/g, ' ')
    .split(/(?<=[.!?])\s/)[0] ?? '';

const words = new MemoryWords();
const rows = new Map(
  notes.map(({ title, body }, at) => [
    rowId(`note-${at}`),
    { title, use_when: firstSentence(body).slice(0, 300) },
  ]),
);
for (const [at, { title, topic, body }] of notes.entries()) {
  const useWhen = rows.get(rowId(`note-${at}`))?.use_when ?? '';
  words.add(rowId(`note-${at}`), at, { title, topics: topic, useWhen, text: body });
}

/** As `similar` does: the nearest by their words are compared. */
async function shownFor(title: string, useWhen: string): Promise<string[]> {
  const found = await search(words, { table: lessons, text: `${title}\n${useWhen}` });
  const near = found.rows.slice(0, 60).flatMap(({ id }) => rows.get(id) ?? []);
  return alike({ title, useWhen }, near, (row) => row).map((row) => row.title);
}

it('the same in other words is among the three shown, in more than three of four cases', async () => {
  const shown = await Promise.all(reworded.map(([, title, useWhen]) => shownFor(title, useWhen)));
  const found = reworded.filter(([there], at) => shown[at]?.includes(there) === true);
  expect(found.length / reworded.length).toBeGreaterThan(0.75);
});

it('another note of the same topic is seldom shown, and never more than three', async () => {
  const some = notes.filter((_, at) => at % 25 === 0);
  const shown = await Promise.all(some.map(({ title, body }) => shownFor(title, firstSentence(body))));
  const wrong = some.filter(({ title }, at) => shown[at]?.some((one) => one !== title) === true);
  expect(shown.every((all, at) => all.includes(some[at]?.title ?? '') && all.length <= 3)).toBe(true);
  expect(wrong.length / some.length).toBeLessThan(0.3);
});

it('nothing is alike where only the topic is', async () => {
  expect(await shownFor('Ask the database team early', 'Before work on postgres begins')).toEqual([]);
});
