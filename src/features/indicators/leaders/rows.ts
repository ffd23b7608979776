/** All leaders are counted, and none is named: each row is a leader’s own, and others only learn how many there are. */
import type { ReadScope } from '#core/scope.ts';
import type { Quarter } from '../quarters/calendar.ts';
import { leaders } from '../rows.ts';
import { leastPeople } from '../measures/facts.ts';
import type { Figure } from '../measures/indicator.ts';
import { ofAll } from '../measures/value.ts';

/** What the leaders did in a quarter; empty: there are fewer than five. */
export async function leadersIn(read: ReadScope, quarter: Quarter): Promise<readonly Figure[]> {
  const entries = await read.countBy(leaders, 'has_entry', { quarter });
  const kinds = await read.countBy(leaders, 'has_kind', { quarter });
  const all = (entries.get(0) ?? 0) + (entries.get(1) ?? 0);
  if (all < leastPeople) return [];
  return [
    { id: 'M9.entries', value: ofAll(entries.get(1) ?? 0, all) },
    { id: 'M9.kinds', value: ofAll(kinds.get(1) ?? 0, all) },
  ];
}
