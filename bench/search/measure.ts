/** Measures searches in a process of its own, whose memory is measured too. Prints one line of JSON. */
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { channelId, rowId, teamId, userId } from '#core/ids.ts';
import { cutQuery } from '#core/search/cut.ts';
import { search } from '#core/search/search.ts';
import type { Narrow } from '#core/search/reader.ts';
import type { Term } from '#core/search/stored.ts';
import { insertion } from '#core/scope.ts';
import { type LessonRow, lessons } from '../../src/features/lessons/rows.ts';
import type { Store } from '../../src/store/store.ts';
import { installed } from '../../test/support/installed.ts';
import { lesson } from '../../test/support/search/written.ts';
import { openAt, searcher, wordNth } from './data.ts';
import { type Asked, handOnPostgres, handOnSqlite } from './hand.ts';

const [engine = '', many = '', few = '', rounds = '15'] = process.argv.slice(2);
const [team, user] = [teamId('T0'), userId(searcher)];
const viewer = { kind: 'person', userId: user } as const;
const most = 200;

const termsOf = (nth: number): Term[] =>
  cutQuery(wordNth(nth)).flatMap(({ exact, stems }) => [exact, ...stems]);
const questions: Readonly<Record<string, Pick<Asked, 'all' | 'channel'>>> = {
  rare: { all: [termsOf(25_003)] },
  middling: { all: [termsOf(300)] },
  common: { all: [termsOf(0)] },
  several: { all: [termsOf(1), termsOf(30), termsOf(9)] },
  commonInChannel: { all: [termsOf(2)], channel: 'C1' },
  rareInChannel: { all: [termsOf(9_000)], channel: 'C5' },
};

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
const round = (value: number): number => Math.round(value * 100) / 100;
async function timed<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const result = await work();
  times.push(performance.now() - from);
  return result;
}

const ours = (store: Store, { all, channel }: Pick<Asked, 'all' | 'channel'>): Promise<readonly string[]> =>
  store.read(team, viewer, async ({ words }) => {
    const narrow: Narrow<LessonRow> =
      channel === undefined ? {} : { where: (rows) => rows.where('it.channel_id', '=', channelId(channel)) };
    const found = await words.candidates(lessons, { all: all as Term[][], most }, narrow);
    return found.map(({ id }) => id);
  });

const [store, small] = [openAt(many), openAt(few)];
const hand = engine === 'sqlite' ? handOnSqlite(many.slice('sqlite:'.length)) : await handOnPostgres(many);
const result: Record<string, unknown> = {};
for (const [name, question] of Object.entries(questions)) {
  const times = { ours: [] as number[], hand: [] as number[], few: [] as number[] };
  let rows = 0;
  for (let nth = 0; nth < Number(rounds); nth += 1) {
    const found = await timed(times.ours, () => ours(store, question));
    const wanted = await timed(times.hand, () => hand.find({ team, user, most, ...question }));
    await timed(times.few, () => ours(small, question));
    if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`${name}: other rows than by hand`);
    rows = found.length;
  }
  const [our, their, fewer] = [median(times.ours), median(times.hand), median(times.few)];
  result[name] = {
    rows,
    ms: round(our),
    handMs: round(their),
    ratio: round(our / their),
    fewOthersMs: round(fewer),
    others: round(our / fewer),
  };
}
const description = Array.from({ length: 100 }, (_, nth) => wordNth((nth * nth * 3) % 30_000)).join(' ');
const whole = { description: [] as number[], typo: [] as number[], word: [] as number[] };
const asked = { description, typo: wordNth(5_000).slice(0, -1), word: wordNth(12) };
for (let nth = 0; nth < Number(rounds); nth += 1)
  for (const [name, text] of Object.entries(asked))
    await timed(whole[name as keyof typeof whole], () =>
      store.read(team, viewer, ({ words }) => search(words, { table: lessons, text })),
    );
result['searchMs'] = Object.fromEntries(
  Object.entries(whole).map(([name, times]) => [name, round(median(times))]),
);
await store.workspaces.save(installed(team, Date.now()));
const inserted: number[] = [];
for (let nth = 0; nth < 5; nth += 1)
  await timed(inserted, () =>
    store.transact(team, viewer, async (scope) => {
      const audience = await scope.audience({ kind: 'workspace', from: channelId('C4') });
      await scope.insertAll(
        Array.from({ length: 100 }, (_, at) =>
          insertion(
            lessons,
            lesson(`N${process.pid}x${nth}x${at}`, audience, {
              title: wordNth(at),
              happened: description,
              id: rowId(`N${process.pid}x${nth}x${at}`),
            }),
            { audience, by: [user], names: 'shown' },
          ),
        ),
      );
    }),
  );
result['writeMsEach'] = round(median(inserted) / 100);
result['rssMb'] = Math.round(process.resourceUsage().maxRSS / 1024);
await hand.close();
for (const one of [store, small]) await one.close();
console.log(JSON.stringify(result));
