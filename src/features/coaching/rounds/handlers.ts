/** A round of a channel: who takes part now is put together, each is told alone, and the channel reads one line. */
import type { FeaturePart } from '#core/feature.ts';
import { type Instant, minute } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import type { Person } from '#core/people.ts';
import { definePost, stays } from '#core/post.ts';
import { posted, type ScheduleOutcome, skip } from '#core/recurrence.ts';
import type { Schedule, ScheduleContext } from '#core/schedule.ts';
import type { Pooled } from '#core/scope.ts';
import { addWorkingDays } from '#core/time/working.ts';
import { wallClock } from '#core/time/zone.ts';
import { copy } from '../copy.ts';
import { begunPost, jobs, roundsName } from '../ids.ts';
import { know } from '../joining/operations.ts';
import { propose } from '../pairs/operations.ts';
import { blocks, isPaused, joins, type JoinRow, met } from '../rows.ts';
import { type Candidate, matched, type Two } from './rules.ts';
import { overlaps } from './overlap.ts';
import { drawnFrom } from '#core/drawn.ts';

/** How long people can answer, in working days of the channel. */
const daysToAnswer = 2;

interface Here {
  readonly person: Person;
  readonly join: JoinRow;
}

/** Who takes part in this round: they joined, are in the channel, and neither pause nor are away. */
function present(
  people: readonly Person[],
  joined: readonly Pooled<JoinRow>[],
  now: Instant,
): readonly Here[] {
  const rows = new Map(joined.map(({ user, row }) => [user, row]));
  return people.flatMap((person) => {
    const join = rows.get(person.userId);
    const isAway = (person.awayUntil ?? now) > now;
    return join === undefined || isAway || isPaused(join, now) ? [] : [{ person, join }];
  });
}

async function comeRound(context: ScheduleContext): Promise<ScheduleOutcome> {
  const { scope, channel, schedule, occurrence, now } = context;
  const { channelId: at } = channel;
  await know(context, channel);
  const here = present(await scope.members(at), await scope.pool(joins, { channel_id: at }), now);
  // The same whether nobody joined or all are away: nobody learns which.
  if (here.length === 0) return skip('nothing_to_say');
  const until = await closesAt(context);
  const round = occurrence.id;
  const paired = new Set<UserId>();
  for (const group of matched({
    people: here.map(candidateAt(now)),
    between: await between(context, here),
  })) {
    const people = group.map(({ user }) => user);
    for (const user of people) paired.add(user);
    await propose(context, { channel: at, kind: 'peer', people, until, round });
  }
  // Who is left over reads the same, at the same time, as those of whom nothing came.
  for (const { person } of here)
    if (!paired.has(person.userId))
      await scope.runAt(jobs.settled.ref({ round, channel: at, until, person: person.userId }), until, {
        kind: 'person',
        userId: person.userId,
      });
  await scope.publish(
    begunPost.ref({ round }, { kind: 'channel', channel: at }, schedule.owner ?? undefined),
  );
  return posted;
}

/** Two working days of the channel later, at the same time. */
async function closesAt({ scope, channel, now }: ScheduleContext): Promise<Instant> {
  const calendar = await scope.schedules.calendar(channel.channelId);
  if (calendar === null) throw new Error('a channel knows its own calendar');
  const { days, tz, isHoliday } = calendar;
  return addWorkingDays(now, daysToAnswer, { days, start: 0, end: 0, holidays: null }, tz, isHoliday);
}

const candidateAt =
  (now: Instant) =>
  ({ person, join }: Here): Candidate => ({
    user: person.userId,
    team: join.team_channel_id,
    waits: join.waits === 1,
    trios: join.trios,
    offset: (wallClock(now, person.tz).getTime() - now) / minute,
  });

/** What the channel's rounds know of each two. */
async function between(
  { scope, channel, now, newId }: ScheduleContext,
  here: readonly Here[],
): Promise<(one: Candidate, other: Candidate) => Two> {
  const of = { channel_id: channel.channelId };
  const blocked = new Set((await scope.pool(blocks, of)).map(({ user, row }) => keyOf(user, row.other_id)));
  const before = new Map<string, { times: number; lastAt: Instant; talksUntil: Instant }>();
  for (const { user, row } of await scope.pool(met, of)) {
    const key = keyOf(user, row.other_id);
    const known = before.get(key);
    before.set(key, {
      times: Math.max(row.times, known?.times ?? 0),
      lastAt: Math.max(row.last_at, known?.lastAt ?? 0),
      talksUntil: Math.max(row.talks_until ?? 0, known?.talksUntil ?? 0),
    });
  }
  const rounds = [...new Set([...before.values()].map(({ lastAt }) => lastAt))].sort((a, b) => b - a);
  const workers = new Map(here.map(({ person }) => [person.userId, person]));
  const share = overlaps(now);
  const chance = drawnFrom(newId());
  return ({ user: one }, { user: other }) => {
    const [a, b] = [workers.get(one), workers.get(other)];
    const key = keyOf(one, other);
    const known = before.get(key);
    return {
      isBlocked: blocked.has(key),
      isTalking: (known?.talksUntil ?? 0) > now,
      times: known?.times ?? 0,
      roundsAgo: known === undefined ? null : rounds.indexOf(known.lastAt) + 1,
      overlap: a === undefined || b === undefined ? 0 : share(a, b),
      chance: chance(),
    };
  };
}

/** Two people in either order. */
const keyOf = (one: UserId, other: UserId): string => (one < other ? `${one} ${other}` : `${other} ${one}`);

export const schedules: readonly Schedule[] = [
  {
    name: roundsName,
    title: copy.named('rounds.title'),
    what: copy.named('rounds.what'),
    usual: { every: 'fortnight', weekday: 2, minutes: 10 * 60 },
    offered: 'settings',
    hasOwnForm: true,
    occur: comeRound,
  },
];

export const coming: FeaturePart = {
  posts: [
    definePost(begunPost, {
      title: copy.titled('title.begun'),
      build: async (_read, _params, renderContext) =>
        messageOf(copy.for(renderContext).mrkdwn('round.begun')),
      over: stays,
    }),
  ],
};
