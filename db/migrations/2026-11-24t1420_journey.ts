/** The tables of journeys (src/features/journey/tables.ts). */
import {
  guardIndexes,
  integer,
  ownColumns,
  sharedColumns,
  text,
  type Database,
  type Engine,
} from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('journey_entry'), engine, 'journey_entry')
    .addColumn('entry_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('teller_id', text(engine), (c) => c.notNull())
    .addColumn('question', text(engine), (c) => c.notNull())
    .addColumn('text', text(engine), (c) => c.notNull())
    .addColumn('told_at', integer, (c) => c.notNull())
    .addColumn('edited_at', integer)
    .addColumn('withdrawn_at', integer)
    .execute();
  await db.schema
    .createIndex('ix_journey_entry_teller')
    .on('journey_entry')
    .columns(['team_id', 'teller_id', 'told_at'])
    .execute();
  await db.schema
    .createIndex('ix_journey_entry_channel')
    .on('journey_entry')
    .columns(['team_id', 'channel_id', 'told_at'])
    .execute();
  await guardIndexes(db, 'journey_entry');

  await sharedColumns(db.schema.createTable('journey_first'), engine, 'journey_first')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('teller_id', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('until', integer, (c) => c.notNull())
    .addColumn('ended_by', text(engine))
    .addColumn('ended_at', integer)
    .execute();
  await db.schema
    .createIndex('ix_journey_first_channel')
    .on('journey_first')
    .columns(['team_id', 'channel_id', 'state'])
    .execute();
  await guardIndexes(db, 'journey_first');

  await ownColumns(db.schema.createTable('journey_draft'), engine, 'journey_draft', ['entry_id'])
    .addColumn('entry_id', text(engine), (c) => c.notNull())
    .addColumn('question', text(engine), (c) => c.notNull())
    .addColumn('text', text(engine), (c) => c.notNull())
    .addColumn('channels', text(engine), (c) => c.notNull())
    .addColumn('version', text(engine), (c) => c.notNull())
    .addColumn('typed_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'journey_draft');

  await ownColumns(db.schema.createTable('journey_keeping'), engine, 'journey_keeping', [])
    .addColumn('rhythm', text(engine), (c) => c.notNull())
    .addColumn('nth', integer, (c) => c.notNull())
    .addColumn('asked_nth', integer, (c) => c.notNull())
    .addColumn('due_on', text(engine))
    .addColumn('next_at', integer)
    .addColumn('unanswered', integer, (c) => c.notNull())
    .addColumn('answered_nth', integer, (c) => c.notNull())
    .addColumn('stopped_nth', integer, (c) => c.notNull())
    .addColumn('stopped_at', integer)
    .addColumn('invited_by', text(engine))
    .execute();
  await guardIndexes(db, 'journey_keeping');
}
