/** A workspace is read on when Slack may be asked again, by whichever process has its turn there, and is looked for no sooner. */
import { minute } from '../../src/core/clock.ts';
import { teamId, userId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { type ManyHere, startManyHere } from '../support/many-here.ts';

const T1 = teamId('T1');

describe.each(engines())('on $name', (engine) => {
  let here: ManyHere;
  beforeEach(async () => {
    // One process works on a file.
    here = await startManyHere(engine, { processes: engine.name === 'postgres' ? 2 : 1 });
  });
  afterEach(() => here.close());
  const asked = () => here.slack.calls.filter(({ method }) => method === 'users.list').length;
  const isKnown = async () => (await here.lore.store.directory.person(T1, userId('UANN'))) !== null;

  it.each([
    ['says how long', 'ratelimited', 30_000],
    ['does not answer', 'internal_error', 4_000],
  ])('while Slack %s, no process looks there', async (_how, error, ms) => {
    const [first] = here.lores;
    const last = here.lores.at(-1);
    here.slack.special.set('users.list', () => ({ ok: false, error }));
    await here.install({ team: 'T1' });
    const from = Date.now();
    await first?.runner.runDue();
    expect([asked(), await isKnown()]).toEqual([1, false]);
    here.slack.special.clear();
    const next = (await last?.runner.nextDue()) ?? 0;
    expect(next).toBeGreaterThanOrEqual(from + ms);
    // The time until then goes by on a machine that may be slow.
    expect(Date.now() < next ? await last?.runner.dueTeams(10) : []).toEqual([]);
    here.pass(minute);
    expect(await last?.runner.dueTeams(10)).toEqual([T1]);
    await last?.runner.runDue();
    expect([asked(), await isKnown()]).toEqual([2, true]);
    expect(await last?.runner.dueTeams(10)).toEqual([]);
  });

  it('how often Slack was asked goes on to whoever has the next turn', async () => {
    await here.install({ team: 'T1' });
    await here.lore.runner.runDue();
    const row = await here.lore.store.system
      .selectFrom('work_pace')
      .select('state')
      .where('team_id', '=', T1)
      .executeTakeFirstOrThrow();
    expect(Object.keys(JSON.parse(row.state) as object)).toEqual(
      expect.arrayContaining(['peopleList', 'channelList', 'membersRead']),
    );
  });
});
