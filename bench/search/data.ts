/** Fills a database with lessons for `npm run bench -- search`: below the scope and in bulk, with the same rows and words as Lore would write. */
import Database from 'better-sqlite3';
import pg from 'pg';
import { chunks } from '#core/chunks.ts';
import { cutRow, cutVersion } from '#core/search/cut.ts';
import { storedOf, type Counts, isWord, type StoredWords, termsIn, type Term } from '#core/search/stored.ts';
import { perSecond } from '../../db/words-parts.ts';
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
/** Who searches is in every fourth channel. */
export const searcher = 'U1';
const began = Date.UTC(2020, 0, 1);

export const openAt = (url: string): Store =>
  openStore({
    url,
    clock: wallClock,
    ids: randomIds,
    tables: features.flatMap((feature) => feature.tables),
  });

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
    const channel = `C${chance.below(channelCount)}`;
    const title = Array.from({ length: 4 }, word);
    const text = Array.from({ length: 14 }, word);
    yield {
      id: `L${nth}`,
      at: began + nth * 600_000,
      audience: `${chance.is(0.33) ? 'W' : 'A'}${channel}`,
      writer: `U${chance.below(personCount)}`,
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

/** How often each word stands in the rows of each audience, and which words there are, as the triggers keep them. */
function countsOf(
  rows: readonly Row[],
): (team: string) => { readonly counts: Cells[]; readonly vocabulary: Cells[] } {
  const byAudience = new Map<string, Map<string, number>>();
  const words = new Set<string>();
  for (const row of rows) {
    const counts = byAudience.get(row.audience) ?? new Map<string, number>();
    byAudience.set(row.audience, counts);
    for (const term of ['' as Term, ...termsIn(row.words)]) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
      if (term !== '' && isWord(term)) words.add(term);
    }
  }
  return (team) => ({
    counts: [...byAudience].flatMap(([audience_id, counts]) =>
      [...counts].map(([word, row_count]) => ({ team_id: team, word, audience_id, seal_id: '', row_count })),
    ),
    vocabulary: [...words].map((word) => ({
      team_id: team,
      word,
      reversed: Array.from(word).toReversed().join(''),
    })),
  });
}

async function settle(add: Add, team: string): Promise<void> {
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
      ...{
        team_id: team,
        channel_id,
        kind: 'public',
        is_shared: 0,
        shared_with: '',
        sharings: 0,
        is_archived: 0,
      },
      ...{ has_lore: 1, name: channel_id, members_at: Date.now(), is_new: 0, ...slack },
    })),
  );
  await add(
    'membership',
    channels.flatMap((channel_id, at) =>
      people
        .filter((_, nth) => (nth + at) % 4 === 1)
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
}

/** Every workspace has the same lessons, so that they are cut once. @param onTeam after each workspace */
async function fill(
  add: Add,
  { workspaces, lessons: count }: Size,
  onTeam: () => Promise<void>,
): Promise<void> {
  const rows = [...rowsOf(count)];
  const counted = countsOf(rows);
  for (let nth = 0; nth < workspaces; nth += 1) {
    const team = `T${nth}`;
    await settle(add, team);
    for (const some of chunks(rows, 5_000)) {
      await add(
        'lesson',
        some.map((row) => lessonOf(team, row)),
      );
      await add(
        'authorship',
        some.map(({ id, writer }) => ({
          ...{ team_id: team, table_name: lessons.name, row_id: id, user_id: writer, names: 'shown' },
        })),
      );
      await add(
        'lesson_words',
        some.map(({ id, audience, at, words }) => ({
          ...{ team_id: team, row_id: id, audience_id: audience, seal_id: '', at, cut: cutVersion, words },
        })),
      );
    }
    const { counts, vocabulary } = counted(team);
    await add('lesson_word', counts);
    await add('lesson_vocabulary', vocabulary);
    await onTeam();
  }
}

/** Makes a file. */
export async function makeSqlite(file: string, size: Size): Promise<void> {
  const store = openAt(`sqlite:${file}`);
  await store.migrate();
  await store.close();
  const db = new Database(file);
  db.pragma('synchronous = off');
  db.pragma('foreign_keys = off');
  db.pragma('cache_size = -200000');
  const triggers = triggersFor(lessons);
  for (const name of Object.keys(triggers)) db.exec(`drop trigger ${name}`);
  const index = db.prepare('insert into lesson_terms (rowid, words) values (?, ?)');
  const statements = new Map<string, Database.Statement>();
  let seconds = 0;
  const add: Add = async (table, rows) => {
    db.exec('begin');
    for (const row of rows) {
      const cells: Cells =
        table === 'lesson_words'
          ? { number: Math.floor(Number(row['at']) / 1000) * perSecond + seconds, ...row }
          : row;
      const columns = Object.keys(cells).join(', ');
      const key = `${table} ${columns}`;
      const statement =
        statements.get(key) ??
        db.prepare(
          `insert into ${table} (${columns}) values (${Object.keys(cells)
            .map(() => '?')
            .join(', ')})`,
        );
      statements.set(key, statement);
      statement.run(...Object.values(cells));
      if (table === 'lesson_words')
        index.run(cells['number'], String(row['words']).replaceAll(' ', ` ${String(row['team_id'])}·`));
    }
    db.exec('commit');
  };
  await fill(add, size, async () => {
    seconds += 1;
  });
  for (const statement of Object.values(triggers)) db.exec(statement);
  db.exec('analyze');
  db.pragma('wal_checkpoint(truncate)');
  db.close();
}

/** Fills an empty PostgreSQL. */
export async function makePostgres(url: string, size: Size): Promise<void> {
  const store = openAt(url);
  await store.migrate();
  await store.close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('set session_replication_role = replica');
  await client.query(`set maintenance_work_mem = '512MB'`);
  const { rows } = await client.query<{ text: string }>(
    `select pg_get_indexdef('ix_lesson_words_terms'::regclass) as text`,
  );
  await client.query('drop index ix_lesson_words_terms');
  const add: Add = async (table, all) => {
    for (let from = 0; from < all.length; from += 5_000) {
      const some = all.slice(from, from + 5_000);
      const columns = Object.keys(some[0] ?? {}).join(', ');
      await client.query(
        `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
        [JSON.stringify(some)],
      );
    }
  };
  await fill(add, size, async () => undefined);
  await client.query(rows[0]?.text ?? '');
  await client.query('vacuum analyze');
  await client.end();
}
