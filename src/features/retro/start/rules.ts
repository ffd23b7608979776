/** The rules of starting a retrospective: who may, what is filled in, whom it asks. Pure. */
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { Calendar } from '#core/recurrence.ts';
import type { Names } from '#core/scope.ts';
import { addDates, isLocalDate, type LocalDate } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';
import { endOf } from '../session/phases.ts';
import { limitsOf } from '../session/rules.ts';
import {
  type AnyFormat,
  columnsFrom,
  type ColumnsRefusal,
  type Kind,
  kindDefaults,
  type Length,
  type Lengths,
  lengthsFor,
  type Pace,
} from './formats.ts';

/** Who may read the cards after the end. */
export const cardsForKinds = ['participants', 'channel'] as const;

export type CardsFor = (typeof cardsForKinds)[number];

/** Whom a retrospective asks unless somebody chooses: the channel's members, without guests and those away until it is over. */
export function usualParticipants(members: readonly Person[], endsAt: Instant): readonly UserId[] {
  return members
    .filter(
      ({ memberType: standing, awayUntil }) =>
        standing === 'member' && (awayUntil === null || awayUntil < endsAt),
    )
    .map(({ userId }) => userId);
}

/** What was chosen; `null` and nobody: as is usual. */
export interface Wishes {
  readonly about: string;
  readonly kind: Kind | null;
  readonly format: AnyFormat | null;
  /** What was typed as columns of one's own, line by line; looked at where the format is `own`. */
  readonly columns: readonly string[];
  readonly pace: Pace | null;
  /** How long each phase takes; in three steps, actions are agreed on in the second. */
  readonly collect: Length | null;
  readonly group: Length | null;
  readonly vote: Length | null;
  readonly discuss: Length | null;
  readonly actions: Length | null;
  /** The day on which what it is about ended, or will. */
  readonly ended: string | null;
  readonly names: Names | null;
  readonly cardsFor: CardsFor | null;
  readonly people: readonly UserId[];
  /** Whoever is in a channel or a user group that was chosen, instead of people by hand. */
  readonly invitees: Invitees | null;
  readonly facilitator: UserId | null;
}

export interface Invitees {
  readonly people: readonly Person[];
  /** So many of them, whoever starts it knows, are not in the channel of the retrospective, and they start it without them. */
  readonly mayMiss: number;
}

export type WishRefusal =
  | { readonly code: 'aboutEmpty' | 'aboutLong' | 'facilitatorOutside' | 'endedFar' | 'projectOver' }
  | ColumnsRefusal
  | { readonly code: 'peopleOutside'; readonly people: readonly UserId[] }
  /** Nobody of the crowd can take part. */
  | { readonly code: 'crowdEmpty' }
  /** Some of it are not in the channel; `left` can take part. */
  | { readonly code: 'crowdOutside'; readonly people: readonly UserId[]; readonly left: number }
  | { readonly code: 'manyOpen'; readonly count: number };

/** In days, before and after today: a project may end next week, and what ended years ago is a slip. */
const farthestEnd = 366;

/** So many can one person facilitate in a channel at the same time; more are a slip, or nobody can follow them. */
export const mostOpen = 5;

export interface Plan {
  readonly about: string;
  readonly kind: Kind;
  readonly pace: Pace;
  readonly format: AnyFormat;
  /** Columns of one's own; `null` where the format is a ready one. */
  readonly columns: readonly string[] | null;
  readonly names: Names;
  readonly cardsFor: CardsFor;
  readonly lengths: Lengths;
  /** When collecting ends. */
  readonly endsAt: Instant;
  /** `null`: today. */
  readonly happenedUntil: LocalDate | null;
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
  calendar: Calendar,
): { readonly plan: Plan; readonly refusals: readonly WishRefusal[] } {
  const kind = wishes.kind ?? 'project';
  const { format } = kindDefaults[kind];
  const pace = wishes.pace ?? kindDefaults[kind].pace;
  const usual = lengthsFor(kind, pace);
  const lengths = {
    ...usual,
    collect: wishes.collect ?? usual.collect,
    group: wishes.group ?? usual.group,
    vote: wishes.vote ?? usual.vote,
    discuss: wishes.discuss ?? usual.discuss,
    // Where there are three steps, the second is the one in which actions are agreed on.
    choose: wishes.actions ?? usual.choose,
    actions: wishes.actions ?? usual.actions,
  };
  const endsAt = endOf(lengths.collect, now, calendar);
  const today = localTime(now, calendar.tz).date;
  const happenedUntil = wishes.ended === today ? null : wishes.ended;
  const facilitator = wishes.facilitator ?? starter;
  const isMember = (user: UserId) => members.some((person) => person.userId === user);
  const { invitees } = wishes;
  const byHand = invitees === null ? wishes.people : [];
  const outside = byHand.filter((user) => !isMember(user));
  const invited = invitees === null ? members : members.filter(({ userId }) => isOf(invitees, userId));
  const chosen = byHand.length > 0 ? byHand : usualParticipants(invited, endsAt);
  const own = wishes.format === 'own' ? columnsFrom(wishes.columns) : null;
  const refusals: WishRefusal[] = [];
  if (wishes.about === '') refusals.push({ code: 'aboutEmpty' });
  if (wishes.about.length > limitsOf.about) refusals.push({ code: 'aboutLong' });
  if (own !== null && 'refusal' in own) refusals.push(own.refusal);
  if (invitees !== null) refusals.push(...refusalsOf(invitees, isMember, chosen.length));
  if (outside.length > 0) refusals.push({ code: 'peopleOutside', people: outside });
  if (happenedUntil !== null && !isNear(happenedUntil, today)) refusals.push({ code: 'endedFar' });
  if (!members.some((person) => person.userId === facilitator && person.memberType === 'member'))
    refusals.push({ code: 'facilitatorOutside' });
  return {
    refusals,
    plan: {
      about: wishes.about,
      kind,
      pace,
      format: wishes.format ?? format,
      columns: own !== null && 'columns' in own ? own.columns : null,
      names: wishes.names ?? 'hidden',
      cardsFor: wishes.cardsFor ?? 'participants',
      lengths,
      endsAt,
      happenedUntil,
      facilitator,
      // Whoever facilitates takes part: they see the same as the others, at the same time.
      participants: [...new Set([...chosen, facilitator])],
    },
  };
}

const isOf = ({ people }: Invitees, user: UserId): boolean => people.some(({ userId }) => userId === user);

/** Whoever was named with a crowd and is not in the channel is left out only by who knows that. Guests and those away are left out as always. */
function refusalsOf(invitees: Invitees, isMember: (user: UserId) => boolean, left: number): WishRefusal[] {
  const people = invitees.people
    .filter(({ memberType: standing, userId }) => standing === 'member' && !isMember(userId))
    .map(({ userId }) => userId);
  if (left === 0) return [{ code: 'crowdEmpty' }];
  return people.length > invitees.mayMiss ? [{ code: 'crowdOutside', people, left }] : [];
}

/** Whether what ended on that day, or will, can be looked back on. */
export function isNear(date: string, today: LocalDate): boolean {
  return isLocalDate(date) && date >= addDates(today, -farthestEnd) && date <= addDates(today, farthestEnd);
}
