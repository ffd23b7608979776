/** What people thank one another for. */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('thanks'), engine, 'thanks')
    .addColumn('given_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('kind', text(engine), (c) => c.notNull())
    .addColumn('person_id', text(engine))
    .addColumn('what', text(engine), (c) => c.notNull())
    .addColumn('link', text(engine), (c) => c.notNull())
    .addColumn('given_at', integer, (c) => c.notNull())
    .addColumn('shown_at', integer)
    .addColumn('shown_seal', text(engine))
    .execute();
  await guardIndexes(db, 'thanks');
}
