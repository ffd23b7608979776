/** Change briefs of a reorganisation, what becomes of the rituals, who leads from now on, hand-over interviews, and sponsors. */
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
  await ownColumns(db.schema.createTable('reorg_draft'), engine, 'reorg_draft', [])
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('why', text(engine), (c) => c.notNull())
    .addColumn('stays', text(engine), (c) => c.notNull())
    .addColumn('ask_id', text(engine))
    .addColumn('effect_on', text(engine), (c) => c.notNull())
    .addColumn('typed_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'reorg_draft');

  await ownColumns(db.schema.createTable('reorg_draft_change'), engine, 'reorg_draft_change', ['change_id'])
    .addColumn('change_id', text(engine), (c) => c.notNull())
    .addColumn('reorg_id', text(engine))
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('kind', text(engine), (c) => c.notNull())
    .addColumn('other_id', text(engine))
    .addColumn('name', text(engine), (c) => c.notNull())
    .addColumn('leader_id', text(engine))
    .addColumn('added_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'reorg_draft_change');

  await sharedColumns(db.schema.createTable('reorg'), engine, 'reorg')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('by_id', text(engine))
    .addColumn('why', text(engine), (c) => c.notNull())
    .addColumn('stays', text(engine), (c) => c.notNull())
    .addColumn('ask_id', text(engine))
    .addColumn('effect_on', text(engine), (c) => c.notNull())
    .addColumn('sent_at', integer, (c) => c.notNull())
    .addColumn('ended_at', integer)
    .execute();
  await guardIndexes(db, 'reorg');

  await sharedColumns(db.schema.createTable('reorg_notice'), engine, 'reorg_notice')
    .addColumn('reorg_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('by_id', text(engine))
    .addColumn('why', text(engine), (c) => c.notNull())
    .addColumn('stays', text(engine), (c) => c.notNull())
    .addColumn('ask_id', text(engine))
    .addColumn('effect_on', text(engine), (c) => c.notNull())
    .addColumn('effect_at', integer, (c) => c.notNull())
    .addColumn('told_at', integer)
    .addColumn('ended_at', integer)
    .addColumn('seen_at', integer)
    .execute();
  await byReorg(db, 'reorg_notice');

  await sharedColumns(db.schema.createTable('reorg_change'), engine, 'reorg_change')
    .addColumn('reorg_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('kind', text(engine), (c) => c.notNull())
    .addColumn('other_id', text(engine))
    .addColumn('name', text(engine), (c) => c.notNull())
    .addColumn('leader_id', text(engine))
    .addColumn('said', text(engine), (c) => c.notNull())
    .addColumn('said_at', integer)
    .addColumn('kept_at', integer)
    .execute();
  await byReorg(db, 'reorg_change');

  await sharedColumns(db.schema.createTable('reorg_task'), engine, 'reorg_task')
    .addColumn('reorg_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('ritual', text(engine), (c) => c.notNull())
    .addColumn('owner_id', text(engine))
    .addColumn('deputy_id', text(engine))
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('into_id', text(engine))
    .addColumn('decided_by', text(engine))
    .addColumn('decided_at', integer)
    .addColumn('due_at', integer, (c) => c.notNull())
    .addColumn('alive_at', integer)
    .execute();
  await byReorg(db, 'reorg_task');

  await sharedColumns(db.schema.createTable('reorg_kept'), engine, 'reorg_kept')
    .addColumn('reorg_id', text(engine), (c) => c.notNull())
    .addColumn('change_id', text(engine), (c) => c.notNull())
    .addColumn('about', text(engine), (c) => c.notNull())
    .addColumn('is_kept', integer, (c) => c.notNull())
    .execute();
  await byReorg(db, 'reorg_kept');

  await ownColumns(db.schema.createTable('reorg_interview'), engine, 'reorg_interview', ['reorg_id'])
    .addColumn('reorg_id', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('asked', text(engine), (c) => c.notNull())
    .addColumn('known', text(engine), (c) => c.notNull())
    .addColumn('gives_asked', integer, (c) => c.notNull())
    .addColumn('gives_known', integer, (c) => c.notNull())
    .addColumn('offered_at', integer, (c) => c.notNull())
    .execute();
  await byReorg(db, 'reorg_interview');

  await sharedColumns(db.schema.createTable('reorg_handover'), engine, 'reorg_handover')
    .addColumn('reorg_id', text(engine), (c) => c.notNull())
    .addColumn('from_id', text(engine))
    .addColumn('to_id', text(engine))
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('asked', text(engine), (c) => c.notNull())
    .addColumn('known', text(engine), (c) => c.notNull())
    .addColumn('asked_at', integer, (c) => c.notNull())
    .execute();
  await byReorg(db, 'reorg_handover');

  await sharedColumns(db.schema.createTable('reorg_sponsor'), engine, 'reorg_sponsor')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('sponsor_id', text(engine))
    .addColumn('named_by', text(engine))
    .addColumn('named_at', integer, (c) => c.notNull())
    .addColumn('ended_at', integer)
    .execute();
  await guardIndexes(db, 'reorg_sponsor');
}

async function byReorg(db: Database, name: string): Promise<void> {
  await db.schema.createIndex(`ix_${name}_reorg`).on(name).columns(['team_id', 'reorg_id']).execute();
  await guardIndexes(db, name);
}
