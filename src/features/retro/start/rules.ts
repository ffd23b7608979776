/** The rules of starting a retrospective: who may, the defaults, and whom it asks. Pure. */
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

/** Whom a retrospective asks by default: the channel's members, without guests and people away until it is over. */
export function usualParticipants(members: readonly Person[], endsAt: Instant): readonly UserId[] {
  return members
    .filter(
      ({ memberType: standing, awayUntil }) =>
        standing === 'member' && (awayUntil === null || awayUntil < endsAt),
    )
    .map(({ userId }) => userId);
}

/** The choices; `null` and empty lists stand for the defaults. */
export interface Wishes {
  readonly about: string;
  readonly kind: Kind | null;
  readonly format: AnyFormat | null;
  /** Custom columns as typed, line by line; used if the format is `own`. */
  readonly columns: readonly string[];
  readonly pace: Pace | null;
  /** The length of each phase; in three steps, action items are agreed on in the second. */
  readonly collect: Length | null;
  readonly group: Length | null;
  readonly vote: Length | null;
  readonly discuss: Length | null;
  readonly actions: Length | null;
  /** The day on which its subject ended, or will. */
  readonly ended: string | null;
  readonly names: Names | null;
  readonly cardsFor: CardsFor | null;
  readonly people: readonly UserId[];
  /** The members of a chosen channel or user group, instead of people chosen by hand. */
  readonly invitees: Invitees | null;
  readonly facilitator: UserId | null;
}

export interface Invitees {
  readonly people: readonly Person[];
  /** How many of them the person who starts it knows to be outside the channel, and leaves out. */
  readonly mayMiss: number;
}

export type WishRefusal =
  | { readonly code: 'aboutEmpty' | 'aboutLong' | 'facilitatorOutside' | 'endedFar' | 'projectOver' }
  | ColumnsRefusal
  | { readonly code: 'peopleOutside'; readonly people: readonly UserId[] }
  /** Nobody in the group can participate. */
  | { readonly code: 'crowdEmpty' }
  /** Some of the group are not in the channel; `left` can participate. */
  | { readonly code: 'crowdOutside'; readonly people: readonly UserId[]; readonly left: number }
  | { readonly code: 'manyOpen'; readonly count: number };

/** In days, before and after today: a project may end next week, and one that ended years ago is a mistake. */
const farthestEnd = 366;

/** How many one person can facilitate in a channel at the same time; more are a mistake, or nobody can follow them. */
export const mostOpen = 5;

export interface Plan {
  readonly about: string;
  readonly kind: Kind;
  readonly pace: Pace;
  readonly format: AnyFormat;
  /** Custom columns; `null` if the format is a ready-made one. */
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
 * Fills in the defaults. Names are hidden unless chosen otherwise: people write more, and more honestly, silently and without names (research,
 * section 3.3). Hidden names can be shown later, but not the other way round.
 * @param members of the channel, without bots
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
    // In three steps, action items are agreed on in the second.
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
      // The facilitator participates: they see the same as the others, at the same time.
      participants: [...new Set([...chosen, facilitator])],
    },
  };
}

const isOf = ({ people }: Invitees, user: UserId): boolean => people.some(({ userId }) => userId === user);

/** A group's members outside the channel are left out only if the person who starts it knows that. Guests and people away are left out as always. */
function refusalsOf(invitees: Invitees, isMember: (user: UserId) => boolean, left: number): WishRefusal[] {
  const people = invitees.people
    .filter(({ memberType: standing, userId }) => standing === 'member' && !isMember(userId))
    .map(({ userId }) => userId);
  if (left === 0) return [{ code: 'crowdEmpty' }];
  return people.length > invitees.mayMiss ? [{ code: 'crowdOutside', people, left }] : [];
}

/** Whether a project that ended, or ends, on that day is close enough for a retrospective. */
export function isNear(date: string, today: LocalDate): boolean {
  return isLocalDate(date) && date >= addDates(today, -farthestEnd) && date <= addDates(today, farthestEnd);
}
