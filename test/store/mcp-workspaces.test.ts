/** Access tokens where several workspaces installed Lore: only the token says which one is read. On both engines. */
import { channelId, rowId, teamId, userId } from '../../src/core/ids.ts';
import { lessons } from '../../src/features/lessons/rows.ts';
import { engines } from '../support/databases.ts';
import { type ManyHere, startManyHere } from '../support/many-here.ts';
import { programOf } from '../support/mcp-here.ts';
import { lesson } from '../support/search/written.ts';

const [T1, T2] = [teamId('T1'), teamId('T2')];
/** The same person in both, as where somebody works for two companies; and a public channel. */
const ann = userId('UANN');
const shared = channelId('CSHARED');

describe.each(engines())('on $name, with two workspaces', (engine) => {
  let here: ManyHere;
  beforeEach(async () => {
    here = await startManyHere(engine);
    for (const [team, id, title] of [
      [T1, 'first', 'The quokka relaunch'],
      [T2, 'second', 'Releasing without fear'],
    ] as const) {
      await here.install({ team });
      await here.lore.runner.runDue();
      await here.lore.store.transact(team, { kind: 'channel', channelId: shared }, async (scope) => {
        const audience = await scope.audience({ kind: 'conversation', channel: shared });
        await scope.insert(lessons, lesson(id, audience, { title, topics: 'postgres' }), {
          ...{ audience, by: [], names: 'shown' },
        });
      });
    }
  });
  afterEach(() => here.close());
  const make = async (team: typeof T1) => {
    const token = `lore_of_${team}`;
    await here.lore.store.accessTokens.make({ team, user: ann, id: rowId('token') }, 'Same', token);
    return token;
  };
  const at = () => ({
    config: { connection: { kind: 'http', port: here.ports[0] ?? 0, signingSecret: '', host: '' } } as const,
  });

  it('a token reads its own alone, also where person and token have the same ids', async () => {
    const programs = [await programOf(at(), await make(T1)), await programOf(at(), await make(T2))];
    const texts = [];
    for (const program of programs) {
      const { text, content } = await program.call('search');
      expect(content['count']).toBe(1);
      texts.push(text);
    }
    expect(texts[0]).toContain('The quokka relaunch [lesson first]');
    expect(texts[1]).toContain('Releasing without fear [lesson second]');
    const [one, other] = programs;
    expect((await one?.call('read_lesson', { id: 'second' }))?.isError).toBe(true);
    expect((await other?.call('read_lesson', { id: 'first' }))?.isError).toBe(true);
    expect((await one?.call('read_topic', { id: 'postgres' }))?.text).not.toContain('Releasing');
    for (const program of programs) await program.close();
  });

  it('revoking, and removing Lore, in one leaves the token of the other alone', async () => {
    const [one, other] = [await make(T1), await make(T2)];
    const { accessTokens, workspaces } = here.lore.store;
    await accessTokens.revoke({ team: T1, user: ann, id: rowId('token') });
    expect([await accessTokens.behind(one), (await accessTokens.behind(other))?.team]).toEqual([null, T2]);
    await make(T1);
    await workspaces.removed(T1, Date.now());
    expect([await accessTokens.behind(one), (await accessTokens.behind(other))?.team]).toEqual([null, T2]);
    // Installed again, it has none of before.
    await here.install({ team: T1 });
    expect(await accessTokens.behind(one)).toBeNull();
    const program = await programOf(at(), other);
    expect((await program.call('search')).content['count']).toBe(1);
    await program.close();
  });
});
