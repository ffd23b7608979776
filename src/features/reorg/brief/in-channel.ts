/** What a channel reads of a brief that is changed or taken back. */
import type { Scope } from '#core/scope.ts';
import { startOfDate } from '#core/time/date.ts';
import type { Work } from '#core/work.ts';
import * as ids from '../ids.ts';
import { stopTasks } from '../rituals/operations.ts';
import { changesOf, type NoticeRow, notices } from '../rows.ts';
import type { DraftRow } from './rows.ts';

/** What an admin typed. */
export type Words = Pick<DraftRow, 'why' | 'stays' | 'ask_id' | 'effect_on'>;

export const saysOther = (one: Words, other: Words): boolean =>
  (['why', 'stays', 'ask_id', 'effect_on'] as const).some((cell) => one[cell] !== other[cell]);

/** Its words change. */
export async function rewordIn(
  scope: Scope,
  notice: NoticeRow,
  { why, stays, ask_id, effect_on }: Words,
): Promise<void> {
  await scope.update(notices, notice.id, { why, stays, ask_id, effect_on });
  await scope.refresh(ids.briefPost(notice));
  if (notice.effect_on === effect_on) return;
  const moved = ids.jobs.moved.ref({ notice: notice.id, on: startOfDate(effect_on) });
  // Who wrote the brief need not be in the channel, whose zone says when that day begins.
  await scope.runAt(moved, 0, { kind: 'channel', channelId: notice.channel_id });
}

/** It is taken back. */
export async function endIn({ scope, now }: Pick<Work, 'scope' | 'now'>, notice: NoticeRow): Promise<void> {
  await scope.update(notices, notice.id, { ended_at: now });
  await stopTasks(scope, notice);
  await scope.refresh(ids.briefPost(notice), ids.ritualsPost(notice));
  await redrawLeaders(scope, notice);
}

/** What new leaders are asked and handed. */
export async function redrawLeaders(scope: Scope, notice: NoticeRow): Promise<void> {
  for (const { id, leader_id: leader } of await changesOf(scope, notice.reorg_id, notice.channel_id)) {
    await scope.refresh(ids.leadPost(notice, id));
    if (leader === null) continue;
    await scope.refresh(ids.handedPost(id, 0, leader), ids.handedPost(id, 1, leader));
    await scope.refreshHome(leader);
  }
}
