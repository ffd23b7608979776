/** Who may do what in a retrospective, and when. Pure. */
import { day, type Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import type { TimedPhase } from '../start/formats.ts';
import { isOver, phases } from './phases.ts';
import type { Phase, Refusal, Retro, RetroEvent } from './retro.ts';

/** What a person tries: an event without what it would bring. */
export interface Attempt {
  readonly kind: Extract<RetroEvent, { by: UserId }>['kind'];
  readonly by: UserId;
  readonly phase?: Phase;
  readonly to?: UserId;
}

/** Whether this person may do this at all in a phase whose time is not up. @returns `null` when they may */
export function whyNotBy(retro: Retro, event: Attempt, now: Instant): Refusal | null {
  const { phase } = retro;
  if (!phases[phase].accepts.includes(event.kind)) return whyNotNow(retro, event.kind);
  // An owner may do these after they left the participants, and in a channel that sleeps; whose it is, is asked of the action.
  if (phase === 'closed' || ofOwners.includes(event.kind)) return null;
  if (!retro.isReachable) return 'unreachable';
  if (!retro.participants.includes(event.by)) return 'notParticipant';
  switch (event.kind) {
    case 'endPhase':
    case 'reopen':
    case 'extend':
      if (event.phase !== phase) return 'alreadyEnded';
      return ofFacilitator(retro, event.by);
    case 'handOver':
      return ofFacilitator(retro, event.by) ?? whyNotFacilitate(retro, event.to);
    case 'cancel':
    case 'group':
    case 'note':
      return ofFacilitator(retro, event.by);
    case 'takeOver':
      if (event.by === retro.facilitator) return 'isFacilitator';
      if (retro.guests.includes(event.by)) return 'guestFacilitates';
      return isFacilitatorGone(retro) || now >= retro.facilitatorSeenAt + day ? null : 'facilitatorIsThere';
    default:
      return null;
  }
}

const ofOwners: readonly Attempt['kind'][] = ['accept', 'pass', 'decline', 'done', 'helped', 'move', 'split'];

/** The phase that is over when these are not possible any more. */
const belongsTo: Partial<Record<Attempt['kind'], readonly [TimedPhase, Refusal]>> = {
  answer: ['collect', 'collectingOver'],
  withdraw: ['collect', 'collectingOver'],
  group: ['group', 'groupingOver'],
  vote: ['vote', 'votingOver'],
  ready: ['collect', 'alreadyEnded'],
  note: ['discuss', 'alreadyEnded'],
};

function whyNotNow({ kind, phase }: Retro, tried: Attempt['kind']): Refusal {
  if (phase === 'closed' || phase === 'cancelled') return phase;
  if (tried === 'reopen') return 'nothingBefore';
  const [when, refusal] = belongsTo[tried] ?? [];
  return when !== undefined && refusal !== undefined && isOver(kind, when, phase) ? refusal : 'notYet';
}

const ofFacilitator = ({ facilitator }: Retro, by: UserId): Refusal | null =>
  by === facilitator ? null : 'notFacilitator';

/** @param who `undefined`: not chosen yet */
function whyNotFacilitate(retro: Retro, who: UserId | undefined): Refusal | null {
  if (who === undefined) return null;
  if (who === retro.facilitator) return 'isFacilitator';
  if (!retro.participants.includes(who)) return 'handedOutside';
  return retro.guests.includes(who) ? 'guestFacilitates' : null;
}

/** Whether the facilitator left, was deactivated, or erased themselves: then anybody who takes part can take over at once. */
function isFacilitatorGone(retro: Retro): boolean {
  return retro.facilitator === null || !retro.participants.includes(retro.facilitator);
}

/**
 * Whether the channel is read by more people now than when the retrospective began there: then it is shown nothing of it any more
 * (the store sees to that), and those who were asked go on between themselves.
 * @param was what the channel was at the start, 0 or 1
 */
export function hasOpenedUp(
  was: { readonly was_private: number; readonly was_shared: number },
  channel: Pick<Channel, 'kind' | 'isShared'>,
): boolean {
  return (channel.kind === 'public' && was.was_private === 1) || (channel.isShared && was.was_shared === 0);
}
