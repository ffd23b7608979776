import { defineCopy } from '../../src/core/copy.ts';
import type { Feature } from '../../src/core/feature.ts';
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import { onEvent, type EventName } from '../../src/core/listener.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { bot, channels, users } from '../support/fake-slack.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';

const team = teamId('T1');
const one = channelId('CONE');
const names: readonly EventName[] = [
  'channel_archive',
  'channel_unarchive',
  'channel_changed',
  'lore_left',
  'member_left_channel',
  'user_deactivated',
];

describe.each(engines())('on $name, an event', (engine) => {
  let database: FreshDatabase;
  let t: LoreUnderTest;
  beforeAll(async () => {
    database = await engine.fresh();
  });
  afterAll(() => database.remove());
  let heard: string[];
  /** How far Lore's clock is ahead, in ms. */
  let ahead: number;
  beforeEach(async () => {
    heard = [];
    ahead = 0;
    const listening: Feature = {
      name: 'ear',
      title: () => 'Ear',
      copy: defineCopy({ en: {}, de: {} }),
      tables: [],
      events: names.map((name) =>
        onEvent(name, async ({ scope, channel }, payload) => {
          // That the channel's own access still shows its members: an event that closes something must be able to.
          const seen = (await scope.members(channel.channelId)).length;
          heard.push(`${name} ${channel.channelId} ${Object.values(payload).join()} ${seen}`);
        }),
      ),
    };
    t = await startLore([listening], { databaseUrl: database.url, clock: { now: () => Date.now() + ahead } });
  });
  // Making a database takes longer than a test: each leaves this one empty.
  afterEach(async () => {
    await t.lore.store.erasing(team, 'operator', { kind: 'workspace' });
    await t.stop();
  });
  const applyAndReply = async (event: Record<string, unknown>): Promise<void> => {
    expect((await t.event({ event_ts: String(Date.now() / 1000), ...event })).status).toBe(200);
    await t.lore.runner.runDue();
  };
  const channel = () => t.lore.store.directory.channel(team, one);
  const person = (id: string) => t.lore.store.directory.person(team, userId(id));
  const inbox = () => t.lore.store.system.selectFrom('inbox').selectAll().execute();

  it('is stored before it is acknowledged, and repeated ones once', async () => {
    const event = { type: 'channel_archive', channel: 'CONE' };
    await Promise.all([1, 2, 3].map(() => t.event(event, { event_id: 'ESAME' })));
    await t.lore.runner.runDue();
    expect((await inbox()).map((row) => row.event_id)).toEqual(['ESAME']);
    expect(heard).toEqual(['channel_archive CONE  2']);
  });

  it('that cannot be stored is not acknowledged, so that Slack sends it again', async () => {
    await t.lore.store.system.schema.alterTable('inbox').renameTo('hidden').execute();
    const { status } = await t.event({ type: 'channel_archive', channel: 'CONE' });
    expect(status).toBe(500);
    await t.lore.store.system.schema.alterTable('hidden').renameTo('inbox').execute();
  });

  it.each(['channel', 'group'])(
    '%s_archive, _unarchive and _rename change the channel and are told',
    async (kind) => {
      await applyAndReply({ type: `${kind}_archive`, channel: 'CONE' });
      expect((await channel())?.isArchived).toBe(true);
      await applyAndReply({ type: `${kind}_unarchive`, channel: 'CONE' });
      expect((await channel())?.isArchived).toBe(false);
      await applyAndReply({ type: `${kind}_rename`, channel: { id: 'CONE', name: 'first', created: 1 } });
      expect((await channel())?.name).toBe('first');
      expect(heard.map((line) => line.split(' ')[0])).toEqual([
        'channel_archive',
        'channel_unarchive',
        'channel_changed',
      ]);
    },
  );

  it('channel_shared shares at once, channel_unshared asks whether it is still shared', async () => {
    await applyAndReply({ type: 'channel_shared', channel: 'CONE', connected_team_id: 'T2' });
    expect((await channel())?.isShared).toBe(true);
    await applyAndReply({ type: 'channel_unshared', channel: 'CONE', previously_connected_team_id: 'T2' });
    expect((await channel())?.isShared).toBe(false);
  });

  it('channel_shared of a channel that was shared already lets one more organisation in', async () => {
    const sharing = () =>
      t.lore.store.system
        .selectFrom('channel')
        .select(['sharings', 'shared_with'])
        .where('channel_id', '=', channelId('CONE'))
        .executeTakeFirst();
    await applyAndReply({ type: 'channel_shared', channel: 'CONE', connected_team_id: 'T2' });
    expect(await sharing()).toEqual({ sharings: 1, shared_with: 'T2' });
    await applyAndReply({ type: 'channel_shared', channel: 'CONE', connected_team_id: 'T3' });
    expect(await sharing()).toEqual({ sharings: 2, shared_with: 'T2,T3' });
  });

  it('member_left_channel takes the person out, member_joined_channel lets them in and asks who they are', async () => {
    await applyAndReply({ type: 'member_left_channel', channel: 'CONE', user: 'UANN' });
    expect(await t.lore.store.directory.channelsOf(team, userId('UANN'))).not.toContain('CONE');
    expect(heard).toEqual(['member_left_channel CONE UANN 1']);
    await applyAndReply({ type: 'member_joined_channel', channel: 'CONE', user: 'UEXT' });
    expect((await person('UEXT'))?.memberType).toBe('external');
  });

  describe('that Slack sends late', () => {
    const minutesAgo = (type: string, more: Record<string, unknown>) =>
      applyAndReply({ type, event_ts: String(Date.now() / 1000 - 60), ...more });
    const one = channels['CONE'];
    afterEach(() => {
      if (one !== undefined) channels['CONE'] = one;
    });
    const inSlack = (change: Record<string, unknown>) =>
      Object.assign(channels, { CONE: { ...one, ...change } });

    it('does not put a person back who has left since', async () => {
      inSlack({ members: ['UBEN', bot] });
      await applyAndReply({ type: 'member_left_channel', channel: 'CONE', user: 'UANN' });
      await minutesAgo('member_joined_channel', { channel: 'CONE', user: 'UANN' });
      expect(await t.lore.store.directory.channelsOf(team, userId('UANN'))).not.toContain('CONE');
    });

    it('does not take a person out who has come back, and tells nobody that they left', async () => {
      await minutesAgo('member_left_channel', { channel: 'CONE', user: 'UANN' });
      expect(await t.lore.store.directory.channelsOf(team, userId('UANN'))).toContain('CONE');
      expect(heard).toEqual([]);
    });

    it('is told when it is still so', async () => {
      inSlack({ members: ['UBEN', bot], is_archived: true });
      await minutesAgo('member_left_channel', { channel: 'CONE', user: 'UANN' });
      await minutesAgo('channel_archive', { channel: 'CONE' });
      expect(heard).toEqual(['member_left_channel CONE UANN 1', 'channel_archive CONE  1']);
    });

    it('overrules nothing newer about a channel', async () => {
      await minutesAgo('channel_archive', { channel: 'CONE' });
      await minutesAgo('channel_rename', { channel: { id: 'CONE', name: 'older' } });
      await minutesAgo('channel_shared', { channel: 'CONE' });
      await minutesAgo('member_left_channel', { channel: 'CONE', user: bot });
      expect(await channel()).toMatchObject({
        isArchived: false,
        name: 'one',
        isShared: false,
        hasLore: true,
      });
      inSlack({ is_archived: true });
      await minutesAgo('channel_unarchive', { channel: 'CONE' });
      expect((await channel())?.isArchived).toBe(true);
      expect(heard.filter((line) => !line.startsWith('channel_changed'))).toEqual([]);
    });

    it('does not give a person back what they were before', async () => {
      const ben = users['UBEN'];
      users['UBEN'] = { ...ben, deleted: true };
      await applyAndReply({ type: 'user_change', user: users['UBEN'] });
      await minutesAgo('user_change', { user: ben });
      expect((await person('UBEN'))?.memberType).toBe('deactivated');
      if (ben !== undefined) users['UBEN'] = ben;
    });
  });

  it('that is late while Slack does not answer waits, and others go on', async () => {
    const usual = channels['CONE'];
    t.slack.answer('conversations.info', () => Promise.reject(new Error('Slack is down')));
    await applyAndReply({
      type: 'channel_archive',
      channel: 'CONE',
      event_ts: String(Date.now() / 1000 - 60),
    });
    await applyAndReply({ type: 'user_change', user: { ...users['UBEN'], deleted: true, profile: {} } });
    expect(heard).toEqual(['user_deactivated CONE UBEN 1']);
    expect(t.logged()).toContain('Slack is not answering, so an event is waiting');
    t.slack.answer('conversations.info', () => ({ ok: true, channel: { ...usual, is_archived: true } }));
    ahead = 2_000;
    await t.lore.runner.runDue();
    expect(heard.at(-1)).toBe('channel_archive CONE  1');
  });

  it('that Lore was taken out is told while there is still something to see, and then nothing is', async () => {
    await applyAndReply({ type: 'member_left_channel', channel: 'CONE', user: bot });
    expect(heard).toEqual(['lore_left CONE  2']);
    expect((await channel())?.hasLore).toBe(false);
  });

  it('that Lore was let into a channel learns its members, its zone and its language from them', async () => {
    const added = { id: 'CNEW', name: 'new', is_member: true, members: ['UBEN', bot] };
    Object.assign(channels, { CNEW: added });
    await applyAndReply({ type: 'member_joined_channel', channel: 'CNEW', user: bot });
    const found = await t.lore.store.directory.channel(team, channelId('CNEW'));
    expect(found).toMatchObject({ hasLore: true, tz: 'Europe/Berlin', locale: 'de' });
    delete channels['CNEW'];
  });

  it('channel_deleted and channel_id_changed close the channel', async () => {
    await applyAndReply({ type: 'channel_id_changed', old_channel_id: 'CONE', new_channel_id: 'CTWO' });
    expect((await channel())?.hasLore).toBe(false);
    expect(await t.lore.store.directory.channel(team, channelId('CTWO'))).not.toBeNull();
  });

  it('user_change keeps their name and "away until", and never the words of the status, in no table; no name is logged', async () => {
    const until = Math.floor(Date.now() / 1000) + 86_400;
    const profile = {
      status_text: 'On vacation in Elbonia',
      status_emoji: ':palm_tree:',
      status_expiration: until,
      title: 'Secret keeper',
      real_name: 'Ann Lee',
    };
    const body = { type: 'user_change', user: { ...users['UANN'], tz: 'Asia/Tokyo', profile } };
    await t.event(body);
    expect(JSON.stringify(await inbox())).not.toMatch(/Elbonia|Secret/);
    await t.lore.runner.runDue();
    expect(await person('UANN')).toMatchObject({ awayUntil: until * 1000, tz: 'Asia/Tokyo', locale: 'en' });
    expect(await t.lore.store.directory.nameOf(teamId(team), userId('UANN'))).toBe('Ann Lee');
    expect(t.logged()).not.toMatch(/Elbonia|Secret|Ann Lee/);
  });

  it('user_change of somebody whose account was closed is told in each channel they were in', async () => {
    await applyAndReply({
      type: 'user_change',
      user: { id: 'UBEN', team_id: 'T1', deleted: true, profile: {} },
    });
    expect((await person('UBEN'))?.memberType).toBe('deactivated');
    expect(heard).toEqual(['user_deactivated CONE UBEN 1']);
  });

  it('team_join makes a person known', async () => {
    await applyAndReply({
      type: 'team_join',
      user: { id: 'UNEW', team_id: 'T1', is_restricted: true, profile: {} },
    });
    expect((await person('UNEW'))?.memberType).toBe('guest');
  });

  it('app_home_opened has App Home drawn, and only its Home tab', async () => {
    await applyAndReply({ type: 'app_home_opened', user: 'UANN', tab: 'messages' });
    expect(t.slack.callsOf('views.publish')).toHaveLength(0);
    await applyAndReply({ type: 'app_home_opened', user: 'UANN', tab: 'home' });
    expect(t.slack.callsOf('views.publish')[0]?.args).toMatchObject({ user_id: 'UANN' });
  });

  it('app_home_opened is noted before it is acknowledged where Home is drawn from, and nowhere else', async () => {
    await t.event({ type: 'app_home_opened', user: 'UANN', tab: 'home' });
    const homes = await t.lore.store.system.selectFrom('home').select(['user_id', 'wanted']).execute();
    expect(homes).toEqual([{ user_id: 'UANN', wanted: 1 }]);
    expect(await inbox()).toEqual([]);
    await t.lore.store.system.schema.alterTable('home').renameTo('hidden').execute();
    const { status } = await t.event({ type: 'app_home_opened', user: 'UANN', tab: 'home' });
    expect(status).toBe(500);
    await t.lore.store.system.schema.alterTable('hidden').renameTo('home').execute();
  });

  it('app_home_opened that an older Lore left in the inbox has App Home drawn', async () => {
    const body = JSON.stringify({ user: 'UANN', tab: 'home' });
    await t.lore.store.inbox.add({
      ...{ teamId: team, eventId: 'EOLD', type: 'app_home_opened', body },
      receivedAt: Date.now(),
    });
    await t.lore.runner.runDue();
    expect(t.slack.callsOf('views.publish')).toHaveLength(1);
    expect((await inbox()).map(({ done_at: doneAt }) => doneAt !== null)).toEqual([true]);
  });

  it('app_uninstalled ends the work for a workspace, unless it was installed again since', async () => {
    const removedAt = async () => (await t.lore.store.workspaces.find(team))?.removedAt;
    await applyAndReply({ type: 'app_uninstalled', event_ts: String(Date.now() / 1000 - 3600) });
    expect(await removedAt()).toBeNull();
    await applyAndReply({ type: 'tokens_revoked', tokens: { oauth: ['UANN'], bot: [] } });
    expect(await removedAt()).toBeNull();
    await applyAndReply({ type: 'tokens_revoked', tokens: { bot: [bot] } });
    expect(await removedAt()).not.toBeNull();
    expect((await t.command('/lore help')).json['text']).toContain('no longer installed');
    const german = await t.command('/lore help', { user_id: 'UBEN' });
    expect(german.json['text']).toContain('nicht mehr installiert');
  });

  it('of another workspace, or one that we cannot read, harms nothing', async () => {
    const elsewhere = { team_id: 'T9', authorizations: [{ team_id: 'T9' }] };
    expect((await t.event({ type: 'channel_archive', channel: 'CONE' }, elsewhere)).status).toBe(200);
    await applyAndReply({ type: 'channel_archive', channel: 'not an id!' });
    await applyAndReply({ type: 'something_new', channel: 'CONE' });
    expect(heard).toEqual([]);
  });
});
