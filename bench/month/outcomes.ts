/**
 * What should have become of each occurrence, reckoned from what was set up, what people did and what was said, in the order of time. Its
 * reasons are Lore's words; how they come about is written here a second time.
 */
import { addDays, dayLong, hour, localOf, works, type Instant } from './calendar.ts';
import { expectedIn, factsOf, type Expected } from './expected.ts';
import type { ChannelFacts, Lived, Said } from './facts.ts';
import { isEmptyWeek } from './news.ts';
import { promptOutcome, startPrompts, type Prompts } from './prompts.ts';
import { everybodyHadADay, isSomebodyThere } from './there.ts';

export interface Outcome {
  readonly state: 'posted' | 'skipped' | 'missed';
  readonly reason: string | null;
}

/** An occurrence, when it was at last, and what should have become of it. */
export interface Reckoned extends Expected {
  readonly outcome: Outcome;
}

const posted: Outcome = { state: 'posted', reason: null };
const skipped = (reason: string): Outcome => ({ state: 'skipped', reason });
/** What is later than this is not posted any more. */
const latest = 2 * hour;

interface SoFar {
  readonly done: Reckoned[];
  readonly prompts: Map<string, Prompts>;
}

/** @param said everything that Lore said in the time that is counted */
export function reckonAll(lived: Lived, said: readonly Said[]): Reckoned[] {
  const sofar: SoFar = { done: [], prompts: new Map(lived.channels.map(({ id }) => [id, startPrompts()])) };
  const channels = new Map(lived.channels.map((channel) => [channel.id, channel]));
  const waiting = lived.channels.flatMap((channel) => expectedIn(lived, channel));
  for (;;) {
    waiting.sort((a, b) => a.at - b.at);
    const next = waiting.shift();
    if (next === undefined) return sofar.done;
    const channel = channels.get(next.channel);
    if (channel === undefined) throw new Error('an occurrence of no channel');
    const became = becameOf(lived, said, sofar, channel, next);
    if (became === 'waits') {
      const later = putOff(channel, next);
      if (later !== null) waiting.push(later);
      else sofar.done.push({ ...next, outcome: skipped('too_soon') });
    } else sofar.done.push({ ...next, outcome: became });
  }
}

/** When Lore could look at what was due: it may have been down. */
export function lookedAt(lived: Lived, due: Instant): Instant {
  const down = factsOf(lived, 'down').find(({ at, until }) => at <= due && due < until);
  return down?.until ?? due;
}

function becameOf(
  lived: Lived,
  said: readonly Said[],
  sofar: SoFar,
  channel: ChannelFacts,
  one: Expected,
): Outcome | 'waits' {
  const now = lookedAt(lived, one.at);
  const before = { ...lived, facts: lived.facts.filter(({ at }) => at < now) };
  const known = whatIsKnown(before, sofar, channel, one);
  if (known !== null) return known;
  if (now - one.at > latest) return { state: 'missed', reason: 'late' };
  switch (one.schedule) {
    case 'learned.weekly':
      return weekly(before, sofar, channel, one, now);
    case 'digest.weekly': {
      const asked = sofar.done.findLast(
        (other) =>
          other.channel === channel.id &&
          other.schedule === 'learned.weekly' &&
          other.outcome.state === 'posted',
      );
      if (!everybodyHadADay(before, channel, asked?.at ?? null, now)) return 'waits';
      return isEmptyWeek(before, said, channel, now) ? skipped('nothing_to_say') : posted;
    }
    case 'rotation.presenter':
      return presenter(before, channel, one, now);
    case 'rotation.agenda':
      return agenda(before, sofar, channel, one, now);
    case 'rotation.meeting':
      throw new Error('nothing is posted at a meeting');
  }
}

/** What is so whatever the ritual. */
function whatIsKnown(lived: Lived, sofar: SoFar, { id }: ChannelFacts, one: Expected): Outcome | null {
  const regular = one.meetsAt === null ? one.schedule : 'rotation.meeting';
  const pauses = factsOf(lived, 'paused', id).filter(({ schedule }) => schedule === regular);
  const until = pauses.at(-1)?.until ?? '';
  const own = one.schedule === 'learned.weekly' ? (sofar.prompts.get(id)?.pausedUntil ?? '') : '';
  if (one.day < until || one.day < own) return skipped('paused');
  if (one.fallsOut) return skipped('holidays');
  if (factsOf(lived, 'without lore', id).length > 0) return skipped('no_lore');
  return factsOf(lived, 'archived', id).length > 0 ? skipped('archived') : null;
}

function weekly(lived: Lived, sofar: SoFar, { id }: ChannelFacts, one: Expected, now: Instant): Outcome {
  const waits = factsOf(lived, 'waits', id).at(-1);
  const told = factsOf(lived, 'told first', id).at(-1);
  const isWaiting = waits !== undefined && (told === undefined || told.at < waits.at);
  if (isWaiting && now - waits.at < 14 * dayLong) return skipped('not_yet');
  const { prompts, isAsked } = promptOutcome(
    sofar.prompts.get(id) ?? startPrompts(),
    { on: one.on, at: now },
    factsOf(lived, 'shared', id),
    factsOf(lived, 'chose', id),
  );
  sofar.prompts.set(id, prompts);
  return isAsked ? posted : skipped('nobody_takes_part');
}

/** The first says how to take turns; after that somebody is asked who takes them and is at work then. */
function presenter(lived: Lived, channel: ChannelFacts, one: Expected, now: Instant): Outcome {
  const joined = factsOf(lived, 'joined', channel.id).map(({ person }) => person);
  if (joined.length === 0) return one.isFirst ? posted : skipped('nobody_takes_part');
  return isSomebodyThere(lived, { ...channel, members: joined }, one.meetsAt ?? now)
    ? posted
    : skipped('nobody_available');
}

/** It tells who presents, if anybody was looked for, and what was shared since the meeting before, or, where nobody was looked for, since the agenda before. */
function agenda(lived: Lived, sofar: SoFar, { id }: ChannelFacts, one: Expected, now: Instant): Outcome {
  const announced = sofar.done.filter(
    ({ channel, schedule, outcome }) =>
      channel === id &&
      schedule === 'rotation.presenter' &&
      (outcome.state === 'posted' || outcome.reason === 'nobody_available'),
  );
  if (announced.some(({ on }) => on === one.on)) return posted;
  const handed = sofar.done.findLast(
    ({ channel, schedule, outcome }) =>
      channel === id && schedule === 'rotation.agenda' && outcome.state === 'posted',
  );
  const met = Math.max(announced.findLast(({ on }) => on < one.on)?.meetsAt ?? 0, handed?.at ?? 0);
  const since = met === 0 ? now - 7 * dayLong : met;
  const isSomethingShared = factsOf(lived, 'shared', id).some(({ at }) => at >= since);
  return isSomethingShared ? posted : skipped('nothing_to_say');
}

/** On the next day on which the channel works, unless that would reach the next one. */
function putOff({ calendar }: ChannelFacts, one: Expected): Expected | null {
  for (let day = addDays(one.day, 1); day < one.before; day = addDays(day, 1)) {
    if (!works(calendar, day)) continue;
    const at = one.at + (Date.parse(day) - Date.parse(one.day));
    const shift = localOf(at, calendar.tz).minutes - one.minutes;
    return { ...one, day, at: at - shift * 60_000, moved: 'waited' };
  }
  return null;
}
