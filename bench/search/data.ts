/**
 * Fills a database with lessons for `npm run bench -- search`: below the scope and in bulk, with the same rows and words as Lore would write
 * (test/store/search-bench.test.ts). Every workspace has the same, so one is made, and SQL copies it.
 */
import Database from 'better-sqlite3';
import pg from 'pg';
import { cutRow, cutVersion } from '#core/search/cut.ts';
import { type Counts, storedOf, type StoredWords, type Term } from '#core/search/stored.ts';
import { marks, perSecond, signs } from '../../db/words-parts.ts';
import { lessons } from '../../src/features/lessons/rows.ts';
import { features } from '../../src/features.ts';
import { randomIds, wallClock } from '../../src/process.ts';
import { triggersFor } from '../../src/store/search/make-sure.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { chanceOf } from '../chance.ts';

export interface Size {
  readonly workspaces: number;
  /** In each. */
  readonly lessons: number;
}

/** Of each workspace. */
const channelCount = 40;
const personCount = 60;
/** Everybody is in every fourth channel. */
const isIn = (person: number, channel: number): boolean => (person + channel) % 4 === 1;
export const searcher = 'U1';
const began = Date.UTC(2020, 0, 1);

export const openAt = (url: string): Store =>
  openStore({
    url,
    clock: wallClock,
    ids: randomIds,
    tables: features.flatMap((feature) => feature.tables),
  });

/** When the nth lesson was written. */
export const dateOf = (nth: number): number => began + nth * 600_000;

const syllables = 'ba de fi go hu ja ke li mo nu pa re si to vu wa xe yi zo qua'.split(' ');
/** The word that comes nth by how often it is used. */
export const wordNth = (nth: number): string =>
  [nth % 20, Math.floor(nth / 20) % 20, Math.floor(nth / 400) % 20, Math.floor(nth / 8_000) % 20]
    .map((at) => syllables[at])
    .join('');
const wordCount = 30_000;

interface Row {
  readonly id: string;
  readonly at: number;
  readonly audience: string;
  readonly writer: string;
  readonly channel: string;
  readonly title: string;
  readonly text: string;
  readonly words: StoredWords;
}

/** By a word of the text, what it is cut into. */
const cuts = new Map<string, readonly Term[]>();
const cutOf = (word: string, field: 'title' | 'text'): readonly Term[] => {
  const key = `${field} ${word}`;
  const known = cuts.get(key);
  if (known !== undefined) return known;
  const made = cutRow({ title: '', topics: '', useWhen: '', text: '', [field]: word });
  const terms = [...made.terms.keys()];
  cuts.set(key, terms);
  return terms;
};

/** As `cutRow` and `storedOf` would, without cutting each word a million times. */
function stored(title: readonly string[], text: readonly string[]) {
  const terms = new Map<Term, Counts>();
  const none = { title: 0, topics: 0, useWhen: 0, text: 0 };
  for (const [field, words] of [
    ['title', title],
    ['text', text],
  ] as const)
    for (const word of words)
      for (const term of cutOf(word, field)) {
        const counts = terms.get(term) ?? none;
        terms.set(term, { ...counts, [field]: counts[field] + 1 });
      }
  return storedOf({ lengths: { ...none, title: title.length, text: text.length }, terms });
}

/** Lessons, the oldest first: a third for the workspace, the rest for their conversations. */
function* rowsOf(count: number): Generator<Row> {
  const chance = chanceOf(1);
  // A word is used half as often as the one that has half its place.
  const word = () => wordNth(Math.floor(wordCount ** (chance.below(1_000_000) / 1_000_000)) - 1);
  for (let nth = 0; nth < count; nth += 1) {
    const place = chance.below(channelCount);
    const channel = `C${place}`;
    // Who is there writes, and now and then somebody who is not there any more.
    const writer = chance.is(0.02)
      ? chance.below(personCount)
      : chance.pick(Array.from({ length: personCount }, (_, one) => one).filter((one) => isIn(one, place)));
    const title = Array.from({ length: 4 }, word);
    const text = Array.from({ length: 14 }, word);
    yield {
      id: `L${nth}`,
      at: dateOf(nth),
      audience: `${chance.is(0.33) ? 'W' : 'A'}${channel}`,
      writer: `U${writer}`,
      channel,
      title: title.join(' '),
      text: text.join(' '),
      words: stored(title, text),
    };
  }
}

