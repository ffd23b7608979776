/** Exports and erasures: the only wider access, and what they leave. On both engines. */
import { sql } from 'kysely';
import { channelId, rowId, type EmbargoId, userId } from '../../src/core/ids.ts';
import { jobId } from '../../src/core/job-ref.ts';
import { defineJob } from '../../src/core/job.ts';
import { keyOf, postId } from '../../src/core/post-ref.ts';
import { definePost, stays } from '../../src/core/post.ts';
import type { Subject } from '../../src/core/scope.ts';
import { mentions, withoutMention } from '../../src/store/outbox/mentions.ts';
import { engines } from '../support/databases.ts';
import { clean } from '../support/erasures.ts';
import {
  channel,
  channelViewer,
  empty,
  noon,
  note,
  openWorld,
  people,
  personViewer,
  sees,
  T1,
  T2,
  vote,
  type World,
  write,
} from './support/world.ts';

const ann = personViewer('ann');
const bob = personViewer('bob');
const operator = { actor: 'operator', reader: null } as const;
const by = (id: string) => ({ actor: userId(id), reader: userId(id) });
const news = definePost(postId('test.news'), {
  title: async () => 'news',
  build: async () => null,
  over: stays,
});
const tick = defineJob(jobId('test.tick'), 'transition', {
  title: async () => 'a tick',
  run: async () => undefined,
});

/** Everybody does something of everything, in two channels of one workspace. */
async function busyWorkspace(world: World, team = T1): Promise<EmbargoId> {
  const { store } = world;
  await people(world, { ann: 'member', bob: 'member', ann2: 'member' }, team);
  await channel(world, 'TEAM', ['ann', 'bob', 'ann2'], {}, team);
  await channel(world, 'WORK', ['ann', 'bob'], {}, team);
  const embargo = await store.transact(team, ann, (scope) => scope.embargo());
  for (const [id, place] of [
    ['t', channelId('TEAM')],
    ['w', channelId('WORK')],
  ] as const) {
    const audience = await store.transact(team, ann, (scope) =>
      scope.audience({ kind: 'people', channel: place, people: [userId('ann'), userId('bob')] }),
    );
    await write(world, ann, `${id}-ann`, { audience, by: ['ann'] }, team);
    await write(world, ann, `${id}-both`, { audience, by: ['ann', 'bob'], names: 'hidden' }, team);
    await write(world, bob, `${id}-bob`, { audience, embargo, by: ['bob'] }, team);
    await store.transact(team, ann, async (scope) => {
      await scope.update(note, rowId(`${id}-both`), { owner: userId('ann') });
      await scope.upsertOwn(vote, { note: rowId(`${id}-bob`), score: 1 }, { audience });
      await scope.publish(news.ref({ about: userId('ann') }, { kind: 'channel', channel: place }));
      await scope.publish(news.ref({ n: 1 }, { kind: 'channel', channel: place }, userId('ann')));
      const direct = news.ref({ place }, { kind: 'person', user: userId('ann'), urgency: 'due' });
      await scope.publish(direct);
      await scope.publish(news.ref({ place }, { kind: 'thread', under: direct }));
      await scope.publish(news.ref({ place }, { kind: 'person', user: userId('bob'), urgency: 'due' }));
      await scope.runAt(tick.ref({ place, whose: userId('ann') }), noon, channelViewer(place));
      await scope.runAt(tick.ref({ place }, userId('ann')), noon, bob);
    });
  }
  await store.write(async (db) => {
    const ids = ['ann', 'bob', 'ann2'];
    await db
      .insertInto('home')
      .values(ids.map((id) => ({ team_id: team, user_id: userId(id), wanted: 1, shown: 1, due_at: 0 })))
      .execute();
    await db.updateTable('delivery').set({ state: 'sent', ts: '1.5', wanted: 1, shown: 1 }).execute();
  });
  for (const [eventId, type, body] of [
    ['e1', 'user_change', { user: { id: 'ann', name: 'Ann' } }],
    ['e2', 'channel_archive', { channel: 'TEAM', user: 'ann' }],
    ['e3', 'channel_archive', { channel: 'WORK', user: 'ann2' }],
  ] as const)
    await store.inbox.add({ teamId: team, eventId, type, body: JSON.stringify(body), receivedAt: noon });
  await store.exporting(team, by('ann'), { kind: 'workspace' }, async () => undefined);
  return embargo;
}

