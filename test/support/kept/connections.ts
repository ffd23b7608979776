/** An admin connects a tool, a project follows what is there, and who can read issues in it is asked. */
import type { ConnectionId } from '../../../src/core/connector.ts';
import { channelId, userId } from '../../../src/core/ids.ts';
import { team } from '../company.ts';
import { projectCalled } from '../facts-here.ts';
import type { LoreHere } from '../lore-here.ts';
import { archive } from './facts.ts';

/** No tool answers in a test: the rows are what a form would leave, and nothing is due before the year is over. */
export async function connectATool(
  here: LoreHere,
  admin: string,
  lead: string,
  channel: string,
): Promise<void> {
  const { store } = here.lore;
  const id = here.newId() as ConnectionId;
  const refusal = await store.connections.make(team, userId(admin), {
    ...{ id, connector: 'webhook', called: 'Deploys', site: null, access: null },
    secret: `whsec_${btoa(here.newId())}`,
  });
  if (refusal !== null) throw new Error(`nothing is connected: ${refusal}`);
  const of = await projectCalled(store, team, channel, lead, archive);
  const at = channelId(channel);
  const now = here.sandbox.core.clock.now();
  await store.transact(team, { kind: 'channel', channelId: at }, (scope) =>
    scope.connections.follow(of, at, id, { place: 'archive', label: null }, now),
  );
  await store.write(async (db) => {
    const place = { place: 'archive', audience: 'unknown', looked_at: null, due_at: null } as const;
    await db
      .insertInto('connection_place')
      .values({ team_id: team, connection_id: id, ...place, attempts: 0 })
      .execute();
  });
}
