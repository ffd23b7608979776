/**
 * The rules of a retrospective: who may do what and when, and the effect. Pure: a state, an event and the time give the next state, or a refusal with
 * a sentence (`refused.<code>`). `phases.ts` defines the phases.
 */
import { day, type Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { acted, changed, openActions, whyNoAction, withoutOwner } from '../action-items/rules.ts';
import { allSaid } from '../discuss/rules.ts';
import { joined } from '../people/rules.ts';
import type { TimedPhase } from '../start/formats.ts';
import { endOf, longerBy, takeOverFrom } from './lengths.ts';
import {
  type EndedHow,
  isOpen,
  isOver,
  type Phase,
  phaseAfter,
  phaseBefore,
  phases,
  type Refusal,
  type Retro,
  type RetroEvent,
} from './phases.ts';

/** With fewer people, hidden names hide little. */
export const enoughToHide = 4;

/** After this time the link between hidden names and cards is erased. */
export const linkKept = 14 * day;

export const limitsOf = { about: 120, card: 3_000, cardsEach: 100, outcome: 300 } as const;

/** How far ahead a new end of a phase may be. */
const farthestExtension = 30 * day;

/**
 * Applies an event. A phase whose time is up has ended, whether or not anyone has noticed.
 * @returns the state after the event (the same object if nothing changes), or why it is refused
 */
export function decide(retro: Retro, event: RetroEvent, now: Instant): Result<Retro, Refusal> {
  const current = settled(retro, now);
  if ('by' in event) {
    const refusal = whyNotBy(current, event, now);
    if (refusal !== null) return refuse(refusal);
  } else if (!phases[current.phase].accepts.includes(event.kind)) {
    // No person did these: what is over stays as it is.
    return ok(current);
  }
  switch (event.kind) {
    case 'answer':
    case 'vote':
    case 'ready': {
      const before = event.kind === 'ready' ? noticed(current, event.by, now) : current;
      return ok(early({ ...before, answers: before.answers + (event.isFirst ? 1 : 0) }, event.kind, now));
    }
    case 'withdraw':
      return ok({ ...current, answers: current.answers - (event.hadAnswered ? 1 : 0) });
    case 'group':
      return ok({ ...noticed(current, event.by, now), topics: event.topics });
    case 'name':
    case 'note':
      return ok(noticed(current, event.by, now));
    case 'goOn':
      return ok({ ...noticed(current, event.by, now), endsAt: event.endsAt });
    case 'talk':
      return ok({ ...current, endsAt: event.endsAt });
    case 'endPhase':
      return ok(ended(noticed(current, event.by, now), { how: 'person', by: event.by }, now));
    case 'reopen':
      return reopened(noticed(current, event.by, now), event.by, now);
    case 'extend':
      return extended(current, event, now);
    case 'handOver':
      return ok({ ...current, facilitator: event.to, facilitatorSeenAt: now });
    case 'takeOver':
      return ok({ ...current, facilitator: event.by, facilitatorSeenAt: now });
    case 'add':
      return ok(joined(noticed(current, event.by, now), event.people));
    case 'join':
      return ok(joined(current, [event.by]));
    case 'cancel':
      return ok({
        ...enter(noticed(current, event.by, now), 'cancelled', { how: 'person', by: event.by }, now),
        // A mere proposal does not stay with its owner.
        actions: current.actions.map((action) =>
          openActions(current).includes(action) ? { ...action, state: 'dropped' } : action,
        ),
      });
    case 'channelGone': {
      // Cards that nobody else can read yet stay with their authors; agreed action items stay agreed.
      const last = current.phase === 'collect' ? 'cancelled' : 'closed';
      return ok(enter(current, last, { how: 'archived', by: null }, now));
    }
    case 'timeUp':
      return ok(current);
    case 'counted':
      return ok(counted(current, event, now));
    case 'propose': {
      const refusal = whyNoAction(current, event.action, now);
      return refusal === null
        ? ok({ ...noticed(current, event.by, now), actions: [...current.actions, event.action] })
        : refuse(refusal);
    }
    case 'change':
      return changed(noticed(current, event.by, now), event, now);
    case 'drop':
      return acted(noticed(current, event.by, now), event, now);
    case 'accept':
    case 'pass':
    case 'decline':
    case 'done':
    case 'helped':
    case 'move':
    case 'split':
      return acted(current, event, now);
    case 'ownerGone':
      return ok(withoutOwner(current, event.person));
  }
}

/** Whether this person may do this now at all, before the details are known. @returns `null` if they may */
export const whyNot = (retro: Retro, event: Attempt, now: Instant): Refusal | null =>
  whyNotBy(settled(retro, now), event, now);

/**
 * Whether everyone asked has answered. People who leave stay among those asked, with or without an answer: no longer waiting for them, or lowering
 * the count, would reveal whether they had answered. Then only the time or a person ends the phase.
 */
export const hasEverybodyAnswered = ({ answers, invited }: Pick<Retro, 'answers' | 'invited'>): boolean =>
  answers >= invited;

/** Whether this person is the only one who has not answered. */
export const isLastToAnswer = ({ answers, invited }: Retro, hasAnswered: boolean): boolean =>
  !hasAnswered && hasEverybodyAnswered({ answers: answers + 1, invited });

function settled(retro: Retro, now: Instant): Retro {
  if (retro.endsAt === null || now < retro.endsAt) return retro;
  return ended(retro, { how: 'time', by: null }, now);
}

/** In a phase with both votes and proposals, votes alone do not end it. */
function early(retro: Retro, kind: 'answer' | 'vote' | 'ready', now: Instant): Retro {
  const { endsWhenAllAnswered, accepts } = phases[retro.phase];
  const isLastWord = kind !== 'vote' || !accepts.includes('ready');
  return endsWhenAllAnswered && isLastWord && !retro.isReopened && hasEverybodyAnswered(retro)
    ? ended(retro, { how: 'everybody', by: null }, now)
    : retro;
}

interface Ending {
  readonly how: EndedHow;
  readonly by: UserId | null;
}

/** The number of topics after collecting is known only once the cards can be read: see `counted`. */
function ended(retro: Retro, ending: Ending, now: Instant): Retro {
  const topics = retro.phase === 'collect' ? null : retro.topics;
  return enter(retro, phaseAfter(retro.kind, retro.phase, topics), ending, now);
}

/** Skips phases with nothing to do. How it came here stays as it was. */
function counted(
  retro: Retro,
  { topics, top, isTooFew }: Pick<Extract<RetroEvent, { kind: 'counted' }>, 'topics' | 'top' | 'isTooFew'>,
  now: Instant,
): Retro {
  const known = { ...retro, topics, top };
  if (isTooFew) return enter(known, 'closed', { how: 'few', by: null }, now);
  const { phase, pace } = retro;
  const hasToDo = topics >= phases[phase].needs;
  // Live, how long it takes to discuss them follows from how many there are.
  if (hasToDo && (phase !== 'discuss' || pace !== 'live')) return known;
  const ending = { how: retro.endedHow ?? 'time', by: retro.endedBy };
  return enter(known, hasToDo ? phase : phaseAfter(retro.kind, phase, topics), ending, now);
}

function reopened(retro: Retro, by: UserId, now: Instant): Result<Retro, Refusal> {
  const before = phaseBefore(retro.kind, retro.phase, retro.topics);
  if (before === null) return refuse('nothingBefore');
  const again = enter(retro, before, { how: 'reopened', by }, now);
  return ok({ ...again, isReopened: true, opening: retro.opening + 1 });
}

function extended(
  retro: Retro,
  { by, until }: Extract<RetroEvent, { kind: 'extend' }>,
  now: Instant,
): Result<Retro, Refusal> {
  if (retro.endsAt === null || !isOpen(retro.phase)) return refuse('alreadyEnded');
  const endsAt = until ?? longerBy(retro.lengths[retro.phase], retro.endsAt, retro.calendar);
  if (endsAt <= now || endsAt > now + farthestExtension) return refuse('untilWrong');
  return ok({ ...noticed(retro, by, now), endsAt, usualEnd: null });
}

const noticed = (retro: Retro, by: UserId, now: Instant): Retro =>
  by === retro.facilitator ? { ...retro, facilitatorSeenAt: now } : retro;

function enter(retro: Retro, phase: Phase, { how, by }: Ending, now: Instant): Retro {
  const common = {
    phase,
    beganAt: now,
    usualEnd: null,
    endedHow: how,
    endedBy: by,
    isReopened: false,
    answers: 0,
  };
  if (!isOpen(phase)) return { ...retro, ...common, endsAt: null, endedAt: now };
  // Live, topics are discussed one after the other.
  const isByTopic = phase === 'discuss' && retro.pace === 'live';
  const endsAt = endOf(retro.lengths[phase], now, retro.calendar);
  return {
    ...retro,
    ...common,
    endsAt: isByTopic
      ? allSaid(endsAt, Math.max(0, retro.top - 1), retro.lengths.discuss, retro.calendar)
      : endsAt,
  };
}

/** What a person tries: an event without its details. */
export interface Attempt {
  readonly kind: Extract<RetroEvent, { by: UserId }>['kind'];
  readonly by: UserId;
  readonly phase?: Phase;
  readonly to?: UserId;
}

/** Whether this person may do this at all in a phase whose time is not up. @returns `null` if they may */
export function whyNotBy(retro: Retro, event: Attempt, now: Instant): Refusal | null {
  const { phase } = retro;
  if (!phases[phase].accepts.includes(event.kind)) return whyNotNow(retro, event.kind);
  // An owner may do these after leaving the participants, and in an archived channel; the action item's own rules check ownership.
  // A leader who is asked need not take part.
  if (phase === 'closed' || event.kind === 'change' || ofOwners.includes(event.kind)) return null;
  if (!retro.isReachable) return 'unreachable';
  if (!retro.participants.includes(event.by)) return event.kind === 'join' ? null : 'notParticipant';
  switch (event.kind) {
    case 'endPhase':
    case 'reopen':
    case 'extend':
      if (event.phase !== phase) return 'alreadyEnded';
      return ofFacilitator(retro, event.by);
    case 'handOver':
      return ofFacilitator(retro, event.by) ?? whyNotFacilitate(retro, event.to);
    case 'cancel':
    case 'add':
    case 'group':
    case 'name':
    case 'note':
      return ofFacilitator(retro, event.by);
    case 'takeOver': {
      const { facilitator } = retro;
      if (event.by === facilitator) return 'isFacilitator';
      if (retro.guests.includes(event.by)) return 'guestFacilitates';
      // One who left, was deactivated, or erased themselves: then any participant can take over at once.
      const isGone = facilitator === null || !retro.participants.includes(facilitator);
      return isGone || now >= takeOverFrom(retro) ? null : 'facilitatorIsThere';
    }
    default:
      return null;
  }
}

const ofOwners: readonly Attempt['kind'][] = ['accept', 'pass', 'decline', 'done', 'helped', 'move', 'split'];

/** The phase that is over once these are no longer possible. */
const belongsTo: Partial<Record<Attempt['kind'], readonly [TimedPhase, Refusal]>> = {
  answer: ['collect', 'collectingOver'],
  withdraw: ['collect', 'collectingOver'],
  group: ['group', 'groupingOver'],
  vote: ['vote', 'votingOver'],
  ready: ['collect', 'alreadyEnded'],
  note: ['discuss', 'discussingOver'],
  name: ['discuss', 'discussingOver'],
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
