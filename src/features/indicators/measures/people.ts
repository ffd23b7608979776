/** M5, M9, M12 and M13: of how many people something is known. Never of whom: a number of people comes out, and no person goes in, except for a leader’s own row. Pure. */
import { day } from '#core/clock.ts';
import type { Act } from '#core/acts.ts';
import type { UserId } from '#core/ids.ts';
import { actsOf, type Facts, isWithin, leastPeople, placesIn } from './facts.ts';
import { type Figure, figure, type FigureId, share } from './indicator.ts';
import { ofAll } from './value.ts';

/** What somebody does so that others can learn. */
const contributing = ['share', 'question', 'answer', 'thanks', 'present', 'artefact', 'journey'] as const;

/** How many of each channel's people these acts name there, once for each channel. @param names whom an act names */
function named(
  id: FigureId,
  facts: Facts,
  acts: readonly Act[],
  names: (act: Act) => readonly UserId[],
): readonly Figure[] {
  const of = placesIn(facts);
  if (of < leastPeople || acts.length === 0) return [];
  const pairs = acts.flatMap((act) =>
    names(act).flatMap((user) =>
      facts.people.get(act.channel)?.has(user) === true ? [`${act.channel} ${user}`] : [],
    ),
  );
  return figure(id, ofAll(new Set(pairs).size, of));
}

/** Those of each channel's people who did something there, once for each channel; and how many of those who presented were different people. */
export function taking(facts: Facts): readonly Figure[] {
  const done = actsOf(facts, ...contributing).filter(({ at }) => isWithin(at, facts));
  const presented = actsOf(facts, 'present').filter(
    ({ doneAt, by }) => by !== null && isWithin(doneAt, facts),
  );
  const presenters = new Set(presented.map(({ by, channel }) => `${channel} ${by ?? ''}`)).size;
  return [
    ...named('M5.people', facts, done, ({ by }) => (by === null ? [] : [by])),
    ...figure('M5.presenters', presented.length < leastPeople ? null : ofAll(presenters, presented.length)),
  ];
}

/** How recently a leader has to have shown what they learn. */
const recently = 28 * day;
/** As the journey calls them: feedback they received, and what they got wrong. */
const openKinds: readonly string[] = ['feedback', 'mistake'];

/** Whether somebody showed what they learn (1 or 0), and such an entry in which they are open about themselves. */
export interface Showed {
  readonly entry: number;
  readonly kind: number;
}

/** What one person showed in this time, in these channels: for their own row, which others only count. */
export function showed(facts: Facts, person: UserId): Showed {
  const own = actsOf(facts, 'journey').filter(({ by }) => by === person);
  const isRecent = own.some(({ at }) => isWithin(at, { from: facts.to - recently, to: facts.to }));
  const isOpen = own.some(({ at, about }) => isWithin(at, facts) && openKinds.includes(about ?? ''));
  return { entry: Number(isRecent), kind: Number(isOpen) };
}

/** All leaders are looked at, so there is no margin; of fewer than five nothing is said. */
export function shownBy({ entry, kind }: Showed, leaders: number): readonly Figure[] {
  if (leaders < leastPeople) return [];
  return [...figure('M9.entries', ofAll(entry, leaders)), ...figure('M9.kinds', ofAll(kind, leaders))];
}

export function leading(facts: Facts): readonly Figure[] {
  const each = [...(facts.leaders ?? [])].map((leader) => showed(facts, leader));
  const sum = (of: keyof Showed) => each.reduce((all, one) => all + one[of], 0);
  return shownBy({ entry: sum('entry'), kind: sum('kind') }, each.length);
}

/** Meetings of two, or three, that took place of those that were planned: how many, and never whose. */
export function met(facts: Facts): readonly Figure[] {
  const planned = actsOf(facts, 'meeting').filter(({ dueAt }) => isWithin(dueAt, facts));
  if (planned.length < leastPeople) return [];
  return share('M12.kept', planned.filter(({ doneAt }) => doneAt != null).length, planned.length);
}

/** Those of each channel's people who were thanked where it could read that, once for each channel. */
export function thanked(facts: Facts): readonly Figure[] {
  const given = actsOf(facts, 'thanks').filter(({ at, to }) => to !== undefined && isWithin(at, facts));
  return named('M13.thanked', facts, given, ({ to }) => to ?? []);
}
