/** What a person changed in how a channel's rituals run, which the channel reads in one line. */
import { integer, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('ritual_change')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('by_id', text(engine))
    .addColumn('changes', text(engine), (c) => c.notNull())
    .addColumn('changed_at', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_ritual_change', ['team_id', 'id'])
    .execute();
}
