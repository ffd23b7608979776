/** What came back although an action was done, or is not in a team's control: which assumption would have to change, and who was asked. */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('retro_assumption'), engine, 'retro_assumption')
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('theme', text(engine), (c) => c.notNull())
    .addColumn('topic_id', text(engine))
    .addColumn('action_id', text(engine))
    .addColumn('done', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('round', integer, (c) => c.notNull())
    .addColumn('leader_id', text(engine))
    .addColumn('asked_by', text(engine))
    .addColumn('asked_on', text(engine))
    .addColumn('due_on', text(engine))
    .addColumn('open_at', integer)
    .addColumn('reminders', integer, (c) => c.notNull())
    .addColumn('answer', text(engine), (c) => c.notNull())
    .addColumn('answered_at', integer)
    .addColumn('change_id', text(engine))
    .execute();
  for (const [name, columns] of [
    ['retro', ['team_id', 'retro_id']],
    ['action', ['team_id', 'action_id']],
    ['leader', ['team_id', 'leader_id', 'state']],
  ] as const)
    await db.schema
      .createIndex(`ix_retro_assumption_${name}`)
      .on('retro_assumption')
      .columns([...columns])
      .execute();
  await guardIndexes(db, 'retro_assumption');
}
