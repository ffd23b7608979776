/** What Slack tells an app that many workspaces installed: removed in either order or late, an organisation's workspaces, and channels that two share. */
import { channelId, type TeamId, teamId, userId } from '../../src/core/ids.ts';
import { welcomeTo } from '../../src/schedules/welcome.ts';
import { engines } from '../support/databases.ts';
import { type ManyHere, startManyHere } from '../support/many-here.ts';

const [T1, T2, T3] = [teamId('T1'), teamId('T2'), teamId('T3')];

describe.each(engines())('on $name', (engine) => {
  let here: ManyHere;
  beforeEach(async () => {
    here = await startManyHere(engine);
  });
  afterEach(() => here.close());
  const isOn = async (team: TeamId) => (await here.lore.store.workspaces.find(team))?.removedAt === null;
  const seconds = (ms: number) => (ms / 1000).toFixed(6);
  const ownEvent = async (type: string, at: number, team = 'T1') => {
    const more = type === 'tokens_revoked' ? { tokens: { oauth: [], bot: ['UBOT'] } } : {};
    await here.event(
      { type, event_ts: seconds(at), ...more },
      { team_id: team, authorizations: [{ team_id: team, is_enterprise_install: false }] },
    );
    await here.lore.runner.runDue();
  };
  const calls = (method: string) => here.slack.calls.filter((call) => call.method === method);

  describe('a workspace', () => {
    beforeEach(async () => {
      await here.install({ team: 'T1' });
      await here.install({ team: 'T2' });
      await here.lore.runner.runDue();
    });

    it.each([
      [
        'first that it was uninstalled, then that its tokens are revoked',
        ['app_uninstalled', 'tokens_revoked'],
      ],
      ['the other way round', ['tokens_revoked', 'app_uninstalled']],
      ['only that its tokens are revoked', ['tokens_revoked']],
    ])('that removed Lore is left alone whatever Slack says first: %s', async (_how, types) => {
      here.slack.revoke('T1');
      for (const type of types) await ownEvent(type, Date.now() + 10);
      expect([await isOn(T1), await isOn(T2)]).toEqual([false, true]);
      expect(await here.lore.store.installations.heldFor(T1)).toBeNull();
      expect(here.logged().split('install it again at LORE_ADDRESS')).toHaveLength(2);
      here.slack.calls.length = 0;
      expect((await here.command('T1')).json['text']).toContain('no longer installed');
      await here.lore.runner.runDue();
      expect(here.slack.calls).toEqual([]);
    });

    it('that installed Lore again keeps it when the events of before come late, also when two clocks disagree about what came first', async () => {
      const removedAt = Date.now();
      here.slack.revoke('T1');
      await here.install({ team: 'T1' });
      await ownEvent('app_uninstalled', removedAt - 1_000);
      expect(await isOn(T1)).toBe(true);
      await ownEvent('tokens_revoked', Date.now() + 2_000);
      expect(await isOn(T1)).toBe(true);
      expect((await here.command('T1')).json['text']).toContain('/retro');
    });

    it('that is installed again while Slack is asked about an uninstallation keeps it', async () => {
      here.slack.revoke('T1');
      here.slack.special.set('auth.test', async () => {
        here.slack.special.clear();
        await here.install({ team: 'T1' });
        return { ok: false, error: 'account_inactive' };
      });
      await ownEvent('app_uninstalled', Date.now() + 10);
      expect(here.slack.special.size).toBe(0);
      expect(await isOn(T1)).toBe(true);
      expect((await here.lore.store.installations.heldFor(T1))?.access).toBe(here.slack.newest('T1'));
    });

    it('whose channel has a new id goes on there, and the other workspaces hear nothing of it', async () => {
      await here.event(
        {
          type: 'channel_id_changed',
          old_channel_id: 'CT1',
          new_channel_id: 'GT1',
          event_ts: seconds(Date.now()),
        },
        { team_id: 'T1', authorizations: [{ team_id: 'T1' }] },
      );
      await here.lore.runner.runDue();
      const { directory } = here.lore.store;
      expect((await directory.channel(T1, channelId('GT1')))?.hasLore).toBe(true);
      expect((await directory.channel(T1, channelId('CT1')))?.hasLore ?? false).toBe(false);
      expect(await directory.channel(T2, channelId('GT1'))).toBeNull();
    });

    it('that shares a channel with another in which Lore is, too, hears what happens there, though the event names the other alone', async () => {
      const { directory } = here.lore.store;
      const shared = channelId('CSHARED');
      const state = async () => [
        (await directory.channel(T1, shared))?.isArchived,
        (await directory.channel(T2, shared))?.isArchived,
      ];
      expect(await state()).toEqual([false, false]);
      const archive = { type: 'channel_archive', channel: 'CSHARED', event_ts: seconds(Date.now()) };
      const envelope = { team_id: 'T1', authorizations: [{ team_id: 'T1' }] };
      await here.event(archive, envelope);
      await here.lore.runner.runDue();
      // It is not said to be shared.
      expect(await state()).toEqual([true, false]);
      await here.event(archive, { ...envelope, is_ext_shared_channel: true });
      await here.lore.runner.runDue();
      expect(await state()).toEqual([true, true]);
      // What one bot is told of itself is for that one.
      await here.event(
        { type: 'channel_left', channel: 'CSHARED', event_ts: seconds(Date.now()) },
        { ...envelope, is_ext_shared_channel: true },
      );
      await here.lore.runner.runDue();
      expect([
        (await directory.channel(T1, shared))?.hasLore ?? false,
        (await directory.channel(T2, shared))?.hasLore,
      ]).toEqual([false, true]);
      await here.lore.store.workspaces.removed(T2, Date.now());
      await here.event(
        {
          type: 'channel_rename',
          channel: { id: 'CSHARED', name: 'renamed' },
          event_ts: seconds(Date.now()),
        },
        { ...envelope, is_ext_shared_channel: true },
      );
      const inbox = here.lore.store.system.selectFrom('inbox').select('type').where('team_id', '=', T2);
      expect((await inbox.execute()).map(({ type }) => type)).not.toContain('channel_rename');
    });
  });

  it('a workspace that is out of a shared channel hears so, and then nothing more of it: not its new name, not who comes', async () => {
    for (const team of ['T1', 'T2']) await here.install({ team });
    await here.lore.runner.runDue();
    const { directory, system } = here.lore.store;
    const envelope = { team_id: 'T1', authorizations: [{ team_id: 'T1' }] };
    here.slack.special.set('conversations.info', async ({ token }) =>
      token === here.slack.newest('T2') ? { ok: false, error: 'channel_not_found' } : undefined,
    );
    const unshared = { type: 'channel_unshared', channel: 'CSHARED', event_ts: seconds(Date.now()) };
    await here.event(unshared, { ...envelope, is_ext_shared_channel: false });
    await here.lore.runner.runDue();
    expect((await directory.channel(T2, channelId('CSHARED')))?.hasLore).toBe(false);
    // A third one shares it now.
    for (const event of [
      { type: 'channel_rename', channel: { id: 'CSHARED', name: 'what nobody may know' } },
      { type: 'member_joined_channel', channel: 'CSHARED', user: 'UNEW' },
    ])
      await here.event(
        { ...event, event_ts: seconds(Date.now()) },
        { ...envelope, is_ext_shared_channel: true },
      );
    const rows = await system.selectFrom('inbox').select(['team_id', 'type']).execute();
    const heard = rows.filter(({ team_id: team }) => team === T2).map(({ type }) => type);
    expect([heard, rows.length]).toEqual([['channel_unshared'], 4]);
  });

  describe('an organisation', () => {
    const of = {
      enterprise_id: 'E1',
      authorizations: [{ enterprise_id: 'E1', team_id: null, is_enterprise_install: true }],
    };
    const told = async (type: string, more: Readonly<Record<string, unknown>> = {}, at = Date.now() + 10) => {
      const sent = await here.event({ type, event_ts: seconds(at), ...more }, { team_id: null, ...of });
      expect(sent.status).toBe(200);
      await here.lore.runner.runDue();
    };
    beforeEach(async () => {
      here.slack.teamsOf.set('E1', ['T1', 'T2']);
      const page = await here.install({ organisation: 'E1' });
      expect(page.text).toContain('Lore is in Name of E1');
      expect(page.text).toContain('https://app.slack.com/manage/E1/integrations/profile/A1/workspaces/add');
      await here.lore.runner.runDue();
    });

    it('has Lore in each of its workspaces with one token, and Slack is told which workspace is meant', async () => {
      expect([await isOn(T1), await isOn(T2), await isOn(T3)]).toEqual([true, true, false]);
      expect(await here.lore.store.directory.person(T2, userId('UANN'))).not.toBeNull();
      for (const method of ['users.list', 'conversations.list']) {
        const teams = calls(method).map(({ args }) => args['team_id']);
        expect(new Set(teams)).toEqual(new Set(['T1', 'T2']));
      }
      expect(calls('users.info').every(({ args }) => args['team_id'] === undefined)).toBe(true);
      expect(
        (await here.command('T2', { enterprise_id: 'E1', is_enterprise_install: 'true' })).json['text'],
      ).toContain('/retro');
    });

    it('that lets Lore into another workspace has it there at once, and that takes one out has it there no more', async () => {
      here.slack.teamsOf.set('E1', ['T1', 'T2', 'T3']);
      await told('team_access_granted', { team_ids: ['T3'] });
      expect(await isOn(T3)).toBe(true);
      expect(await here.lore.store.directory.person(T3, userId('UANN'))).not.toBeNull();
      here.slack.teamsOf.set('E1', ['T2', 'T3']);
      await told('team_access_revoked', { team_ids: ['T1'] });
      expect([await isOn(T1), await isOn(T2), await isOn(T3)]).toEqual([false, true, true]);
      expect(await here.lore.store.installations.heldFor(T1)).toBeNull();
      // What it kept is there when the workspace is let in again.
      expect(await here.lore.store.directory.person(T1, userId('UANN'))).not.toBeNull();
      here.slack.teamsOf.set('E1', ['T1', 'T2', 'T3']);
      await told('team_access_granted', { team_ids: ['T1'] });
      expect(await isOn(T1)).toBe(true);
      // A late event of before does not take it out again.
      await told('team_access_revoked', { team_ids: ['T1'] }, Date.now() - 60_000);
      expect(await isOn(T1)).toBe(true);
      await told('app_uninstalled_team', { team_id: 'T2' });
      expect([await isOn(T1), await isOn(T2)]).toEqual([true, false]);
    });

    it.each([
      ['late', 60_000, 100],
      ['in time', 200, 100],
    ])(
      'that takes a workspace out soon after it let it in does not have it there, whichever of the two is heard first: %s',
      async (_how, granted, revoked) => {
        here.slack.teamsOf.set('E1', ['T2']);
        here.pass(10_000);
        const at = Date.now() + 10_000;
        const teams = { team_ids: ['T1', 'T3'] };
        await told('team_access_revoked', teams, at - revoked);
        await told('team_access_granted', teams, at - granted);
        expect([await isOn(T1), await isOn(T2), await isOn(T3)]).toEqual([false, true, false]);
        await told('team_access_granted', teams, at - granted);
        await told('team_access_revoked', teams, at - revoked);
        expect([await isOn(T1), await isOn(T3)]).toEqual([false, false]);
        // Heard late, and still so.
        here.slack.teamsOf.set('E1', ['T2', 'T3']);
        await told('team_access_granted', teams, at - 60_000);
        expect([await isOn(T1), await isOn(T3)]).toEqual([false, true]);
      },
    );

    it.each(['Slack says so', 'Slack refuses its token'])(
      'serves a workspace whose own installation ends, if Slack lets it in there: %s',
      async (how) => {
        await here.install({ team: 'T1', within: 'E1' });
        await here.install({ team: 'T3', within: 'E1' });
        const { installations } = here.lore.store;
        expect((await installations.heldFor(T1))?.access).toBe(here.slack.newest('T1'));
        for (const team of [T1, T3]) {
          here.slack.revoke(team);
          if (how === 'Slack says so') await ownEvent('app_uninstalled', Date.now() + 10, team);
          else {
            await here.lore.store.directory.beginWalk(team, Number.MAX_SAFE_INTEGER);
            await here.lore.runner.runDue();
          }
        }
        expect([await isOn(T1), await isOn(T2), await isOn(T3)]).toEqual([true, true, false]);
        expect((await installations.heldFor(T1))?.access).toBe(here.slack.newest('E1'));
        const gone = here
          .logged()
          .split('\n')
          .filter((line) => line.includes('install it again at LORE_ADDRESS'));
        expect(gone.map((line) => (JSON.parse(line) as { team: string }).team)).toEqual(['T3']);
        await here.event(
          { type: 'app_home_opened', user: 'UANN', tab: 'home', event_ts: seconds(Date.now()) },
          { ...of, team_id: 'T1' },
        );
        await here.lore.runner.runDue();
        expect(calls('views.publish').at(-1)?.token).toBe(here.slack.newest('E1'));
      },
    );

    it('whose workspace is erased has it there again only when somebody lets it in anew, or installs it', async () => {
      const erase = () => here.lore.store.erasing(T1, 'operator', { kind: 'workspace' });
      const acts = () => here.command('T1', { enterprise_id: 'E1', is_enterprise_install: 'true' });
      const isKnown = async () => (await here.lore.store.workspaces.find(T1)) !== null;
      await erase();
      expect((await acts()).json['text']).toContain('no longer installed');
      await here.event(
        { type: 'member_joined_channel', channel: 'CT1', user: 'UNEW', event_ts: seconds(Date.now()) },
        { ...of, team_id: 'T1' },
      );
      await told('team_access_granted', { team_ids: ['T1'] }, Date.now() - 60_000);
      expect(await isKnown()).toBe(false);
      await told('team_access_granted', { team_ids: ['T1'] }, Date.now() + 100);
      expect([await isOn(T1), (await acts()).json['text']]).toEqual([
        true,
        expect.stringContaining('/retro'),
      ]);
      await erase();
      await here.install({ organisation: 'E1' });
      expect(await isOn(T1)).toBe(true);
    });

    it('takes out no workspace that moved to another organisation since, or that installed Lore by itself', async () => {
      await here.install({ team: 'T1' });
      here.slack.teamsOf.set('E2', ['T2']);
      await here.install({ organisation: 'E2' });
      await told('team_access_revoked', { team_ids: ['T1', 'T2'] }, Date.now() + 1_000);
      await told('app_uninstalled_team', { team_id: 'T2' }, Date.now() + 1_000);
      expect([await isOn(T1), await isOn(T2)]).toEqual([true, true]);
      const { installations } = here.lore.store;
      expect((await installations.heldFor(T1))?.access).toBe(here.slack.newest('T1'));
      expect((await installations.heldFor(T2))?.access).toBe(here.slack.newest('E2'));
    });

    it('that is installed again while Slack is asked whether it is gone keeps it', async () => {
      here.slack.revoke('E1');
      here.slack.special.set('auth.test', async () => {
        here.slack.special.clear();
        await here.install({ organisation: 'E1' });
        return { ok: false, error: 'account_inactive' };
      });
      await told('app_uninstalled');
      expect(here.slack.special.size).toBe(0);
      expect([await isOn(T1), await isOn(T2)]).toEqual([true, true]);
      expect((await here.lore.store.installations.heldFor(T1))?.access).toBe(here.slack.newest('E1'));
    });

    it('that took a workspace out without an event: the first call that Slack refuses ends the work there, and there alone', async () => {
      here.slack.teamsOf.set('E1', ['T2']);
      await here.lore.store.directory.beginWalk(T1, Number.MAX_SAFE_INTEGER);
      await here.lore.runner.runDue();
      expect([await isOn(T1), await isOn(T2)]).toEqual([false, true]);
    });

    it('that takes a workspace out while something is posted there has it posted when it lets Lore in again', async () => {
      await here.lore.store.transact(T1, { kind: 'person', userId: userId('UANN') }, (scope) =>
        scope.publish(welcomeTo(userId('UANN'), channelId('CT1'))),
      );
      here.slack.special.set('chat.postMessage', async () => ({
        ok: false,
        error: 'team_access_not_granted',
      }));
      await here.lore.runner.runDue();
      expect([await isOn(T1), await isOn(T2)]).toEqual([false, true]);
      here.slack.special.clear();
      await told('team_access_granted', { team_ids: ['T1'] });
      here.pass(10 * 60_000);
      await here.lore.runner.runDue();
      const rows = await here.lore.store.system.selectFrom('delivery').select('state').execute();
      expect(rows).toEqual([{ state: 'sent' }]);
    });

    it('whose workspace acts before the event that lets Lore in has it there', async () => {
      here.slack.teamsOf.set('E1', ['T1', 'T2', 'T3']);
      const answer = await here.command('T3', { enterprise_id: 'E1', is_enterprise_install: 'true' });
      expect(answer.json['text']).toContain('/retro');
      expect(await isOn(T3)).toBe(true);
      // What is said in a channel that another organisation's workspace shares is not that one's word.
      await here.event(
        { type: 'member_joined_channel', channel: 'CSHARED', user: 'UNEW', event_ts: seconds(Date.now()) },
        { ...of, team_id: 'T8', is_ext_shared_channel: true },
      );
      expect(await here.lore.store.workspaces.find(teamId('T8'))).toBeNull();
      // Of an organisation that did not install it, nothing is believed.
      const other = await here.command('T9', { enterprise_id: 'E9', is_enterprise_install: 'true' });
      expect(other.json['text']).toContain('no longer installed');
    });

    it('that removes Lore has it nowhere any more, also where a late event speaks of an installation before; one workspace of it that installed Lore by itself keeps it', async () => {
      await here.install({ team: 'T3' });
      await told('app_uninstalled', {}, Date.now() - 60_000);
      expect(await isOn(T1)).toBe(true);
      // Slack still takes the token: it is not so.
      await told('tokens_revoked', { tokens: { bot: ['UBOTE1'] } });
      expect(await isOn(T1)).toBe(true);
      here.slack.revoke('E1');
      await told('tokens_revoked', { tokens: { oauth: ['UANN'], bot: [] } });
      expect(await isOn(T1)).toBe(true);
      await told('app_uninstalled');
      expect([await isOn(T1), await isOn(T2), await isOn(T3)]).toEqual([false, false, true]);
      expect(await here.lore.store.system.selectFrom('installation').select('team_id').execute()).toEqual([
        { team_id: T3 },
      ]);
    });
  });
});
