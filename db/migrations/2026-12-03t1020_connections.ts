/** Connections to the tools in which teams work, the sources there that rows follow, and who can read issues in a place. */
import { integer, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('connection')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('id', text(engine), (c) => c.notNull())
    .addColumn('connector', text(engine), (c) => c.notNull())
    .addColumn('called', text(engine), (c) => c.notNull())
    .addColumn('site', text(engine))
    .addColumn('access', text(engine))
    .addColumn('secret', text(engine), (c) => c.notNull())
    .addColumn('secret_before', text(engine))
    .addColumn('secret_at', integer, (c) => c.notNull())
    .addColumn('connected_by', text(engine))
    .addColumn('access_at', integer, (c) => c.notNull())
    .addColumn('checked_at', integer)
    .addColumn('reads', text(engine))
    .addColumn('heard_at', integer)
    .addColumn('refused', text(engine))
    .addColumn('due_at', integer)
    .addColumn('attempts', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_connection', ['team_id', 'id'])
    .execute();
  // An event brings the connection's id and nothing else, so it is looked up without its workspace.
  await db.schema.createIndex('ix_connection_id').on('connection').columns(['id']).execute();
  await db.schema
    .createTable('connection_source')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('connection_id', text(engine), (c) => c.notNull())
    .addColumn('row_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('place', text(engine), (c) => c.notNull())
    .addColumn('label', text(engine), (c) => c.notNull())
    .addColumn('since', integer, (c) => c.notNull())
    .addColumn('cursor', text(engine), (c) => c.notNull())
    .addColumn('read_at', integer)
    .addColumn('refused', text(engine))
    .addColumn('due_at', integer)
    .addColumn('attempts', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_connection_source', ['team_id', 'connection_id', 'row_id', 'place', 'label'])
    .execute();
  await db.schema
    .createIndex('ix_connection_source_row')
    .on('connection_source')
    .columns(['team_id', 'row_id'])
    .execute();
  await db.schema
    .createIndex('ix_connection_source_due')
    .on('connection_source')
    .columns(['due_at'])
    .execute();
  await db.schema
    .createTable('connection_place')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('connection_id', text(engine), (c) => c.notNull())
    .addColumn('place', text(engine), (c) => c.notNull())
    .addColumn('audience', text(engine), (c) => c.notNull())
    .addColumn('looked_at', integer)
    .addColumn('due_at', integer)
    .addColumn('attempts', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_connection_place', ['team_id', 'connection_id', 'place'])
    .execute();
}
