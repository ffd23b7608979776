/** What was written late is told in the thread. */
import { findRow } from '#core/rows.ts';
import type { Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import type { Loaded } from '../session/load.ts';
import { latePost } from './ids.ts';
import { lateCards } from './rows.ts';
import { roundOf } from './rules.ts';

/** Another at the same moment is in the same message. */
export async function tell(scope: Scope, post: ReturnType<typeof latePost>): Promise<void> {
  await scope.publish(post);
  await scope.refresh(post);
}

/**
 * A phase is over: what was held in it can be read, and the thread tells it. It goes under the embargo of the cards, which is open, so that one
 * erasure of links reaches all.
 * @param loaded how it was in the phase
 */
export async function tellHeld({ scope }: Work, { row, retro }: Loaded): Promise<void> {
  if (row.late_seal === null) return;
  await scope.merge(row.late_seal, row.card_seal);
  const round = roundOf('held', retro, 0);
  const told = scope.from(lateCards).where('it.round', '=', round);
  if ((await findRow(told, { retro_id: row.id })) !== null) await tell(scope, latePost(row, round, null));
}
