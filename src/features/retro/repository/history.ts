/** Earlier retrospectives as the viewer may see them, and what the numbers count. */
import { localTime } from '../../../core/time/zone.ts';
import type { Channel } from '../../../core/people.ts';
import type { ChannelId, RowId } from '../../../core/ids.ts';
import type { ReadScope } from '../../../core/scope.ts';
import type { CountedAction, CountedProject } from '../domain/numbers.ts';
import { actionItems, retros, type ActionRow, type RetroRow } from '../tables.ts';
import { projectsOf } from './project.ts';

/** Those of a channel: what goes on first, then what ended last first. @param project only those of this one */
export async function historyOf(view: ReadScope, channel: ChannelId, project?: RowId): Promise<RetroRow[]> {
  const all = view.from(retros).selectAll().where('it.channel_id', '=', channel);
  const rows = await (project === undefined ? all : all.where('it.project_id', '=', project))
    .orderBy('it.id')
    .execute();
  // Engines sort what has not ended to different ends.
  return rows.toSorted((a, b) => (b.ended_at ?? Infinity) - (a.ended_at ?? Infinity));
}

/** What the numbers of a channel count, as far as the viewer sees it. */
export async function countedIn(
  view: ReadScope,
  { channelId, tz }: Channel,
): Promise<{ readonly projects: readonly CountedProject[]; readonly actions: readonly CountedAction[] }> {
  const held = await view
    .from(retros)
    .select(['it.project_id', 'it.ended_at'])
    .where('it.channel_id', '=', channelId)
    .where('it.phase', '=', 'closed')
    .execute();
  const closedOn = (project: RowId) =>
    held.flatMap(({ project_id, ended_at }) =>
      project_id === project && ended_at !== null ? [localTime(ended_at, tz).date] : [],
    );
  const actions = await view
    .from(actionItems)
    .selectAll()
    .where('it.channel_id', '=', channelId)
    .orderBy('it.id')
    .execute();
  return {
    projects: (await projectsOf(view, channelId)).map(({ id, ends_on: endsOn }) => ({
      endsOn,
      closedOn: closedOn(id),
    })),
    actions: actions.flatMap(counted),
  };
}

/** What nobody accepted is no promise; nor is what went without a reason, with a retrospective that was cancelled. */
function counted({ state, reason, due_on: dueOn, helped }: ActionRow): CountedAction[] {
  if (state === 'proposed' || (state === 'dropped' && reason === '')) return [];
  return [{ dueOn, state, helped }];
}
