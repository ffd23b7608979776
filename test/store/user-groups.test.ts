/** Slack's user groups, through the whole of Lore: whom a retrospective asks, and which leaders are invited. On both engines. */
import { changeUserGroup } from '../../sandbox/state/user-groups.ts';
import { hour } from '../../src/core/clock.ts';
import { channelId, groupId, teamId, userId } from '../../src/core/ids.ts';
import { exportOwn } from '../../src/system/my-data/subject-data.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { posts, retroPost, website } from '../support/retro-path.ts';
import { until } from '../support/unhurried.ts';

const team = teamId('T0LINDGROVE');
const mara = 'U0MARA';
const ines = 'U0INES';
const leads = 'S0LEADS';
const frontEnd = 'S0FRONTEND';

describe.each(engines())('on $name', (engine) => {
  let database: FreshDatabase;
  let here: LoreHere;
  beforeEach(async () => {
    database = await engine.fresh();
    here = await startLoreHere({ databaseUrl: database.url });
  });
  afterEach(async () => {
    await here.close();
    await database.remove();
  });

  const modal = (who: string) => JSON.stringify(here.who(who).modal()?.view ?? null);
  /** What is drawn after Slack was answered. */
  const shown = async (who: string, text: string): Promise<string> => {
    await until(() => modal(who).includes(text), `${text} does not come`);
    return modal(who);
  };
  const asked = () =>
    here.sandbox.core.exchanges.all.filter(({ what }) => what.includes('usergroups.list')).length;
  const direct = (who: string) => posts(here.sandbox, `D${who.slice(1)}`);
  const read = (who: string) =>
    here.lore.store.read(team, { kind: 'person', userId: userId(who) }, async (read) => ({
      groups: await read.userGroups(),
      leads: (await read.inUserGroups([groupId(leads)])).map((person) => person.userId),
    }));

  describe('a retrospective', () => {
    const choose = async (who: 'channels' | 'groups', drawn: string) => {
      await here.who(mara).say(website, '/retro Relaunch');
      await here.who(mara).pressInModal('retro.change');
      await here.who(mara).pressInModal('who', { holds: who });
      return shown(mara, drawn);
    };
    const begun = async () => {
      await here.settle();
      return retroPost(here.sandbox, website, 'Relaunch').text;
    };

    it('asks those of a user group who are in the channel, once the person who starts it knows who is not', async () => {
      expect(await choose('groups', 'User groups')).toContain('@front-end (Front end)');
      await here.who(mara).submit({ groups: [frontEnd] });
      // Mei-Ling is not in the channel, and Sam is a guest.
      const told = modal(mara);
      expect(told).toContain('<@U0MEILING> isn’t in this channel');
      expect(told).toContain('with the 3 people who are here');
      expect(told).not.toContain('<@U0SAM>');
      // Another choice is another question.
      await here.who(mara).submit({ groups: [leads] });
      expect(modal(mara)).toContain('<@U0KATRIN> and <@U0SEUN> aren’t in this channel');
      await here.who(mara).submit({ groups: [frontEnd] });
      expect(modal(mara)).toContain('<@U0MEILING> isn’t in this channel');
      expect(await here.who(mara).submit()).toEqual({ ok: true });
      const text = await begun();
      for (const user of ['U0PRIYA', 'U0DIEGO', 'U0ELLIOT', mara]) expect(text).toContain(`<@${user}>`);
      expect(text).toContain('0 of 4 have answered');
      expect(here.wrong()).toEqual([]);
    });

    it('asks those of another channel, if the person who starts it and Lore are in it', async () => {
      await choose('channels', 'Channels');
      const unseen = {
        errors: {
          channels: expect.stringContaining('I don’t know who is in one of these channels') as unknown,
        },
      };
      // The people's own channel is private, and Mara is not in it.
      expect(await here.who(mara).submit({ channels: ['C0PEOPLE'] })).toMatchObject(unseen);
      expect(await here.who(mara).submit({ channels: ['C0LEARNING', 'C0NOSUCH'] })).toMatchObject(unseen);
      await here.who(mara).submit({ channels: ['C0LEARNING'] });
      expect(modal(mara)).toContain('aren’t in this channel');
      expect(modal(mara)).toContain('with the 3 people who are here');
      expect(await here.who(mara).submit()).toEqual({ ok: true });
      expect(await begun()).toContain('Asked: <@U0MARA>, <@U0NOOR>, and <@U0PRIYA>');
    });

    it('says at the field what is wrong with a group: nobody of it here, or gone since', async () => {
      changeUserGroup(here.sandbox.core, leads, ['U0SEUN', 'U0SAM', 'U0JONAS', 'U0LEILA']);
      await choose('groups', 'User groups');
      // Seun is not here, Sam is a guest, Jonas is away, Leila has left.
      expect(await here.who(mara).submit({ groups: [leads] })).toMatchObject({
        errors: { groups: expect.stringContaining('None of them can join') as unknown },
      });
      changeUserGroup(here.sandbox.core, leads, 'off');
      await here.settle();
      expect(await here.who(mara).submit({ groups: [leads] })).toMatchObject({
        errors: { groups: expect.stringContaining('turned off or gone') as unknown },
      });
      expect(await here.who(mara).submit({ groups: [] })).toMatchObject({ ok: false });
    });

    it('says that there is no group to choose', async () => {
      changeUserGroup(here.sandbox.core, leads, []);
      changeUserGroup(here.sandbox.core, frontEnd, 'off');
      await choose('groups', 'has no user groups with anyone in them');
      expect(await here.who(mara).submit()).toMatchObject({
        errors: { who: expect.stringContaining('Choose people or a channel') as unknown },
      });
      await here.who(mara).pressInModal('who', { holds: 'people' });
      await shown(mara, 'Leave this empty to ask everyone');
      expect(await here.who(mara).submit()).toEqual({ ok: true });
    });
  });

  describe('what is known of them', () => {
    it('is asked for where a form shows them, once an hour, and when Slack says that they changed', async () => {
      await here.who(mara).say(website, '/retro Relaunch');
      await here.who(mara).pressInModal('retro.change');
      expect(asked()).toBe(0);
      await here.who(mara).pressInModal('who', { holds: 'groups' });
      await shown(mara, 'User groups');
      await here.who(mara).submit({ groups: [leads] });
      expect(asked()).toBe(1);
      changeUserGroup(here.sandbox.core, leads, [mara]);
      await here.settle();
      expect((await read(mara)).leads).toEqual([mara]);
      here.sandbox.core.clock.set(here.sandbox.core.clock.now() + 2 * hour);
      const before = asked();
      await here.who(mara).submit();
      expect(asked()).toBe(before + 1);
    });

    it('is for full members of the workspace, and only for a day', async () => {
      await here.lore.store.userGroups.save(
        team,
        [{ groupId: groupId(leads), handle: 'leads', name: 'Leads', users: [mara, 'U0LEILA'].map(userId) }],
        here.sandbox.core.clock.now(),
      );
      const known = { groups: [{ groupId: leads, handle: 'leads', name: 'Leads' }], leads: [mara] };
      const nothing = { groups: null, leads: [] };
      expect(await read('U0PRIYA')).toEqual(known);
      const own = await exportOwn(here.lore.store, [], team, userId(mara));
      expect(own['lore']).toMatchObject({ userGroups: ['@leads'] });
      // A guest, somebody of another organisation, who left, and nobody.
      for (const who of ['U0SAM', 'U0FREYA', 'U0LEILA', 'U0NOBODY']) expect(await read(who)).toEqual(nothing);
      const channel = await here.lore.store.read(
        team,
        { kind: 'channel', channelId: channelId('C0GENERAL') },
        (read) => read.userGroups(),
      );
      expect(channel).toBeNull();
      const other = await here.lore.store.read(
        teamId('T0HARBOUR01'),
        { kind: 'person', userId: userId('U0PRIYA') },
        (read) => read.inUserGroups([groupId(leads)]),
      );
      expect(other).toEqual([]);
      here.sandbox.core.clock.set(here.sandbox.core.clock.now() + 25 * hour);
      expect(await read('U0PRIYA')).toEqual(nothing);
    });

    it('an answer that was overtaken is not taken, and what Lore may not read is unknown', async () => {
      const now = here.sandbox.core.clock.now();
      const save = (users: readonly string[], at: number) =>
        here.lore.store.userGroups.save(
          team,
          [{ groupId: groupId(leads), handle: 'leads', name: 'Leads', users: users.map(userId) }],
          at,
        );
      await save([mara], now);
      await save([ines], now - 1);
      expect((await read('U0PRIYA')).leads).toEqual([mara]);
      await here.lore.store.userGroups.unknown(team);
      expect((await read('U0PRIYA')).groups).toBeNull();
    });
  });

  describe('leaders', () => {
    const inGroup = (users: readonly string[]) => changeUserGroup(here.sandbox.core, leads, users);
    /** As an admin does in App Home. */
    const form = async () => {
      await here.who(ines).closeAll();
      await here.who(ines).openHome();
      await here.settle();
      await here.who(ines).pressInHome('lore.change_workspace');
      return shown(ines, 'Workspace');
    };
    const name = async (group: string) => {
      await form();
      const answer = await here.who(ines).submit({ 'group.journey': group });
      await here.settle();
      return answer;
    };
    const at = (iso: string) => Date.parse(iso);
    const afternoon = () => here.playUntil(at('2026-11-24T17:00:00Z'));
    const invited = (who: string) => direct(who).filter(({ text }) => text.includes('learning journey'));

    it('are invited once each, in private, when an admin names their group, and choose', async () => {
      expect(await form()).toContain('@leads (Leads)');
      expect(await name(leads)).toEqual({ ok: true });
      await afternoon();
      const seun = invited('U0SEUN');
      expect(seun.map(({ text }) => text)).toEqual([
        expect.stringContaining(
          '<@U0INES> asked me to invite everyone in @leads to keep a learning journey.',
        ),
      ]);
      expect([mara, 'U0KATRIN', 'U0PRIYA', ines].map((who) => direct(who).length)).toEqual([1, 1, 0, 0]);
      expect(direct('U0KATRIN')[0]?.text).toContain('alle in @leads zu einer Lernreise einzuladen');
      const [ofSeun] = seun;
      const [ofMara] = invited(mara);
      if (ofSeun === undefined || ofMara === undefined) throw new Error('nobody is invited');
      await here.who('U0SEUN').press(ofSeun, 'journey.rhythm');
      await here.who('U0SEUN').submit({ rhythm: 'week' });
      await here.who(mara).press(ofMara, 'journey.decline');
      await name('none');
      await name(leads);
      await here.playUntil(at('2026-11-30T17:00:00Z'));
      // Redrawn where they stand, and never sent again; whoever accepted is asked.
      expect(invited('U0SEUN')[0]?.text).toContain('You’ve chosen how often you’re asked.');
      expect(invited(mara)[0]?.text).toContain('You won’t be asked.');
      expect([mara, 'U0KATRIN', ines].map((who) => direct(who).length)).toEqual([1, 1, 0]);
      expect(direct('U0SEUN').length).toBe(2);
      expect(here.wrong()).toEqual([]);
    });

    it('who come later are invited too; guests, and who is not there any more, are not', async () => {
      inGroup(['U0SEUN', 'U0SAM', 'U0LEILA']);
      await name(leads);
      await afternoon();
      inGroup(['U0SEUN', 'U0SAM', 'U0LEILA', 'U0PRIYA']);
      await here.settle();
      await here.playUntil(at('2026-11-25T17:00:00Z'));
      expect(['U0SEUN', 'U0PRIYA', 'U0SAM', 'U0LEILA', mara].map((who) => invited(who).length)).toEqual([
        1, 1, 0, 0, 0,
      ]);
    });

    it('who leave before they are written to are not invited; who leave later keep their journey', async () => {
      // Nobody works at night.
      await here.playUntil(at('2026-11-24T22:00:00Z'));
      inGroup(['U0SEUN', mara]);
      await name(leads);
      inGroup([mara]);
      await here.playUntil(at('2026-11-25T17:00:00Z'));
      expect(['U0SEUN', mara].map((who) => invited(who).length)).toEqual([0, 1]);
      const [message] = invited(mara);
      if (message === undefined) throw new Error('nobody is invited');
      await here.who(mara).press(message, 'journey.rhythm');
      await here.who(mara).submit({ rhythm: 'week' });
      inGroup([]);
      await here.playUntil(at('2026-11-27T17:00:00Z'));
      expect(direct(mara).length).toBe(2);
      expect(invited(mara)[0]?.text).toContain('You were invited to keep a learning journey.');
    });

    it('are found although Slack’s news of them was lost', async () => {
      inGroup([mara]);
      await name(leads);
      const group = here.sandbox.core.world.userGroups.find(({ id }) => id === leads);
      group?.members.push('U0PRIYA');
      await here.playUntil(at('2026-11-24T13:00:00Z'));
      await here.playUntil(at('2026-11-26T17:00:00Z'));
      expect([mara, 'U0PRIYA'].map((who) => invited(who).length)).toEqual([1, 1]);
    });

    it('who came while journeys were switched off are invited when they are on again', async () => {
      inGroup([mara]);
      await form();
      await here.who(ines).submit({ 'group.journey': leads, 'practice.journey': 'off' });
      inGroup([mara, 'U0PRIYA']);
      await afternoon();
      expect([mara, 'U0PRIYA'].map((who) => invited(who).length)).toEqual([0, 0]);
      await form();
      await here.who(ines).submit({ 'practice.journey': 'on' });
      await here.playUntil(at('2026-11-25T17:00:00Z'));
      expect([mara, 'U0PRIYA'].map((who) => invited(who).length)).toEqual([1, 1]);
    });

    it('who erase what Lore has of them are not invited again', async () => {
      inGroup([mara]);
      await name(leads);
      await afternoon();
      await here.lore.store.erasing(team, userId(mara), {
        kind: 'person',
        userId: userId(mara),
      });
      inGroup([mara, 'U0PRIYA']);
      await here.playUntil(at('2026-11-26T17:00:00Z'));
      expect(invited('U0PRIYA').length).toBe(1);
      expect(direct(mara).map(({ text }) => text)).toEqual([]);
    });

    it('are named by admins only, of groups that there are; each change is on record', async () => {
      await name(leads);
      changeUserGroup(here.sandbox.core, leads, 'off');
      await here.settle();
      expect(await form()).toContain('is empty, turned off or gone');
      // What is gone is not stored silently: none is chosen now, as the form says.
      expect(await here.who(ines).submit()).toEqual({ ok: true });
      const record = await here.lore.store.audit.of(team);
      expect(record.map(({ actor, deed, subject }) => [actor, deed, subject])).toEqual(
        expect.arrayContaining([
          [ines, 'name group', `journey ${leads}`],
          [ines, 'name group', 'journey none'],
        ]),
      );
      await here.who(ines).closeAll();
      await form();
      changeUserGroup(here.sandbox.core, frontEnd, 'off');
      await here.settle();
      expect(await here.who(ines).submit({ 'group.journey': frontEnd })).toMatchObject({
        errors: { 'group.journey': expect.stringContaining('Choose another one, or none') as unknown },
      });
    });
  });

  describe('without the scope, as an older installation is', () => {
    beforeEach(() => {
      (here.sandbox.core.app.scopes as Set<string>).delete('usergroups:read');
    });

    it('a form says so kindly, asks Slack once an hour, and everything else works', async () => {
      await here.who(mara).say(website, '/retro Relaunch');
      await here.who(mara).pressInModal('retro.change');
      await here.who(mara).pressInModal('who', { holds: 'groups' });
      await shown(mara, 'I can’t read the user groups of this workspace');
      expect(await here.who(mara).submit()).toMatchObject({
        errors: { who: expect.stringContaining('installing me again') as unknown },
      });
      await here.who(mara).pressInModal('who', { holds: 'people' });
      await shown(mara, 'Leave this empty');
      expect(await here.who(mara).submit()).toEqual({ ok: true });
      expect(asked()).toBe(1);
      await here.who(ines).openHome();
      await here.settle();
      await here.who(ines).pressInHome('lore.change_workspace');
      expect(await shown(ines, 'usergroups:read')).not.toContain('"group.journey"');
      expect(await here.who(ines).submit({ 'practice.digest': 'off' })).toEqual({ ok: true });
      expect(asked()).toBe(1);
      expect(here.wrong()).toEqual([expect.stringContaining('missing_scope')]);
    });
  });
});
