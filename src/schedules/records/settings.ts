/** How a channel's rituals run, and who is responsible: what people set. */
import type { UserId } from '#core/ids.ts';
import type { Locale } from '#core/languages.ts';
import type { KeptFree, SchedulePeople } from '#core/recurrence.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { reckon, whyNot } from './change.ts';
import { invalidateMembersHomes } from './homes.ts';
import type { Changing } from './record.ts';
import { channelRecurrences } from './rows.ts';
import type { ChannelScheduleSettingsTable } from './tables.ts';

/** How a channel's rituals run. */
export interface ChannelSettings {
  /** IANA zone. */
  readonly tz: string;
  readonly locale: Locale;
  /** ISO weekdays. */
  readonly days: readonly number[];
  /** Region of `date-holidays`, or `null`. */
  readonly holidays: string | null;
  readonly place: 'thread' | 'channel';
  readonly owner: UserId | null;
  readonly deputy: UserId | null;
  readonly isLocked: boolean;
  /** Whether it is offered something when it fits. */
  readonly offers: boolean;
}

/** The chosen owner or deputy is not a member of the workspace and the channel. */
export type OutsideRefusal = 'owner_outside' | 'deputy_outside';

export async function saveSettings(
  changing: Changing,
  by: UserId,
  settings: ChannelSettings,
): Promise<Result<null, OutsideRefusal>> {
  const { db, team, channel } = changing;
  const standing = await db
    .selectFrom('person as p')
    .innerJoin('membership as m', (on) =>
      on.onRef('m.team_id', '=', 'p.team_id').onRef('m.user_id', '=', 'p.user_id'),
    )
    .select(['p.user_id', 'p.is_admin'])
    .where('m.team_id', '=', team)
    .where('m.channel_id', '=', channel)
    .where('p.standing', '=', 'member')
    .execute();
  const isMember = (user: UserId | null) => user === null || standing.some((one) => one.user_id === user);
  if (!isMember(settings.owner)) return refuse('owner_outside');
  if (!isMember(settings.deputy)) return refuse('deputy_outside');
  const isAdmin = standing.some((one) => one.user_id === by && one.is_admin === 1);
  const known = await channelRecurrences(db, team, channel, changing.now);
  const cells: Omit<ChannelScheduleSettingsTable, 'team_id' | 'channel_id'> = {
    owner_id: settings.owner,
    deputy_id: settings.deputy,
    place: settings.place,
    work_days: settings.days.join(','),
    holidays: settings.holidays,
    is_locked: (isAdmin ? settings.isLocked : known?.settings.is_locked === 1) ? 1 : 0,
    offers: settings.offers ? 1 : 0,
    learning: known?.settings.learning ?? null,
  };
  await write(changing, cells);
  await invalidateMembersHomes(db, team, channel, changing.now);
  await db
    .updateTable('channel')
    .set({ tz: settings.tz, locale: settings.locale })
    .where('team_id', '=', team)
    .where('channel_id', '=', channel)
    .execute();
  await reckon(changing);
  return ok(null);
}

/** Makes a person responsible unless someone already is. */
export async function lookAfter(changing: Changing, user: UserId): Promise<void> {
  const recurrence = await channelRecurrences(changing.db, changing.team, changing.channel, changing.now);
  if (recurrence === null || recurrence.lookedAfterBy !== null) return;
  await write(changing, { ...recurrence.settings, owner_id: user });
  await invalidateMembersHomes(changing.db, changing.team, changing.channel, changing.now);
}

/** Makes people owner and deputy where nobody is, as far as they are full members and in the channel. */
export async function fillPlaces(changing: Changing, { owner, deputy }: SchedulePeople): Promise<void> {
  const { db, team, channel, now } = changing;
  const known = await channelRecurrences(db, team, channel, now);
  if (known === null) return;
  const { settings } = known;
  const isFree = (user: UserId | null) => user === null || !known.named.includes(user);
  const takes = async (user: UserId | null): Promise<UserId | null> => {
    const why = user === null ? 'not_here' : await whyNot(changing, user);
    return why === null || why === 'locked' ? user : null;
  };
  const first = isFree(settings.owner_id) ? ((await takes(owner)) ?? settings.owner_id) : settings.owner_id;
  const second = isFree(settings.deputy_id)
    ? ((await takes(deputy)) ?? settings.deputy_id)
    : settings.deputy_id;
  await write(changing, { ...settings, owner_id: first, deputy_id: second === first ? null : second });
  await invalidateMembersHomes(db, team, channel, now);
}

/** Whether a channel is offered something. */
export async function saveOffers(changing: Changing, isOn: boolean): Promise<void> {
  const known = await channelRecurrences(changing.db, changing.team, changing.channel, changing.now);
  if (known !== null) await write(changing, { ...known.settings, offers: isOn ? 1 : 0 });
}

/** The hours that a team keeps free for learning; `null`: none. What would fall into them takes place beside them from now on. */
export async function saveLearning(changing: Changing, learning: KeptFree | null): Promise<void> {
  const known = await channelRecurrences(changing.db, changing.team, changing.channel, changing.now);
  if (known === null) return;
  await write(changing, { ...known.settings, learning: learning === null ? null : JSON.stringify(learning) });
  await reckon(changing);
}

async function write(
  { db, team, channel }: Changing,
  {
    owner_id,
    deputy_id,
    place,
    work_days,
    holidays,
    is_locked,
    offers,
    learning,
  }: Omit<ChannelScheduleSettingsTable, 'team_id' | 'channel_id'>,
): Promise<void> {
  const cells = { owner_id, deputy_id, place, work_days, holidays, is_locked, offers, learning };
  await db
    .insertInto('channel_rhythm')
    .values({ team_id: team, channel_id: channel, ...cells })
    .onConflict((conflict) => conflict.columns(['team_id', 'channel_id']).doUpdateSet(cells))
    .execute();
}
