/**
 * The tables that hold the words of a searched table, and the triggers that keep them. The database itself does it, so that a row's words go
 * when the row does, whichever statement, erasure or older Lore deletes it. Migrations use this, and it is frozen once landed.
 *
 * - `<table>_words`: the words of each row (`core/search/stored.ts`). A new or changed row has none there until the store has cut it (`cut` is 0).
 * - `<table>_terms` (SQLite): an FTS5 index of these words. Each term begins with its workspace, so that other workspaces cost nothing, and
 *   the index holds nothing else. On PostgreSQL it is a `gin` index that begins with the workspace.
 * - `<table>_word`: in how many rows a word stands, for each audience and each closed embargo (`''`: none, or an open one); `''` counts the rows.
 * - `<table>_vocabulary`: the words that stand in any of these rows, each also backwards, to find those that differ in one character.
 */
import { sql } from 'kysely';
import { type Database, type Engine, integer, text } from './columns.ts';
import { closedSeal, perSecond, type SearchedTable, vectorOf } from './words-parts.ts';
import { functionsOf } from './words-postgres.ts';
import { triggersOf } from './words-sqlite.ts';

export const addWords = async (db: Database, engine: Engine, searched: SearchedTable): Promise<void> => {
  await makeTables(db, engine, searched.table);
  const statements = engine === 'sqlite' ? Object.values(triggersOf(searched)) : functionsOf(searched);
  for (const statement of statements) await sql.raw(statement).execute(db);
  await sql.raw(waitingRows(engine, searched)).execute(db);
};

async function makeTables(db: Database, engine: Engine, table: string): Promise<void> {
  const words = db.schema.createTable(`${table}_words`);
  const column = text(engine);
  const numbered =
    engine === 'sqlite' ? words.addColumn('number', sql`integer primary key`, (c) => c.notNull()) : words;
  await numbered
    .addColumn('team_id', column, (c) => c.notNull())
    .addColumn('row_id', column, (c) => c.notNull())
    .addColumn('audience_id', column, (c) => c.notNull())
    .addColumn('seal_id', column, (c) => c.notNull())
    .addColumn('at', integer, (c) => c.notNull())
    .addColumn('cut', integer, (c) => c.notNull())
    .addColumn('words', column, (c) => c.notNull())
    .$call((it) =>
      engine === 'sqlite'
        ? it.addUniqueConstraint(`ux_${table}_words`, ['team_id', 'row_id'] as never)
        : it.addPrimaryKeyConstraint(`pk_${table}_words`, ['team_id', 'row_id'] as never),
    )
    .addForeignKeyConstraint(
      `fk_${table}_words`,
      ['team_id', 'row_id'] as never,
      table,
      ['team_id', 'id'],
      (it) => it.onDelete('cascade'),
    )
    .execute();
  await db.schema
    .createTable(`${table}_word`)
    .addColumn('team_id', column, (c) => c.notNull())
    .addColumn('word', column, (c) => c.notNull())
    .addColumn('audience_id', column, (c) => c.notNull())
    .addColumn('seal_id', column, (c) => c.notNull())
    .addColumn('row_count', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint(`pk_${table}_word`, ['team_id', 'word', 'audience_id', 'seal_id'])
    .$call((it) => (engine === 'sqlite' ? it.modifyEnd(sql`without rowid`) : it))
    .execute();
  await db.schema
    .createTable(`${table}_vocabulary`)
    .addColumn('team_id', column, (c) => c.notNull())
    .addColumn('word', column, (c) => c.notNull())
    .addColumn('reversed', column, (c) => c.notNull())
    .addPrimaryKeyConstraint(`pk_${table}_vocabulary`, ['team_id', 'word'])
    .$call((it) => (engine === 'sqlite' ? it.modifyEnd(sql`without rowid`) : it))
    .execute();
  await db.schema
    .createIndex(`ix_${table}_vocabulary_reversed`)
    .on(`${table}_vocabulary`)
    .columns(['team_id', 'reversed'])
    .execute();
  await db.schema.createIndex(`ix_${table}_words_cut`).on(`${table}_words`).columns(['cut']).execute();
  await sql
    .raw(
      engine === 'sqlite'
        ? `create index ix_${table}_words_newest on ${table}_words (team_id, number)`
        : `create index ix_${table}_words_newest on ${table}_words (team_id, at desc, row_id)`,
    )
    .execute(db);
  const statements = engine === 'sqlite' ? fts5(table) : gin(table);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** An index and nothing else: `words` is stored once. What is deleted is gone from its pages at once, not at the next merge. */
const fts5 = (table: string) => [
  `create virtual table ${table}_terms using fts5(words, content='', columnsize=0, detail=none, tokenize='ascii')`,
  `insert into ${table}_terms (${table}_terms, rank) values ('secure-delete', 1)`,
];

const gin = (table: string) => [
  'create extension if not exists btree_gin',
  `create index ix_${table}_words_terms on ${table}_words using gin (team_id, (${vectorOf('words')}))`,
];

/** Those that have no words yet; all rows, after the tables are made. */
export function waitingRows(engine: Engine, { table, at, unless }: SearchedTable): string {
  const has = unless === undefined ? 'true' : `t.${unless[0]} <> '${unless[1]}'`;
  const columns = 'team_id, row_id, audience_id, seal_id, at, cut, words';
  const values = `t.team_id, t.id, t.audience_id, ${closedSeal('t')}, t.${at}, 0, ''`;
  if (engine === 'postgres')
    return `insert into ${table}_words (${columns}) select ${values} from ${table} as t where ${has}`;
  const nth = `row_number() over (partition by max(t.${at}, 0) / 1000 order by t.team_id, t.id) - 1`;
  return `insert into ${table}_words (number, ${columns})
    select max(t.${at}, 0) / 1000 * ${perSecond} + ${nth}, ${values} from ${table} as t where ${has}`;
}
