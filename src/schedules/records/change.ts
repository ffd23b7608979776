/** Changes to a channel's rituals: who may make them, what is written, and when the next occurrence is afterwards. */
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { type Every, occurrenceId, type ScheduleRefusal, type Rule } from '#core/recurrence.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { LocalDate } from '#core/time/date.ts';
import { atOnce } from '#core/time/kept-free.ts';
import {
  firstFrom,
  firstInTime,
  mayMove,
  type Move,
  type MoveRefusal,
  putBack,
} from '#core/time/recurrence.ts';
import { localTime } from '#core/time/zone.ts';
import { refreshShowing } from '../../store/access/depends-on.ts';
import { invalidateMembersHomes } from './homes.ts';
import { type Changing, update } from './record.ts';
import {
  channelRecurrences,
  type ChannelRecurrences,
  coming,
  following,
  lastOn,
  planOf,
  seriesOf,
} from './rows.ts';
import { movesOf, ruleOf, storedRule } from './stored-rule.ts';
import type { ScheduleTable } from './tables.ts';

/** Missing fields stay unchanged. */
export interface Wanted {
  readonly isOn?: boolean;
  readonly rule?: Rule;
  readonly every?: Every;
  readonly pausedUntil?: LocalDate | null;
  /** Moves the occurrence that falls on this day by its rule. */
  readonly move?: { readonly on: LocalDate } & Pick<Move, 'date' | 'minutes'>;
}

/** Called in the transaction that writes. @returns why a person may not change a channel's rituals; `null` if they may */
export async function whyNot(
  { db, team, channel }: Pick<Changing, 'db' | 'team' | 'channel'>,
  user: UserId,
): Promise<ScheduleRefusal | null> {
  const row = await db
    .selectFrom('membership as m')
    .innerJoin('person as p', (on) =>
      on.onRef('p.team_id', '=', 'm.team_id').onRef('p.user_id', '=', 'm.user_id'),
    )
    .innerJoin('channel as c', (on) =>
      on.onRef('c.team_id', '=', 'm.team_id').onRef('c.channel_id', '=', 'm.channel_id'),
    )
    .leftJoin('channel_rhythm as r', (on) =>
      on.onRef('r.team_id', '=', 'm.team_id').onRef('r.channel_id', '=', 'm.channel_id'),
    )
    .select(['p.standing', 'p.is_admin', 'c.kind', 'c.has_lore', 'c.is_archived', 'r.is_locked'])
    .where('m.team_id', '=', team)
    .where('m.channel_id', '=', channel)
    .where('m.user_id', '=', user)
    .executeTakeFirst();
  if (row === undefined || row.has_lore === 0 || row.is_archived === 1 || row.kind === 'direct')
    return 'not_here';
  if (row.standing !== 'member') return 'guest';
  return row.is_locked === 1 && row.is_admin === 0 ? 'locked' : null;
}

/** @returns `not_here` if the ritual was never set up and gets no rule now */
export async function changeSchedule(
  changing: Changing,
  name: string,
  wanted: Wanted,
): Promise<Result<null, 'not_here' | MoveRefusal>> {
  const { db, team, channel, now } = changing;
  const recurrence = await channelRecurrences(db, team, channel, now);
  const row = recurrence?.schedules.find((one) => one.name === name);
  if (recurrence === null || (row === undefined && wanted.rule === undefined)) return refuse('not_here');
  const moved = wanted.move === undefined ? ok({}) : moving(recurrence, name, wanted.move, now);
  if (!moved.ok) return moved;
  const today = localTime(now, recurrence.calendar.tz).date;
  const rule = wanted.rule ?? changed(row, wanted.every);
  const isOther = rule !== undefined && storedRule(rule) !== row?.rule;
  const begins = wanted.isOn === true && row?.is_on === 0;
  const onOtherDays = isOther && (row === undefined || !hasSameDays(rule, ruleOf(row)));
  const cells = {
    ...(wanted.isOn === undefined ? {} : { is_on: wanted.isOn ? (1 as const) : (0 as const) }),
    ...(isOther ? { rule: storedRule(rule) } : {}),
    // A recurrence on other days, or one that restarts, counts its weeks from today.
    ...(onOtherDays || begins ? { since: today, moves: '{}' } : {}),
    ...(wanted.pausedUntil === undefined ? {} : { paused_until: wanted.pausedUntil }),
    ...moved.value,
  };
  if (row === undefined) {
    const fresh: ScheduleTable = {
      team_id: team,
      channel_id: channel,
      name,
      is_on: 1 as const,
      rule: '',
      since: today,
      paused_until: null,
      moves: '{}',
      last_on: null,
      next_on: null,
      next_at: null,
      attempts: 0,
    };
    await db
      .insertInto('ritual')
      .values({ ...fresh, ...cells })
      .execute();
  } else if (Object.keys(cells).length > 0) await update(changing, name, cells);
  if (isOther || begins) await recheck(changing, recurrence, name);
  await reckon(changing, isOther && !begins ? name : null);
  return ok(null);
}

