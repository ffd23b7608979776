/**
 * The rules of a retrospective. Pure: a state, an event and the time give the next state, or a refusal that has a sentence in `copy`
 * (`refused.<code>`). `phases` says what a phase is; adding one is an entry there and the events that it accepts.
 */
import { day, type Instant } from '../../core/clock.ts';
import type { RowId, UserId } from '../../core/ids.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import { changed, whyNoAction, type ActionItem } from './domain/actions.ts';
import { endOf } from './domain/days.ts';
import type { Lengths } from './formats.ts';

/** A phase that goes on for some time. */
export type TimedPhase = 'collect' | 'actions';
export type Phase = TimedPhase | 'closed' | 'cancelled';

interface PhaseRules {
  /** What comes when it ends; `null`: nothing comes any more. */
  readonly next: Phase | null;
  /** It ends as soon as everybody has answered. */
  readonly endsWhenAllAnswered: boolean;
  /** The seals that are opened when it begins: the cards for the participants, and for the rest of the channel. */
  readonly opens: readonly ('cards' | 'channel')[];
  readonly accepts: readonly RetroEvent['kind'][];
}

const control = ['endPhase', 'timeUp', 'cancel', 'takeOver', 'channelGone'] as const;

export const phases: Readonly<Record<Phase, PhaseRules>> = {
  collect: {
    next: 'actions',
    endsWhenAllAnswered: true,
    opens: [],
    accepts: [...control, 'answer', 'withdraw'],
  },
  actions: {
    next: 'closed',
    endsWhenAllAnswered: false,
    opens: ['cards'],
    accepts: [...control, 'propose', 'drop', 'done'],
  },
  closed: {
    next: null,
    endsWhenAllAnswered: false,
    opens: ['cards', 'channel'],
    accepts: ['done'],
  },
  // What was collected before a cancellation stays with its authors.
  cancelled: { next: null, endsWhenAllAnswered: false, opens: [], accepts: [] },
};

export const isOpen = (phase: Phase): phase is TimedPhase => phases[phase].next !== null;

/** Fewer than this, and hidden names hide little. */
export const enoughToHide = 4;
/** After which time the link between hidden names and cards is erased. */
export const linkKept = 14 * day;
export const limitsOf = { about: 120, card: 3_000, cardsEach: 100 } as const;

/** How a phase ended. */
export type EndedHow = 'time' | 'everybody' | 'person' | 'archived';

export interface Retro {
  readonly phase: Phase;
  readonly lengths: Lengths;
  /** When the phase ends by itself; `null` when all is over. */
  readonly endsAt: Instant | null;
  readonly endedAt: Instant | null;
  /** How the phase before this one ended; `null` in the first one. */
  readonly endedHow: EndedHow | null;
  /** Who ended it, if a person did and is not erased. */
  readonly endedBy: UserId | null;
  readonly facilitator: UserId | null;
  /** When the facilitator last did something as one, or the phase began: a day later somebody else can take over. */
  readonly facilitatorSeenAt: Instant;
  /** Those asked who can still take part: in the channel, and not deactivated. */
  readonly participants: readonly UserId[];
  /** Those of them who are guests or of another organisation: they cannot facilitate. */
  readonly guests: readonly UserId[];
  readonly invited: number;
  /** How many of all who were asked have answered, those who left since among them. Who, nobody knows. */
  readonly answers: number;
  readonly actions: readonly ActionItem[];
  /** Whether the channel itself is still shown how it goes: see `hasOpenedUp`. */
  readonly isShown: boolean;
  /** Whether Lore can still post in the channel. */
  readonly isReachable: boolean;
  /** IANA zone of the channel. */
  readonly tz: string;
}

export type RetroEvent =
  /** Cards were written, or "nothing to add". */
  | { readonly kind: 'answer'; readonly by: UserId; readonly isFirst: boolean }
  /** The person's last card was deleted. */
  | { readonly kind: 'withdraw'; readonly by: UserId; readonly hadAnswered: boolean }
  | { readonly kind: 'propose'; readonly by: UserId; readonly action: ActionItem }
  | { readonly kind: 'drop' | 'done'; readonly by: UserId; readonly action: RowId }
  /** `phase`: the one that was in sight when the button was pressed, so that a second press ends no second phase. */
  | { readonly kind: 'endPhase'; readonly by: UserId; readonly phase: Phase }
  | { readonly kind: 'cancel' | 'takeOver'; readonly by: UserId }
  | { readonly kind: 'timeUp' }
  /** The channel was archived. */
  | { readonly kind: 'channelGone' };

// prettier-ignore
export type Refusal =
  | 'collectingOver' | 'notYet' | 'alreadyEnded' | 'closed' | 'cancelled' | 'unreachable'
  | 'notParticipant' | 'notFacilitator' | 'facilitatorIsThere' | 'isFacilitator' | 'guestFacilitates'
  | 'threeActions' | 'ownerOutside' | 'dueWrong' | 'duePast' | 'dueFar' | 'whatEmpty' | 'whatLong' | 'whenLong'
  | 'noSuchAction' | 'notYourAction';

/**
 * What becomes of a retrospective. A phase whose time is up has ended, whether or not somebody has noticed.
 * @returns the state after the event (the same object if nothing changes), or why it is refused
 */
