/** Starting a retrospective: what was chosen is checked, who may ever see the cards is fixed, and the channel is told. */
import type { Instant } from '../../../core/clock.ts';
import { rowId, type RowId, type UserId } from '../../../core/ids.ts';
import type { Channel, Person } from '../../../core/people.ts';
import { ok, refuse, type Result } from '../../../core/result.ts';
import type { Names } from '../../../core/scope.ts';
import { collectingEnds, limitsOf, usualParticipants } from '../domain.ts';
import { kindDefaults, type FormatId, type Kind, type Length } from '../formats.ts';
import { jobNames } from '../ids.ts';
import { mainPost } from '../posts.ts';
import { retros, type RetroRow } from '../tables.ts';
import { reminderAt } from './remind.ts';
import type { Work } from './happen.ts';

/** What was chosen; `null` and nobody: as is usual. */
export interface Wishes {
  readonly about: string;
  readonly kind: Kind | null;
  readonly format: FormatId | null;
  readonly length: Length | null;
  readonly names: Names | null;
  readonly cardsFor: RetroRow['cards_for'] | null;
  readonly people: readonly UserId[];
  readonly facilitator: UserId | null;
}

export type WishRefusal =
  | { readonly code: 'aboutEmpty' | 'aboutLong' | 'facilitatorOutside' }
  | { readonly code: 'peopleOutside'; readonly count: number };

export interface Plan {
  readonly about: string;
  readonly kind: Kind;
  readonly format: FormatId;
  readonly names: Names;
  readonly cardsFor: RetroRow['cards_for'];
  readonly endsAt: Instant;
  readonly facilitator: UserId;
  readonly participants: readonly UserId[];
}

/**
 * Fills in what was not chosen. Pure.
 *
 * Names are hidden unless chosen otherwise: what is written silently and without names is more, and more honest (research, section 3.3),
 * and whoever wants names can show them, while a name once shown cannot be hidden again.
 * @param members of the channel, bots left out
 */
export function planOf(
  wishes: Wishes,
  starter: UserId,
  members: readonly Person[],
  now: Instant,
  tz: string,
): { readonly plan: Plan; readonly refusals: readonly WishRefusal[] } {
  const kind = wishes.kind ?? 'project';
  const endsAt = collectingEnds(wishes.length ?? kindDefaults[kind].length, now, tz);
  const facilitator = wishes.facilitator ?? starter;
  const isMember = (user: UserId) => members.some((person) => person.userId === user);
  const outside = wishes.people.filter((user) => !isMember(user));
  const chosen = wishes.people.length > 0 ? wishes.people : usualParticipants(members, endsAt);
  const refusals: WishRefusal[] = [];
  if (wishes.about === '') refusals.push({ code: 'aboutEmpty' });
  if (wishes.about.length > limitsOf.about) refusals.push({ code: 'aboutLong' });
  if (outside.length > 0) refusals.push({ code: 'peopleOutside', count: outside.length });
  if (!members.some((person) => person.userId === facilitator && person.standing === 'member'))
    refusals.push({ code: 'facilitatorOutside' });
  return {
    refusals,
    plan: {
      about: wishes.about,
      kind,
      format: wishes.format ?? kindDefaults[kind].format,
      names: wishes.names ?? 'hidden',
      cardsFor: wishes.cardsFor ?? 'participants',
      endsAt,
      facilitator,
      // Whoever facilitates takes part: they see the same as the others, at the same time.
      participants: [...new Set([...chosen, facilitator])],
    },
  };
}

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
    ended_by: null,
    invited: plan.participants.length,
    departed: 0,
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
  const end = { job: jobNames.phaseEnd, params: { retro: row.id } };
  await scope.schedule(end, plan.endsAt, { kind: 'channel', channelId: channel.channelId });
  for (const person of members.filter(({ userId }) => plan.participants.includes(userId))) {
    const { userId } = person;
    const at = await reminderAt(person, now, plan.endsAt);
    const remind = { job: jobNames.remind, params: { retro: row.id, person: userId }, owner: userId };
    if (at !== null) await scope.schedule(remind, at, { kind: 'person', userId });
    await scope.refreshHome(userId);
  }
  return { ...ok(row.id), refusals: [] };
}
