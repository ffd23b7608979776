/** Counts a channel’s quarter once, with the channel’s access, and keeps what it came to: rows age, and channels are reorganised. */
import { day, type Instant } from '#core/clock.ts';
import type { Development } from '#core/development.ts';
import { type ChannelId, rowId } from '#core/ids.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import type { Channel } from '#core/people.ts';
import { insertion, type ReadScope } from '#core/scope.ts';
import { audienceFrom, isOpenToAll } from '#core/visibility.ts';
import type { Work } from '#core/work.ts';
import { planLeaders } from '../leaders/handlers.ts';
import { countJob } from '../ids.ts';
import type { Practices } from '../practices.ts';
import { numbersFor, quarterIn, type QuarterRow, quarters } from '../rows.ts';
import { type Facts, leastPeople, lookBack } from '../measures/facts.ts';
import { measured } from '../measures/rules.ts';
import { boundsOf, type Quarter, quarterAt, shifted } from '#core/time/quarter.ts';

/** So long after a quarter it is counted, so that what is confirmed on its last days counts. */
const settles = 3 * day;

async function factsOf(
  practices: Practices,
  read: ReadScope,
  channel: ChannelId,
  quarter: Quarter,
  tz: string,
): Promise<Facts> {
  const { from, to } = boundsOf(quarter, tz);
  const acts = [];
  let development: Development = {};
  for (const practice of practices()) {
    acts.push(...((await practice.acts?.(read, { channel, from: to - lookBack, to })) ?? []));
    development = { ...development, ...(await practice.development?.(read, channel, quarter)) };
  }
  const people = (await read.members(channel)).filter(({ memberType }) => memberType !== 'external');
  const calendar = await read.schedules.calendar(channel);
  return {
    from,
    to,
    acts,
    scheduled: (await read.schedules.held(channel, from, to)).map((one) => ({ ...one, channel })),
    people: new Map([[channel, new Set(people.map(({ userId }) => userId))]]),
    calendars: new Map(calendar === null ? [] : [[channel, calendar]]),
    leaders: null,
    climate: [],
    development,
  };
}

/**
 * What the quarter that was over last in a channel came to, counted if it was not yet; and plans the next count. Runs with the channel’s access.
 * @returns `null`: nothing can be counted there
 */
export async function counted(
  practices: Practices,
  work: Work,
  channel: Channel,
): Promise<QuarterRow | null> {
  if (!mayPostIn(channel).ok) return null;
  const quarter = lastQuarter(channel, work.now);
  const row =
    (await quarterIn(work.scope, channel.channelId, quarter)) ??
    (await count(practices, work, channel, quarter));
  await planCount(work, channel);
  return row;
}

async function count(
  practices: Practices,
  { scope, now, newId }: Work,
  channel: Channel,
  quarter: Quarter,
): Promise<QuarterRow> {
  const { channelId: id } = channel;
  const facts = await factsOf(practices, scope, id, quarter, channel.tz);
  const people = facts.people.get(id)?.size ?? 0;
  const isEnough = people >= leastPeople;
  const reachesAll = isOpenToAll(channel) && isEnough;
  const audience = await scope.audience(audienceFrom(id, reachesAll));
  const row: QuarterRow = {
    id: rowId(newId()),
    channel_id: id,
    quarter,
    people,
    is_open: reachesAll ? 1 : 0,
    taken_at: now,
  };
  const written = { audience, by: [], names: 'shown' } as const;
  const figures = isEnough ? measured(facts).flatMap((one) => one.figures) : [];
  await scope.insertAll([insertion(quarters, row, written), ...numbersFor(newId, row, figures, written)]);
  if (reachesAll) await planLeaders({ scope, now }, id, quarter, facts);
  return row;
}

/** The quarter that was over last in a channel. */
export const lastQuarter = ({ tz }: Channel, now: Instant): Quarter => shifted(quarterAt(now, tz), -1);

/** Plans the next count: at once, where the last quarter is not counted yet. */
export async function planCount({ scope, now }: Omit<Work, 'newId'>, channel: Channel): Promise<void> {
  const { channelId: id } = channel;
  const isCounted = (await quarterIn(scope, id, lastQuarter(channel, now))) !== null;
  const at = isCounted ? nextCount(channel, now) : now;
  await scope.runAt(countJob.ref({ channel: id }), at, { kind: 'channel', channelId: id });
}

/** When the quarter that goes on is counted. */
export const nextCount = ({ tz }: Channel, now: Instant): Instant =>
  boundsOf(quarterAt(now, tz), tz).to + settles;
