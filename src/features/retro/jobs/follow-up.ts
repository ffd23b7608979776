/** When an owner is asked about their action. What was decided meanwhile has taken the job back; what it finds decides all the same. */

import { defineJob, type JobDefinition } from '../../../core/job.ts';
import { asks, asksWhetherItHelped, isLate, type Ask } from '../domain/follow-up.ts';
import { followJobs } from '../ids/follow-up.ts';
import { actionTitled, askPost } from '../posts/follow-up.ts';
import { loadAction } from '../repository/actions.ts';
import { asked } from '../service/own-actions.ts';
import type { ActionRow } from '../tables.ts';

const askJob = (ask: Ask): JobDefinition =>
  defineJob(followJobs[ask], 'prompt', {
    title: actionTitled,
    run: async ({ scope, now }, { action: id, person }) => {
      const row = await loadAction(scope, id);
      const owner = row?.owner_id === person ? await scope.person(person) : null;
      if (row === null || owner === null) return;
      if (isAsked(ask, row, owner.tz, now))
        await scope.publish(askPost(ask, { id, dueOn: row.due_on }, person));
      // What Home asks besides.
      await scope.refreshHome(person);
    },
  });

function isAsked(ask: Ask, row: ActionRow, tz: string, now: number): boolean {
  if (ask === 'helped') return asksWhetherItHelped(asked(row), now);
  return ask === 'late' ? isLate(asked(row), tz, now) : row.state === 'open';
}

export const followJobDefinitions: readonly JobDefinition[] = asks.map(askJob);
