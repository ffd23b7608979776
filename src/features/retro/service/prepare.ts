/** A retrospective begins with how the actions of earlier ones in its channel stand. */
import type { ChannelId } from '../../../core/ids.ts';
import type { Scope } from '../../../core/scope.ts';
import { timedPhases } from '../domain/flow.ts';
import { preparePost } from '../posts.ts';
import { earlierActions } from '../repository/actions.ts';
import { retros, type RetroRow } from '../tables.ts';

/** Says in the thread what is still to be decided; nothing where nothing is. */
export async function prepare(scope: Scope, row: RetroRow): Promise<void> {
  const earlier = await earlierActions(scope, row);
  if (earlier.some(({ state }) => state === 'proposed' || state === 'open'))
    await scope.publish(preparePost(row));
}

/** Something was decided on an action: those that go on there say so. */
export async function refreshPrepared(scope: Scope, channel: ChannelId): Promise<void> {
  const open = await scope
    .from(retros)
    .selectAll()
    .where('it.channel_id', '=', channel)
    .where('it.phase', 'in', timedPhases)
    .orderBy('it.id')
    .execute();
  for (const row of open) await scope.refresh(preparePost(row));
}
