/** A tool that is connected, and what is heard of a project there, without a tool. */
import type { ConnectionId, Fact } from '../../src/core/connector.ts';
import { channelId, type RowId, type TeamId, userId } from '../../src/core/ids.ts';
import { findRow, findRows } from '../../src/core/rows.ts';
import { projects } from '../../src/features/retro/plan/rows.ts';
import { retro } from '../../src/features/retro/feature.ts';
import type { Store } from '../../src/store/store.ts';

export const tool = 'connection-1';
export const repository = 'acme/website';

/** As an admin does, but for what is kept secret. */
export async function connectTool(store: Store, team: TeamId, by: string): Promise<void> {
  await store.write(async (db) => {
    await db
      .insertInto('connection')
      .values({
        ...{ team_id: team, id: tool as ConnectionId, connector: 'github', called: 'GitHub' },
        ...{ site: 'https://api.github.com', access: null, secret: 'x' as never, secret_before: null },
        ...{ secret_at: 0, connected_by: userId(by), access_at: 0, checked_at: null, reads: null },
        ...{ heard_at: null, refused: null, due_at: null, attempts: 0 },
      })
      .execute();
  });
}

/** A release, unless told otherwise. */
export const fact = (key: string, at: number, more: Partial<Fact> = {}): Fact => ({
  ...{ key, kind: 'released', at, title: `v${key}`, day: null, place: repository, labels: [] },
  ...{ link: `https://github.com/${repository}/releases/${key}`, ...more },
});

/** The one that is called so, as somebody in its channel sees it. @throws when there is none */
export async function projectCalled(
  store: Store,
  team: TeamId,
  channel: string,
  who: string,
  name: string,
): Promise<RowId> {
  const viewer = { kind: 'person', userId: userId(who) } as const;
  const found = await store.read(team, viewer, (read) =>
    findRow(read.from(projects), { channel_id: channelId(channel), name }),
  );
  if (found === null) throw new Error(`${name} is not planned`);
  return found.id;
}

/** Those that somebody in a channel sees there. */
export const projectIds = (
  store: Store,
  team: TeamId,
  channel: string,
  who: string,
): Promise<readonly RowId[]> =>
  store.read(team, { kind: 'person', userId: userId(who) }, async (read) =>
    (await findRows(read.from(projects), { channel_id: channelId(channel) }, 'planned_on', 'id')).map(
      ({ id }) => id,
    ),
  );

/** Hears it with the channel's access, as what delivers it does. */
export async function hearFacts(
  { store, team, now, newId }: { store: Store; team: TeamId; now: number; newId: () => string },
  channel: string,
  of: RowId,
  facts: readonly Fact[],
): Promise<void> {
  const at = channelId(channel);
  await store.transact(team, { kind: 'channel', channelId: at }, async (scope) => {
    await retro.connected?.({ scope, now, newId }, at, { kind: 'facts', of, facts });
  });
}
