/** Column types that mean the same on SQLite and PostgreSQL. Migrations use these, and are frozen once landed. */
import { sql, type CreateTableBuilder, type Kysely } from 'kysely';

export type Engine = 'sqlite' | 'postgres';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a migration is frozen in time and knows no current schema
export type Database = Kysely<any>;

/** Text that sorts and compares by code point on both engines. */
export function text(engine: Engine) {
  return engine === 'postgres' ? sql`text collate "C"` : sql`text`;
}

/** Epoch milliseconds and counts. */
export const integer = 'bigint';

/** What the store adds to every shared table of a feature: the guard's columns. Call it first. */
export function sharedColumns<T extends string>(table: CreateTableBuilder<T>, engine: Engine, name: string) {
  return table
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('id', text(engine), (c) => c.notNull())
    .addColumn('audience_id', text(engine), (c) => c.notNull())
    .addColumn('seal_id', text(engine))
    .addPrimaryKeyConstraint(`pk_${name}`, ['team_id', 'id'] as never)
    .addForeignKeyConstraint(`fk_${name}_audience`, ['team_id', 'audience_id'] as never, 'audience', [
      'team_id',
      'id',
    ])
    .addForeignKeyConstraint(`fk_${name}_seal`, ['team_id', 'seal_id'] as never, 'seal', ['team_id', 'id']);
}

/**
 * What the store adds to every own table of a feature. Call it first, then add the columns of `key` and the rest.
 * @param key the columns that, after workspace and person, make a row unique; as declared in the feature's `tables.ts`
 */
export function ownColumns<T extends string>(
  table: CreateTableBuilder<T>,
  engine: Engine,
  name: string,
  key: readonly string[],
) {
  return table
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('user_id', text(engine), (c) => c.notNull())
    .addColumn('audience_id', text(engine))
    .addColumn('seal_id', text(engine))
    .addPrimaryKeyConstraint(`pk_${name}`, ['team_id', 'user_id', ...key] as never)
    .addForeignKeyConstraint(`fk_${name}_audience`, ['team_id', 'audience_id'] as never, 'audience', [
      'team_id',
      'id',
    ])
    .addForeignKeyConstraint(`fk_${name}_seal`, ['team_id', 'seal_id'] as never, 'seal', ['team_id', 'id']);
}

/** The indexes that the guard, `unlink` and erasing want on every table of a feature. Call it after the table is made. */
export async function guardIndexes(db: Database, name: string): Promise<void> {
  await db.schema.createIndex(`ix_${name}_audience`).on(name).columns(['team_id', 'audience_id']).execute();
  await db.schema.createIndex(`ix_${name}_seal`).on(name).columns(['team_id', 'seal_id']).execute();
}

/** One migration file: `db/migrations/*.ts` export `up`. There is no way down: a mistake is mended by the next migration. */
export type Up = (db: Database, engine: Engine) => Promise<void>;
