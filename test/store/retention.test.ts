/** What is too old goes, with all that hangs on it, and nothing else does. On both engines. */
import { sql } from 'kysely';
import { day } from '../../src/core/clock.ts';
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import { jobId } from '../../src/core/job-ref.ts';
import { defineJob } from '../../src/core/job.ts';
import { postId } from '../../src/core/post-ref.ts';
import { definePost, stays } from '../../src/core/post.ts';
import { daysKept, retentionPoliciesOf, type RetentionPolicy } from '../../src/core/retention.ts';
import { partsOf } from '../../src/core/tables.ts';
import { features } from '../../src/features.ts';
import type { SystemRetention } from '../../src/store/erasure/expiring.ts';
import { systemRetention, keptWhole } from '../../src/store/erasure/system-retention.ts';
import { derivedAmong } from '../../src/store/search/searched.ts';
import { mentions } from '../../src/store/outbox/mentions.ts';
import type { DeliveryTable } from '../../src/store/outbox/tables.ts';
import { engines } from '../support/databases.ts';
import {
  channel,
  channelViewer,
  empty,
  fixture,
  noon,
  note,
  openWorld,
  people,
  personViewer,
  T1,
  T2,
  vote,
  type World,
  write,
} from './support/world.ts';

const untold = async () => 'untold';
const news = definePost(postId('test.news'), { title: untold, build: async () => null, over: stays });
const tick = defineJob(jobId('test.tick'), 'transition', { title: untold, run: async () => undefined });
const ann = personViewer('ann');
const bob = personViewer('bob');