const lessonOf = (team: string, row: Row): Readonly<Record<string, string | number | null>> => ({
  team_id: team,
  id: row.id,
  audience_id: row.audience,
  source: 'lessons',
  gathering_id: row.id,
  seed_id: row.id,
  title: row.title,
  context: '',
  happened: row.text,
  use_when: '',
  topics: '',
  channel_id: row.channel,
  reach: 'workspace',
  seen_id: row.audience,
  wide_id: row.audience,
  is_wider: 0,
  is_hidden: 0,
  from_public: 1,
  state: 'kept',
  writer_id: row.writer,
  cards: 1,
  agreed: 1,
  round: 1,
  ask_until: row.at,
  written_at: row.at,
  kept_at: row.at,
  review_by: row.at,
});

type Cells = Readonly<Record<string, string | number | null>>;
type Add = (table: string, rows: readonly Cells[]) => Promise<void>;

/** What the first workspace holds, table by table, but for how often each word stands where. */
async function fillFirst(add: Add, count: number): Promise<void> {
  const team = teamNth(0);
  const people = Array.from({ length: personCount }, (_, nth) => `U${nth}`);
  const channels = Array.from({ length: channelCount }, (_, nth) => `C${nth}`);
  const slack = { tz: 'UTC', locale: 'en', fetched_at: Date.now() };
  await add(
    'person',
    people.map((user_id) => ({
      ...{ team_id: team, user_id, standing: 'member', is_admin: 0, work_days: '1,2,3,4,5' },
      ...{ work_start: 540, work_end: 1050, ...slack },
    })),
  );
  await add(
    'channel',
    channels.map((channel_id) => ({
      ...{ team_id: team, channel_id, kind: 'public', is_shared: 0, shared_with: '', sharings: 0 },
      ...{ is_archived: 0, has_lore: 1, name: channel_id, members_at: Date.now(), is_new: 0, ...slack },
    })),
  );
  await add(
    'membership',
    channels.flatMap((channel_id, at) =>
      people
        .filter((_, nth) => isIn(nth, at))
        .map((user_id) => ({ team_id: team, channel_id, user_id, since_private: 0 })),
    ),
  );
  await add(
    'audience',
    channels.flatMap((channel_id) =>
      (['workspace', 'conversation'] as const).map((kind) => ({
        ...{ team_id: team, id: `${kind === 'workspace' ? 'W' : 'A'}${channel_id}`, kind, channel_id },
        ...{ was_private: 0, was_shared: 0, sharings: 0 },
      })),
    ),
  );
  const rows = [...rowsOf(count)];
  await add(
    'lesson',
    rows.map((row) => lessonOf(team, row)),
  );
  await add(
    'authorship',
    rows.map(({ id, writer }) => ({
      ...{ team_id: team, table_name: lessons.name, row_id: id, user_id: writer, names: 'shown' },
    })),
  );
  await add(
    'lesson_words',
    rows.map(({ id, audience, at, words }) => ({
      ...{ team_id: team, row_id: id, audience_id: audience, seal_id: '', at, cut: cutVersion, words },
    })),
  );
}

const teamNth = (nth: number): string => `T${nth}`;
/** In the order in which one refers to the other. */
const filled = ['person', 'channel', 'membership', 'audience', 'lesson', 'authorship', 'lesson_words'];
const derived = ['lesson_word', 'lesson_vocabulary'];
const large = ['lesson', 'authorship', 'lesson_words', ...derived];

