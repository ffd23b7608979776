/** Tables that are declared and are not as declared, tables of a newer Lore, and what an export counts. On both engines. */
import { sql } from 'kysely';
import * as columns from '../../db/columns.ts';
import { number, text } from '../../src/core/columns.ts';
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import { ownTable, sharedTable } from '../../src/core/tables.ts';
import { allGuards } from '../../src/store/access/guards.ts';
import { engines } from '../support/databases.ts';
import {
  channel,
  channelViewer,
  empty,
  fixture,
  note,
  openWorld,
  people,
  personViewer,
  T1,
  vote,
  type World,
} from './support/world.ts';

const ann = personViewer('ann');
/** How many there are may be told to whom an export is made for. */
const poll = ownTable('poll', ['what'], { what: text, score: number }, { isCountedInExports: true });

/** Besides a table that is declared: two of a newer Lore, and one that is nobody's. */
const up: columns.Up = async (db, engine) => {
  const own = (name: string) =>
    columns
      .ownColumns(db.schema.createTable(name), engine, name, ['what'])
      .addColumn('what', columns.text(engine), (c) => c.notNull());
  await own('poll')
    .addColumn('score', columns.integer, (c) => c.notNull())
    .execute();
  await own('later_own').execute();
  await columns.sharedColumns(db.schema.createTable('later_shared'), engine, 'later_shared').execute();
  for (const name of ['poll', 'later_own', 'later_shared']) await columns.guardIndexes(db, name);
  await db.schema
    .createTable('later_list')
    .addColumn('team_id', columns.text(engine), (c) => c.notNull())
    .addColumn('id', columns.text(engine), (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_later_list', ['team_id', 'id'] as never)
    .execute();
};
const made = {
  tables: [...fixture.tables, poll],
  migrations: { ...fixture.migrations, '9999-test-poll': up },
};

describe.each(engines())('on $name', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine, allGuards, made);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await empty(world);
    await people(world, { ann: 'member', bob: 'member', cat: 'member', old: 'member' });
    await channel(world, 'TEAM', ['ann', 'bob', 'old']);
  });

  describe('a store does not open', () => {
    const opened = async (tables: typeof made.tables) => {
      const one = await openWorld(engine, allGuards, { ...made, tables });
      try {
        await one.store.read(T1, ann, async () => undefined);
      } finally {
        await one.close();
      }
    };
    it('where two tables have one name', async () => {
      await expect(opened([...made.tables, sharedTable('note', {}) as never])).rejects.toThrow(
        'two tables are declared under one name',
      );
    });

    it('where no migration makes a table', async () => {
      await expect(opened([sharedTable('nowhere', {}) as never])).rejects.toThrow(
        'the table nowhere is declared, but no migration makes it',
      );
    });

    it('where a column is missing that is declared, or that says who may see a row', async () => {
      const longer = sharedTable('joint', { words: text, colour: text, shape: text });
      await expect(opened([note, vote, longer as never])).rejects.toThrow(
        'the table joint lacks colour, shape',
      );
      await expect(opened([sharedTable('later_list', {}) as never])).rejects.toThrow(
        'the table later_list lacks audience_id, seal_id',
      );
    });
  });

  it('an erasure reaches the rows in tables of a newer Lore, and no others', async () => {
    const newer = await openWorld(engine, allGuards, made);
    const { store } = newer;
    await people(newer, { ann: 'member', bob: 'member' });
    await channel(newer, 'TEAM', ['ann', 'bob']);
    const audience = await store.transact(T1, ann, (scope) =>
      scope.audience({ kind: 'conversation', channel: channelId('TEAM') }),
    );
    const insert = (into: ReturnType<typeof sql>) => sql`insert into ${into}`.execute(store.system);
    await insert(sql`later_shared (team_id, id, audience_id) values (${T1}, 'one', ${audience})`);
    for (const user of ['ann', 'bob'])
      await insert(sql`later_own (team_id, user_id, what) values (${T1}, ${user}, 'help')`);
    await insert(sql`later_list (team_id, id) values (${T1}, 'two')`);
    const left = async () => {
      const ids = sql<{
        id: string;
      }>`select user_id as id from later_own union all select id from later_shared
        union all select id from later_list`;
      return (await ids.execute(store.system)).rows.map(({ id }) => id).toSorted();
    };
    await store.erasing(T1, 'operator', { kind: 'person', userId: userId('ann') });
    expect(await left()).toEqual(['bob', 'one', 'two']);
    await store.erasing(T1, 'operator', { kind: 'channel', channelId: channelId('TEAM') });
    expect(await left()).toEqual(['bob', 'two']);
    await store.erasing(T1, 'operator', { kind: 'workspace' });
    // What is no practice's has nothing that people wrote, as Lore's own lists.
    expect(await left()).toEqual(['two']);
    await newer.close();
  });

  describe('an export', () => {
    type Subject = Parameters<World['store']['exporting']>[2];
    const counts = (reader: string | null, subject: Subject = { kind: 'workspace' }) =>
      world.store.exporting(
        T1,
        { actor: 'operator', reader: reader === null ? null : userId(reader) },
        subject,
        async (read) => [
          Object.fromEntries(await read.countBy(poll, 'what', {})),
          Object.fromEntries(await read.countBy(vote, 'note', {})),
        ],
      );
    beforeEach(async () => {
      await world.store.transact(T1, ann, async (scope) => {
        const audience = await scope.audience({ kind: 'conversation', channel: channelId('TEAM') });
        const embargo = await scope.embargo();
        await scope.upsertOwn(poll, { what: 'tea', score: 1 }, { audience });
        await scope.upsertOwn(poll, { what: 'secret', score: 1 }, { audience, embargo });
        await scope.upsertOwn(vote, { note: rowId('n'), score: 1 }, { audience });
      });
    });

    it('for the operator counts what is declared so, is open, and no vote', async () => {
      expect(await counts(null)).toEqual([{ tea: 1 }, {}]);
    });

    it('for an admin counts only what they could see, and no vote', async () => {
      expect([await counts('ann'), await counts('cat')]).toEqual([
        [{ tea: 1 }, {}],
        [{}, {}],
      ]);
    });

    it('of a person who left counts nothing; of one who is here, what they see', async () => {
      const of = (id: string) => counts(null, { kind: 'person', userId: userId(id) });
      expect(await of('old')).toEqual([{ tea: 1 }, { n: 1 }]);
      await people(world, { old: 'deactivated' });
      expect(await of('old')).toEqual([{}, {}]);
    });

    it('has nobody’s own rows and nothing of what they wrote, unless it is theirs', async () => {
      const own = (reader: string | null, subject: Subject) =>
        world.store.exporting(
          T1,
          { actor: 'operator', reader: reader === null ? null : userId(reader) },
          subject,
          async (read) =>
            (await read.from(poll).select('what').orderBy('what').execute()).map(({ what }) => what),
        );
      expect(await own(null, { kind: 'workspace' })).toEqual([]);
      expect(await own('ann', { kind: 'workspace' })).toEqual([]);
      expect(await own(null, { kind: 'person', userId: userId('ann') })).toEqual(['secret', 'tea']);
      await people(world, { ann: 'deactivated' });
      expect(await own(null, { kind: 'person', userId: userId('ann') })).toEqual(['secret', 'tea']);
    });
  });

  describe('what somebody does not see for a while', () => {
    const unseen = (ids: readonly string[], viewer = ann, team = T1) =>
      world.store.read(team, viewer, (_read, isUnseen) => isUnseen(ids));
    const written = async (id: string, kind: 'conversation' | 'named') => {
      await world.store.transact(T1, ann, async (scope) => {
        const audience = await scope.audience(
          kind === 'named'
            ? { kind, from: channelId('TEAM'), people: [userId('cat')] }
            : { kind, channel: channelId('TEAM') },
        );
        await scope.insert(
          note,
          { id: rowId(id), words: 'w', rank: null, owner: null },
          { audience, by: [], names: 'shown' },
        );
      });
    };

    it('is what is in a conversation that they are not in, or that conversation', async () => {
      await written('n', 'conversation');
      const cat = personViewer('cat');
      expect([await unseen(['n']), await unseen(['TEAM'])]).toEqual([false, false]);
      expect([await unseen(['n'], cat), await unseen(['TEAM'], cat)]).toEqual([true, true]);
      expect(await unseen(['gone', 'n'], cat)).toBe(true);
      expect(await unseen(['n'], channelViewer('TEAM'))).toBe(false);
    });

    it('is not what is gone, nor nothing, nor what somebody wrote to others by name', async () => {
      await written('m', 'named');
      const cat = personViewer('cat');
      expect([await unseen(['gone'], cat), await unseen([], cat), await unseen(['m'], cat)]).toEqual([
        false,
        false,
        false,
      ]);
    });
  });
});