export function decide(retro: Retro, event: RetroEvent, now: Instant): Result<Retro, Refusal> {
  const current = settled(retro, now);
  if ('by' in event) {
    const refusal = whyNot(current, event, now);
    if (refusal !== null) return refuse(refusal);
  } else if (!phases[current.phase].accepts.includes(event.kind)) {
    // Nobody asked for these: what is over stays as it is.
    return ok(current);
  }
  switch (event.kind) {
    case 'answer':
      return ok(early({ ...current, answers: current.answers + (event.isFirst ? 1 : 0) }, now));
    case 'withdraw':
      return ok({ ...current, answers: current.answers - (event.hadAnswered ? 1 : 0) });
    case 'endPhase':
      return ok(ended(current, { how: 'person', by: event.by }, now));
    case 'cancel':
      return ok({
        ...enter(current, 'cancelled', { how: 'person', by: event.by }, now),
        // What was only proposed is not left with its owner.
        actions: current.actions.map((action) =>
          action.state === 'open' ? { ...action, state: 'dropped' } : action,
        ),
      });
    case 'takeOver':
      return ok({ ...current, facilitator: event.by, facilitatorSeenAt: now });
    case 'channelGone':
      // Cards that nobody else can read yet stay with their authors; what is agreed stays agreed.
      return ok(
        enter(
          current,
          current.phase === 'collect' ? 'cancelled' : 'closed',
          { how: 'archived', by: null },
          now,
        ),
      );
    case 'timeUp':
      return ok(current);
    case 'propose': {
      const refusal = whyNoAction(current, event.action, now);
      return refusal === null
        ? ok({ ...noticed(current, event.by, now), actions: [...current.actions, event.action] })
        : refuse(refusal);
    }
    case 'drop':
      return changed(noticed(current, event.by, now), event.action, 'dropped', (action) =>
        [action.proposer, current.facilitator].includes(event.by),
      );
    case 'done':
      return changed(current, event.action, 'done', (action) => action.owner === event.by);
  }
}

/** Whether the facilitator left, was deactivated, or erased themselves: then anybody who takes part can take over at once. */
export function isFacilitatorGone(retro: Retro): boolean {
  return retro.facilitator === null || !retro.participants.includes(retro.facilitator);
}

/**
 * Whether everybody who was asked has answered. Whoever leaves stays among those asked, with or without an answer: were the others not
 * to wait for them any more, or were the count to sink, that would tell whether they had answered. So then the time ends it, or a person.
 */
export function hasEverybodyAnswered(retro: Retro): boolean {
  return retro.answers >= retro.invited;
}

/** What a person tries: an event without what it would bring. */
export interface Attempt {
  readonly kind: Extract<RetroEvent, { by: UserId }>['kind'];
  readonly by: UserId;
  readonly phase?: Phase;
}

/** Whether this person may do this now at all, before it is known with what. @returns `null` when they may */
export function whyNot(retro: Retro, event: Attempt, now: Instant): Refusal | null {
  const { phase } = settled(retro, now);
  if (!phases[phase].accepts.includes(event.kind)) {
    if (phase === 'closed' || phase === 'cancelled') return phase;
    return event.kind === 'answer' || event.kind === 'withdraw' ? 'collectingOver' : 'notYet';
  }
  // An owner may be done after they left the participants, and in a channel that sleeps.
  if (event.kind === 'done') return null;
  if (!retro.isReachable) return 'unreachable';
  if (!retro.participants.includes(event.by)) return 'notParticipant';
  switch (event.kind) {
    case 'endPhase':
      if (event.phase !== phase) return 'alreadyEnded';
      return event.by === retro.facilitator ? null : 'notFacilitator';
    case 'cancel':
      return event.by === retro.facilitator ? null : 'notFacilitator';
    case 'takeOver':
      if (event.by === retro.facilitator) return 'isFacilitator';
      if (retro.guests.includes(event.by)) return 'guestFacilitates';
      return isFacilitatorGone(retro) || now >= retro.facilitatorSeenAt + day ? null : 'facilitatorIsThere';
    case 'answer':
    case 'withdraw':
    case 'propose':
    case 'drop':
      return null;
  }
}

function settled(retro: Retro, now: Instant): Retro {
  if (retro.endsAt === null || now < retro.endsAt) return retro;
  // Noticed late: who facilitates has not been seen since, so that another can take over.
  return { ...ended(retro, { how: 'time', by: null }, now), facilitatorSeenAt: retro.endsAt };
}

function early(retro: Retro, now: Instant): Retro {
  return phases[retro.phase].endsWhenAllAnswered && hasEverybodyAnswered(retro)
    ? ended(retro, { how: 'everybody', by: null }, now)
    : retro;
}

interface Ending {
  readonly how: EndedHow;
  readonly by: UserId | null;
}

function ended(retro: Retro, ending: Ending, now: Instant): Retro {
  // Nobody had anything to say: there is nothing to act on, and nobody is kept.
  const next = retro.phase === 'collect' && retro.answers === 0 ? 'closed' : phases[retro.phase].next;
  return next === null ? retro : enter(retro, next, ending, now);
}

function noticed(retro: Retro, by: UserId, now: Instant): Retro {
  return by === retro.facilitator ? { ...retro, facilitatorSeenAt: now } : retro;
}

function enter(retro: Retro, phase: Phase, { how, by }: Ending, now: Instant): Retro {
  return {
    ...retro,
    facilitatorSeenAt: now,
    phase,
    endedHow: how,
    endedBy: by,
    ...(isOpen(phase)
      ? { endsAt: endOf(retro.lengths[phase], now, retro.tz) }
      : { endsAt: null, endedAt: now }),
  };
}
