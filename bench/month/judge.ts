/** Compares what should have become of everything with what Lore recorded and with what stands in the sandbox. */
import { dayLong } from './calendar.ts';
import { lookedAt, reckonAll, type Reckoned } from './outcomes.ts';
import type { Lived, Recorded, Said } from './facts.ts';

export interface Verdict {
  readonly expected: number;
  readonly posted: number;
  readonly lost: number;
  readonly duplicated: number;
  /** By their reasons. */
  readonly missed: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, number>>;
  /** Those on another day than by their rule, whatever became of them. */
  readonly moved: Readonly<Record<string, number>>;
  /** What became of it is recorded otherwise than it is reckoned here. */
  readonly misjudged: number;
  /** What people shared, told, asked and answered, and was to stand in a channel once. */
  readonly told: number;
  /** What is wrong, each in a line. */
  readonly wrong: readonly string[];
}

/** Nothing is posted at a meeting, and of coaching and forums what reaches people is counted. */
const uncounted = ['rotation.meeting', 'coaching.', 'forums.'] as const;

/** As what it stands in a channel. */
const standsAs = { shared: 'share', told: 'entry', asked: 'question', answered: 'other' } as const;

const nameOf = ({ channel, schedule, on }: Pick<Reckoned, 'channel' | 'schedule' | 'on'>) =>
  `${schedule} of ${on} in ${channel}`;
const timeOf = (at: number) => new Date(at).toISOString().slice(0, 16);

export function judge(lived: Lived, said: readonly Said[], recorded: readonly Recorded[]): Verdict {
  const all = reckonAll(lived, said);
  const reckoned = all.filter(({ at }) => at >= lived.from);
  const wrong: string[] = [];
  const [missed, skipped, moved]: Record<string, number>[] = [{}, {}, {}];
  let [posted, lost, duplicated, misjudged] = [0, 0, 0, 0];
  const rows = new Map(
    recorded.map((row) => [nameOf({ ...row, schedule: row.schedule as Reckoned['schedule'] }), row]),
  );
  const due = recorded.filter(
    ({ dueAt, schedule }) =>
      dueAt >= lived.from && dueAt < lived.to && !uncounted.some((name) => schedule.startsWith(name)),
  );

  for (const one of reckoned) {
    const name = nameOf(one);
    const row = rows.get(name);
    rows.delete(name);
    const times = messagesOf(lived, said, all, one).length;
    const isThere =
      times > 0 || isOnAgenda(said, one) || (row?.state === 'posted' && isYetToCome(lived, one));
    if (isThere) posted += 1;
    if (times > 1) {
      duplicated += times - 1;
      wrong.push(`${name}: posted ${String(times)} times`);
    }
    if (row === undefined) {
      lost += 1;
      wrong.push(`${name}: nothing became of it, due ${timeOf(one.at)}`);
      continue;
    }
    if (row.state === 'posted' && !isThere) {
      lost += 1;
      wrong.push(`${name}: recorded as posted, and not there`);
    }
    if (row.state === 'skipped') count(skipped, row.reason);
    if (row.state === 'missed') count(missed, row.reason);
    if (row.moved !== 'no') count(moved, row.moved);
    const should = `${one.outcome.state} ${one.outcome.reason ?? ''}, ${one.moved}, ${timeOf(one.at)}`;
    const is = `${row.state} ${row.reason ?? ''}, ${row.moved}, ${timeOf(row.dueAt)}`;
    if (should !== is) {
      misjudged += 1;
      wrong.push(`${name}: ${is}; it should be: ${should}`);
    }
    if (row.state !== 'posted' && times > 0) wrong.push(`${name}: posted, and recorded as ${row.state}`);
  }
  for (const row of due)
    if (rows.has(nameOf({ ...row, schedule: row.schedule as Reckoned['schedule'] }))) {
      misjudged += 1;
      wrong.push(`${row.schedule} of ${row.on} in ${row.channel}: recorded, and not expected`);
    }
  const strays = straysOf(lived, said, all);
  const twice = saidTwice(said);
  const told = toldOnce(lived, said);
  wrong.push(...strays, ...twice, ...told.wrong);
  return {
    expected: reckoned.length,
    posted,
    lost: lost + told.lost,
    duplicated: duplicated + strays.length + twice.length + told.duplicated,
    missed: missed ?? {},
    skipped: skipped ?? {},
    moved: moved ?? {},
    misjudged,
    told: told.count,
    wrong,
  };
}

