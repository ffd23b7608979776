/** `lore copy`. */
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { ConfigError } from '../config.ts';
import { randomIds, wallClock } from '../process.ts';
import { called } from '../store/copy/called.ts';
import { copyDatabase, type Copied } from '../store/copy/copy.ts';
import { NotCopied } from '../store/copy/not-copied.ts';
import { claim } from '../store/engines/claim.ts';
import { openAt } from './open.ts';
import { say, tellProgress } from './terminal.ts';

interface Addresses {
  readonly from: string;
  readonly to: string;
}

export const copyCommand = (): Command =>
  new Command('copy')
    .description('copy the whole database from SQLite to an empty PostgreSQL, while no Lore runs')
    .requiredOption('--from <address>', 'the database that is there, such as sqlite:data/lore.db; only read')
    .requiredOption('--to <address>', 'an empty one, such as postgres://lore:password@localhost/lore')
    .action(copy);

async function copy({ from, to }: Addresses): Promise<void> {
  const file = fileIn(from);
  if (!/^postgres(ql)?:\/\//.test(to))
    throw new ConfigError(
      '--to must begin with postgres://, such as postgres://lore:password@localhost/lore: lore copy leads from SQLite to PostgreSQL.',
    );
  const claimed = { command: 'copy', now: wallClock.now() };
  const releaseFrom = await called('--from', () => claim(from, claimed));
  try {
    const releaseTo = await called('--to', () => claim(to, claimed));
    try {
      const copied = await copyDatabase({
        from: file,
        to,
        clock: wallClock,
        ids: randomIds,
        onRows: progressOf('rows are copied'),
        onTable: ({ name, rows, digest }) => say(`${name.padEnd(28)} ${digest} ${countOf(rows, 'row')}`),
      });
      tell(copied);
      await finish(to);
    } finally {
      await releaseTo();
    }
  } finally {
    await releaseFrom();
  }
}

/** @returns the path of the file @throws ConfigError, NotCopied */
function fileIn(from: string): string {
  if (!from.startsWith('sqlite:') || from.startsWith('sqlite::memory:'))
    throw new ConfigError(
      '--from must begin with sqlite: and name a file, such as sqlite:data/lore.db: lore copy leads from SQLite to PostgreSQL.',
    );
  const file = from.slice('sqlite:'.length);
  if (!existsSync(file))
    throw new NotCopied(`There is no database in ${file}. Nothing was copied. Check --from.`);
  return file;
}

/** What a copy does not hold, since it follows from the rows. Everything is there already: whatever interrupts this, the next start of Lore goes on. */
async function finish(to: string): Promise<void> {
  const store = openAt(to);
  try {
    await store.migrate();
    const onCut = progressOf('rows are cut for search');
    let cut = 0;
    for (const team of await store.withUncut())
      for (let some = await store.cutWaiting(team); some > 0; some = await store.cutWaiting(team)) {
        cut += some;
        onCut('words', cut, cut);
      }
    say(`Words of ${countOf(cut, 'row')} are ready for search.`);
    await store.refreshStatistics();
  } finally {
    await store.close();
  }
  say(
    'Now start Lore with DATABASE_URL naming the new database, and the same LORE_KEY_FILE if you have one.',
  );
  say(
    'Don’t start Lore on the old one again: both would post. It is as it was; delete it when you don’t need it.',
  );
}

/** Rows between two lines that say how far it is. */
const apart = 100_000;

function progressOf(what: string): (table: string, rows: number, of: number) => void {
  let said = 0;
  return (table, rows, of) => {
    if (Math.floor(rows / apart) === Math.floor(said / apart)) {
      said = rows;
      return;
    }
    said = rows;
    tellProgress(`${table}: ${rows}${of > rows ? ` of ${of}` : ''} ${what}`);
  };
}

function tell({ tables, leftOut, cleaned }: Copied): void {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  say(
    `Copied and compared: ${countOf(tables.length, 'table')}, ${countOf(rows, 'row')}. Each table has the same number of rows and the same digest in both.`,
  );
  if (cleaned > 0)
    say(
      `In ${countOf(cleaned, 'cell')} a sign that nobody sees was left out, since PostgreSQL or Lore takes none there (NUL, half a surrogate pair, a mark of direction).`,
    );
  if (leftOut.length > 0) say(`Left out, since Lore did not make it: ${leftOut.join(', ')}.`);
}

const countOf = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;
