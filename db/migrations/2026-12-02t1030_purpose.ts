/** What people want to learn, sealed; with whom they share it, what the two plan, and the organisation's aims. */
import {
  type Database,
  type Engine,
  guardIndexes,
  integer,
  ownColumns,
  sharedColumns,
  text,
} from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  const word = text(engine);
  const shared = (name: string) => sharedColumns(db.schema.createTable(name), engine, name);
  await ownColumns(db.schema.createTable('purpose_sheet'), engine, 'purpose_sheet', [])
    .addColumn('learn', word, (c) => c.notNull())
    .addColumn('drives', word, (c) => c.notNull())
    .addColumn('toward', word, (c) => c.notNull())
    .addColumn('written_at', integer, (c) => c.notNull())
    .execute();
  await shared('purpose_share')
    .addColumn('channel_id', word, (c) => c.notNull())
    .addColumn('person_id', word)
    .addColumn('chosen_id', word)
    .addColumn('learn', word)
    .addColumn('drives', word)
    .addColumn('toward', word)
    .addColumn('shared_at', integer, (c) => c.notNull())
    .addColumn('ended_at', integer)
    .addColumn('talk_at', integer)
    .addColumn('round', integer, (c) => c.notNull())
    .addColumn('proposals', integer, (c) => c.notNull())
    .addColumn('touched_at', integer, (c) => c.notNull())
    .execute();
  await shared('purpose_date')
    .addColumn('share_id', word, (c) => c.notNull())
    .addColumn('by_id', word)
    .addColumn('at', integer, (c) => c.notNull())
    .addColumn('round', integer, (c) => c.notNull())
    .execute();
  await shared('purpose_step')
    .addColumn('share_id', word, (c) => c.notNull())
    .addColumn('what', word, (c) => c.notNull())
    .addColumn('owner_id', word)
    .addColumn('due_on', word, (c) => c.notNull())
    .addColumn('agreed_at', integer, (c) => c.notNull())
    .addColumn('answer', word)
    .addColumn('answered_at', integer)
    .execute();
  await shared('purpose_aim')
    .addColumn('channel_id', word, (c) => c.notNull())
    .addColumn('words', word, (c) => c.notNull())
    .addColumn('written_by', word)
    .addColumn('written_at', integer, (c) => c.notNull())
    .addColumn('replaced_at', integer)
    .execute();
  for (const name of ['purpose_sheet', 'purpose_share', 'purpose_date', 'purpose_step', 'purpose_aim'])
    await guardIndexes(db, name);
  for (const name of ['purpose_date', 'purpose_step'])
    await db.schema.createIndex(`ix_${name}_share`).on(name).columns(['team_id', 'share_id']).execute();
}
