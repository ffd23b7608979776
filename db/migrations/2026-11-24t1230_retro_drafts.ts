/** What somebody has typed and not saved yet; how long each phase takes; what ended, and how a phase did. */
import { guardIndexes, integer, ownColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await ownColumns(db.schema.createTable('retro_draft'), engine, 'retro_draft', ['retro_id'])
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('typed', text(engine), (c) => c.notNull())
    .addColumn('shown', text(engine), (c) => c.notNull())
    .addColumn('typed_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_draft');

  // One after the other: SQLite changes one column at a time.
  const retro = () => db.schema.alterTable('retro');
  await retro()
    .addColumn('lengths', text(engine), (c) => c.notNull().defaultTo('{}'))
    .execute();
  await retro().addColumn('happened_until', text(engine)).execute();
  await retro().addColumn('ended_how', text(engine)).execute();
  await retro()
    .addColumn('was_private', integer, (c) => c.notNull().defaultTo(0))
    .execute();
  await retro()
    .addColumn('was_shared', integer, (c) => c.notNull().defaultTo(0))
    .execute();
  // Whoever leaves stays counted, so nobody counts the leaving.
  await retro().dropColumn('departed').execute();
}
