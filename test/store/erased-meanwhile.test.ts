/** Nothing is written any more into a workspace that another process has just erased, however far a request, an event or a post has come. */
import { sql } from 'kysely';
import { hour } from '../../src/core/clock.ts';
import { channelId, groupId, teamId, userId } from '../../src/core/ids.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { features } from '../../src/features.ts';
import { randomIds } from '../../src/process.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { lastingEngines, type FreshDatabase } from '../support/databases.ts';
import { channels, team as teamName, users } from '../support/fake-slack.ts';
import { startLore, type LoreUnderTest } from '../support/lore-under-test.ts';
import { until } from '../support/unhurried.ts';

const team = teamId(teamName);
const ann = userId('UANN');
const cone = channelId('CONE');
const asAnn: Viewer = { kind: 'person', userId: ann };
const asChannel: Viewer = { kind: 'channel', channelId: cone };

/** The tables in which something of the workspace is left: all but the record of the erasure, and that files are to be cleaned. */
async function left({ system }: Store): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, columns } of await system.introspection.getTables()) {
    if (['audit', 'left_behind'].includes(name) || !columns.some((column) => column.name === 'team_id'))
      continue;
    const { rows } = await sql`select 1 from ${sql.table(name)} where team_id = ${team}`.execute(system);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

/** Whether a transaction waits for another, on PostgreSQL. */
async function isWaiting({ system }: Store): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(system);
  return rows.length > 0;
}

