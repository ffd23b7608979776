/** The person responsible for a channel's rituals leaves: everybody is told at once where they look, and somebody else can take over. */
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import { bot, channels, team, users } from '../support/fake-slack.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { openForm } from '../support/open-form.ts';
import { testClock, type TestClock } from '../support/test-clock.ts';
import { tickFeature } from '../support/tick-feature.ts';

const one = channelId('CONE');
const here = JSON.stringify({ channel: 'CONE' });
const asked = 'lore.adopt_rituals';

describe.each(engines())('on $name, where the owner of the rituals', (engine) => {
  let t: LoreUnderTest;
  let clock: TestClock;
  let database: FreshDatabase;

  beforeEach(async () => {
    for (const id of ['UCAT', 'UDAN'])
      users[id] = { id, team_id: team, tz: 'Europe/Berlin', locale: 'en-US', profile: {} };
    channels['CONE'] = {
      id: 'CONE',
      name: 'one',
      is_member: true,
      members: ['UANN', 'UBEN', 'UCAT', 'UDAN', bot],
    };
    clock = testClock('2026-11-24T11:00:00Z');
    database = await engine.fresh();
    t = await startLore([tickFeature({ shared: 0, comesFirst: null })], {
      clock,
      databaseUrl: database.url,
    });
    await press('start_rituals', 'UANN');
    for (const user of ['UANN', 'UBEN', 'UCAT', 'UDAN'])
      await t.event({ type: 'app_home_opened', user, tab: 'home' });
    await t.lore.runner.runDue();
  });
  afterEach(async () => {
    await t.stop();
    await database.remove();
    delete users['UDAN'];
  });

  const press = (action: string, user: string) =>
    t.press(`lore.${action}`, here, {
      user: { id: user, team_id: team },
      channel: { id: `D${user}`, name: 'directmessage' },
    });
  /** What stands in a person's Home, which nobody opened again. */
  const home = (user: string) =>
    JSON.stringify(
      t.slack.callsOf('views.publish').findLast(({ args }) => args['user_id'] === user)?.args['view'],
    );
  const leaves = async (user: string) => {
    await t.event({ type: 'member_left_channel', user, channel: 'CONE' });
    await t.lore.runner.runDue();
  };
  const setUp = async () => {
    const found = await t.lore.store.schedules.setUp(teamId(team), one, userId('UDAN'));
    if (!found.ok) throw new Error(found.code);
    return found.value;
  };
  const deputise = async (deputy: string) => {
    const { settings } = await setUp();
    const { schedules } = t.lore.store;
    await schedules.saveSettings(teamId(team), one, userId('UANN'), { ...settings, deputy: userId(deputy) });
  };
  const settingsOf = async (user: string) => {
    await t.command('/lore settings', { user_id: user });
    return JSON.stringify(t.slack.callsOf('views.open').at(-1)?.args['view']);
  };

  it('leaves, all members are asked at once, and the one who says yes does; the others are asked no more', async () => {
    expect(home('UCAT')).not.toContain(asked);
    await leaves('UANN');
    expect(home('UCAT')).toContain(asked);
    expect(home('UBEN')).toContain(asked);
    expect(home('UANN')).not.toContain(asked);
    expect(await settingsOf('UCAT')).not.toContain('<@UANN>');
    await press('adopt_rituals', 'UCAT');
    await t.lore.runner.runDue();
    for (const user of ['UBEN', 'UCAT', 'UDAN']) expect(home(user)).not.toContain(asked);
    expect(await settingsOf('UDAN')).toContain('<@UCAT>');
    // Too late: it is settled.
    await press('adopt_rituals', 'UDAN');
    expect((await setUp()).lookedAfterBy).toBe('UCAT');
  });

  it('leaves, the deputy does at once, and nobody is asked; when the deputy leaves too, everybody is', async () => {
    await deputise('UCAT');
    await leaves('UANN');
    expect(home('UDAN')).not.toContain(asked);
    expect(await settingsOf('UDAN')).toContain('<@UCAT>');
    await leaves('UCAT');
    expect(home('UDAN')).toContain(asked);
  });

  it('is deactivated or is a guest from now on, it is as if they had left', async () => {
    for (const change of [{ is_restricted: true }, { deleted: true }]) {
      await t.event({ type: 'user_change', user: { ...users['UANN'], ...change } });
      await t.lore.runner.runDue();
      expect(home('UDAN')).toContain(asked);
      await t.event({ type: 'user_change', user: users['UANN'] });
      await t.lore.runner.runDue();
      expect(home('UDAN')).not.toContain(asked);
    }
  });

  it('leaves, the form asks for another one and is not refused for who left', async () => {
    const ownerIn = async () => {
      const form = JSON.parse(await settingsOf('UDAN')) as {
        blocks: { block_id?: string; element?: object }[];
      };
      return form.blocks.find(({ block_id: id }) => id === 'owner')?.element;
    };
    expect(await ownerIn()).toHaveProperty('initial_user', 'UANN');
    await leaves('UANN');
    expect(await ownerIn()).not.toHaveProperty('initial_user');
    const form = openForm(t, 'UDAN');
    await form.choose({ 'tick.late:on': ['on'] });
    await form.save();
    expect(form.text()).toContain('reads in one line what you changed');
  });

  it('leaves, a post that Slack refused is for the person responsible for the rituals then', async () => {
    t.slack.answer('chat.postMessage', () => ({ ok: false, error: 'restricted_action' }));
    await deputise('UCAT');
    clock.set(Date.parse('2026-11-26T13:00:00Z'));
    await t.lore.runner.runDue();
    clock.advance(120_000);
    await t.lore.runner.runDue();
    const ofPost = 'lore.post_again';
    expect(home('UANN')).toContain(ofPost);
    expect(home('UCAT')).not.toContain(ofPost);
    await leaves('UANN');
    expect(home('UCAT')).toContain(ofPost);
    expect(home('UDAN')).not.toContain(ofPost);
    await leaves('UCAT');
    await press('adopt_rituals', 'UDAN');
    await t.lore.runner.runDue();
    expect(home('UDAN')).toContain(ofPost);
  });
});
