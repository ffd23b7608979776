/** What could not be shown to somebody who acted, for their App Home (src/store/not-shown.ts). */
import { integer, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('not_shown')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('user_id', text(engine), (c) => c.notNull())
    .addColumn('at', integer, (c) => c.notNull())
    .addColumn('reference', text(engine), (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_not_shown', ['team_id', 'user_id'])
    .execute();
}
