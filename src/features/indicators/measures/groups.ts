/** Of which channels a total is made, so that nobody can work out what fewer than five people did. Pure. */
import type { RowId } from '#core/ids.ts';
import { rowId } from '#core/ids.ts';
import { groupsOf } from '#core/publishing/pass-up.ts';
import { leastPeople } from './facts.ts';

const root = rowId('all');

/**
 * The pulse's rule, with people instead of answers. Something is done in one channel, and counted there, so a figure of several channels is a sum of
 * theirs, also where somebody is in two of them.
 * @param people how many are in each channel
 * @returns the channels whose numbers may be read by themselves, and whose sum is the total; the total holds no other
 */
export function summed(people: ReadonlyMap<RowId, number>): ReadonlySet<RowId> {
  const nodes = [{ id: root, parent: null }, ...[...people.keys()].map((id) => ({ id, parent: root }))];
  // Small channels together can be the same few people, so what they did is in no total.
  const alone = groupsOf(nodes, people, leastPeople).filter(({ kind }) => kind === 'team');
  return new Set(alone.flatMap(({ teams }) => teams));
}
