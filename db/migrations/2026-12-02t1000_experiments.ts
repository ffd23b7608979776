/** What a team tries out, what was written about it, and what must not be touched without asking (src/features/experiments). */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';
import { addWords } from '../words.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('experiment'), engine, 'experiment')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('reach_id', text(engine), (c) => c.notNull())
    .addColumn('from_public', integer, (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('version', integer, (c) => c.notNull())
    .addColumn('owner_id', text(engine))
    .addColumn('touching', text(engine), (c) => c.notNull())
    .addColumn('approver_id', text(engine))
    .addColumn('approval', text(engine), (c) => c.notNull())
    .addColumn('asked_version', integer)
    .addColumn('began_at', integer, (c) => c.notNull())
    .addColumn('started_at', integer)
    .addColumn('due_at', integer, (c) => c.notNull())
    .addColumn('seal', text(engine), (c) => c.notNull())
    .addColumn('risks_at', integer)
    .addColumn('looked_at', integer)
    .addColumn('half_said', text(engine))
    .addColumn('due_said', text(engine))
    .addColumn('turned_out', text(engine))
    .addColumn('decision', text(engine))
    .addColumn('over_at', integer)
    .execute();
  await db.schema
    .createIndex('ix_experiment_channel')
    .on('experiment')
    .columns(['team_id', 'channel_id', 'state'])
    .execute();
  await sharedColumns(db.schema.createTable('experiment_words'), engine, 'experiment_words')
    .addColumn('experiment_id', text(engine), (c) => c.notNull())
    .addColumn('field', text(engine), (c) => c.notNull())
    .addColumn('version', integer, (c) => c.notNull())
    .addColumn('words', text(engine), (c) => c.notNull())
    .addColumn('person_id', text(engine))
    .addColumn('found', text(engine), (c) => c.notNull())
    .addColumn('written_at', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('experiment_risk'), engine, 'experiment_risk')
    .addColumn('experiment_id', text(engine), (c) => c.notNull())
    .addColumn('words', text(engine), (c) => c.notNull())
    .addColumn('place', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('experiment_check'), engine, 'experiment_check')
    .addColumn('experiment_id', text(engine), (c) => c.notNull())
    .addColumn('holding', text(engine), (c) => c.notNull())
    .addColumn('checked_at', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('experiment_protected'), engine, 'experiment_protected')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('name', text(engine), (c) => c.notNull())
    .addColumn('set_by', text(engine))
    .addColumn('set_at', integer, (c) => c.notNull())
    .addColumn('removed_at', integer)
    .execute();
  for (const table of ['experiment_words', 'experiment_risk', 'experiment_check'])
    await db.schema
      .createIndex(`ix_${table}_whole`)
      .on(table)
      .columns(['team_id', 'experiment_id'])
      .execute();
  for (const table of ['experiment', 'experiment_words', 'experiment_risk', 'experiment_check'])
    await guardIndexes(db, table);
  await guardIndexes(db, 'experiment_protected');
  await addWords(db, engine, {
    table: 'experiment_words',
    columns: ['words'],
    at: 'written_at',
    unless: ['found', 'no'],
  });
  // As the words of lessons and questions have them.
  await db.schema
    .createIndex('ix_experiment_words_words_uncut')
    .on('experiment_words_words')
    .columns(['team_id', 'cut'])
    .execute();
  if (engine === 'sqlite')
    await db.schema
      .createIndex('ix_experiment_words_words_reach')
      .on('experiment_words_words')
      .columns(['team_id', 'row_id', 'audience_id', 'seal_id'])
      .execute();
}
