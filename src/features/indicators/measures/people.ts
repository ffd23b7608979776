/** M5, M9, M12 and M13: of how many people something is known. Never of whom: a number of people comes out, and no person goes in. Pure. */
import { day } from '#core/clock.ts';
import type { Act } from '#core/acts.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { actsOf, type Facts, isWithin, leastPeople, placesIn } from './facts.ts';
import type { Figure } from './indicator.ts';
import { ofAll, part } from './value.ts';

/** What somebody does so that others can learn. */
const contributing = ['share', 'question', 'answer', 'thanks', 'present', 'artefact', 'journey'] as const;

/** Those of each channel's people who did something there. */
function takingPart(facts: Facts): ReadonlyMap<ChannelId, ReadonlySet<UserId>> {
  const done = actsOf(facts, ...contributing).filter(({ at }) => isWithin(at, facts));
  return inEach(facts, done, ({ by }) => (by === null ? [] : [by]));
}

/** Of each channel in which something was done, those of its people whom that names. */
function inEach(
  { people }: Facts,
  acts: readonly Act[],
  names: (act: Act) => readonly UserId[],
): ReadonlyMap<ChannelId, ReadonlySet<UserId>> {
  return new Map(
    [...Map.groupBy(acts, ({ channel }) => channel)].map(([channel, those]) => {
      const here = people.get(channel) ?? new Set<UserId>();
      return [channel, new Set(those.flatMap(names).filter((one) => here.has(one)))];
    }),
  );
}

/** Those of each channel's people who did something there, once for each channel; and how many of those who presented were different people. */
export function taking(facts: Facts): readonly Figure[] {
  const of = placesIn(facts);
  const there = takingPart(facts);
  const count = placesIn({ people: there });
  const presented = actsOf(facts, 'present').filter(
    ({ doneAt, by }) => by !== null && isWithin(doneAt, facts),
  );
  const presenters = new Set(presented.map(({ by, channel }) => `${channel} ${by ?? ''}`)).size;
  return [
    ...(of < leastPeople || there.size === 0 ? [] : [{ id: 'M5.people' as const, value: ofAll(count, of) }]),
    ...(presented.length < leastPeople
      ? []
      : [{ id: 'M5.presenters' as const, value: ofAll(presenters, presented.length) }]),
  ];
}

/** How many of these people are among the others. */
const among = (these: ReadonlySet<UserId>, others: ReadonlySet<UserId>): number =>
  [...these].filter((one) => others.has(one)).length;

/** How recently a leader has to have shown what they learn. */
export const recently = 28 * day;
/** As the journey calls them: feedback they received, and what they got wrong. */
export const openKinds: readonly string[] = ['feedback', 'mistake'];

/** All leaders are looked at, so there is no margin; of fewer than five nothing is said. */
export function leading({ leaders, from, to, ...facts }: Facts): readonly Figure[] {
  if (leaders === null || leaders.size < leastPeople) return [];
  const entries = facts.acts.filter(({ kind }) => kind === 'journey');
  const told = (since: number, which: readonly string[] | null): ReadonlySet<UserId> =>
    new Set(
      entries
        .filter(
          ({ at, about }) => isWithin(at, { from: since, to }) && (which?.includes(about ?? '') ?? true),
        )
        .flatMap(({ by }) => by ?? []),
    );
  const shown = (some: ReadonlySet<UserId>) => ofAll(among(leaders, some), leaders.size);
  return [
    { id: 'M9.entries', value: shown(told(to - recently, null)) },
    { id: 'M9.kinds', value: shown(told(from, openKinds)) },
  ];
}

/** Meetings of two, or three, that took place of those that were planned: how many, and never whose. */
export function met(facts: Facts): readonly Figure[] {
  const planned = actsOf(facts, 'meeting').filter(({ dueAt }) => isWithin(dueAt, facts));
  const kept = planned.filter(({ doneAt }) => doneAt != null);
  return planned.length < leastPeople ? [] : [{ id: 'M12.kept', value: part(kept.length, planned.length) }];
}

/** Those of each channel's people who were thanked where it could read that, once for each channel. */
export function thanked(facts: Facts): readonly Figure[] {
  const of = placesIn(facts);
  const given = actsOf(facts, 'thanks').filter(({ at, to }) => to !== undefined && isWithin(at, facts));
  if (of < leastPeople || given.length === 0) return [];
  const there = inEach(facts, given, ({ to }) => to ?? []);
  return [{ id: 'M13.thanked', value: ofAll(placesIn({ people: there }), of) }];
}
