/** The channel of the pulse and its tree: what is written, and which leaders are asked for it. */
import type { ChannelId, GroupId, RowId, UserId } from '#core/ids.ts';
import { rowId } from '#core/ids.ts';
import type { Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { leadPost } from '../ids.ts';
import { places, type PlaceRow, type SetupRow, setups, treeOf } from '../rows.ts';

/** Of every full member: who asks whom is no secret. */
const forAll = (scope: Scope, from: ChannelId) => scope.audience({ kind: 'workspace', from });

/** From now on the pulse belongs to this channel; the tree goes with it. @param before where it belonged; `null`: nowhere */
export async function setUp(
  work: Work,
  before: SetupRow | null,
  channel: ChannelId,
  by: UserId,
): Promise<void> {
  const { scope, now, newId } = work;
  const old = await treeOf(scope);
  if (before !== null) await scope.update(setups, before.id, { ended_at: now });
  const audience = await forAll(scope, channel);
  const written = { audience, by: [], names: 'shown' } as const;
  const row = { id: rowId(newId()), channel_id: channel, set_by: by, set_at: now, ended_at: null };
  await scope.insert(setups, row, written);
  const ids = new Map(old.map(({ id }) => [id, rowId(newId())]));
  for (const place of old) {
    const under = place.under_id === null ? null : (ids.get(place.under_id) ?? null);
    const id = ids.get(place.id) ?? rowId(newId());
    const { leader_id: leader, agreed_at: agreed } = place;
    // The message that asks is about the place that is gone.
    const isAsked = leader !== null && agreed === null;
    const asked_at = isAsked ? now : place.asked_at;
    await scope.insert(places, { ...place, id, channel_id: channel, under_id: under, asked_at }, written);
    await scope.update(places, place.id, { removed_at: now });
    if (isAsked) await tellLeaders(scope, place, { id, leader, now });
  }
}

/** A place as a form or a line says it. */
export interface Wanted {
  readonly name: string;
  readonly under: RowId | null;
  readonly channel: ChannelId | null;
  readonly group: GroupId | null;
  readonly leader: UserId | null;
}

/**
 * Adds or changes places, in this order, and asks each leader who was not named there before, or not for these people: who agreed to answer to some has
 * agreed to nothing for others. Another name changes neither.
 * @param id of a place that is there, or a new one
 */
export async function savePlaces(
  { scope, now }: Work,
  { channel_id: channel }: SetupRow,
  wanted: readonly (Wanted & { readonly id: RowId })[],
): Promise<void> {
  const tree = await treeOf(scope);
  const audience = await forAll(scope, channel);
  let sort = Math.max(0, ...tree.map((row) => row.sort));
  for (const one of wanted) {
    const before = tree.find(({ id }) => id === one.id);
    const isSame = before !== undefined && one.leader === before.leader_id && hasPeopleOf(before, one);
    const isAsked = one.leader !== null && !isSame;
    const change = {
      name: one.name,
      under_id: one.under,
      people_channel_id: one.channel,
      people_group_id: one.group,
      leader_id: one.leader,
      ...(isSame
        ? { asked_at: before.asked_at, agreed_at: before.agreed_at }
        : { asked_at: isAsked ? now : null, agreed_at: null }),
    };
    if (before === undefined) {
      sort += 1;
      const row: PlaceRow = { id: one.id, channel_id: channel, ...change, sort, removed_at: null };
      await scope.insert(places, row, { audience, by: [], names: 'shown' });
    } else await scope.update(places, before.id, change);
    await tellLeaders(scope, before ?? null, isAsked ? { id: one.id, leader: one.leader, now } : null);
  }
}

const hasPeopleOf = (before: PlaceRow, { channel, group }: Wanted): boolean =>
  before.people_channel_id === channel && before.people_group_id === group;

/** Takes a place out of the tree; what was part of it becomes part of what it was part of. */
export async function takeOutPlace(scope: Scope, row: PlaceRow, now: number): Promise<void> {
  for (const part of await treeOf(scope))
    if (part.under_id === row.id) await scope.update(places, part.id, { under_id: row.under_id });
  await scope.update(places, row.id, { removed_at: now });
  await tellLeaders(scope, row, { id: row.id, leader: null, now });
}

/** Who led it reads that it is over; who leads it now is asked. @param asked `null`: nothing changed */
async function tellLeaders(
  scope: Scope,
  before: PlaceRow | null,
  asked: { readonly id: RowId; readonly leader: UserId | null; readonly now: number } | null,
): Promise<void> {
  if (before?.leader_id != null && before.asked_at !== null) {
    await scope.refresh(leadPost(before.id, before.asked_at, before.leader_id));
    await scope.refreshHome(before.leader_id);
  }
  if (asked?.leader == null) return;
  await scope.publish(leadPost(asked.id, asked.now, asked.leader));
  await scope.refreshHome(asked.leader);
}

/** The leader agrees to answer. @returns `false`: they had agreed before */
export async function agreeToLead(scope: Scope, row: PlaceRow, now: number): Promise<boolean> {
  if (row.agreed_at !== null || row.leader_id === null || row.asked_at === null) return false;
  await scope.update(places, row.id, { agreed_at: now });
  await scope.refresh(leadPost(row.id, row.asked_at, row.leader_id));
  await scope.refreshHome(row.leader_id);
  return true;
}
