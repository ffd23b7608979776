/** What an admin sets for a workspace, through the whole of Lore: how long rows are kept, and which practices are on. On both engines. */
import { day, hour } from '../../src/core/clock.ts';
import { defineCopy } from '../../src/core/copy.ts';
import type { Feature } from '../../src/core/feature.ts';
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import { jobId } from '../../src/core/job-ref.ts';
import { defineJob } from '../../src/core/job.ts';
import { nothing } from '../../src/core/listener.ts';
import { postId } from '../../src/core/post-ref.ts';
import { definePost, stays } from '../../src/core/post.ts';
import { retentionPoliciesOf } from '../../src/core/retention.ts';
import { escape } from '../../src/core/text.ts';
import { exportFor } from '../../src/system/my-data/subject-data.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { users } from '../support/fake-slack.ts';
import { installed } from '../support/installed.ts';
import { type LoreUnderTest, startLore } from '../support/lore-under-test.ts';
import { pebbleMigrations } from '../support/pebble-migrations.ts';
import { testClock, type TestClock } from '../support/test-clock.ts';
import { pebble } from '../support/test-feature/feature.ts';

const team = teamId('T1');
const other = teamId('T2');
const profile = { tz: 'Europe/Berlin', locale: 'en-US', profile: {} };

/** A practice that posts, prompts, moves on and erases. */
function noisyFeature(name: string, called: string) {
  const ran: string[] = [];
  const title = async () => 'a beat';
  const beat = definePost(postId<{ n: number }>(`${name}.beat`), {
    title,
    build: async (_view, { n }) => ({ text: escape(`${name} ${n}`), blocks: [] }),
    over: stays,
  });
  const job = (what: string, late: 'prompt' | 'transition' | 'erasure') =>
    defineJob(jobId<{ n: number }>(`${name}.${what}`), late, { title, run: async () => void ran.push(what) });
  const jobs = [job('prompt', 'prompt'), job('turn', 'transition'), job('wipe', 'erasure')];
  const feature: Feature = {
    name,
    title: () => called,
    copy: defineCopy({ en: {}, de: {} }),
    tables: [],
    posts: [beat],
    jobs,
    commands: [
      {
        name: `/${name}`,
        summary: () => 'beats',
        usage: () => '',
        run: async ({ scope, person, now }, text) => {
          const n = Number(text);
          await scope.publish(beat.ref({ n }, { kind: 'channel', channel: channelId('CONE') }));
          await scope.publish(beat.ref({ n }, { kind: 'person', user: person.userId, urgency: 'due' }));
          for (const one of jobs)
            await scope.runAt(one.ref({ n }), now + hour, { kind: 'person', userId: person.userId });
          return nothing;
        },
      },
    ],
  };
  return { feature, ran };
}

