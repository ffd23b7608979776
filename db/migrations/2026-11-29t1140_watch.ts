/** Since when erased words are in the database's files; and what waits to be redrawn is counted without looking at everything that was ever sent. */
import { sql } from 'kysely';
import { integer, type Database } from '../columns.ts';

export async function up(db: Database): Promise<void> {
  await db.schema.alterTable('left_behind').addColumn('since', integer).execute();
  await db.schema
    .createIndex('ix_delivery_stale')
    .on('delivery')
    .columns(['state', 'due_at'])
    .where(sql<boolean>`wanted > shown`)
    .execute();
}
