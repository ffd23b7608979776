/** What becomes of a share whose channel is another one by the time its form is submitted. On both engines. */
import { deleteChannel, shareChannel } from '../../sandbox/app/lifecycle.ts';
import { HARBOUR } from '../../sandbox/company/people.ts';
import { channelId } from '../../src/core/ids.ts';
import { textsIn } from '../support/colleague.ts';
import { engines } from '../support/databases.ts';
import { learning, team } from '../support/company.ts';
import { learnedOn, type LearnedHere } from '../support/learned-here.ts';

type Becomes = (it_: LearnedHere) => Promise<unknown>;
const byPage =
  (name: string, body: Readonly<Record<string, string>>): Becomes =>
  ({ sandbox }) =>
    sandbox.page(name, { as: 'U0KATRIN', channelId: learning, ...body });

const archived = byPage('channel', { change: 'archive' });
const renamed = byPage('channel', { change: 'rename', name: 'what-we-learned' });
const withoutLore = byPage('membership', { change: 'remove bot' });
const deleted: Becomes = async ({ sandbox }) => {
  deleteChannel(sandbox.core, learning, 'U0KATRIN');
};
const shared: Becomes = async ({ sandbox }) => {
  shareChannel(sandbox.core, learning, HARBOUR);
};
/** Slack sends no event for it: Lore learns it when it asks the next time. */
const madePrivate: Becomes = ({ lore, sandbox }) =>
  lore.store.directory.changeChannel(
    team,
    channelId(learning),
    { kind: 'private' },
    sandbox.core.clock.now(),
  );

describe.each(engines())('on $name, a share whose channel', (engine) => {
  let it_: LearnedHere;
  beforeEach(async () => {
    it_ = await learnedOn(engine);
    await it_.who('U0ARJUN').say(learning, '/learned Hand over in pairs');
  });
  afterEach(async () => {
    await it_.close();
  });
  /** For the workspace, as the form said when it was opened. */
  const submit = async () => {
    await it_.settle();
    const answer = await it_.who('U0ARJUN').submit({ reach: 'workspace', useWhen: 'Somebody goes on leave' });
    await it_.settle();
    return answer;
  };
  const shown = () => textsIn([it_.who('U0ARJUN').modal()?.view ?? {}]).join();

  it.each([
    ['is archived', archived, 'This channel is archived'],
    ['is deleted', deleted, 'I can’t see this conversation'],
    ['has no Lore in it', withoutLore, 'I’m not in this channel yet'],
  ])('%s meanwhile is handed back whole, with what to do; nothing is stored', async (_what, becomes, why) => {
    await becomes(it_);
    await submit();
    expect(shown()).toContain(why);
    for (const typed of ['Hand over in pairs', 'Somebody goes on leave']) expect(shown()).toContain(typed);
    expect(await it_.tables()).toBe('[[],[],[],[],[]]');
  });

  it.each([
    ['was made private', madePrivate],
    ['was shared with another organisation', shared],
  ])('%s meanwhile reaches the channel alone, whatever was chosen before', async (_what, becomes) => {
    await becomes(it_);
    await submit();
    expect(await it_.tables()).toContain('"reach":"conversation"');
    expect(it_.messageWith(learning, 'Hand over in pairs').text).toContain('For people in this channel');
  });

  it.each([
    ['is made private', madePrivate],
    ['is shared with another organisation', shared],
  ])(
    '%s is redrawn in the App Home of who shared it and has left, and of nobody else',
    async (_what, becomes) => {
      await submit();
      await byPage('membership', { as: 'U0ARJUN', change: 'leave' })(it_);
      for (const who of ['U0ARJUN', 'U0NOOR', 'U0PRIYA']) await it_.who(who).openHome();
      await it_.settle();
      const home = () => JSON.stringify(it_.who('U0ARJUN').home());
      expect(home()).toContain('C0LEARNING');
      const wanted = async () => {
        const rows = await it_.lore.store.system.selectFrom('home').select(['user_id', 'wanted']).execute();
        return new Map(rows.map((row) => [row.user_id, row.wanted]));
      };
      const before = await wanted();
      await becomes(it_);
      await it_.settle();
      const redrawn = [...(await wanted())].filter(([user, count]) => count !== before.get(user));
      expect(redrawn.map(([user]) => user)).toEqual(['U0ARJUN']);
      if (becomes === madePrivate) expect(home()).not.toContain('C0LEARNING');
    },
  );

  it('was renamed meanwhile is shared as it was meant', async () => {
    await renamed(it_);
    await submit();
    expect(it_.messageWith(learning, 'Hand over in pairs').text).toContain('For every full member');
  });
});
