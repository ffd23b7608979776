/** Looking ahead before the work begins: what is intended, what could fail, and what is protected. Pure. */
import type { Instant } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { Calendar } from '#core/recurrence.ts';
import { paged } from '#core/kit/pages.ts';
import { addDates, type LocalDate, startOfDate } from '#core/time/date.ts';
import { alike } from '../group/rules.ts';
import { endOf } from '../session/lengths.ts';

/**
 * - `open`: what could fail is collected, and each person sees their own alone
 * - `joined`: it is shown together, without names
 * - `over`: the project has ended, its retrospective began, or somebody ended the review
 */
export const beforeStates = ['open', 'joined', 'over'] as const;
export type BeforeState = (typeof beforeStates)[number];

/** How it came to be over. `stopped`: somebody ended it; what nobody had seen by then stays unseen. */
export const overKinds = ['ended', 'held', 'stopped'] as const;
export type OverKind = (typeof overKinds)[number];

export const predictionKinds = ['fails', 'protects'] as const;
export type PredictionKind = (typeof predictionKinds)[number];

/** In characters, and lines of one kind by one person. */
export const limitsOf = { intent: 300, measure: 300, line: 300, lines: 20 } as const;

/** The last round that was joined; 0: none was. While a round is open it is only its authors'. */
export const lastJoined = ({
  state,
  round,
}: {
  readonly state: BeforeState;
  readonly round: number;
}): number => (state === 'open' ? round - 1 : round);

/** Those who can answer: the full members in the channel who are not away. */
export const whoIsThere = <Of extends Pick<Person, 'memberType' | 'awayUntil'>>(
  members: readonly Of[],
  now: Instant,
): readonly Of[] =>
  members.filter(
    ({ memberType, awayUntil }) => memberType === 'member' && (awayUntil === null || awayUntil <= now),
  );

/**
 * When what could fail is joined: after two working days of the channel, and never after the project's end. While everybody is away, the days count from
 * when the first of them is back.
 * @param ends when the project is over; `null`: no end is known
 */
export function joinedAt(
  members: readonly Pick<Person, 'memberType' | 'awayUntil'>[],
  ends: Instant | null,
  now: Instant,
  calendar: Calendar,
): Instant {
  const back = members.flatMap(({ memberType, awayUntil }) =>
    memberType === 'member' && awayUntil !== null ? [awayUntil] : [],
  );
  const from = whoIsThere(members, now).length > 0 || back.length === 0 ? now : Math.min(...back);
  const usual = endOf('days-2', from, calendar);
  return ends === null ? usual : Math.min(usual, ends);
}

/**
 * Whether everybody who is there has answered. People who were there when the round began stay among those asked: no longer waiting for them would tell
 * who has answered.
 * @param counted how many answered who were not away then
 */
export const hasEverybodyAnswered = (asked: number, there: number, counted: number): boolean =>
  there > 0 && counted >= Math.max(asked, there);

/** How much of what says nearly the same stands in one line, in characters. */
const longestLine = 600;

/** The same texts, those that say nearly the same side by side in one line, or in a few where they are long. Nothing is lost. */
export function sideBySide<Of extends { readonly id: RowId; readonly text: string }>(
  all: readonly Of[],
): readonly (readonly Of[])[] {
  const groups = alike(all);
  const groupOf = ({ id }: Of) => groups.find((ids) => ids.includes(id))?.join() ?? id;
  return [...Map.groupBy(all, groupOf).values()].flatMap((group) =>
    paged(group, ({ text }) => text.length, { items: group.length, characters: longestLine }),
  );
}

/** What is known of a project when a review could be offered. */
export interface Offering {
  readonly plannedOn: LocalDate | null;
  readonly endsOn: LocalDate;
  /** Its end when a review was last offered. */
  readonly lastEnd: LocalDate | null;
  readonly offers: number;
}

/** In days: an end that moved by more changes what could fail. */
const farMoved = 14;

/** At planning, and once more. */
const mostOffers = 2;

const daysFrom = (one: LocalDate, other: LocalDate): number =>
  Math.round((startOfDate(other) - startOfDate(one)) / (startOfDate(addDates(one, 1)) - startOfDate(one)));

/** Whether a plan offers a review: not in the last quarter of the time between planning and end. */
export function isEarly(
  { plannedOn, endsOn }: Pick<Offering, 'plannedOn' | 'endsOn'>,
  today: LocalDate,
): boolean {
  if (plannedOn === null) return false;
  return daysFrom(plannedOn, today) * 4 < daysFrom(plannedOn, endsOn) * 3;
}

/** Whether a review is offered once more, since the end has moved by more than two weeks since it was last offered. */
export const offersAgain = (of: Offering, today: LocalDate): boolean =>
  of.offers < mostOffers &&
  of.lastEnd !== null &&
  Math.abs(daysFrom(of.lastEnd, of.endsOn)) > farMoved &&
  isEarly(of, today);
