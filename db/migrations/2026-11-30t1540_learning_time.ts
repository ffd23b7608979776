/** Hours of the week that a channel's team keeps free for learning, and what the channel was told of them. */
import { type Database, type Engine, text } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema.alterTable('channel_rhythm').addColumn('learning', text(engine)).execute();
  await db.schema.alterTable('ritual_change').addColumn('learning', text(engine)).execute();
}
