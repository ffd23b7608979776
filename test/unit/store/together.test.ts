import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  sql,
} from 'kysely';
import type { Schema } from '../../../src/store/schema.ts';
import { together } from '../../../src/store/engines/together.ts';

/** A database that answers every question with as many rows as it has, and says what it was asked. */
function asked(rows = 1) {
  const texts: string[] = [];
  class Driver extends DummyDriver {
    override async acquireConnection(): Promise<DatabaseConnection> {
      return {
        executeQuery: async <Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> => {
          texts.push(sql);
          if (parameters[0] === 'fails') throw new Error('not now');
          return { rows: Array.from({ length: rows }, () => ({ n: texts.length })) as Row[] };
        },
        async *streamQuery() {},
      };
    }
  }
  const dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new Driver(),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
  const db = together(new Kysely<Schema>({ dialect }), {
    dialect,
    asOne: ({ sql }) => ({ sql: `(${sql})`, rows: () => [] }),
  });
  const workspaces = (team = 'T1') => db.selectFrom('workspace').selectAll().where('app_id', '=', team);
  return { texts, db, workspaces };
}

describe('in one transaction, a question', () => {
  it('that was asked before is not asked again', async () => {
    const { texts, workspaces } = asked();
    const [one] = await workspaces().execute();
    const [same] = await workspaces().execute();
    await workspaces('T2').execute();
    expect(same).toEqual(one);
    expect(texts).toHaveLength(2);
  });

  it('has rows of its own, so that who changes them changes no others', async () => {
    const { workspaces } = asked();
    const [one] = await workspaces().execute();
    Object.assign(one ?? {}, { n: 'changed' });
    expect(await workspaces().execute()).toEqual([{ n: 1 }]);
  });

  it('is asked again once its table was changed', async () => {
    const { texts, db, workspaces } = asked();
    await workspaces().execute();
    await db.updateTable('workspace').set({ removed_at: 1 }).execute();
    expect(await workspaces().execute()).toEqual([{ n: 3 }]);
    expect(texts).toHaveLength(3);
  });

  it.each([
    ['a row is written into it', (db: Kysely<Schema>) => db.insertInto('workspace').values([]).execute()],
    ['rows went, and others with them', (db: Kysely<Schema>) => db.deleteFrom('person').execute()],
    ['nobody knows what was changed', (db: Kysely<Schema>) => sql`update person set name = ''`.execute(db)],
  ])('is asked again once %s', async (_, change) => {
    const { db, workspaces } = asked();
    await workspaces().execute();
    await change(db);
    expect(await workspaces().execute()).toEqual([{ n: 3 }]);
  });

  it('is asked again once a table was changed that it names beside its own', async () => {
    const { db } = asked();
    const both = db
      .selectFrom('workspace')
      .selectAll()
      .where((it) => it.exists(it.selectFrom('person').select('name')));
    await both.execute();
    await db.updateTable('person').set({ name: '' }).execute();
    expect(await both.execute()).toEqual([{ n: 3 }]);
  });

  it('is not asked again once another table was changed, unless triggers keep what it asks for', async () => {
    const { texts, db, workspaces } = asked();
    const words = db.selectFrom(sql<{ words: string }>`lesson_words`.as('w')).selectAll();
    await workspaces().execute();
    await words.execute();
    await db.updateTable('person').set({ name: '' }).execute();
    await workspaces().execute();
    expect(texts).toHaveLength(3);
    await words.execute();
    expect(texts).toHaveLength(4);
  });

  it('is asked again when the change is under way, not only when it is done', async () => {
    const { db, workspaces } = asked();
    await workspaces().execute();
    const changing = db.updateTable('workspace').set({ removed_at: 1 }).execute();
    const after = workspaces().execute();
    await changing;
    expect(await after).toEqual([{ n: 3 }]);
  });

  it('that failed is asked again', async () => {
    const { texts, workspaces } = asked();
    await expect(workspaces('fails').execute()).rejects.toThrow('not now');
    await expect(workspaces('fails').execute()).rejects.toThrow('not now');
    expect(texts).toHaveLength(2);
  });

  it('with many rows is asked again, so that they do not stay until the end', async () => {
    const { texts, workspaces } = asked(51);
    await workspaces().execute();
    await workspaces().execute();
    expect(texts).toHaveLength(2);
  });
});