/** Notes, from the instant in their rank; a note without one is still open. */
const notes: RetentionPolicy = {
  name: 'test.notes',
  title: () => 'Notes',
  days: 100,
  table: note,
  since: 'rank',
  parts: partsOf(note, [vote]),
};
const system = (name: SystemRetention['name']): SystemRetention => {
  const found = systemRetention.find((kind) => kind.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};

it('is never longer than usual, whatever was stored', () => {
  expect([daysKept(notes, undefined), daysKept(notes, 7), daysKept(notes, 101)]).toEqual([100, 7, 100]);
});

describe.each(engines())('on $name', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await empty(world);
    for (const team of [T1, T2]) {
      await people(world, { ann: 'member', bob: 'member' }, team);
      await channel(world, 'TEAM', ['ann', 'bob'], {}, team);
    }
  });

  /** A note that somebody voted on, was told of and is to be told of, under an embargo of its own. */
  const busyNote = async (id: string, since: number | null, team = T1): Promise<void> => {
    const { store } = world;
    const made = await store.transact(team, ann, async (scope) => {
      const embargo = await scope.embargo();
      return {
        embargo,
        audience: await scope.audience({
          kind: 'people',
          channel: channelId('TEAM'),
          people: [userId('ann'), userId('bob')],
          channelAfter: embargo,
        }),
      };
    });
    await write(world, ann, id, { ...made, by: ['ann', 'bob'], names: 'hidden' }, team);
    await store.transact(team, ann, (scope) => scope.update(note, rowId(id), { rank: since }));
    await store.transact(team, bob, async (scope) => {
      await scope.upsertOwn(vote, { note: rowId(id), score: 3 }, made);
      await scope.runAt(tick.ref({ note: rowId(id) }), noon, channelViewer('TEAM'));
      const main = news.ref({ note: rowId(id) }, { kind: 'channel', channel: channelId('TEAM') });
      await scope.publish(main);
      await scope.publish(news.ref({ n: 1 }, { kind: 'thread', under: main }));
      await scope.publish(
        news.ref({ note: rowId(id) }, { kind: 'person', user: userId('ann'), urgency: 'due' }),
      );
    });
  };
  const inSlack = () =>
    world.store.write(async (db) => {
      const rows = await db.selectFrom('delivery').select(['team_id', 'id']).execute();
      for (const { team_id, id } of rows)
        await db
          .updateTable('delivery')
          .set({ state: 'sent', ts: id, channel_id: channelId('TEAM') })
          .where('team_id', '=', team_id)
          .where('id', '=', id)
          .execute();
    });
  const countOf = async (table: string, team = T1): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}
      where team_id = ${team}`.execute(world.store.system);
    return rows[0]?.count ?? 0;
  };
  const counts = async (team = T1) => {
    const tables = ['note', 'vote', 'authorship', 'audience', 'audience_person', 'seal', 'job', 'delivery'];
    return Promise.all(tables.map((table) => countOf(table, team)));
  };
  const ofOne = [1, 1, 2, 1, 2, 1, 1, 3];

  describe('a row that is too old', () => {
    it('goes with its parts, authors, audience, embargo, jobs and posts, and their messages are to go too', async () => {
      await busyNote('old', noon - 9 * day);
      await inSlack();
      expect(await counts()).toEqual(ofOne);
      expect(await world.store.retention.expire(T1, notes, noon - 5 * day)).toBe(1);
      expect(await counts()).toEqual(ofOne.map(() => 0));
      const query = world.store.system.selectFrom('left_behind').where('team_id', '=', T1);
      const left = await query.select(['kind', 'place']).execute();
      expect(left.map(({ kind, place }) => `${kind} ${place}`).toSorted()).toEqual([
        'files ',
        'message TEAM',
        'message TEAM',
        'message TEAM',
      ]);
    });

    it('leaves nothing that names it in any column of any table', async () => {
      await busyNote('old', noon - 9 * day);
      await world.store.retention.expire(T1, notes, noon - 5 * day);
      for (const table of await world.store.system.introspection.getTables()) {
        const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table.name)}`.execute(
          world.store.system,
        );
        const cells = rows.flatMap((row) => Object.values(row)).filter((cell) => typeof cell === 'string');
        expect({ table: table.name, cells: cells.filter((cell) => mentions('old', cell)) }).toEqual({
          table: table.name,
          cells: [],
        });
      }
    });

    it('goes alone: one that is younger, one that is open, and another workspace’s stay whole', async () => {
      await busyNote('old', noon - 9 * day);
      await busyNote('young', noon - 4 * day);
      await busyNote('open', null);
      await busyNote('old', noon - 9 * day, T2);
      expect(await world.store.retention.expire(T1, notes, noon - 5 * day)).toBe(1);
      expect(await world.store.retention.expire(T1, notes, noon - 5 * day)).toBe(0);
      expect(await counts()).toEqual(ofOne.map((count) => 2 * count));
      expect(await counts(T2)).toEqual(ofOne);
    });

    it('goes too where it is a person’s own and belongs to no other row; a younger one, and another workspace’s, stay', async () => {
      const own: RetentionPolicy = { ...notes, name: 'test.votes', table: vote, since: 'score', parts: [] };
      const voted = async (score: number, team = T1) => {
        const row = { note: rowId(`at-${score}`), score };
        await world.store.transact(team, bob, (scope) => scope.upsertOwn(vote, row));
      };
      await voted(noon - 9 * day);
      await voted(noon - 4 * day);
      await voted(noon - 9 * day, T2);
      expect(await world.store.retention.expire(T1, own, noon - 5 * day)).toBe(1);
      expect(await world.store.retention.expire(T1, own, noon - 5 * day)).toBe(0);
      expect(await world.store.read(T1, bob, (read) => read.from(vote).select('it.score').execute())).toEqual(
        [{ score: noon - 4 * day }],
      );
      expect(await countOf('vote', T2)).toBe(1);
    });

    it('goes some at a time, until none is left', async () => {
      for (let n = 0; n < 25; n += 1) await busyNote(`old-${n}`, noon - 9 * day);
      const went: number[] = [];
      do went.push(await world.store.retention.expire(T1, notes, noon));
      while ((went.at(-1) ?? 0) > 0);
      expect(went).toEqual([20, 5, 0]);
      expect(await counts()).toEqual(ofOne.map(() => 0));
    });

    it('leaves a direct message that tells of something else too, which is redrawn without it', async () => {
      await busyNote('old', noon - 9 * day);
      await busyNote('young', noon);
      await inSlack();
      const direct = () => world.store.system.selectFrom('delivery').selectAll().where('kind', '=', 'person');
      const [leader, rider] = await direct().orderBy('key').execute();
      expect([leader?.key, rider?.key].map((key) => key?.split('=')[1])).toEqual(['old', 'young']);
      await world.store.write(async (db) => {
        const together = db.updateTable('delivery').set({ ts: 'both', wanted: 1, shown: 1 });
        await together.where('kind', '=', 'person').execute();
        const under = db.updateTable('delivery').set({ under: leader?.key ?? '' });
        await under.where('id', '=', rider?.id ?? '').execute();
      });
      await world.store.retention.expire(T1, notes, noon - 5 * day);
      expect(await direct().execute()).toEqual([
        expect.objectContaining({ under: null, ts: 'both', wanted: 2 }),
      ]);
      const left = await world.store.system.selectFrom('left_behind').select('ts').execute();
      expect(left.map(({ ts }) => ts)).not.toContain('both');
    });

    it('leaves a post that is being sent at this moment to the worker that sends it', async () => {
      await busyNote('old', noon - 9 * day);
      await world.store.write(async (db) => {
        const query = db.updateTable('delivery').set({ state: 'sending', claimed_at: noon });
        await query.where('kind', '=', 'channel').execute();
      });
      await world.store.retention.expire(T1, notes, noon);
      expect(await world.store.system.selectFrom('delivery').select('state').execute()).toEqual([
        { state: 'sending' },
      ]);
    });
  });

  describe('of Lore', () => {
    const deliveries = async (): Promise<DeliveryTable[]> =>
      world.store.system.selectFrom('delivery').selectAll().orderBy('created_at').execute();

    it('a message that tells of nothing that is kept goes, out of Slack too; one that does stays with it', async () => {
      await busyNote('open', null);
      await world.store.transact(T1, ann, (scope) =>
        scope.publish(news.ref({ n: 7 }, { kind: 'channel', channel: channelId('TEAM') })),
      );
      await inSlack();
      const before = noon + day;
      expect(await world.store.retention.expire(T1, system('lore.messages'), before)).toBe(1);
      expect(await world.store.retention.expire(T1, system('lore.messages'), before)).toBe(0);
      expect((await deliveries()).map(({ key }) => key)).toEqual([
        expect.stringContaining('note=open'),
        expect.stringContaining('note=open'),
        expect.stringContaining('note=open'),
      ]);
      const query = world.store.system.selectFrom('left_behind').where('team_id', '=', T1);
      const left = await query.select('kind').orderBy('kind').execute();
      expect(left).toEqual([{ kind: 'files' }, { kind: 'message' }]);
    });

    it('a prompt that was missed goes, one that waits stays', async () => {
      await busyNote('open', null);
      await world.store.write(async (db) => {
        const row = {
          team_id: T1,
          name: 'x',
          params: '{}',
          viewer_kind: 'person',
          viewer_id: 'ann',
        } as const;
        const rest = { owner_id: userId('ann'), run_at: noon, attempts: 0, note: null };
        await db
          .insertInto('job')
          .values([
            { ...row, ...rest, key: 'm', state: 'missed' },
            { ...row, ...rest, key: 'w', state: 'waiting' },
          ])
          .execute();
      });
      expect(await world.store.retention.expire(T1, system('lore.missed'), noon + 1)).toBe(1);
      const jobs = await world.store.system.selectFrom('job').select('state').execute();
      expect(jobs).toEqual([{ state: 'waiting' }, { state: 'waiting' }]);
    });

    it('an event that was worked off or failed goes; one that nobody has tried yet is not lost', async () => {
      for (const eventId of ['done', 'failed', 'new'])
        await world.store.inbox.add({ teamId: T1, eventId, type: 'x', body: '{}', receivedAt: noon });
      await world.store.inbox.done(T1, 'done', noon);
      await world.store.inbox.failed(T1, 'failed', 1, noon);
      expect(await world.store.retention.expire(T1, system('lore.events'), noon + 1)).toBe(2);
      expect((await world.store.inbox.next(T1, 9, 9)).map(({ eventId }) => eventId)).toEqual(['new']);
    });

    it('what is on record goes last', async () => {
      const longest = Math.max(
        ...[...systemRetention, ...features.flatMap(retentionPoliciesOf)].map(({ days }) => days),
      );
      expect(system('lore.audit').days).toBe(longest);
      await world.store.erasing(T2, 'operator', { kind: 'workspace' });
      expect(await world.store.retention.expire(T2, system('lore.audit'), noon)).toBe(0);
      expect(await world.store.retention.expire(T2, system('lore.audit'), noon + 1)).toBe(1);
    });
  });

  it('knows every table there is: in a kind of a feature or of Lore, or with the reason why not', async () => {
    const tables = (await world.store.system.introspection.getTables()).map(({ name }) => name);
    const known = new Set<string>([
      ...features
        .flatMap(retentionPoliciesOf)
        .flatMap((kind) => [kind.table.name, ...kind.parts.map(({ table }) => table.name)]),
      ...systemRetention.flatMap((kind) => kind.tables),
      ...Object.keys(keptWhole),
      ...fixture.tables.map(({ name }) => name),
      // Made of others' rows, and gone with them.
      ...derivedAmong(tables),
    ]);
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.filter((name) => !known.has(name) && !name.startsWith('kysely_'))).toEqual([]);
  });

  it('looks in every workspace that was not looked at since, also in one that Lore was taken out of', async () => {
    for (const [teamId, at] of [
      [T1, noon],
      [T2, noon + 1],
    ] as const)
      await world.store.workspaces.save({
        teamId,
        enterpriseId: null,
        appId: 'A',
        botUserId: 'B',
        scopes: [],
        installedAt: at,
      });
    await world.store.workspaces.removed(T2, noon);
    const unlookedSince = (at: number) =>
      Promise.all([T1, T2].map((team) => world.store.retention.isUnlookedSince(team, at)));
    expect(await unlookedSince(noon)).toEqual([true, true]);
    await world.store.retention.looked(T1, noon + 5);
    expect(await unlookedSince(noon)).toEqual([false, true]);
    expect(await unlookedSince(noon + 5)).toEqual([true, true]);
  });
});
