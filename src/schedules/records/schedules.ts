/** A store's rituals for Lore itself: what is due, the outcome of each occurrence, and whom it concerns. */
import { type Kysely, sql } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, TeamId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import type { ChannelSchedule, Occurrence, SkipReason } from '#core/recurrence.ts';
import type { Scope } from '#core/scope.ts';
import { isInLearning } from '#core/time/kept-free.ts';
import { nextByRule, nextWorkingDay, plan, type Planned } from '#core/time/recurrence.ts';
import { instantOf } from '#core/time/zone.ts';
import { channelOf } from '../../store/directory/people-rows.ts';
import type { Schema } from '../../store/schema.ts';
import type { Inside } from '../../store/scope/inside.ts';
import { scopeOf } from '../../store/scope/scope.ts';
import { offFor, type StartsOff } from '../../store/settings/practices.ts';
import { type Become, type Changing, type Ended, record, update } from './record.ts';
import {
  type ChannelRecurrences,
  channelRecurrences,
  channelSchedule,
  isOfPractice,
  isPaused,
  occurrenceOf,
  planOf,
  seriesOf,
} from './rows.ts';
import { type RitualSetUp, setUpIn } from './setup.ts';
import { movesOf } from './stored-rule.ts';
import type { ScheduleTable } from './tables.ts';
import { type ScheduleWatch, watchIn } from './watch.ts';

export interface DueSchedule {
  readonly team: TeamId;
  readonly channel: ChannelId;
  readonly name: string;
  readonly on: string;
  readonly at: Instant;
  readonly attempts: number;
}

/** The facts about an occurrence when it is due. */
export interface RitualFacts {
  readonly channel: Channel;
  readonly schedule: ChannelSchedule;
  readonly occurrence: Occurrence;
  /** The ritual, or the one it precedes, was ended when this occurrence was already due. */
  readonly hasEnded: boolean;
  /** The practices that are off in the channel. */
  readonly off: ReadonlySet<string>;
}

/** The outcome of an occurrence. `next_day` and `moved`: it comes at another time, because it asked to or the calendar changed. */
export interface Settled {
  readonly become: Become | { readonly kind: 'moved' };
  readonly moved: Occurrence['moved'];
}

export interface SchedulesStore extends RitualSetUp, ScheduleWatch {
  /** The occurrence of a workspace that has been due longest. */
  readonly due: (team: TeamId, now: Instant) => Promise<DueSchedule | null>;
  readonly nextDue: (team: TeamId) => Promise<Instant | null>;
  /**
   * Runs one transaction with the channel's access: `run`, the outcome, and the time of the next occurrence. Skips `run` if Lore already knows that
   * nothing is posted; does nothing if the row has changed since it was read.
   * @returns the outcome; `null` if nothing happened
   */
  readonly occur: (
    due: DueSchedule,
    run: (scope: Scope, facts: RitualFacts) => Promise<Become>,
  ) => Promise<Settled | null>;
  /** Retries a failed occurrence at `at`. @param attempts how often it was tried by then, 1 or more */
  readonly tryAgain: (due: DueSchedule, at: Instant, attempts: number) => Promise<void>;
}

export function schedulesIn(system: Kysely<Schema>, inside: Inside): SchedulesStore {
  return {
    ...setUpIn(inside),
    ...watchIn(system, inside),
    due: async (team, now) => {
      const row = await waiting(system, team)
        .selectAll('it')
        .where('it.next_at', '<=', now)
        .limit(1)
        .executeTakeFirst();
      if (row?.next_on == null || row.next_at === null) return null;
      return {
        // Built from ids alone.
        team: row.team_id,
        channel: row.channel_id,
        name: row.name,
        on: row.next_on,
        at: row.next_at,
        attempts: row.attempts,
      };
    },
    nextDue: async (team) =>
      (await waiting(system, team).select('it.next_at').limit(1).executeTakeFirst())?.next_at ?? null,
    occur: async (due, run) => {
      const viewer = { kind: 'channel', channelId: due.channel } as const;
      const settled = await inside.once(due.team, viewer, 'read write', async (access) => {
        const changing = { db: access.db, team: due.team, channel: due.channel, now: access.now };
        const found = await stillDue(changing, due);
        if (found === null) return null;
        const scope = scopeOf({ ...access, viewer }, inside.ids, () => undefined);
        return settle(changing, inside.startsOff, found, (facts) => run(scope, facts));
      });
      inside.wake(due.team);
      return settled;
    },
    tryAgain: async (due, at, attempts) => {
      await inside.write(async (db) => {
        await db
          .updateTable('ritual')
          .set({ attempts, next_at: at })
          .where('team_id', '=', due.team)
          .where('channel_id', '=', due.channel)
          .where('name', '=', due.name)
          .where('next_on', '=', due.on)
          .where('next_at', '=', due.at)
          .execute();
      });
    },
  };
}

function waiting(db: Kysely<Schema>, team: TeamId) {
  return (
    db
      .selectFrom('ritual as it')
      .where('it.team_id', '=', team)
      // For an ended ritual, only what was due by then.
      .where('it.next_at', 'is not', null)
      .where(
        sql<boolean>`not exists (select 1 from workspace as w where w.team_id = it.team_id and w.removed_at is not null)`,
      )
      .orderBy('it.next_at')
      .orderBy('it.channel_id')
      .orderBy('it.name')
  );
}