describe.each(lastingEngines())(
  'on $name, in a workspace that another process has just erased',
  ({ name, fresh }) => {
    let database: FreshDatabase;
    let t: LoreUnderTest;
    let other: Store;
    let later = 0;
    const clock = { now: () => Date.now() + later };
    beforeEach(async () => {
      later = 0;
      database = await fresh();
      t = await startLore(features, { databaseUrl: database.url, clock });
      const tables = features.flatMap((feature) => feature.tables);
      other = openStore({ url: database.url, clock, ids: randomIds, tables });
    });
    afterEach(async () => {
      await other.close();
      await t.stop();
      await database.remove();
    });
    const erase = () => other.erasing(team, 'operator', { kind: 'workspace' });
    /** Once, while Slack is asked this. */
    const eraseDuring = (method: string, answer: Readonly<Record<string, unknown>>) => {
      let isErased = false;
      t.slack.answer(method, async () => {
        if (!isErased) await erase();
        isErased = true;
        return answer;
      });
      return () => isErased;
    };
    const gone = 'Lore is no longer installed in this workspace. An admin can install it again.';

    it('no transaction writes, for a person or a channel, and the next request knows it', async () => {
      const { store } = t.lore;
      expect(await store.remembered.installation(team)).not.toBeNull();
      await erase();
      let ran = 0;
      const run = async () => (ran += 1);
      const pressed = { once: 'a press', practice: 'retro' };
      const typed = { notAfter: 'a press', typedAt: 0, practice: 'retro' };
      for (const act of [
        () => store.transact(team, asAnn, run),
        () => store.transact(team, asAnn, run, { practice: 'retro' }),
        () => store.transact(team, asAnn, run, pressed),
        () => store.transact(team, asAnn, run, typed),
        () => store.transact(team, asChannel, run),
        () => store.read(team, asAnn, run, { practice: 'retro' }),
      ])
        await expect(act()).rejects.toThrow('Lore is not installed');
      expect(ran).toBe(0);
      expect(await left(store)).toEqual([]);
      expect(await store.remembered.installation(team)).toBeNull();
    });

    it('nothing of its own is stored by Lore either', async () => {
      const { store } = t.lore;
      const person = {
        userId: ann,
        memberType: 'member',
        isAdmin: true,
        tz: 'UTC',
        locale: 'en',
        awayUntil: null,
      } as const;
      const facts = {
        channelId: cone,
        kind: 'public',
        isShared: false,
        isArchived: false,
        hasLore: true,
        name: 'one',
      } as const;
      const known = await store.settings.of(team, ann);
      if (known === null) throw new Error('nothing is known of them');
      await erase();
      for (const write of [
        () => store.directory.savePerson(team, person, Date.now()),
        () => store.directory.saveChannel(team, facts, Date.now()),
        () => store.directory.beginWalk(team, Date.now()),
        () =>
          store.userGroups.save(
            team,
            [{ groupId: groupId('S1'), handle: 'x', name: 'x', users: [ann] }],
            Date.now(),
          ),
        () => store.inbox.add({ teamId: team, eventId: 'E1', type: 'x', body: '{}', receivedAt: 0 }),
        () => store.notShown.add(team, ann, 'reference'),
        () => store.settings.save(team, ann, known),
        () => store.workspaceSettings.change(team, ann, { days: new Map([['x', 30]]), switched: [] }),
        () => store.schedules.adopt(team, cone, ann),
        () =>
          store.exporting(
            team,
            { actor: ann, reader: ann },
            { kind: 'person', userId: ann },
            async () => null,
          ),
        () => store.erasing(team, ann, { kind: 'person', userId: ann }),
      ])
        await expect(write()).rejects.toThrow('Lore is not installed');
      expect(await left(store)).toEqual([]);
      const records = await store.audit.of(team);
      expect(records.map(({ deed, subject }) => [deed, subject])).toEqual([['erase', 'workspace']]);
    });

    it('a request that has begun is answered as it is where Lore is unknown', async () => {
      users['UNEW'] = { id: 'UNEW', team_id: teamName, tz: 'Europe/Berlin', locale: 'en-US', profile: {} };
      const isErased = eraseDuring('users.info', { ok: true, user: users['UNEW'] });
      const { json } = await t.command('/learned A dry run saves a night', { user_id: 'UNEW' });
      expect(isErased()).toBe(true);
      expect(json['text']).toBe(gone);
      expect(await left(t.lore.store)).toEqual([]);
      expect((await t.command('/lore help', { user_id: 'UNEW' })).json['text']).toBe(gone);
    });

    it('a request that comes at once writes nothing, and is answered the same', async () => {
      await t.command('/lore help');
      await erase();
      const { json } = await t.command('/learned A dry run saves a night');
      expect(json['text']).toBe(gone);
      await t.lore.runner.runDue();
      expect(await left(t.lore.store)).toEqual([]);
    });

    it('an event in progress is forgotten', async () => {
      users['UNEW'] = { id: 'UNEW', team_id: teamName, tz: 'Europe/Berlin', profile: {} };
      channels['CNEW'] = { id: 'CNEW', name: 'new', is_member: true, members: ['UANN', 'UBOT'] };
      const joined = (id: string) => ({
        type: 'member_joined_channel',
        user: 'UBOT',
        inviter: 'UANN',
        channel: id,
      });
      const isErased = eraseDuring('conversations.info', { ok: true, channel: channels['CNEW'] });
      expect((await t.event(joined('CNEW'))).status).toBe(200);
      await t.lore.runner.runDue();
      expect(isErased()).toBe(true);
      expect(await left(t.lore.store)).toEqual([]);
      expect(t.logged()).not.toContain('an event failed');
    });

    it('an event that comes at once is acknowledged and forgotten', async () => {
      await t.command('/lore help');
      await erase();
      expect((await t.event({ type: 'app_home_opened', user: 'UANN', tab: 'home' })).status).toBe(200);
      await t.lore.runner.runDue();
      expect(await left(t.lore.store)).toEqual([]);
    });

    it('a post that is being drawn leaves nothing', async () => {
      await t.command('/learned');
      const view = t.slack.callsOf('views.open').at(-1)?.args['view'] as {
        readonly private_metadata: string;
      };
      await t.submit('learned.share', view.private_metadata, { what: 'A dry run saves a night' });
      // By now Slack has to be asked about the channel again.
      later = 2 * hour;
      const isErased = eraseDuring('conversations.info', { ok: true, channel: channels['CONE'] });
      await t.lore.runner.runDue();
      expect(isErased()).toBe(true);
      expect(await left(t.lore.store)).toEqual([]);
      expect(t.slack.callsOf('chat.postMessage')).toEqual([]);
      expect(t.logged()).not.toContain('could not be drawn');
    });

    it('what was being written when the erasure began goes with it', async () => {
      const begun = Promise.withResolvers<undefined>();
      const mayEnd = Promise.withResolvers<undefined>();
      const home = t.lore.store.writeIn(team, async (db) => {
        begun.resolve(undefined);
        await mayEnd.promise;
        await db
          .insertInto('home')
          .values({ team_id: team, user_id: ann, wanted: 1, shown: 0, due_at: 0 })
          .execute();
      });
      await begun.promise;
      const erased = erase();
      // There the erasure has begun by now, and waits; SQLite lets it begin when the other has ended.
      try {
        if (name === 'postgres') await until(() => isWaiting(other));
      } finally {
        mayEnd.resolve(undefined);
      }
      await Promise.all([home, erased]);
      expect(await left(t.lore.store)).toEqual([]);
    });
  },
);
