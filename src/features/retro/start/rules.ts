/** The rules of starting a retrospective: who may, the defaults, and whom it asks. Pure. */
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { Calendar } from '#core/recurrence.ts';
import type { Names } from '#core/scope.ts';
import { onDay } from '#core/sentence.ts';
import { addDates, isLocalDate, type LocalDate } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';
import { endOf } from '../session/lengths.ts';
import { limitsOf } from '../session/rules.ts';
import * as formats from './formats.ts';

/** Who may read the cards after the end. */
export const cardsForKinds = ['participants', 'channel'] as const;
export type CardsFor = (typeof cardsForKinds)[number];

/** Whom a retrospective asks by default: the channel's members, without guests and people away until it is over. */
export function usualParticipants(members: readonly Person[], endsAt: Instant): readonly UserId[] {
  const isAsked = ({ memberType, awayUntil }: Person) =>
    memberType === 'member' && (awayUntil === null || awayUntil < endsAt);
  return members.filter(isAsked).map(({ userId }) => userId);
}

/** What may be left as it usually is. */
type Choice<Value> = Value | 'usual' | null;

/** What was chosen in the form; `null` and empty lists stand for the defaults. */
export interface Wishes extends Readonly<Record<formats.ChosenPhase, Choice<formats.Length>>> {
  readonly about: string;
  readonly kind: formats.Kind | null;
  readonly format: Choice<formats.AnyFormat>;
  /** Custom columns as typed, line by line; used if the format is `own`. */
  readonly columns: readonly string[];
  readonly pace: Choice<formats.Pace>;
  /** The day on which its subject ended, or will. */
  readonly ended: LocalDate | null;
  readonly names: Names | null;
  readonly cardsFor: CardsFor | null;
  readonly who: string | null;
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

/** What must be chosen otherwise. */
export interface Refused {
  readonly errors: readonly formats.FieldError[];
  /** Chosen people who are not in the channel. */
  readonly outside?: readonly UserId[];
  /** The same for a chosen channel or user group, and how many of it can participate. */
  readonly missing?: { readonly people: readonly UserId[]; readonly left: number };
}

/** In days, before and after today: a project may end next week, and one that ended years ago is a mistake. */
const farthestEnd = 366;

/** How many one person can facilitate in a channel at the same time; more are a mistake, or nobody can follow them. */
export const mostOpen = 5;

/**
 * Fills in the defaults. Names are hidden unless chosen otherwise: people write more, and more honestly, silently and without names (research,
 * section 3.3). Hidden names can be shown later, but not the other way round.
 * @param starter `null`: it comes round by itself, and nobody need facilitate it yet
 * @param members of the channel, without bots
 */
export function planOf(
  wishes: Wishes,
  starter: UserId | null,
  members: readonly Person[],
  now: Instant,
  calendar: Calendar,
) {
  const { about, ended, invitees } = wishes;
  const kind = wishes.kind ?? 'project';
  const pace = orUsual(wishes.pace, formats.kindDefaults[kind].pace);
  const usual = formats.lengthsFor(kind, pace);
  const lengths: formats.Lengths = {
    collect: orUsual(wishes.collect, usual.collect),
    group: orUsual(wishes.group, usual.group),
    vote: orUsual(wishes.vote, usual.vote),
    discuss: orUsual(wishes.discuss, usual.discuss),
    // In three steps, action items are agreed on in the second.
    choose: orUsual(wishes.actions, usual.choose),
    actions: orUsual(wishes.actions, usual.actions),
  };
  const endsAt = endOf(lengths.collect, now, calendar);
  const today = localTime(now, calendar.tz).date;
  const facilitator = wishes.facilitator ?? starter;
  const isIn = (people: readonly Person[], user: UserId) => people.some(({ userId }) => userId === user);
  const byHand = invitees === null ? wishes.people : [];
  const outside = byHand.filter((user) => !isIn(members, user));
  const invited = invitees === null ? members : members.filter(({ userId }) => isIn(invitees.people, userId));
  const chosen = byHand.length > 0 ? byHand : usualParticipants(invited, endsAt);
  // A group's members outside the channel are left out only if the person who starts it knows that. Guests and people away are left out as always.
  const missing = (invitees?.people ?? [])
    .filter(({ memberType, userId }) => memberType === 'member' && !isIn(members, userId))
    .map(({ userId }) => userId);
  const isEmpty = invitees !== null && chosen.length === 0;
  const own = wishes.format === 'own' ? formats.columnsFrom(wishes.columns) : { columns: null };
  const { length } = about;
  const most = limitsOf.about;
  const errors: formats.FieldError[] = [];
  if (about === '') errors.push({ field: 'about', key: 'start.aboutEmpty' });
  if (length > most) errors.push({ field: 'about', key: 'start.aboutLong', values: { length, most } });
  if ('refusal' in own) errors.push(own.refusal);
  if (isEmpty) errors.push({ field: wishes.who ?? 'who', key: 'who.nobody' });
  if (ended !== null && !isNear(ended, today))
    errors.push({ field: 'ended', key: 'start.endedFar', values: { example: onDay(now) } });
  if (
    facilitator !== null &&
    !members.some(({ userId, memberType }) => userId === facilitator && memberType === 'member')
  )
    errors.push({ field: 'facilitator', key: 'start.facilitatorOutside' });
  const isMissing = !isEmpty && missing.length > (invitees?.mayMiss ?? 0);
  const refused: Refused = {
    errors,
    ...(outside.length > 0 ? { outside } : {}),
    ...(isMissing ? { missing: { people: missing, left: chosen.length } } : {}),
  };
  return {
    refused: errors.length + outside.length > 0 || isMissing ? refused : null,
    plan: {
      about,
      kind,
      pace,
      format: orUsual(wishes.format, formats.kindDefaults[kind].format),
      names: wishes.names ?? 'hidden',
      /** `null` if the format is a ready-made one. */
      columns: 'columns' in own ? own.columns : null,
      cardsFor: wishes.cardsFor ?? 'participants',
      lengths,
      /** When collecting ends. */
      endsAt,
      /** `null`: today. */
      happenedUntil: ended === today ? null : ended,
      facilitator,
      // The facilitator participates: they see the same as the others, at the same time.
      participants: [...new Set([...chosen, ...(facilitator === null ? [] : [facilitator])])],
    },
  };
}

export type Plan = ReturnType<typeof planOf>['plan'];

const orUsual = <Value extends string>(choice: Choice<Value>, usual: Value): Value =>
  choice === null || choice === 'usual' ? usual : choice;

/** Whether a project that ended, or ends, on that day is close enough for a retrospective. */
export function isNear(date: string, today: LocalDate): boolean {
  return isLocalDate(date) && date >= addDates(today, -farthestEnd) && date <= addDates(today, farthestEnd);
}
