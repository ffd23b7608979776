/** Moves the bar of a live retrospective. Each move schedules the next, in the same transaction, so a process that dies goes on where it is. */
import type { RowId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineJob, type JobDefinition } from '#core/job.ts';
import type { Work } from '#core/work.ts';
import { mainPost } from '../session/ids.ts';
import { loadRetro } from '../session/load.ts';
import type { Retro } from '../session/phases.ts';
import type { RetroRow } from '../session/rows.ts';
import { titled } from '../session/words.ts';
import { nextMove } from './rules.ts';

const moveJob = jobId<{ retro: RowId }>('retro.timer');

/** Schedules the bar's next move; if none is left, there is none. */
export async function scheduleMove(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  { id, channel_id: channelId }: Pick<RetroRow, 'id' | 'channel_id'>,
  retro: Pick<Retro, 'pace' | 'phase' | 'beganAt' | 'endsAt'>,
): Promise<void> {
  const move = moveJob.ref({ retro: id });
  const at = nextMove(retro, now);
  if (at === null) await scope.cancel(move);
  else await scope.runAt(move, at, { kind: 'channel', channelId });
}

export const timerJobs: readonly JobDefinition[] = [
  defineJob(moveJob, 'transition', {
    title: titled('title.main'),
    run: async (context, { retro }) => {
      const loaded = await loadRetro(context.scope, retro);
      if (loaded?.retro.isShown !== true || !loaded.retro.isReachable) return;
      await context.scope.refresh(mainPost(loaded.row));
      await scheduleMove(context, loaded.row, loaded.retro);
    },
  }),
];