/** Every cell of every table that names this id, as `table.column`. */
async function named(world: World, id: string): Promise<string[]> {
  const found = new Set<string>();
  const tables = (await world.store.system.introspection.getTables()).map(({ name }) => name);
  // What wakes the workers is none of ours, and names workspaces.
  const queue = world.store.engine === 'postgres' ? ['pgboss.job', 'pgboss.warning'] : [];
  for (const table of [...tables, ...queue]) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(
      world.store.system,
    );
    for (const [column, cell] of rows.flatMap((row) => Object.entries(row))) {
      const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
      if (typeof cell !== 'number' && mentions(id, text)) found.add(`${table}.${column}`);
    }
  }
  return [...found].toSorted();
}

/** What an erasure still has to do in Slack, as `kind place ts`. */
async function leftBehind(world: World): Promise<string[]> {
  const query = world.store.system.selectFrom('left_behind').select(['kind', 'place', 'ts']);
  const rows = await query.where('kind', '<>', 'files').execute();
  return rows.map(({ kind, place, ts }) => `${kind} ${place} ${ts}`.trim()).toSorted();
}

const countIn = async (world: World, table: string, team: string) => {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}
    where team_id = ${team}`.execute(world.store.system);
  return rows[0]?.count;
};

describe.each(engines())('on $name', (engine) => {
  let world: World;
  let embargo: EmbargoId;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await empty(world);
    embargo = await busyWorkspace(world);
  });

  const erase = (subject: Subject, actor: Parameters<World['store']['erasing']>[1] = 'operator') =>
    world.store.erasing(T1, actor, subject);

  describe('an operator’s export', () => {
    it('holds every open row and its shown authors; no hidden author, embargoed row, vote or count', async () => {
      const all = await world.store.exporting(T1, operator, { kind: 'workspace' }, async (read) => ({
        viewer: read.viewer,
        notes: (await read.from(note).select('id').orderBy('id').execute()).map(({ id }) => id),
        mine: await read.mine(note).selectAll().execute(),
        authors: Object.fromEntries(await read.authors(note, ['t-ann', 't-both', 't-bob'].map(rowId))),
        votes: await read.from(vote).selectAll().execute(),
        counts: await read.countBy(vote, 'note', {}),
        members: (await read.members(channelId('TEAM'))).map(({ userId }) => userId),
        channel: (await read.channel(channelId('WORK')))?.name,
      }));
      expect(all).toEqual({
        viewer: { kind: 'operator' },
        notes: ['t-ann', 't-both', 'w-ann', 'w-both'],
        mine: [],
        authors: { 't-ann': ['ann'] },
        votes: [],
        counts: new Map(),
        members: ['ann', 'ann2', 'bob'],
        channel: 'WORK',
      });
      await world.store.transact(T1, bob, (scope) => scope.open(embargo));
      const after = await world.store.exporting(T1, operator, { kind: 'workspace' }, (read) =>
        read.from(note).select('id').execute(),
      );
      expect(after).toHaveLength(6);
    });

    it('is on record, also when it fails', async () => {
      const failing = world.store.exporting(T1, operator, { kind: 'workspace' }, async () =>
        Promise.reject(new Error('full disk')),
      );
      await expect(failing).rejects.toThrow('full disk');
      expect(await world.store.audit.of(T1)).toEqual([
        { at: noon, actor: 'ann', deed: 'export', subject: 'workspace' },
        { at: noon, actor: 'operator', deed: 'export', subject: 'workspace' },
      ]);
    });
  });

  describe('an admin’s export', () => {
    /** What of everything an export could ask for is shown. */
    const seenBy = (exporting: Parameters<World['store']['exporting']>[1], subject: Subject) =>
      world.store.exporting(T1, exporting, subject, async (read) => ({
        notes: (await read.from(note).select('id').orderBy('id').execute()).map(({ id }) => id),
        mine: (await read.mine(note).select('id').orderBy('id').execute()).map(({ id }) => id),
        authors: Object.fromEntries(await read.authors(note, ['t-ann', 't-both', 't-bob'].map(rowId))),
        votes: (await read.from(vote).select('note').orderBy('note').execute()).map((row) => row.note),
        counts: (await read.countBy(vote, 'note', {})).size,
      }));

    it('holds what reaches that admin, and nothing that is theirs alone or tells which rows are', async () => {
      const workspace: Subject = { kind: 'workspace' };
      expect(await seenBy(by('ann'), workspace)).toEqual({
        notes: ['t-ann', 't-both', 'w-ann', 'w-both'],
        mine: [],
        authors: { 't-ann': ['ann'] },
        votes: [],
        counts: 0,
      });
      // Bob wrote `t-bob`, which is under embargo: it is his own, not what reaches him.
      expect((await seenBy(by('bob'), workspace)).notes).toEqual(['t-ann', 't-both', 'w-ann', 'w-both']);
      expect((await seenBy(by('ann2'), workspace)).notes).toEqual([]);
      await people(world, { bob: 'deactivated' });
      expect((await seenBy(by('bob'), workspace)).notes).toEqual([]);
    });

    it('of somebody who left is for them: what they wrote, voted and are named in, and nothing of others', async () => {
      const ofAnn: Subject = { kind: 'person', userId: userId('ann') };
      await world.store.transact(T1, bob, (scope) => scope.open(embargo));
      const before = await seenBy(operator, ofAnn);
      expect(before.notes).toContain('t-bob');
      await people(world, { ann: 'deactivated' });
      expect(await seenBy(operator, ofAnn)).toEqual({
        ...before,
        notes: ['t-ann', 't-both', 'w-ann', 'w-both'],
        authors: { 't-ann': ['ann'], 't-both': ['ann'] },
        counts: 0,
      });
      expect(before.mine).toEqual(['t-ann', 't-both', 'w-ann', 'w-both']);
      expect(before.votes).toEqual(['t-bob', 'w-bob']);
      await world.store.transact(T1, bob, (scope) =>
        scope.update(note, rowId('w-bob'), { owner: userId('ann') }),
      );
      expect((await seenBy(operator, ofAnn)).notes).toEqual(['t-ann', 't-both', 'w-ann', 'w-bob', 'w-both']);
      expect((await seenBy(operator, ofAnn)).authors).toEqual({ 't-ann': ['ann'], 't-both': ['ann'] });
    });
  });

  it('knows who left and has something here, and nobody else', async () => {
    await people(world, { old: 'deactivated', gus: 'guest' });
    expect(await world.store.peopleWhoLeft(T1)).toEqual([]);
    await people(world, { ann: 'deactivated', ann2: 'deactivated' });
    // `ann2` has opened App Home.
    expect(await world.store.peopleWhoLeft(T1)).toEqual(['ann', 'ann2']);
    expect(await world.store.peopleWhoLeft(T2)).toEqual([]);
    await erase({ kind: 'person', userId: userId('ann') });
    expect(await world.store.peopleWhoLeft(T1)).toEqual(['ann2']);
  });

  describe('erasing a person', () => {
    it('leaves nothing that names them, in any column of any table', async () => {
      expect(await named(world, 'ann')).toContain('delivery.params');
      await erase({ kind: 'person', userId: userId('ann') }, userId('ann'));
      // Only whose Home is still to be emptied, until it is.
      expect(await named(world, 'ann')).toEqual(['left_behind.place']);
    });

    it('takes what they wrote alone, and leaves what is others’ or was written with others', async () => {
      expect(await erase({ kind: 'person', userId: userId('ann') })).toMatchObject({
        ...{ rows: 4, inSlack: 2, homes: 1 },
      });
      expect(await sees(world, bob)).toEqual(['t-bob', 't-both', 'w-bob', 'w-both']);
      const writers = await world.store.system
        .selectFrom('authorship')
        .select('user_id')
        .distinct()
        .execute();
      expect(writers).toEqual([{ user_id: 'bob' }]);
      expect((await named(world, 'ann2')).length).toBeGreaterThan(2);
      expect(await world.store.system.selectFrom('audience').selectAll().execute()).toHaveLength(2);
    });

    it('tells which messages must go, and redraws the others', async () => {
      // Their direct messages have no channel yet; the posts about them have one each, in two channels.
      await erase({ kind: 'person', userId: userId('ann') });
      expect(await leftBehind(world)).toEqual(['home ann', 'message TEAM 1.5', 'message WORK 1.5']);
      const left = await world.store.system
        .selectFrom('delivery')
        .select(['kind', 'owner_id', 'wanted'])
        .orderBy('kind')
        .execute();
      expect(left.map(({ kind }) => kind)).toEqual(['channel', 'channel', 'person', 'person']);
      for (const row of left) {
        expect(row.owner_id).toBeNull();
        expect(row.wanted).toBeGreaterThan(1);
      }
    });

    it('redraws what may name them, where they wrote nothing', async () => {
      await people(world, { cat: 'member', dan: 'member' });
      await channel(world, 'PLAY', ['cat', 'bob']);
      const audience = await world.store.transact(T1, bob, (scope) =>
        scope.audience({ kind: 'conversation', channel: channelId('TEAM') }),
      );
      await write(world, bob, 'of-dan', { audience, by: ['bob'] });
      await world.store.transact(T1, bob, async (scope) => {
        await scope.update(note, rowId('of-dan'), { owner: userId('dan') });
        await scope.publish(news.ref({ n: 2 }, { kind: 'channel', channel: channelId('PLAY') }));
      });
      const system = world.store.system;
      await system.updateTable('delivery').set({ state: 'sent', ts: '1.5', wanted: 1 }).execute();
      const redrawn = async () => {
        const query = system.selectFrom('delivery').select('channel_id').where('wanted', '>', 1);
        return (await query.where('kind', '=', 'channel').execute()).map((row) => row.channel_id);
      };
      await erase({ kind: 'person', userId: userId('cat') });
      expect(await redrawn()).toEqual(['PLAY']);
      await erase({ kind: 'person', userId: userId('dan') });
      expect(new Set(await redrawn())).toEqual(new Set(['PLAY', 'TEAM']));
    });

    it('leaves their channels with members that nobody knows, since they are still in them', async () => {
      await people(world, { gus: 'guest' });
      await channel(world, 'PLAY', ['gus', 'bob']);
      const stale = (id: string) => world.store.directory.stale(T1, channelId(id), 1000);
      await erase({ kind: 'person', userId: userId('gus') });
      expect([await stale('PLAY'), await stale('TEAM')]).toEqual([true, false]);
    });

    it('works events off that only name them, without the name', async () => {
      await erase({ kind: 'person', userId: userId('ann') });
      const events = await world.store.inbox.next(T1, 9, 9);
      expect(events.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
        { channel: 'TEAM', user: 'erased' },
        { channel: 'WORK', user: 'ann2' },
      ]);
    });

    it('is on record without their name, and the same when done twice', async () => {
      const again = () => erase({ kind: 'person', userId: userId('ann') }, userId('ann'));
      await again();
      const before = await leftBehind(world);
      expect(await again()).toMatchObject({ rows: 0, inSlack: 0, homes: 0 });
      expect(await leftBehind(world)).toEqual(before);
      expect(
        (await world.store.audit.of(T1)).map(({ actor, deed, subject }) => [actor, deed, subject]),
      ).toEqual(
        expect.arrayContaining([
          ['erased', 'export', 'workspace'],
          ['themselves', 'erase', 'person'],
        ]),
      );
    });

    it('is on record as theirs only where they asked for it, and by whoever else asked otherwise', async () => {
      const last = async () => {
        const [entry] = await world.store.audit.of(T1);
        return [entry?.actor, entry?.deed, entry?.subject];
      };
      world.clock.time += 1000;
      await erase({ kind: 'person', userId: userId('ann2') }, userId('bob'));
      expect(await last()).toEqual(['bob', 'erase', 'person']);
      world.clock.time += 1000;
      await erase({ kind: 'channel', channelId: channelId('WORK') }, userId('bob'));
      expect(await last()).toEqual(['bob', 'erase', 'channel']);
      world.clock.time += 1000;
      await world.store.exporting(T1, by('bob'), { kind: 'person', userId: userId('bob') }, async () => null);
      expect(await last()).toEqual(['bob', 'export', 'person']);
      world.clock.time += 1000;
      await erase({ kind: 'person', userId: userId('bob') }, 'operator');
      expect(await last()).toEqual(['operator', 'erase', 'person']);
    });

    it('of the whole workspace is the operator’s on record, or of the one who asked, without their name', async () => {
      const actors = async () =>
        (await world.store.audit.of(T1)).filter(({ deed }) => deed === 'erase').map(({ actor }) => actor);
      await erase({ kind: 'workspace' }, 'operator');
      expect(await actors()).toEqual(['operator']);
      await empty(world);
      await erase({ kind: 'workspace' }, userId('ann'));
      expect(await actors()).toEqual(['themselves']);
    });

    it('does not reach into another workspace where they have the same id', async () => {
      await busyWorkspace(world, T2);
      const before = await countIn(world, 'authorship', T2);
      await erase({ kind: 'person', userId: userId('ann') });
      expect(await countIn(world, 'authorship', T2)).toBe(before);
      expect(await countIn(world, 'note', T2)).toBe(6);
      expect(await countIn(world, 'vote', T2)).toBe(2);
    });
  });

  describe('erasing a channel', () => {
    it('leaves nothing that names it, and nothing written for it', async () => {
      await erase({ kind: 'channel', channelId: channelId('TEAM') });
      // Only where a message is still to be taken out of Slack, until it is.
      expect(await named(world, 'TEAM')).toEqual(['left_behind.place']);
      for (const id of ['t-ann', 't-both', 't-bob']) expect(await named(world, id)).toEqual([]);
      await world.store.transact(T1, ann, (scope) => scope.open(embargo));
      expect(await sees(world, ann)).toEqual(['w-ann', 'w-bob', 'w-both']);
      expect(await sees(world, bob)).toEqual(['w-ann', 'w-bob', 'w-both']);
    });
  });

  /** Bob has voted on a note of each channel, and is told of both in one message, and of Ann’s in TEAM in another. */
  const hanging = async () => {
    const to = { kind: 'person', user: userId('bob'), urgency: 'due' } as const;
    const about = (id: string, n: number) => news.ref({ note: rowId(id), n }, to);
    await world.store.transact(T1, bob, async (scope) => {
      for (const id of ['t-ann', 'w-both']) {
        await scope.upsertOwn(vote, { note: rowId(id), score: 2 });
        await scope.runAt(tick.ref({ note: rowId(id) }), noon, bob);
        await scope.publish(about(id, 1));
      }
      await scope.publish(about('t-ann', 2));
    });
    for (const [post, ts] of [
      [about('t-ann', 1), '7.1'],
      [about('w-both', 1), '7.1'],
      [about('t-ann', 2), '7.2'],
    ] as const)
      await world.store.system
        .updateTable('delivery')
        .set({ state: 'sent', channel_id: channelId('D-BOB'), ts, shown: 1 })
        .where('key', '=', keyOf(post))
        .execute();
  };

  describe('erasing a row', () => {
    it.each<Subject>([
      { kind: 'channel', channelId: channelId('TEAM') },
      { kind: 'person', userId: userId('ann') },
    ])('takes along what hangs on it and names nothing else: $kind', async (subject) => {
      await hanging();
      await erase(subject);
      expect(await named(world, 't-ann')).toEqual([]);
      expect((await leftBehind(world)).filter((row) => row.includes('D-BOB'))).toEqual(['message D-BOB 7.2']);
      // The message that tells of something else too stays, and is redrawn.
      expect(await named(world, 'w-both')).toEqual(
        [
          'delivery.key',
          'delivery.params',
          'job.key',
          'job.params',
          'note.id',
          'note.words',
          'vote.note',
          'authorship.row_id',
        ].toSorted(),
      );
    });

    it('has the Homes redrawn in which it may be shown', async () => {
      await people(world, { cat: 'member' });
      await world.store.system
        .insertInto('home')
        .values({ team_id: T1, user_id: userId('cat'), wanted: 1, shown: 1, due_at: 0 })
        .execute();
      await erase({ kind: 'channel', channelId: channelId('WORK') });
      const stale = await world.store.system
        .selectFrom('home')
        .select('user_id')
        .whereRef('wanted', '>', 'shown')
        .orderBy('user_id')
        .execute();
      expect(stale.map(({ user_id }) => user_id)).toEqual(['ann', 'bob']);
    });
  });

  describe('erasing a workspace', () => {
    it('leaves one line that says so, until the files are cleaned a note of that, and no other workspace’s less', async () => {
      await busyWorkspace(world, T2);
      await hanging();
      await erase({ kind: 'workspace' }, userId('ann'));
      // Until a worker has heard that there is something to clean.
      const told = world.store.engine === 'postgres' ? ['pgboss.job.data'] : [];
      expect(await named(world, 'T1')).toEqual(['audit.team_id', 'left_behind.team_id', ...told]);
      if (told.length > 0) await sql`delete from pgboss.job`.execute(world.store.system);
      await clean(world.store);
      expect(await named(world, 'T1')).toEqual(['audit.team_id']);
      expect(await world.store.audit.of(T1)).toEqual([
        { at: noon, actor: 'themselves', deed: 'erase', subject: 'workspace' },
      ]);
      expect(await leftBehind(world)).toEqual([]);
      expect(await countIn(world, 'note', T2)).toBe(6);
      expect(await countIn(world, 'delivery', T2)).toBe(10);
    });
  });

  it('undoes an erasure whole when a part of it fails', async () => {
    await sql`alter table vote rename to votes`.execute(world.store.system);
    await expect(world.store.erasing(T1, 'operator', { kind: 'workspace' })).rejects.toThrow(/vote/);
    await sql`alter table votes rename to vote`.execute(world.store.system);
    expect(await countIn(world, 'note', T1)).toBe(6);
    expect(await world.store.audit.of(T1)).toHaveLength(1);
  });
});

describe('a mention', () => {
  it('is the whole id, not the beginning of a longer one', () => {
    expect(mentions('U1', 'post|U1|a=1')).toBe(true);
    expect(mentions('U1', null, '{"user":"U1"}')).toBe(true);
    expect(mentions('U1', 'post|(news|U1|)|', 'x')).toBe(true);
    expect(mentions('U1', '{"user":"U12"}', 'xU1', 'U1-2')).toBe(false);
    expect(withoutMention('U1', '{"user":"U1","by":"U12"}')).toBe('{"user":"erased","by":"U12"}');
  });
});