function hasSameDays(one: Rule, other: Rule): boolean {
  if ('before' in one || 'before' in other) return false;
  return one.every === other.every && one.weekday === other.weekday;
}

/** A new rule changes the next occurrences of a ritual and of those before it, but not what is already due. */
async function recheck(changing: Changing, { schedules }: ChannelRecurrences, name: string): Promise<void> {
  for (const row of schedules) {
    const rule = ruleOf(row);
    const follows = row.name === name || ('before' in rule && rule.before === name);
    if (follows && !isDue(row, changing.now)) await update(changing, row.name, { next_on: null });
  }
}

/** Due, or being retried. */
function isDue({ next_at: at, attempts }: ScheduleTable, now: Instant): boolean {
  return at !== null && (at <= now || attempts > 0);
}

function changed(row: ScheduleTable | undefined, every: Every | undefined): Rule | undefined {
  const rule = row === undefined || every === undefined ? undefined : ruleOf(row);
  return rule === undefined || 'before' in rule || every === undefined ? undefined : { ...rule, every };
}

function moving(
  recurrence: ChannelRecurrences,
  name: string,
  { on, date, minutes }: NonNullable<Wanted['move']>,
  now: Instant,
): Result<Partial<ScheduleTable>, 'not_here' | MoveRefusal> {
  const row = recurrence.schedules.find((one) => one.name === name);
  const series = seriesOf(recurrence, name);
  if (row === undefined || series === null || series.before !== null || row.next_on !== on)
    return refuse('not_here');
  const refused = mayMove(series.recurrence, recurrence.calendar, on, { date, minutes }, now);
  if (refused !== null) return refuse(refused);
  const moves = { ...movesOf(row), [on]: { date, minutes, by: 'hand' } };
  return ok({ moves: JSON.stringify(moves) });
}

/**
 * Recomputes the next occurrence of every ritual of a channel. One that is already due stays until it is settled, and one still to come stays to
 * come, so no change loses an occurrence. Screens that show the times are redrawn.
 * @param other the ritual whose rule changed: a ritual before it that should already have run becomes due at once
 */
export async function reckon(changing: Changing, other: string | null = null): Promise<void> {
  const { db, team, channel, now } = changing;
  const before = await channelRecurrences(db, team, channel, now);
  let recurrence = before;
  // Rituals before another depend on its new time, so they come second.
  for (const isBefore of [false, true]) {
    for (const row of recurrence?.schedules ?? [])
      if (recurrence !== null && 'before' in ruleOf(row) === isBefore && !isDue(row, now))
        await update(changing, row.name, { attempts: 0, ...nextOf(recurrence, row, now, other) });
    recurrence = await channelRecurrences(db, team, channel, now);
  }
  const known = [before, recurrence].flatMap((one) => (one === null ? [] : soon(one, now)));
  await refreshShowing({ db, teamId: team, now }, [...new Set(known)]);
  await invalidateMembersHomes(db, team, channel, now);
}

/** The occurrences that something may already be posted about. */
function soon(recurrence: ChannelRecurrences, now: Instant): string[] {
  return recurrence.schedules.flatMap(({ name, next_on: on }) => [
    ...coming(recurrence, name, now, 3).map(({ id }) => id),
    ...(on === null ? [] : [occurrenceId(name, recurrence.channel.channel_id, on)]),
  ]);
}

function nextOf(
  recurrence: ChannelRecurrences,
  row: ScheduleTable,
  now: Instant,
  other: string | null,
): Partial<ScheduleTable> {
  const { calendar } = recurrence;
  const series = seriesOf(recurrence, row.name);
  if (series === null) return { next_on: null, next_at: null };
  const soonest = (until: Instant | null) => atOnce(calendar, now, until);
  if (row.next_on === null && row.last_on !== null && series.rows.some(({ name }) => name === other)) {
    const all = following(series, calendar, row.last_on);
    const next = firstFrom(all, now, ({ at, beforeAt }) => beforeAt ?? at);
    return { next_on: next.on, next_at: next.at >= now ? next.at : soonest(next.beforeAt) };
  }
  if (row.next_on === null) {
    const next = firstInTime(following(series, calendar, lastOn(row)), calendar, now);
    return { next_on: next.one.on, next_at: next.at };
  }
  const { on, at, beforeAt } = planOf(series, calendar, row.next_on);
  // Its own time has passed, but not that of the ritual it precedes.
  if (beforeAt !== null) return { next_at: beforeAt > now && at < now ? soonest(beforeAt) : at };
  const back = putBack(series.recurrence, calendar, on, now);
  if (back === null) return { next_at: at };
  const moves = { ...series.recurrence.moves, [on]: back };
  const there = planOf({ ...series, recurrence: { ...series.recurrence, moves } }, calendar, on);
  return { moves: JSON.stringify(moves), next_at: there.at };
}
