/** Measures searches in a process of its own. Prints one line of JSON. */
import { existsSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { sql } from 'kysely';
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
import { dateOf, openAt, searcher, wordNth } from './data.ts';
import { type Answered, type Asked, handOnPostgres, handOnSqlite } from './hand.ts';

const [engine = '', many = '', few = '', rounds = '', each = ''] = process.argv.slice(2);
const lessonCount = Number(each);
const [team, user] = [teamId('T0'), userId(searcher)];
const viewer = { kind: 'person', userId: user } as const;
const most = 200;

const termsOf = (nth: number): Term[] =>
  cutQuery(wordNth(nth)).flatMap(({ exact, stems }) => [exact, ...stems]);
type Question = Pick<Asked, 'all' | 'channel' | 'since'>;
const questions: Readonly<Record<string, Question>> = {
  rare: { all: [termsOf(25_003)] },
  middling: { all: [termsOf(300)] },
  common: { all: [termsOf(0)] },
  several: { all: [termsOf(1), termsOf(30), termsOf(9)] },
  commonInChannel: { all: [termsOf(2)], channel: 'C1' },
  rareInChannel: { all: [termsOf(9_000)], channel: 'C5' },
  // The last hundred of fifty thousand.
  commonSince: { all: [termsOf(3)], since: dateOf(lessonCount - 100) },
};

/** So often before it is measured. */
const warm = 8;
/** For each question. */
const budgetMs = 1_500;
const mostRounds = 300;

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
const rounded = (value: number): number => Math.round(value * 100) / 100;
/** On PostgreSQL the server's processes that answer this one. */
const servers = new Set<number>();
/**
 * Processor time, ms, which does not depend on what else the machine does: on SQLite all work is this process's, on PostgreSQL also that of the
 * server's processes that answer it. Without `/proc`, the time that passes.
 */
const now = (): number => {
  if (engine !== 'sqlite' && !existsSync('/proc/self/schedstat')) return performance.now();
  const { user: own, system } = process.cpuUsage();
  let sum = (own + system) / 1000;
  // One that was not asked for ten seconds is closed.
  for (const pid of servers)
    if (existsSync(`/proc/${pid}/schedstat`))
      sum += Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1_000_000;
  return sum;
};
/** After all connections were used. */
async function findServers(): Promise<void> {
  if (engine === 'sqlite') return;
  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
    where backend_type = 'client backend'`.execute(store.system);
  for (const { pid } of rows) servers.add(pid);
}
async function timed<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const from = now();
  const result = await work();
  times.push(now() - from);
  return result;
}

const ours = (store: Store, { all, channel, since }: Question): Promise<Answered> =>
  store.read(team, viewer, async ({ words }) => {
    const narrow: Narrow<LessonRow> = {
      ...(channel === undefined
        ? {}
        : { where: (rows) => rows.where('it.channel_id', '=', channelId(channel)) }),
      ...(since === undefined ? {} : { since }),
    };
    const { rows, of } = await words.frequencies(lessons, all.flat() as Term[]);
    const found = await words.candidates(lessons, { all: all as Term[][], most }, narrow);
    return { rows, of, ids: found.map(({ id }) => id) };
  });

/** To compare what both found. */
const told = ({ rows, of, ids }: Answered): string =>
  JSON.stringify([rows, [...of].filter(([term, count]) => term !== '' && count > 0).toSorted(), ids]);

const [store, small] = [openAt(many), openAt(few)];
const hand = engine === 'sqlite' ? handOnSqlite(many.slice('sqlite:'.length)) : await handOnPostgres(many);
const asked: Record<string, unknown> = {};
// What is compiled at first is no part of what is measured.
for (let nth = 0; nth < warm; nth += 1)
  for (const question of Object.values(questions)) {
    await ours(store, question);
    await ours(small, question);
    await hand.find({ team, user, most, ...question });
  }
await findServers();
for (const [name, question] of Object.entries(questions)) {
  const times = { ours: [] as number[], hand: [] as number[], few: [] as number[] };
  let rows = 0;
  const round = async (): Promise<void> => {
    const found = await timed(times.ours, () => ours(store, question));
    const wanted = await timed(times.hand, () => hand.find({ team, user, most, ...question }));
    await timed(times.few, () => ours(small, question));
    if (told(found) !== told(wanted)) throw new Error(`${name}: something else than by hand`);
    rows = found.ids.length;
  };
  // What this question is the first to read is no part of it either. A quick one is asked more often, since chance is more of it.
  for (let nth = 0; nth < warm; nth += 1) await round();
  const usual = median(times.ours);
  for (const each of Object.values(times)) each.length = 0;
  for (let nth = 0; nth < Math.max(Number(rounds), Math.min(mostRounds, budgetMs / usual)); nth += 1)
    await round();
  const [our, their, fewer] = [median(times.ours), median(times.hand), median(times.few)];
  asked[name] = {
    rows,
    ms: rounded(our),
    handMs: rounded(their),
    ratio: rounded(our / their),
    fewOthersMs: rounded(fewer),
    others: rounded(our / fewer),
  };
}
const description = Array.from({ length: 100 }, (_, nth) => wordNth((nth * nth * 3) % 30_000)).join(' ');
const whole = { description: [] as number[], typo: [] as number[], word: [] as number[] };
const typed = { description, typo: wordNth(5_000).slice(0, -1), word: wordNth(12) };
for (let nth = 0; nth < Number(rounds); nth += 1)
  for (const [name, text] of Object.entries(typed))
    await timed(whole[name as keyof typeof whole], () =>
      store.read(team, viewer, ({ words }) => search(words, { table: lessons, text })),
    );
const result: Record<string, unknown> = { asked };
result['searchMs'] = Object.fromEntries(
  Object.entries(whole).map(([name, times]) => [name, rounded(median(times))]),
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
result['writeMsEach'] = rounded(median(inserted) / 100);
await hand.close();
for (const one of [store, small]) await one.close();
console.log(JSON.stringify(result));
