/** Starting a retrospective: what was chosen is checked, who may ever see the cards is fixed, and the channel is told. */
import { rowId, type RowId } from '../../../core/ids.ts';
import type { Channel, Person } from '../../../core/people.ts';
import { ok, refuse, type Result } from '../../../core/result.ts';
import { mostOpen, planOf, type WishRefusal, type Wishes } from '../domain/start.ts';
import { mainPost } from '../posts.ts';
import { countOpen } from '../repository.ts';
import { retros, type RetroRow } from '../tables.ts';
import { scheduleEnd } from './ends.ts';
import { scheduleReminder } from './remind.ts';
import type { Work } from './happen.ts';

/** @returns the new retrospective, or what has to be chosen otherwise */
export async function startRetro(
  work: Work,
  starter: Person,
  channel: Channel,
  wishes: Wishes,
): Promise<Result<RowId, 'wishes'> & { readonly refusals: readonly WishRefusal[] }> {
  const { scope, now } = work;
  const members = await scope.members(channel.channelId);
  const { plan, refusals } = planOf(wishes, starter.userId, members, now, channel.tz);
  if (refusals.length > 0) return { ...refuse('wishes'), refusals };
  const open = await countOpen(scope, channel.channelId, plan.facilitator);
  if (open >= mostOpen) return { ...refuse('wishes'), refusals: [{ code: 'manyOpen', count: open }] };

  const channelSeal = plan.cardsFor === 'channel' ? await scope.seal() : null;
  const row: RetroRow = {
    id: rowId(work.newId()),
    channel_id: channel.channelId,
    about: plan.about,
    kind: plan.kind,
    format: plan.format,
    names: plan.names,
    cards_for: plan.cardsFor,
    phase: 'collect',
    facilitator_id: plan.facilitator,
    facilitator_seen_at: now,
    ends_at: plan.endsAt,
    ended_at: null,
    ended_how: null,
    ended_by: null,
    lengths: JSON.stringify(plan.lengths),
    happened_until: plan.happenedUntil,
    invited: plan.participants.length,
    was_private: channel.kind === 'private' ? 1 : 0,
    was_shared: channel.isShared ? 1 : 0,
    participants_id: await scope.audience({
      kind: 'people',
      channel: channel.channelId,
      people: plan.participants,
      ...(channelSeal === null ? {} : { channelAfter: channelSeal }),
    }),
    conversation_id: await scope.audience({ kind: 'conversation', channel: channel.channelId }),
    card_seal: await scope.seal(),
    channel_seal: channelSeal,
  };
  // Without an author: it is the channel's, and stays when whoever started it is erased.
  await scope.insert(retros, row, { audience: row.conversation_id, by: [], names: 'shown' });
  await scope.publish(mainPost(row));
  await scheduleEnd(scope, row, plan.facilitator, plan.endsAt);
  for (const person of members.filter(({ userId }) => plan.participants.includes(userId))) {
    await scheduleReminder(work, row, person);
    await scope.refreshHome(person.userId);
  }
  return { ...ok(row.id), refusals: [] };
}