function count(into: Record<string, number> | undefined, reason: string | null): void {
  if (into !== undefined) into[reason ?? 'none'] = (into[reason ?? 'none'] ?? 0) + 1;
}

/** The messages that can only be this occurrence's: of its kind, from when it is due until the next one is. */
function messagesOf(
  lived: Lived,
  said: readonly Said[],
  reckoned: readonly Reckoned[],
  one: Reckoned,
): Said[] {
  const next = reckoned.find(
    ({ channel, schedule, at }) => channel === one.channel && schedule === one.schedule && at > one.at,
  );
  // The channel reads who was asked once the question has reached them, in their working hours.
  const longest = one.schedule === 'rotation.presenter' ? Infinity : lookedAt(lived, one.at) + dayLong;
  const until = Math.min(next?.at ?? Infinity, longest);
  return said.filter(
    ({ channel, kind, at }) => channel === one.channel && kind === one.schedule && at >= one.at && at < until,
  );
}

/** The agenda of the meeting before says who presents, once they were asked. */
const isOnAgenda = (said: readonly Said[], { channel, schedule, at, meetsAt }: Reckoned): boolean =>
  schedule === 'rotation.presenter' &&
  said.some(
    (one) =>
      one.channel === channel &&
      one.kind === 'rotation.agenda' &&
      one.at > at &&
      one.at < (meetsAt ?? 0) - 6 * dayLong,
  );

/** Whether the person who was asked may not have read the question when the count ended, or the agenda that says so was not due. */
const isYetToCome = ({ to }: Lived, { schedule, at }: Reckoned): boolean =>
  schedule === 'rotation.presenter' && to - at < 4 * dayLong;

/** What looks like an occurrence and is none. */
function straysOf(lived: Lived, said: readonly Said[], reckoned: readonly Reckoned[]): string[] {
  const known = new Set(reckoned.flatMap((one) => messagesOf(lived, said, reckoned, one)));
  return said
    .filter(({ kind, at }) => kind.includes('.') && at >= lived.from && at < lived.to)
    .filter((one) => !known.has(one))
    .map(({ kind, channel, at }) => `${kind} in ${channel} at ${timeOf(at)}: of no occurrence`);
}

function saidTwice(said: readonly Said[]): string[] {
  const groups = Map.groupBy(
    said.filter(({ delivery }) => delivery !== ''),
    ({ delivery }) => delivery,
  );
  return [...groups.values()]
    .filter((same) => same.length > 1)
    .map(([one]) => `${one?.kind ?? ''} in ${one?.channel ?? ''} at ${timeOf(one?.at ?? 0)}: said twice`);
}

/** What a person was told is kept stands in their channel, once. */
function toldOnce(lived: Lived, said: readonly Said[]) {
  const wrong: string[] = [];
  let [count, lost, duplicated] = [0, 0, 0];
  for (const fact of lived.facts) {
    if (!('token' in fact)) continue;
    count += 1;
    const kind = standsAs[fact.kind];
    const times = said.filter(
      (one) => one.kind === kind && one.channel === fact.channel && one.text.includes(fact.token),
    ).length;
    if (times === 0) lost += 1;
    duplicated += Math.max(0, times - 1);
    if (times !== 1)
      wrong.push(`${fact.token} in ${fact.channel}, ${timeOf(fact.at)}: there ${String(times)} times`);
  }
  return { count, lost, duplicated, wrong };
}