/** Makes a file. */
export async function makeSqlite(file: string, size: Size): Promise<void> {
  const store = openAt(`sqlite:${file}`);
  await store.migrate();
  await store.close();
  const db = new Database(file);
  // Without a log, each page is written once.
  for (const pragma of [
    'journal_mode = off',
    'synchronous = off',
    'foreign_keys = off',
    'cache_size = -300000',
  ])
    db.pragma(pragma);
  const triggers = triggersFor(lessons);
  for (const name of Object.keys(triggers)) db.exec(`drop trigger ${name}`);
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      `select name, sql from sqlite_master where type = 'index' and sql is not null
        and tbl_name in (${large.map((name) => `'${name}'`).join(', ')})`,
    )
    .all();
  for (const { name } of indexes) db.exec(`drop index ${name}`);
  db.exec('begin');
  await fillFirst(async (table, rows) => {
    const columns = Object.keys(rows[0] ?? {});
    const isNumbered = table === 'lesson_words';
    const insert = db.prepare(
      `insert into ${table} (${[...columns, ...(isNumbered ? ['number'] : [])].join(', ')})
        values (${[...columns, ...(isNumbered ? ['number'] : [])].map(() => '?').join(', ')})`,
    );
    for (const row of rows)
      insert.run(
        ...Object.values(row),
        ...(isNumbered ? [Math.floor(Number(row['at']) / 1000) * perSecond] : []),
      );
  }, size.lessons);
  db.function('reversed', (text) => Array.from(String(text)).toReversed().join(''));
  db.exec(`insert into lesson_word (team_id, word, audience_id, seal_id, row_count)
      select team_id, rtrim(value, '${signs}'), audience_id, seal_id, count(*) from lesson_words,
        json_each('["' || replace(words, ' ', '","') || '"]') group by 1, 2, 3, 4 order by 1, 2, 3, 4;
    insert into lesson_vocabulary (team_id, word, reversed)
      select distinct team_id, word, reversed(word) from lesson_word
      where word <> '' and substr(word, 1, 1) not in (${marks});`);
  for (let nth = 1; nth < size.workspaces; nth += 1)
    for (const table of [...filled, ...derived]) {
      const columns = db
        .prepare<[string], string>('select name from pragma_table_info(?)')
        .pluck()
        .all(table);
      const copied = columns.map((column) =>
        column === 'team_id' ? `'${teamNth(nth)}'` : column === 'number' ? `number + ${nth}` : column,
      );
      db.exec(`insert into ${table} (${columns.join(', ')})
        select ${copied.join(', ')} from ${table} where team_id = '${teamNth(0)}'`);
    }
  db.exec(`insert into lesson_terms (rowid, words)
    select number, replace(words, ' ', ' ' || team_id || '·') from lesson_words order by number`);
  db.exec(`insert into lesson_terms (lesson_terms) values ('optimize')`);
  for (const { sql } of indexes) db.exec(sql);
  for (const statement of Object.values(triggers)) db.exec(statement);
  db.exec('commit');
  db.pragma('journal_mode = wal');
  db.close();
}

/** Fills an empty PostgreSQL. */
export async function makePostgres(url: string, size: Size): Promise<void> {
  const store = openAt(url);
  await store.migrate();
  await store.close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const ask = async (text: string) => (await client.query<Readonly<Record<string, string>>>(text)).rows;
  await ask('set session_replication_role = replica');
  await ask(`set maintenance_work_mem = '512MB'`);
  await ask('set synchronous_commit = off');
  const indexes = await ask(`select i.indexname as name, i.indexdef as sql from pg_indexes as i
    where i.tablename in (${large.map((name) => `'${name}'`).join(', ')})
      and not exists (select 1 from pg_constraint as c where c.conname = i.indexname)`);
  for (const { name } of indexes) await ask(`drop index ${name}`);
  await fillFirst(async (table, all) => {
    for (let from = 0; from < all.length; from += 5_000) {
      const some = all.slice(from, from + 5_000);
      const columns = Object.keys(some[0] ?? {}).join(', ');
      await client.query(
        `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
        [JSON.stringify(some)],
      );
    }
  }, size.lessons);
  await ask(`insert into lesson_word (team_id, word, audience_id, seal_id, row_count)
    select team_id, rtrim(u.word, '${signs}'), audience_id, seal_id, count(*) from lesson_words
      cross join unnest(string_to_array(words, ' ')) as u (word) group by 1, 2, 3, 4`);
  await ask(`insert into lesson_vocabulary (team_id, word, reversed)
    select distinct team_id, word, reverse(word) from lesson_word
    where word <> '' and substr(word, 1, 1) not in (${marks})`);
  for (let nth = 1; nth < size.workspaces; nth += 1)
    for (const table of [...filled, ...derived]) {
      const columns = (
        await ask(`select column_name as name from information_schema.columns
        where table_name = '${table}' and table_schema = 'public'`)
      ).map(({ name }) => name);
      const copied = columns.map((column) => (column === 'team_id' ? `'${teamNth(nth)}'` : column));
      await ask(`insert into ${table} (${columns.join(', ')})
        select ${copied.join(', ')} from ${table} where team_id = '${teamNth(0)}'`);
    }
  for (const { sql } of indexes) await ask(sql ?? '');
  await ask('vacuum analyze');
  await client.end();
}
