/** Actions as the viewer may see them, for themselves and not within their retrospective. */
import type { Instant } from '../../../core/clock.ts';
import type { ChannelId, RowId, UserId } from '../../../core/ids.ts';
import type { ReadScope } from '../../../core/scope.ts';
import { actionItems, retros, type ActionRow, type RetroRow } from '../tables.ts';

export async function loadAction(view: ReadScope, id: RowId): Promise<ActionRow | null> {
  return (await view.from(actionItems).selectAll().where('it.id', '=', id).executeTakeFirst()) ?? null;
}

/** What a person is asked to do, or has agreed to, and has not done, what is due first first. */
export async function openActionsOf(view: ReadScope, owner: UserId): Promise<ActionRow[]> {
  return view
    .from(actionItems)
    .selectAll()
    .where('it.owner_id', '=', owner)
    .where('it.state', 'in', ['proposed', 'open'])
    .orderBy('it.due_on')
    .orderBy('it.id')
    .execute();
}

/** What a person has done and not said of whether it helped. */
export async function untoldActionsOf(view: ReadScope, owner: UserId): Promise<ActionRow[]> {
  return view
    .from(actionItems)
    .selectAll()
    .where('it.owner_id', '=', owner)
    .where('it.state', '=', 'done')
    .where('it.helped', 'is', null)
    .orderBy('it.done_at')
    .orderBy('it.id')
    .execute();
}

/** What nobody owns, of the retrospectives that a person facilitates or facilitated. @param since those that ended before are left out */
export async function unownedActionsOf(
  view: ReadScope,
  facilitator: UserId,
  since: Instant,
): Promise<ActionRow[]> {
  const held = await view
    .from(retros)
    .select(['it.id', 'it.ended_at'])
    .where('it.facilitator_id', '=', facilitator)
    .where('it.phase', '!=', 'cancelled')
    .execute();
  const lately = held.filter(({ ended_at }) => ended_at === null || ended_at >= since).map(({ id }) => id);
  if (lately.length === 0) return [];
  return view
    .from(actionItems)
    .selectAll()
    .where('it.retro_id', 'in', lately)
    .where('it.owner_id', 'is', null)
    .where('it.state', 'in', ['proposed', 'open'])
    .orderBy('it.due_on')
    .orderBy('it.id')
    .execute();
}

/**
 * What earlier retrospectives of a channel agreed on and is still to be done, and how what the last one agreed on stands; what is due first
 * first.
 */
export async function earlierActions(
  view: ReadScope,
  { id, channel_id: channel }: Pick<RetroRow, 'id' | 'channel_id'>,
): Promise<ActionRow[]> {
  const closed = await view
    .from(retros)
    .select(['it.id', 'it.ended_at'])
    .where('it.channel_id', '=', channel)
    .where('it.id', '!=', id)
    .where('it.phase', '=', 'closed')
    .orderBy('it.ended_at', 'desc')
    .orderBy('it.id')
    .execute();
  const [last] = closed;
  if (last === undefined) return [];
  const agreed = await view
    .from(actionItems)
    .selectAll()
    .where(
      'it.retro_id',
      'in',
      closed.map((one) => one.id),
    )
    .orderBy('it.due_on')
    .orderBy('it.id')
    .execute();
  return agreed.filter(({ state, reason, retro_id }) => {
    if (state === 'proposed' || state === 'open') return true;
    // What went with a retrospective that was cancelled was never agreed on.
    return retro_id === last.id && (state === 'done' || reason !== '');
  });
}

/** What was agreed on in a channel and nobody owns, what is due first first; at most 10. */
export async function unownedIn(view: ReadScope, channel: ChannelId): Promise<ActionRow[]> {
  return view
    .from(actionItems)
    .selectAll()
    .where('it.channel_id', '=', channel)
    .where('it.owner_id', 'is', null)
    .where('it.state', '=', 'proposed')
    .orderBy('it.due_on')
    .orderBy('it.id')
    .limit(10)
    .execute();
}