describe.each(engines())('on $name', (engine) => {
  let t: LoreUnderTest;
  let clock: TestClock;
  let database: FreshDatabase;
  let drum: ReturnType<typeof noisyFeature>;
  beforeEach(async () => {
    users['UADM'] = { id: 'UADM', team_id: team, is_admin: true, ...profile };
    clock = testClock();
    database = await engine.fresh();
    drum = noisyFeature('drum', 'Drums');
    t = await startLore([pebble, drum.feature, noisyFeature('horn', 'Horns').feature], {
      migrations: pebbleMigrations,
      clock,
      databaseUrl: database.url,
    });
  });
  afterEach(async () => {
    await t.stop();
    await database.remove();
  });

  const atHome = { view: { id: 'VH', type: 'home' }, channel: undefined, response_url: undefined };
  const as = (id: string, of = 'T1') => ({ user: { id, team_id: of } });
  const home = async (user: string): Promise<string> => {
    await t.event({ type: 'app_home_opened', user, tab: 'home' });
    await t.lore.runner.runDue();
    const calls = t.slack.callsOf('views.publish').filter(({ args }) => args['user_id'] === user);
    return JSON.stringify(calls.at(-1)?.args['view']);
  };
  const usual = {
    'days.pebble.pebbles': '100',
    'days.lore.events': '30',
    'days.lore.missed': '90',
    'days.lore.messages': '730',
    'days.lore.rituals': '400',
    'days.lore.audit': '1095',
    'practice.pebble': 'on',
    'practice.drum': 'on',
    'practice.horn': 'on',
    reach: 'conversation',
  };
  let presses = 0;
  const save = async (
    user: string,
    changed: Partial<Record<keyof typeof usual, string>> = {},
    where: Record<string, unknown> = {},
    form: 'lore.workspace' | 'lore.kept' = 'lore.workspace',
  ) => {
    const values = Object.fromEntries(
      Object.entries({ ...usual, ...changed }).map(([name, value]) => [
        name,
        { [name]: name.startsWith('days.') ? { value } : { selected_option: { value } } },
      ]),
    );
    const metadata = JSON.stringify({ k: `k${(presses += 1)}`, m: null });
    const view = { id: 'VFORM', type: 'modal', callback_id: form, private_metadata: metadata };
    return t.interact({
      type: 'view_submission',
      ...as(user),
      view: { ...view, state: { values } },
      ...where,
    });
  };
  const settings = (of = team) => t.lore.store.workspaceSettings.of(of);
  const pebbles = async () => {
    const all = await exportFor(
      t.lore.store,
      [pebble],
      team,
      { actor: 'operator', reader: null },
      { kind: 'workspace' },
    );
    return JSON.stringify(all);
  };
  const posted = () =>
    t.slack
      .callsOf('chat.postMessage')
      .map(({ args }) => `${String(args['channel'])} ${String(args['text'])}`);
  const runFor = async (milliseconds: number) => {
    clock.advance(milliseconds);
    await t.lore.runner.runDue();
  };

  describe('the settings', () => {
    it('stand in the Home of an admin, and of nobody else', async () => {
      expect(await home('UADM')).toContain('Turned on: Pebbles, Drums, Horns.');
      expect(await home('UANN')).not.toContain('Turned on');
      await t.press('lore.change_workspace', 'null', { ...atHome, ...as('UADM') });
      const practices = JSON.stringify(t.slack.callsOf('views.open').at(-1)?.args['view']);
      expect(practices).toContain('practice.drum');
      expect(practices).not.toContain('(days)');
      await t.press('lore.change_kept', 'null', { ...atHome, ...as('UADM') });
      const opened = JSON.stringify(t.slack.callsOf('views.open').at(-1)?.args['view']);
      expect(opened).toContain('Pebbles, from the day they were kept (days)');
      expect(opened).toContain('"initial_value":"100"');
    });

    it('are shown and changed by nobody else, whatever was forged', async () => {
      for (const action of ['lore.change_workspace', 'lore.change_kept']) {
        await t.press(action, 'null', { ...atHome, ...as('UANN') });
        const opened = JSON.stringify(t.slack.callsOf('views.open').at(-1)?.args['view']);
        expect(opened).toContain('Only an admin of this workspace');
        expect(opened).not.toContain('"type":"input"');
      }
      const answer = await save('UANN', { 'days.pebble.pebbles': '1', 'practice.drum': 'off' });
      expect(JSON.stringify(answer)).toContain('Only an admin of this workspace');
      const keeps = await save('UANN', { 'days.pebble.pebbles': '1' }, {}, 'lore.kept');
      expect(JSON.stringify(keeps)).toContain('Only an admin of this workspace');
      expect(await settings()).toEqual({
        days: new Map(),
        off: new Set(),
        byChannel: new Set(),
        reach: 'conversation',
      });
    });

    it('say what is preselected in public channels, with who changed it on record', async () => {
      await t.press('lore.change_workspace', 'null', { ...atHome, ...as('UADM') });
      const opened = JSON.stringify(t.slack.callsOf('views.open').at(-1)?.args['view']);
      expect(opened).toContain('Preselected in public channels');
      await save('UADM', { reach: 'workspace' });
      expect((await settings()).reach).toBe('workspace');
      expect(JSON.stringify(await t.lore.store.audit.of(team))).toContain(
        '"preselect","subject":"workspace"',
      );
      await save('UADM');
      expect((await settings()).reach).toBe('conversation');
      expect((await settings(other)).reach).toBe('conversation');
    });

    it('are not changed by somebody who was an admin when they opened the form', async () => {
      await t.press('lore.change_workspace', 'null', { ...atHome, ...as('UADM') });
      users['UADM'] = { ...users['UADM'], is_admin: false };
      await t.event({ type: 'user_change', user: users['UADM'] });
      await t.lore.runner.runDue();
      expect(JSON.stringify(await save('UADM', { 'practice.drum': 'off' }))).toContain('Only an admin');
      expect((await settings()).off.size).toBe(0);
    });

    it('are those of one workspace: another one’s admin changes nothing here, and nothing changes there', async () => {
      const { workspaces } = t.lore.store;
      const rest = { enterpriseId: null, appId: 'A', botUserId: 'UBOT', scopes: [] };
      await workspaces.save({ ...rest, teamId: other, installedAt: clock.now() });
      // Of T1, and an admin there; in T2 a guest of another organisation, as Lore has read before.
      await t.lore.store.directory.savePerson(
        other,
        {
          userId: userId('UADM'),
          memberType: 'external',
          isAdmin: true,
          tz: 'UTC',
          locale: 'en',
          awayUntil: null,
        },
        clock.now(),
      );
      const there = { team: { id: other }, context_team_id: other };
      expect(JSON.stringify(await save('UADM', { 'practice.drum': 'off' }, there))).toContain(
        'Only an admin',
      );
      expect((await settings(other)).off.size).toBe(0);
      expect(JSON.stringify(await save('UADM', { 'practice.drum': 'off' }))).not.toContain('Only an admin');
      expect((await settings()).off).toEqual(new Set(['drum']));
      expect((await settings(other)).off.size).toBe(0);
    });

    it('say at the input what is wrong, and keep the rest unchanged', async () => {
      const wrong = { 'days.pebble.pebbles': '101', 'days.lore.audit': '0', 'days.lore.missed': 'soon' };
      const answer = await save('UADM', wrong, {}, 'lore.kept');
      expect(JSON.parse(answer.body)).toEqual({
        response_action: 'errors',
        errors: {
          'days.pebble.pebbles': 'At most 100: a time can only be shortened.',
          'days.lore.audit': 'Enter a whole number of days, 1 or more, for example 90.',
          'days.lore.missed': 'Enter a whole number of days, 1 or more, for example 90.',
        },
      });
      expect(await settings()).toEqual({
        days: new Map(),
        off: new Set(),
        byChannel: new Set(),
        reach: 'conversation',
      });
    });

    it('take days from a form that an older version drew, with the practices, and what they say is wrong', async () => {
      const answer = await save('UADM', { 'days.pebble.pebbles': '101', 'practice.drum': 'off' });
      expect(answer.body).toContain('At most 100');
      expect((await settings()).off.size).toBe(0);
      await save('UADM', { 'days.pebble.pebbles': '7', 'practice.drum': 'off' });
      expect(await settings()).toMatchObject({
        days: new Map([['pebble.pebbles', 7]]),
        off: new Set(['drum']),
      });
    });

    it('put each change on record with who and when, once', async () => {
      const changed = { 'days.pebble.pebbles': '7', 'practice.drum': 'off' };
      await save('UADM', changed);
      await save('UADM', changed);
      clock.advance(hour);
      await save('UADM');
      const at = Date.parse('2026-11-24T10:00:00Z');
      expect(await t.lore.store.audit.of(team)).toEqual(
        expect.arrayContaining([
          { at, actor: 'UADM', deed: 'keep', subject: 'pebble.pebbles 7 days' },
          { at, actor: 'UADM', deed: 'switch off', subject: 'drum' },
          { at: at + hour, actor: 'UADM', deed: 'keep', subject: 'pebble.pebbles as usual' },
          { at: at + hour, actor: 'UADM', deed: 'switch on', subject: 'drum' },
        ]),
      );
      expect(await t.lore.store.audit.of(team)).toHaveLength(4);
    });
  });

  describe('what a feature keeps', () => {
    it('goes after its usual time, without a line of anybody else', async () => {
      await t.command('/pebble old');
      await runFor(99 * day);
      await t.command('/pebble new');
      await runFor(0);
      expect(await pebbles()).toContain('old');
      await runFor(2 * day);
      expect(await pebbles()).toContain('"words":"new"');
      expect(await pebbles()).not.toContain('"words":"old"');
    });

    it('goes after the shorter time that an admin chose, at the latest a day later', async () => {
      await t.command('/pebble old');
      await save('UADM', { 'days.pebble.pebbles': '7' });
      await runFor(7 * day);
      expect(await pebbles()).toContain('old');
      await runFor(day);
      expect(await pebbles()).not.toContain('old');
    });

    it('goes although the process died between two steps', async () => {
      for (let n = 0; n < 21; n += 1) await t.command(`/pebble old-${n}`);
      clock.advance(101 * day);
      const [kind] = retentionPoliciesOf(pebble);
      if (kind === undefined) throw new Error('pebbles are of no kind');
      expect(await t.lore.store.retention.expire(team, kind, clock.now() - 100 * day)).toBe(20);
      // Here it died: nothing noted that there is more.
      await t.lore.runner.runDue();
      expect(await pebbles()).toBe('{"pebble":{"pebbles":[]}}');
    });
  });

  describe('a practice that is switched off', () => {
    const off = () => save('UADM', { 'practice.pebble': 'off' });

    it('answers its command kindly, in the person’s language, and does nothing', async () => {
      await off();
      const answer = await t.command('/pebble hello');
      expect(answer.body).toContain('“Pebbles” is turned off in this workspace. An admin can');
      expect((await t.command('/lore pebble hello')).body).toContain('is turned off');
      expect((await t.command('/pebble hallo', { user_id: 'UBEN' })).body).toContain('ausgeschaltet');
      expect(await pebbles()).toBe('{"pebble":{"pebbles":[]}}');
    });

    it('answers its buttons, and leaves what they would have changed', async () => {
      await t.command('/pebble hello');
      const drawn = await home('UANN');
      const [, value = ''] = /"action_id":"pebble.drop".*?"value":"(.*?[^\\])"/.exec(drawn) ?? [];
      await off();
      await t.press('pebble.drop', JSON.parse(`"${value}"`) as string);
      const told = JSON.stringify(t.slack.callsOf('respond').at(-1)?.args);
      expect(told).toContain('is turned off');
      expect(await pebbles()).toContain('hello');
    });

    it('takes no form, and leaves it open beneath with what was typed; it can be sent when it is on again', async () => {
      await off();
      const metadata = JSON.stringify({ k: 'once', m: { channel: 'CONE' } });
      const answer = await t.submit('pebble.new', metadata, { words: 'long thoughts' });
      expect(JSON.parse(answer.body)).toMatchObject({ response_action: 'push' });
      expect(answer.body).toContain('What you typed is still in the window below');
      await save('UADM');
      await t.submit('pebble.new', metadata, { words: 'long thoughts' });
      expect(await pebbles()).toContain('long thoughts');
    });

    it('is in nobody’s help and Home, and the others are', async () => {
      await t.command('/pebble hello');
      await off();
      expect(await home('UANN')).not.toContain('Your Pebbles');
      const help = (await t.command('/lore help')).body;
      expect(help).not.toContain('/pebble');
      expect(help).toContain('/drum');
      await save('UADM');
      expect(await home('UANN')).toContain('Your Pebbles');
      expect((await t.command('/lore help')).body).toContain('/pebble');
    });

    it('is exported and erased as before', async () => {
      await t.command('/pebble hello');
      await off();
      expect(await pebbles()).toContain('hello');
      await t.lore.store.erasing(team, 'operator', { kind: 'workspace' });
      await t.lore.store.workspaces.save(installed(team));
      expect(await pebbles()).not.toContain('hello');
    });

    it('posts nothing and prompts nobody, erases what it promised to, and holds up no other practice', async () => {
      await t.command('/drum 1');
      await save('UADM', { 'practice.drum': 'off' });
      await t.command('/horn 1');
      await runFor(0);
      await runFor(2 * hour);
      expect(drum.ran).toEqual(['wipe']);
      expect(posted().toSorted()).toEqual(['CONE horn 1', 'DUANN horn 1']);
    });

    it('goes on when it is on again: posts and transitions, and no old prompt', async () => {
      await t.command('/drum 1');
      await save('UADM', { 'practice.drum': 'off' });
      await runFor(21 * day);
      await save('UADM');
      await runFor(5_000);
      expect(posted()).toEqual(['CONE drum 1']);
      expect(drum.ran).toEqual(['wipe', 'turn']);
      expect(await home('UANN')).not.toContain('Missed');
      expect(await t.lore.store.system.selectFrom('job').selectAll().execute()).toEqual([]);
    });

    it('prompts again for what falls due after it is on again', async () => {
      await t.command('/drum 1');
      await save('UADM', { 'practice.drum': 'off' });
      await save('UADM');
      await runFor(hour);
      expect(drum.ran.toSorted()).toEqual(['prompt', 'turn', 'wipe']);
    });
  });
});
