/** Stretch assignments: offers, who took one, what both said and rated, and who agreed to be counted (src/features/stretch/rows.ts). */
import {
  guardIndexes,
  integer,
  ownColumns,
  sharedColumns,
  text,
  type Database,
  type Engine,
} from '../columns.ts';
import { addWords } from '../words.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('stretch_offer'), engine, 'stretch_offer')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('what', text(engine), (c) => c.notNull())
    .addColumn('skill', text(engine), (c) => c.notNull())
    .addColumn('challenge', integer, (c) => c.notNull())
    .addColumn('weeks', integer, (c) => c.notNull())
    .addColumn('support', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('offered_at', integer, (c) => c.notNull())
    .addColumn('until', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'stretch_offer');
  await addWords(db, engine, {
    table: 'stretch_offer',
    columns: ['skill', 'what'],
    at: 'offered_at',
    unless: ['state', 'taken'],
  });
  // As the words of questions have them (2026-11-30t1500).
  await db.schema
    .createIndex('ix_stretch_offer_words_uncut')
    .on('stretch_offer_words')
    .columns(['team_id', 'cut'])
    .execute();
  if (engine === 'sqlite')
    await db.schema
      .createIndex('ix_stretch_offer_words_reach')
      .on('stretch_offer_words')
      .columns(['team_id', 'row_id', 'audience_id', 'seal_id'])
      .execute();
  await sharedColumns(db.schema.createTable('stretch_assignment'), engine, 'stretch_assignment')
    .addColumn('offer_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('what', text(engine), (c) => c.notNull())
    .addColumn('skill', text(engine), (c) => c.notNull())
    .addColumn('challenge', integer, (c) => c.notNull())
    .addColumn('weeks', integer, (c) => c.notNull())
    .addColumn('support', text(engine), (c) => c.notNull())
    .addColumn('taker_id', text(engine), (c) => c.notNull())
    .addColumn('offerer_id', text(engine))
    .addColumn('partner_id', text(engine))
    .addColumn('nth', integer, (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('asked_at', integer, (c) => c.notNull())
    .addColumn('began_at', integer)
    .addColumn('check_at', integer)
    .addColumn('round', integer, (c) => c.notNull())
    .addColumn('start_seal', text(engine))
    .addColumn('end_seal', text(engine))
    .addColumn('start_self', integer, (c) => c.notNull())
    .addColumn('start_partner', integer, (c) => c.notNull())
    .addColumn('end_self', integer, (c) => c.notNull())
    .addColumn('end_partner', integer, (c) => c.notNull())
    .addColumn('until', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'stretch_assignment');
  await sharedColumns(db.schema.createTable('stretch_check'), engine, 'stretch_check')
    .addColumn('assignment_id', text(engine), (c) => c.notNull())
    .addColumn('round', integer, (c) => c.notNull())
    .addColumn('words', text(engine), (c) => c.notNull())
    .addColumn('said_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'stretch_check');
  await sharedColumns(db.schema.createTable('stretch_rating'), engine, 'stretch_rating')
    .addColumn('assignment_id', text(engine), (c) => c.notNull())
    .addColumn('nth', integer, (c) => c.notNull())
    .addColumn('moment', text(engine), (c) => c.notNull())
    .addColumn('role', text(engine), (c) => c.notNull())
    .addColumn('rating', integer, (c) => c.notNull())
    .addColumn('rated_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'stretch_rating');
  await ownColumns(db.schema.createTable('stretch_no'), engine, 'stretch_no', ['assignment_id', 'nth'])
    .addColumn('assignment_id', text(engine), (c) => c.notNull())
    .addColumn('nth', integer, (c) => c.notNull())
    .addColumn('said_at', integer, (c) => c.notNull())
    .execute();
  await ownColumns(db.schema.createTable('stretch_growth'), engine, 'stretch_growth', [
    'channel_id',
    'quarter',
  ])
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('quarter', integer, (c) => c.notNull())
    .addColumn('self_steps', integer)
    .addColumn('partner_steps', integer)
    .addColumn('counted_at', integer, (c) => c.notNull())
    .execute();
  await ownColumns(db.schema.createTable('stretch_idea'), engine, 'stretch_idea', ['project_id'])
    .addColumn('project_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('asked_at', integer, (c) => c.notNull())
    .execute();
  await ownColumns(db.schema.createTable('stretch_choice'), engine, 'stretch_choice', ['choice'])
    .addColumn('choice', text(engine), (c) => c.notNull())
    .addColumn('chosen_at', integer, (c) => c.notNull())
    .execute();
  for (const table of ['stretch_check', 'stretch_rating', 'stretch_no'])
    await db.schema
      .createIndex(`ix_${table}_assignment`)
      .on(table)
      .columns(['team_id', 'assignment_id'])
      .execute();
  for (const table of ['stretch_no', 'stretch_growth', 'stretch_idea', 'stretch_choice'])
    await guardIndexes(db, table);
}
