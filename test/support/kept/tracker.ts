/** An owner puts an action into a connected tool, which is not there: it waits. And they said of one that it is not done yet. */
import type { ConnectionId } from '../../../src/core/connector.ts';
import { channelId, userId } from '../../../src/core/ids.ts';
import { actionItems } from '../../../src/features/retro/action-items/operations.ts';
import { trackerAnswers, trackerPlaces } from '../../../src/features/retro/tracker/rows.ts';
import { team } from '../company.ts';
import type { LoreHere } from '../lore-here.ts';

/** What presses would leave: the sandbox has no tracker. */
export async function putIntoATracker(here: LoreHere, owner: string, channel: string): Promise<void> {
  const { store } = here.lore;
  const now = here.sandbox.core.clock.now();
  await store.transact(team, { kind: 'person', userId: userId(owner) }, async (scope) => {
    const action = await scope
      .from(actionItems)
      .selectAll()
      .where('it.channel_id', '=', channelId(channel))
      .limit(1)
      .executeTakeFirst();
    if (action === undefined) throw new Error('nothing was agreed on');
    const at = { connection_id: 'kept-tool' as ConnectionId, place: 'lindgrove/website' };
    await scope.upsertOwn(trackerPlaces, { ...at, called: 'mara', used_at: now });
    await scope.upsertOwn(trackerAnswers, {
      action_id: action.id,
      retro_id: action.retro_id,
      answered_at: now,
    });
    await scope.connections.make(action.id, channelId(channel), {
      ...{ connection: at.connection_id, place: at.place, title: 'Write a checklist', body: 'Due: tomorrow' },
      ...{ audience: 'private', assignee: 'mara', by: userId(owner) },
    });
  });
  await here.settle();
}
