/** Connections where several workspaces installed Lore: also with the same repository, an event is of one of them. On both engines. */
import type { ConnectionId } from '../../src/core/connector.ts';
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import { signed } from '../support/connections-here.ts';
import { engines } from '../support/databases.ts';
import { type ManyHere, startManyHere } from '../support/many-here.ts';

const teams = [teamId('T1'), teamId('T2')] as const;
const [T1, T2] = teams;
/** The same admin in both. */
const ann = userId('UANN');
const source = { place: 'acme/web', label: null };

describe.each(engines())('on $name, with two workspaces that follow the same repository', (engine) => {
  let here: ManyHere;
  const ids = new Map<string, ConnectionId>();
  beforeEach(async () => {
    here = await startManyHere(engine);
    for (const team of teams) {
      await here.install({ team });
      await here.lore.runner.runDue();
      await here.lore.store.write(async (db) => {
        const person = db.updateTable('person').set({ is_admin: 1, standing: 'member' });
        await person.where('team_id', '=', team).where('user_id', '=', ann).execute();
      });
      const id = `connection-of-${team}` as ConnectionId;
      ids.set(team, id);
      const wanted = { id, connector: 'github', called: 'GitHub', site: null, access: null } as const;
      expect(
        await here.lore.store.connections.make(team, ann, { ...wanted, secret: `secret of ${team}` }),
      ).toBeNull();
    }
  });
  afterEach(() => here.close());

  const send = async (to: typeof T1, secretOf: typeof T1) => {
    const body = JSON.stringify({ repository: { full_name: source.place } });
    const response = await fetch(`http://127.0.0.1:${here.ports[0] ?? 0}/hooks/${ids.get(to) ?? ''}`, {
      method: 'POST',
      headers: { 'x-github-event': 'ping', 'x-hub-signature-256': signed(body, `secret of ${secretOf}`) },
      body,
    });
    return response.status;
  };
  const heardAt = async (team: typeof T1) =>
    (await here.lore.store.connections.list(team, ann))?.map((one) => one.heardAt !== null);

  it('an event is taken by the one whose address and secret it has, and the other hears nothing', async () => {
    expect(await send(T1, T1)).toBe(202);
    expect([await heardAt(T1), await heardAt(T2)]).toEqual([[true], [false]]);
  });

  it('the secret of one signs nothing for the other', async () => {
    expect([await send(T1, T2), await send(T2, T1)]).toEqual([401, 401]);
    expect([await heardAt(T1), await heardAt(T2)]).toEqual([[false], [false]]);
  });

  it('nobody ends, renews or follows what is another workspace’s', async () => {
    const { connections } = here.lore.store;
    const theirs = ids.get(T2) ?? ('' as ConnectionId);
    expect(await connections.renewSecret(T1, ann, theirs, { secret: 'mine', drawnAt: 0 })).toBe('gone');
    expect(await connections.end(T1, ann, theirs)).toBeNull();
    expect(await connections.open(T1, theirs)).toBeNull();
    expect((await connections.list(T2, ann))?.map(({ id }) => id)).toEqual([theirs]);
    const shared = channelId('CSHARED');
    const followed = await here.lore.store.transact(
      T1,
      { kind: 'channel', channelId: shared },
      async (scope) => {
        const of = 'a-row' as never;
        await scope.connections.follow(of, shared, theirs, source, 0);
        return scope.connections.followedBy(of);
      },
    );
    expect(followed).toEqual([]);
  });

  it('taking Lore out of one leaves the other as it was', async () => {
    await here.lore.store.workspaces.removed(T1, Date.now());
    expect([await send(T1, T1), await send(T2, T2)]).toEqual([401, 202]);
  });
});
