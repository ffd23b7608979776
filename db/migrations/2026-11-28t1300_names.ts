/** What people are called, and in which posts they stand. */
import { text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema.alterTable('person').addColumn('name', text(engine)).execute();
  await db.schema
    .createTable('delivery_person')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('delivery_key', text(engine), (c) => c.notNull())
    .addColumn('user_id', text(engine), (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_delivery_person', ['team_id', 'user_id', 'delivery_key'])
    .execute();
  await db.schema
    .createIndex('ix_delivery_person_key')
    .on('delivery_person')
    .columns(['team_id', 'delivery_key'])
    .execute();
}
