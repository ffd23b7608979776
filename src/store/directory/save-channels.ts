/** Writes what Slack says about many channels at once. */
import type { Kysely } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, TeamId } from '#core/ids.ts';
import type { ChannelTable, Schema } from '../schema.ts';
import type { ChannelFacts, FirstRecurrence } from './facts.ts';

type Known = Pick<
  ChannelTable,
  'kind' | 'has_lore' | 'is_archived' | 'is_shared' | 'shared_with' | 'sharings'
>;

const idOf = ({ channelId }: ChannelFacts): ChannelId => channelId;

/** What is stored about those of these channels that are known. */
export async function knownAmong(
  db: Kysely<Schema>,
  team: TeamId,
  channels: readonly ChannelId[],
): Promise<ReadonlyMap<string, Known>> {
  const known = new Map<string, Known>();
  for (const some of chunks(channels)) {
    const query = db
      .selectFrom('channel')
      .select(['channel_id', 'kind', 'has_lore', 'is_archived', 'is_shared', 'shared_with', 'sharings'])
      .where('team_id', '=', team);
    for (const row of await query.where('channel_id', 'in', some).execute()) known.set(row.channel_id, row);
  }
  return known;
}

/** The known channels that these facts change in more than their name. */
export async function changedAmong(
  db: Kysely<Schema>,
  team: TeamId,
  facts: readonly ChannelFacts[],
): Promise<readonly ChannelId[]> {
  const known = await knownAmong(db, team, facts.map(idOf));
  const isOther = (one: ChannelFacts): boolean => {
    const before = known.get(one.channelId);
    if (before === undefined) return false;
    const after = { ...before, ...channelRow(one), ...resharing(before, one, 'all of them') };
    return (['kind', 'has_lore', 'is_archived', 'is_shared', 'sharings'] as const).some(
      (fact) => before[fact] !== after[fact],
    );
  };
  return facts.filter(isOther).map(idOf);
}

/** Rows at once: channels have more columns than people, and the engines limit the values in one statement. */
const atOnce = 250;

/** Facts older than the stored ones change nothing. @param first for channels that were unknown */
export async function upsertChannels(
  db: Kysely<Schema>,
  team: TeamId,
  facts: readonly ChannelFacts[],
  at: Instant,
  first: FirstRecurrence,
): Promise<void> {
  // One statement may not name a row twice.
  const each = [...new Map(facts.map((one) => [one.channelId, one])).values()];
  const known = await knownAmong(db, team, each.map(idOf));
  const values = each.map((one) => {
    const before = known.get(one.channelId);
    return {
      team_id: team,
      channel_id: one.channelId,
      ...(first === 'ofMembers'
        ? { tz: 'UTC', locale: 'en', is_new: 1 as const }
        : { ...first, is_new: 0 as const }),
      members_at: null,
      members_changed_at: null,
      shared_with: before?.shared_with ?? (one.sharedWith ?? []).join(),
      sharings: before?.sharings ?? 0,
      ...resharing(before, one, 'all of them'),
      ...channelRow(one),
      fetched_at: at,
    };
  });
  for (const some of chunks(values, atOnce))
    await db
      .insertInto('channel')
      .values(some)
      .onConflict((conflict) =>
        conflict
          .columns(['team_id', 'channel_id'])
          .doUpdateSet((it) => ({
            kind: it.ref('excluded.kind'),
            is_shared: it.ref('excluded.is_shared'),
            is_archived: it.ref('excluded.is_archived'),
            has_lore: it.ref('excluded.has_lore'),
            name: it.ref('excluded.name'),
            shared_with: it.ref('excluded.shared_with'),
            sharings: it.ref('excluded.sharings'),
            fetched_at: it.ref('excluded.fetched_at'),
          }))
          .whereRef('channel.fetched_at', '<=', 'excluded.fetched_at'),
      )
      .execute();
}

/**
 * Counts up when the channel is newly shared, or with a new organisation: what was written before is not for it.
 * @param named an event names the organisation that came. Slack, when asked, names all that are there: one that is missing and comes back counts as new
 */
export function resharing(
  known: Known | undefined,
  told: Pick<Partial<ChannelFacts>, 'isShared' | 'sharedWith'>,
  named: 'one of them' | 'all of them',
): Partial<Pick<Known, 'shared_with' | 'sharings'>> {
  if (known === undefined || told.isShared !== true) return {};
  const before = known.shared_with.split(',').filter((one) => one !== '');
  const now = told.sharedWith ?? [];
  // Slack does not always name them.
  const after = named === 'all of them' && now.length > 0 ? now : [...new Set([...before, ...now])];
  const isRedraw = known.is_shared === 0 || now.some((one) => !before.includes(one));
  return { shared_with: after.join(), ...(isRedraw ? { sharings: known.sharings + 1 } : {}) };
}

/** Facts as columns, without those that Slack did not give. */
export function channelRow(
  facts: ChannelFacts,
): Pick<ChannelTable, 'kind' | 'is_shared' | 'is_archived' | 'has_lore' | 'name'>;

export function channelRow(facts: Partial<ChannelFacts>): Partial<ChannelTable>;

export function channelRow(facts: Partial<ChannelFacts>): Partial<ChannelTable> {
  const flag = (value: boolean) => (value ? 1 : 0);
  return {
    ...(facts.kind === undefined ? {} : { kind: facts.kind }),
    ...(facts.isShared === undefined ? {} : { is_shared: flag(facts.isShared) }),
    ...(facts.isArchived === undefined ? {} : { is_archived: flag(facts.isArchived) }),
    ...(facts.hasLore === undefined ? {} : { has_lore: flag(facts.hasLore) }),
    ...(facts.name === undefined ? {} : { name: facts.name }),
  };
}
