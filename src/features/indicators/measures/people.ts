/** M5 and M9: of how many people something is known. Never of whom: a number of people comes out, and no person goes in. Pure. */
import { day } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { actsOf, type Facts, isWithin, leastPeople, placesIn } from './facts.ts';
import type { Figure } from './indicator.ts';
import { ofAll } from './value.ts';

/** What somebody does so that others can learn. */
const contributing = ['share', 'question', 'answer', 'thanks', 'present', 'artefact', 'journey'] as const;

/** Those of each channel's people who did something there, once for each channel; and how many of those who presented were different people. */
export function taking(facts: Facts): readonly Figure[] {
  const of = placesIn(facts);
  const done = actsOf(facts, ...contributing).filter(({ at }) => isWithin(at, facts));
  const byChannel = Map.groupBy(done, ({ channel }) => channel);
  const count = [...facts.people].reduce((sum, [channel, people]) => {
    const there = new Set((byChannel.get(channel) ?? []).flatMap(({ by }) => by ?? []));
    return sum + among(people, there);
  }, 0);
  const presented = actsOf(facts, 'present').filter(
    ({ doneAt, by }) => by !== null && isWithin(doneAt, facts),
  );
  const presenters = new Set(presented.map(({ by, channel }) => `${channel} ${by ?? ''}`)).size;
  return [
    ...(of < leastPeople || byChannel.size === 0
      ? []
      : [{ id: 'M5.people' as const, value: ofAll(count, of) }]),
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
