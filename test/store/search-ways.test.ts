/** Whichever way rows are looked for, they are the same: those that an answer taken apart in the program has. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { dateOf, makePostgres, makeSqlite, openAt, searcher, wordNth } from '../../bench/search/data.ts';
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import { cutRow } from '../../src/core/search/cut.ts';
import type { Candidate, Narrow } from '../../src/core/search/reader.ts';
import { countsIn, storedOf, type Term, termsIn } from '../../src/core/search/stored.ts';
import { type LessonRow, lessons } from '../../src/features/lessons/rows.ts';
import { signsInExpression } from '../../src/store/search/candidates.ts';
import { few } from '../../src/store/search/narrowed.ts';
import type { Store } from '../../src/store/store.ts';
import { emptyPostgres, engines } from '../support/databases.ts';
import { often } from '../support/often.ts';
import { openWorld } from './support/world.ts';

const size = { workspaces: 2, lessons: 3_000 };
const team = teamId('T0');
const person = { kind: 'person', userId: userId(searcher) } as const;
const channel = { kind: 'channel', channelId: channelId('C2') } as const;
const word = (nth: number) => [wordNth(nth) as Term];
const inChannel: Narrow<LessonRow> = { where: (rows) => rows.where('it.channel_id', '=', channelId('C1')) };
const by: Narrow<LessonRow> = { by: [0, 4, 8, 12, 16, 20].map((nth) => userId(`U${nth}`)) };
const since: Narrow<LessonRow> = { since: dateOf(size.lessons - 400) };

interface Case {
  readonly title: string;
  readonly words: readonly Term[][];
  readonly narrow: Narrow<LessonRow>;
  readonly most?: number;
  readonly isCommon?: boolean;
}
const cases: readonly Case[] = [
  { title: 'a common word in a channel', words: [word(0)], narrow: inChannel },
  { title: 'the newest with a common word in a channel', words: [word(0)], narrow: inChannel, most: 5 },
  { title: 'a common word by some people', words: [word(0)], narrow: by },
  { title: 'a common word in a channel by some people', words: [word(0)], narrow: { ...inChannel, ...by } },
  { title: 'a common word since a day', words: [word(0)], narrow: since },
  { title: 'a common word in a channel since a day', words: [word(0)], narrow: { ...inChannel, ...since } },
  { title: 'one of two words since a day', words: [[...word(0), ...word(7)]], narrow: since },
  { title: 'the newest with a common word', words: [word(0)], narrow: {}, most: 50 },
  { title: 'all with a common word', words: [word(0)], narrow: {} },
  { title: 'two words since a day', words: [word(0), word(5)], narrow: since, isCommon: false },
  { title: 'a rare word in a channel', words: [word(12)], narrow: inChannel, isCommon: false },
  { title: 'a rare word since a day', words: [word(20)], narrow: since, isCommon: false },
];

describe.each(engines())('on $name', ({ name }) => {
  let store: Store;
  let clean: () => Promise<void>;
  const channelOf = new Map<string, string>();
  const writerOf = new Map<string, string>();
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lore-search-ways-'));
    const database = name === 'postgres' ? await emptyPostgres() : null;
    clean = async () => {
      rmSync(folder, { recursive: true });
      await database?.remove();
    };
    await (database === null ? makeSqlite(join(folder, 'lore.db'), size) : makePostgres(database.url, size));
    store = openAt(database?.url ?? `sqlite:${join(folder, 'lore.db')}`);
    const { rows } = await sql<{ id: string; channel_id: string; writer_id: string }>`
      select id, channel_id, writer_id from lesson where team_id = ${team}`.execute(store.system);
    for (const row of rows) {
      channelOf.set(row.id, row.channel_id);
      writerOf.set(row.id, row.writer_id);
    }
  }, 120_000);
  afterAll(async () => {
    await store.close();
    await clean();
  });

  /** Of all rows that the viewer may see. */
  const wanted = (all: readonly Candidate[], { words, narrow, most = 1_000_000 }: Case): string[] =>
    all
      .filter((row) => words.every((some) => some.some((term) => countsIn(row.words, term) !== null)))
      .filter(({ id }) => narrow.where === undefined || channelOf.get(id) === 'C1')
      .filter(({ id }) => narrow.by === undefined || narrow.by.some((one) => one === writerOf.get(id)))
      .filter(({ at }) => narrow.since === undefined || at >= narrow.since)
      .toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
      .slice(0, most)
      .map(({ id }) => id);

  it.each(cases)('$title', async (one) => {
    const { words: all, narrow, most = 1_000_000, isCommon = true } = one;
    for (const viewer of [person, channel])
      await store.read(team, viewer, async ({ words }) => {
        const seen = await words.candidates(lessons, { most: 1_000_000 });
        const expected = wanted(seen, one);
        expect(expected.length).toBeGreaterThan(0);
        const found = await words.candidates(lessons, { all, most }, narrow);
        expect(found.map(({ id }) => id)).toEqual(expected);
      });
    const holding = async (term: Term): Promise<number> => {
      const { rows } = await sql<{
        count: number;
      }>`select coalesce(sum(row_count), 0) as count from lesson_word
        where team_id = ${team} and word = ${term}`.execute(store.system);
      return Number(rows[0]?.count);
    };
    const each = await Promise.all(
      all.map(async (some) => Math.max(...(await Promise.all(some.map(holding))))),
    );
    // Below that none of the other ways is taken.
    expect(Math.min(...each) > few).toBe(isCommon);
  });
});

const texts = { title: '', topics: '', useWhen: '', text: '' };
const odd = fc.array(
  fc.oneof(
    fc.constantFrom('c++', '--force', 'a && b', '(x|y)*', '[^a]', '\\d+', '.*', '$HOME', '^', '{2}', '***:'),
    fc.constantFrom('foo', 'foobar', 'foo-bar', 'Größe', '日本語', 'ﬀ', '··', '¶a', '%', "it's", '"q"'),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  ),
  { maxLength: 8 },
);

for (const engine of engines().filter(({ name }) => name === 'postgres'))
  it('one by one a term is found in the words that have it and in no others on postgres, whatever was typed: it is no expression', async () => {
    const world = await openWorld(engine);
    await fc.assert(
      fc.asyncProperty(odd, odd, async (some, others) => {
        const [row, other] = [some, others].map((all) =>
          storedOf(cutRow({ ...texts, title: all.join(' '), text: all.toReversed().join(' ') })),
        );
        if (row === undefined || other === undefined) throw new Error('nothing was cut');
        const has = new Set<string>(termsIn(row));
        const terms = [...new Set<string>([...has, ...termsIn(other)])];
        const { rows } = await sql<{
          term: string;
        }>`select term from unnest(string_to_array(${terms.join('\n')}, chr(10))) as term
          where cast(${row} as text) ~ (' (' || term || ')[' || cast(${signsInExpression} as text) || ']')`.execute(
          world.store.system,
        );
        expect(new Set(rows.map(({ term }) => term))).toEqual(has);
      }),
      often(150),
    );
    await world.close();
  }, 60_000);
