/** What a person changed in a channel's rituals: one line in the channel for all that they changed at once. */
import { z } from 'zod';
import { type ChannelId, type Ids, type RowId, rowId, type TeamId, type UserId } from '#core/ids.ts';
import {
  type Changed,
  type Told,
  type ToldChange,
  type ToldSetting,
  toldSettings,
} from '#core/recurrence.ts';
import { localTime } from '#core/time/zone.ts';
import type { AccessContext } from '../../store/access/access.ts';
import { invalidatePosts } from '../../store/access/depends-on.ts';
import { channel as seenChannel } from '../../store/scope/people-select.ts';
import { publish } from '../../store/scope/later.ts';
import { changed } from '../changed.ts';
import { offer } from '../offer.ts';
import { learningHours } from './learning.ts';
import type { Changing } from './record.ts';
import { type ChannelRecurrences, channelRecurrences } from './rows.ts';
import { movesOf, rule, ruleCells, ruleOf, storedRule } from './stored-rule.ts';
import type { ScheduleTable } from './tables.ts';

const name = z.string();
const toldChange: z.ZodType<ToldChange> = z.union([
  z.object({ kind: z.enum(['on', 'rule']), name, rule, was: rule.nullable() }),
  z.object({ kind: z.enum(['off', 'goes_on']), name }),
  z.object({ kind: z.literal('paused'), name, until: z.string() }),
  z.object({
    kind: z.literal('moved'),
    name,
    on: z.string(),
    date: z.string(),
    minutes: z.number().int(),
  }),
  z.object({ kind: z.literal('settings'), of: z.enum(toldSettings) }),
]);

/** Compares the rituals with how they were, and tells the channel what a person made different; nothing if nothing is. */
export async function tellChanges(
  changing: Changing,
  ids: Ids,
  by: UserId,
  before: ChannelRecurrences | null,
): Promise<void> {
  const { db, team, channel, now } = changing;
  const after = await channelRecurrences(db, team, channel, now);
  if (before === null || after === null) return;
  const rituals = ritualsChanged(before, after, now);
  // The person who turns the first one on owns them, which the line says by naming them.
  const isOwned = before.settings.owner_id === null && rituals.some(({ kind }) => kind === 'on');
  const settings = settingsChanged(before, after).filter((of) => !isOwned || of !== 'owner');
  const changes: ToldChange[] = [...rituals, ...settings.map((of) => ({ kind: 'settings' as const, of }))];
  const learning = learningChanged(before, after);
  if (changes.length === 0 && learning === null) return;
  const id = rowId(ids.next());
  const row = { team_id: team, id, channel_id: channel, by_id: by, changed_at: now };
  await db
    .insertInto('ritual_change')
    .values({ ...row, changes: JSON.stringify(changes.map(cells)), learning })
    .execute();
  if (rituals.length > 0)
    await invalidatePosts({ db, teamId: team, now })
      .where('channel_id', '=', channel)
      .where('post', '=', offer.post)
      .execute();
  const post = changed.ref({ change: id }, { kind: 'channel', channel }, by);
  await publish({ db, teamId: team, now }, post, ids.next());
}

/** As `toldChange` reads it. */
const cells = (change: ToldChange) =>
  change.kind === 'on' || change.kind === 'rule'
    ? { ...change, rule: ruleCells(change.rule), was: change.was === null ? null : ruleCells(change.was) }
    : change;

/** See `SchedulesReader.told`. */
export async function toldIn(access: AccessContext, id: RowId): Promise<Told | null> {
  const row = await access.db
    .selectFrom('ritual_change')
    .selectAll()
    .where('team_id', '=', access.teamId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || (await seenChannel(access, row.channel_id)) === null) return null;
  const changes = z.array(toldChange).parse(JSON.parse(row.changes));
  if (row.learning === null) return { by: row.by_id, changes };
  const time = learningHours.nullable().parse(JSON.parse(row.learning));
  return { by: row.by_id, changes: [...changes, { kind: 'learning', time }] };
}

/** @returns `ritualChangeTable.learning` */
function learningChanged(before: ChannelRecurrences, after: ChannelRecurrences): string | null {
  const of = ({ calendar: { learning } }: ChannelRecurrences) =>
    JSON.stringify(learning == null ? null : learningHours.parse(learning));
  return of(before) === of(after) ? null : of(after);
}

/** When somebody changed one of these rituals last, and who. @param names at least one */
export async function changedLast(
  db: AccessContext['db'],
  team: TeamId,
  channel: ChannelId,
  names: readonly string[],
): Promise<Changed | null> {
  const row = await db
    .selectFrom('ritual_change')
    .select(['by_id', 'changed_at'])
    .where('team_id', '=', team)
    .where('channel_id', '=', channel)
    .where((it) => it.or(names.map((one) => it('changes', 'like', `%"name":${JSON.stringify(one)}%`))))
    .orderBy('changed_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { by: row.by_id, at: row.changed_at };
}

function settingsChanged(before: ChannelRecurrences, after: ChannelRecurrences): readonly ToldSetting[] {
  const of = ({ channel, settings }: ChannelRecurrences): Readonly<Record<ToldSetting, unknown>> => ({
    zone: channel.tz,
    language: channel.locale,
    days: settings.work_days,
    holidays: settings.holidays,
    place: settings.place,
    owner: settings.owner_id,
    deputy: settings.deputy_id,
    lock: settings.is_locked,
    offers: settings.offers,
  });
  const [was, is] = [of(before), of(after)];
  return toldSettings.filter((one) => was[one] !== is[one]);
}

function ritualsChanged(
  before: ChannelRecurrences,
  after: ChannelRecurrences,
  now: number,
): readonly ToldChange[] {
  const today = localTime(now, after.calendar.tz).date;
  return after.schedules.flatMap((row) =>
    changesOf(
      before.schedules.find((one) => one.name === row.name),
      row,
      today,
    ),
  );
}

function changesOf(was: ScheduleTable | undefined, is: ScheduleTable, today: string): readonly ToldChange[] {
  const { name: ritual } = is;
  if (is.is_on === 0) return was?.is_on === 1 ? [{ kind: 'off', name: ritual }] : [];
  const isNew = was === undefined || was.is_on === 0;
  const isOther = !isNew && storedRule(ruleOf(was)) !== storedRule(ruleOf(is));
  const pause = (one: ScheduleTable | undefined) =>
    one?.is_on === 1 && one.paused_until !== null && one.paused_until > today ? one.paused_until : null;
  const [wasPaused, isPaused] = [pause(was), pause(is)];
  const known = was === undefined ? {} : movesOf(was);
  const moves = Object.entries(movesOf(is)).filter(
    ([on, { by, date, minutes }]) =>
      by === 'hand' && (known[on]?.date !== date || known[on].minutes !== minutes),
  );
  return [
    ...(isNew ? [{ kind: 'on' as const, name: ritual, rule: ruleOf(is), was: null }] : []),
    ...(isOther ? [{ kind: 'rule' as const, name: ritual, rule: ruleOf(is), was: ruleOf(was) }] : []),
    ...(isPaused !== null && isPaused !== wasPaused
      ? [{ kind: 'paused' as const, name: ritual, until: isPaused }]
      : []),
    ...(isPaused === null && wasPaused !== null ? [{ kind: 'goes_on' as const, name: ritual }] : []),
    ...moves.map(([on, { date, minutes }]) => ({ kind: 'moved' as const, name: ritual, on, date, minutes })),
  ];
}
