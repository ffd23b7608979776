/** Whether a mentor has room for one more, which their own access alone can say. */
import type { UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { answers, ownBlocks, type PairRow, pairs } from '../rows.ts';
import { offers, ownOffer } from './rows.ts';
import { isFull } from './rules.ts';

/** With how many people a mentor talks. The viewer's own. */
async function goingWith(read: ReadScope, mentor: UserId): Promise<number> {
  return (await findRows(read.from(pairs), { kind: 'mentor', state: 'agreed', two_id: mentor })).length;
}

/** Says with the mentor's own access whether they have as many people as they offered. */
export async function recount(scope: Scope, self: UserId): Promise<void> {
  const row = await ownOffer(scope);
  if (row === null) return;
  const full = isFull(row.capacity, await goingWith(scope, self)) ? 1 : 0;
  if (row.full !== full) await scope.upsertOwn(offers, { ...row, full });
}

const ownAnswer = async (read: ReadScope, { id }: PairRow) =>
  (await findRow(read.from(answers), { pair_id: id }))?.answer;

/**
 * Whether an ask reaches the mentor, with their own access: they still offer it, would talk with the one who asks, and have room beside those whom they
 * talk with and those who asked before. It depends on nothing that happens at the same time, so of two who ask for one place the first has it.
 */
export async function reaches(read: ReadScope, pair: PairRow, self: UserId): Promise<boolean> {
  const { kind, two_id: mentor, one_id: asker } = pair;
  if (kind !== 'mentor' || mentor !== self) return true;
  const row = await ownOffer(read);
  const blocked = await ownBlocks(read);
  if (row === null || (asker !== null && blocked.has(asker))) return false;
  const before = await findRows(
    read.from(pairs).where('it.until', '>', pair.proposed_at).where('it.proposed_at', '<=', pair.proposed_at),
    { kind: 'mentor', state: 'proposed', two_id: self },
  );
  let waiting = 0;
  for (const one of before) {
    const isFirst =
      one.proposed_at < pair.proposed_at || (one.proposed_at === pair.proposed_at && one.id < pair.id);
    const isHeard = one.one_id !== null && !blocked.has(one.one_id);
    if (isFirst && isHeard && (await ownAnswer(read, one)) !== 'no') waiting += 1;
  }
  return !isFull(row.capacity, (await goingWith(read, self)) + waiting);
}

/** Whether a mentor can say yes: they talk with fewer people than they offered, or do not offer it any more but were asked. */
export async function hasRoom(read: ReadScope, pair: PairRow, self: UserId): Promise<boolean> {
  if (pair.kind !== 'mentor' || pair.two_id !== self) return true;
  const row = await ownOffer(read);
  return row === null || !isFull(row.capacity, await goingWith(read, self));
}
