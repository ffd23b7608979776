/** A ballot that is open, and in which somebody has cast. */
import { rowId, userId } from '../../../src/core/ids.ts';
import { team } from '../company.ts';
import type { LoreHere } from '../lore-here.ts';

export async function castOnce(here: LoreHere, people: readonly string[]): Promise<void> {
  const id = rowId(here.newId());
  const place = rowId(here.newId());
  const [who = ''] = people;
  const person = { kind: 'person', userId: userId(who) } as const;
  await here.lore.store.transact(team, person, ({ ballots }) =>
    ballots.open(id, new Map(people.map((one) => [userId(one), place]))),
  );
  await here.lore.store.transact(team, person, ({ ballots }) => ballots.cast(id, { PS1: 6, PS2: 7 }));
}
