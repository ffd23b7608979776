/** Pictures in messages: which drawing a message is to show, and the file at Slack that shows it. */
import { integer, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('picture')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('delivery_id', text(engine), (c) => c.notNull())
    .addColumn('drawing', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('file_id', text(engine))
    .addColumn('attempts', integer, (c) => c.notNull())
    .addColumn('due_at', integer, (c) => c.notNull())
    .addColumn('uploaded_at', integer)
    .addColumn('note', text(engine))
    .addPrimaryKeyConstraint('pk_picture', ['team_id', 'delivery_id', 'drawing'])
    .execute();
  await db.schema.createIndex('ix_picture_due').on('picture').columns(['state', 'due_at']).execute();
}
