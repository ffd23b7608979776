/** Tells the practice of a row what came of its issue, with the access of the row's channel. */
import type { Viewer } from '#core/visibility.ts';
import { newReference } from '#core/ids.ts';
import { trackedOf } from '../../store/issues/issues.ts';
import { NotInstalled } from '../../store/settings/installed.ts';
import type { Parts } from '../parts.ts';
import { afterThrow, mostRuns } from '../retry.ts';
import { changeIssue } from './queue.ts';
import type { IssueRow } from './rules.ts';

/** It changed since it was read: its practice hears of that, not of this. */
class Changed extends Error {}

/** @returns whether the row changed */
export async function tellOf(parts: Parts, row: IssueRow): Promise<boolean> {
  const { team_id: team, channel_id: channelId, of_id: of } = row;
  const viewer: Viewer = { kind: 'channel', channelId };
  const now = parts.clock.now();
  const tried = `issue ${team} ${of}`;
  try {
    await parts.ensureAccess(team, viewer);
    await parts.store.transact(
      team,
      viewer,
      async (scope) => {
        const work = { scope, now, newId: () => parts.ids.next() };
        for (const hears of parts.connected)
          await hears(work, channelId, { kind: 'issue', of, issue: trackedOf(row) });
      },
      {
        alsoIn: async (system) => {
          if (!(await changeIssue(system, row, { tell_at: null }))) throw new Changed();
        },
      },
    );
    parts.tries.done(tried);
    return true;
  } catch (error) {
    if (error instanceof Changed || error instanceof NotInstalled) return false;
    const wait = parts.waitOf(error);
    if (wait !== null) return changeIssue(parts.store.system, row, { tell_at: now + wait });
    const runs = parts.tries.again(tried);
    const reference = newReference(parts.ids);
    parts.log.error({ reference, team, runs, err: error }, 'what became of an issue could not be told');
    // It stands beside its row anyway.
    const isOver = runs >= mostRuns;
    return changeIssue(parts.store.system, row, { tell_at: isOver ? null : now + afterThrow(runs) });
  }
}
