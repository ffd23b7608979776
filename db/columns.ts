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
