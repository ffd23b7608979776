/**
 * Expand now, contract a landing later: what a migration does to tables that an older Lore uses, that Lore must survive, or the migration says from
 * which one on the database may be used (`needs`). Found out on a database that was kept.
 */
import { sql } from 'kysely';
import { landed, type MigrationFile } from '../../src/store/engines/migrate.ts';
import { openEngine } from '../../src/store/engines/open.ts';
import { engines, type FreshDatabase, inMemory, type TestEngine } from '../support/databases.ts';
import { factsOf, keptNames, restore } from '../support/kept/kept.ts';
import { narrows, shapeOf } from './support/narrows.ts';

/** The last that landed before there was this rule. */
const lastWithoutRule = '2026-11-29t1020_retro_counts';
const landings = keptNames().map((kept) => ({ kept, has: new Set(factsOf(kept, 'sqlite').migrations) }));
/** Whether a landing before that of a migration had another one. */
const isOfEarlierLanding = (needs: string, name: string) =>
  landings.some(({ has }) => has.has(needs) && !has.has(name));

/** The last database that was kept before there was this rule. */
const kept = landings.findLast(({ has }) => ![...has].some((name) => name > lastWithoutRule))?.kept ?? '';

/** Runs migrations on a database. @returns why some are refused */
async function refused(
  engine: TestEngine['name'],
  database: FreshDatabase,
  migrations: readonly (readonly [name: string, file: MigrationFile])[],
): Promise<readonly string[]> {
  const { db } = openEngine(database.url);
  const look = () => shapeOf(db, engine);
  const lines: string[] = [];
  try {
    let before = await look();
    for (const [name, { up, needs }] of migrations) {
      await up(db, engine);
      const after = await look();
      if (needs === undefined) lines.push(...narrows(before, after).map((line) => `${name}: ${line}`));
      else if (!isOfEarlierLanding(needs, name))
        lines.push(`${name}: ${needs} is of no earlier landing, so nobody could be on it yet`);
      before = after;
    }
  } finally {
    await db.destroy();
    await database.remove();
  }
  return lines;
}

const running = (...statements: readonly string[]): MigrationFile => ({
  up: async (db) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
const [ids, key] = ['team_id text not null, id text not null', 'primary key (team_id, id)'];
const flags = 'create table flag';
const first = running(
  `${flags} (${ids}, words text, at bigint not null, ${key})`,
  'create table mast (a text)',
);
/** As SQLite needs it for most changes: everything made again. */
const again = (columns: string) => running('drop table flag', `${flags} (${ids}, ${columns}, ${key})`);

const adding: readonly (readonly [what: string, file: MigrationFile])[] = [
  ['a table', running('create table pole (id text not null unique)')],
  ['a column that may be null', running('alter table flag add column hue text')],
  ['a column with a default', running('alter table flag add column hue text not null default 0')],
  ['an index', running('create index ix_flag on flag (team_id, at)')],
  ['nothing, and makes it anew', again('words text, at bigint not null')],
  ['freedom: what had to be given may be null', again('words text, at bigint')],
];

const narrowing: readonly (readonly [what: string, file: MigrationFile, told: RegExp])[] = [
  ['drops a table', running('drop table mast'), /^2: the table mast is gone$/],
  ['renames a table', running('alter table mast rename to boom'), /^2: the table mast is gone$/],
  ['drops a column', running('alter table flag drop column words'), /^2: flag\.words is gone$/],
  ['renames a column', running('alter table flag rename column words to said'), /^2: flag\.words is gone$/],
  [
    'adds a column that old inserts leave out',
    again('words text, at bigint not null, hue text not null'),
    /^2: flag\.hue is new and may not be left out$/,
  ],
  ['changes a type', again('words text, at text not null'), /^2: flag\.at was bigint and is text$/],
  [
    'wants what could be null',
    again('words text not null, at bigint not null'),
    /^2: flag\.words may not be null/,
  ],
  [
    'lets nothing come twice that could',
    running('create unique index ux_flag on flag (team_id, at)'),
    /^2: flag has a new rule: .*\bat\b/,
  ],
  [
    'refuses values that were taken',
    again('words text, at bigint not null check (at > 0)'),
    /^2: flag has a new rule: .*check.*at > /i,
  ],
  [
    'makes a row need another row',
    again(`words text, at bigint not null, foreign key (team_id, id) references retro (team_id, id)`),
    /^2: flag has a new rule: .*\bretro\b/,
  ],
];

describe.each(engines())('on $name a migration', ({ name: engine, fresh }) => {
  const tried = async (file: MigrationFile) =>
    refused(engine, await fresh(), [
      ['1', first],
      ['2', file],
    ]);

  it('after the rule narrows nothing that an older Lore uses, or says from which on it may be used', async () => {
    const after = Object.entries(await landed()).filter(([name]) => name > lastWithoutRule);
    expect(after.length).toBeGreaterThan(0);
    expect(await refused(engine, await restore(kept, engine), after)).toEqual([]);
  });

  it.each(adding)('may add %s', async (_what, file) => {
    expect(await tried(file)).toEqual([]);
  });

  it.each(narrowing)('that %s is refused', async (_what, file, told) => {
    const lines = await tried(file);
    expect(lines).toContainEqual(expect.stringMatching(told));
  });

  it('that narrows may say which Lore has stopped using it, if that one has landed', async () => {
    const [, file] = narrowing[0] ?? [];
    const needing = (needs: string): MigrationFile => ({ up: file?.up ?? first.up, needs });
    expect(await tried(needing(lastWithoutRule))).toEqual([]);
    expect(await tried(needing('1'))).toEqual([
      '2: 1 is of no earlier landing, so nobody could be on it yet',
    ]);
  });
});

it('a trigger that fires on a table which an older Lore writes is refused', async () => {
  const trigger = `create trigger refuse before insert on flag begin select raise(abort, 'no'); end`;
  expect(
    await refused('sqlite', { url: inMemory(), remove: async () => undefined }, [
      ['1', first],
      ['2', running(trigger)],
    ]),
  ).toEqual(['2: flag has a new rule: trigger refuse']);
});