interface Found {
  readonly recurrence: ChannelRecurrences;
  readonly row: ScheduleTable;
}

/** Claims the occurrence for this transaction; a second one that read the same row finds it gone or loses the race. */
async function stillDue(changing: Changing, due: DueSchedule): Promise<Found | null> {
  const { numUpdatedRows } = await changing.db
    .updateTable('ritual')
    .set((it) => ({ attempts: it.ref('attempts') }))
    .where('team_id', '=', due.team)
    .where('channel_id', '=', due.channel)
    .where('name', '=', due.name)
    .where('next_on', '=', due.on)
    .where('next_at', '=', due.at)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return null;
  const recurrence = await channelRecurrences(changing.db, changing.team, changing.channel, changing.now);
  const row = recurrence?.schedules.find(({ name }) => name === due.name);
  return recurrence === null || row === undefined ? null : { recurrence, row };
}

async function settle(
  changing: Changing,
  startsOff: StartsOff,
  { recurrence, row }: Found,
  run: (facts: RitualFacts) => Promise<Become>,
): Promise<Settled> {
  const { name } = row;
  const series = seriesOf(recurrence, name);
  const on = row.next_on ?? '';
  const planned = series === null ? ended(row) : planOf(series, recurrence.calendar, on);
  if (planned.at > changing.now) {
    // The calendar changed since this was computed, and it is now later.
    await update(changing, name, { next_at: planned.at });
    return { become: { kind: 'moved' }, moved: planned.moved };
  }
  // It fell due by the rule of that time, whatever the rule is now; a retry runs later than it was due.
  const now = row.attempts > 0 ? planned : { ...planned, at: row.next_at ?? planned.at };
  const schedule = channelSchedule(recurrence, name, changing.now);
  const { team, channel: channelId } = changing;
  const off = await offFor(changing.db, startsOff, team, { kind: 'channel', channelId });
  const paused = series !== null && isPaused(series, recurrence.calendar, on);
  const nothing = whyNothing(recurrence, name, now, paused, off);
  const become: Become =
    nothing !== null || schedule === null
      ? { kind: 'skipped', reason: nothing ?? 'no_lore' }
      : await run({
          channel: channelOf(recurrence.channel),
          schedule,
          occurrence: occurrenceOf(name, changing.channel, now),
          hasEnded: series === null,
          off,
        });
  // The run may have changed its own recurrence.
  const after =
    (await channelRecurrences(changing.db, changing.team, changing.channel, changing.now)) ?? recurrence;
  const isToWait = become.kind === 'next_day';
  if (isToWait && (await wait(changing, after, name, now))) return { become, moved: now.moved };
  const end: Ended = isToWait ? { kind: 'skipped', reason: 'too_soon' } : become;
  await record(changing, after, name, now, end);
  return { become: end, moved: now.moved };
}

/** An occurrence that was due when its ritual, or the one it precedes, was ended. */
function ended({ next_on: on, next_at: at }: ScheduleTable): Planned {
  return {
    on: on ?? '',
    date: on ?? '',
    minutes: 0,
    at: at ?? 0,
    moved: 'no',
    beforeAt: null,
    fallsOut: false,
  };
}

/** Reasons to post nothing that Lore knows without asking the practice. */
function whyNothing(
  { channel }: ChannelRecurrences,
  name: string,
  now: Planned,
  paused: boolean,
  off: ReadonlySet<string>,
): SkipReason | null {
  if (paused) return 'paused';
  if (now.fallsOut) return 'holidays';
  if (channel.has_lore === 0) return 'no_lore';
  if (channel.is_archived === 1) return 'archived';
  return isOfPractice(name, off) ? 'switched_off' : null;
}

/** Postpones it to the next working day. @returns whether there is one before the next occurrence */
async function wait(
  changing: Changing,
  recurrence: ChannelRecurrences,
  name: string,
  now: Planned,
): Promise<boolean> {
  const series = seriesOf(recurrence, name);
  const row = recurrence.schedules.find((one) => one.name === name);
  if (series === null || row === undefined || series.before !== null) return false;
  const next = plan(series.recurrence, recurrence.calendar, nextByRule(series.recurrence, now.on));
  const date = nextWorkingDay(recurrence.calendar, now.date, next.date);
  if (date === null) return false;
  const { rule } = series.recurrence;
  // Another day has its own time: only on the day of the learning time it is beside that.
  const isBeside = isInLearning(
    recurrence.calendar,
    instantOf(now.date, rule.minutes, recurrence.calendar.tz),
  );
  const minutes = isBeside ? rule.minutes : now.minutes;
  const moves = { ...movesOf(row), [now.on]: { date, minutes, by: 'waited' as const } };
  await update(changing, name, { moves: JSON.stringify(moves) });
  const moved = plan({ ...series.recurrence, moves }, recurrence.calendar, now.on);
  await update(changing, name, { next_at: moved.at, attempts: 0 });
  return true;
}
