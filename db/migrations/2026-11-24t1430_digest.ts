/** The tables of the weekly digest (src/features/digest/tables.ts), and which rows of other practices a post shows. */
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
  await sharedColumns(db.schema.createTable('digest_issue'), engine, 'digest_issue')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('told_at', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_digest_issue_channel')
    .on('digest_issue')
    .columns(['team_id', 'channel_id', 'told_at'])
    .execute();
  await guardIndexes(db, 'digest_issue');

  await sharedColumns(db.schema.createTable('digest_item'), engine, 'digest_item')
    .addColumn('issue_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('place', integer, (c) => c.notNull())
    .addColumn('practice', text(engine), (c) => c.notNull())
    .addColumn('about_id', text(engine), (c) => c.notNull())
    .addColumn('reason', text(engine), (c) => c.notNull())
    .addColumn('source_id', text(engine), (c) => c.notNull())
    .addColumn('author_id', text(engine))
    .addColumn('told_at', integer, (c) => c.notNull())
    .addColumn('reach_id', text(engine), (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_digest_item_issue')
    .on('digest_item')
    .columns(['team_id', 'issue_id'])
    .execute();
  await db.schema
    .createIndex('ix_digest_item_channel')
    .on('digest_item')
    .columns(['team_id', 'channel_id', 'told_at'])
    .execute();
  await guardIndexes(db, 'digest_item');

  await sharedColumns(db.schema.createTable('digest_seen'), engine, 'digest_seen')
    .addColumn('about_id', text(engine), (c) => c.notNull())
    .addColumn('person_id', text(engine))
    .addColumn('seen_at', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_digest_seen_about')
    .on('digest_seen')
    .columns(['team_id', 'about_id'])
    .execute();
  await guardIndexes(db, 'digest_seen');

  await ownColumns(db.schema.createTable('digest_not_for_me'), engine, 'digest_not_for_me', ['about_id'])
    .addColumn('about_id', text(engine), (c) => c.notNull())
    .addColumn('said_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'digest_not_for_me');

  await db.schema
    .createTable('delivery_shows')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('delivery_key', text(engine), (c) => c.notNull())
    .addColumn('row_id', text(engine), (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_delivery_shows', ['team_id', 'row_id', 'delivery_key'])
    .execute();
  await db.schema
    .createIndex('ix_delivery_shows_key')
    .on('delivery_shows')
    .columns(['team_id', 'delivery_key'])
    .execute();
}
