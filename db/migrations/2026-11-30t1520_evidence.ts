/** The draft of a person's evidence pack (src/features/thanks/evidence/rows.ts). */
import { guardIndexes, integer, ownColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await ownColumns(db.schema.createTable('thanks_pack'), engine, 'thanks_pack', [])
    .addColumn('heading', text(engine), (c) => c.notNull())
    .addColumn('said', text(engine), (c) => c.notNull())
    .addColumn('learned', text(engine), (c) => c.notNull())
    .addColumn('grew', text(engine), (c) => c.notNull())
    .addColumn('typed_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'thanks_pack');
  for (const [name, key] of [
    ['thanks_pack_item', 'about_id'],
    ['thanks_pack_thanks', 'thanks_id'],
  ] as const) {
    await ownColumns(db.schema.createTable(name), engine, name, [key])
      .addColumn(key, text(engine), (c) => c.notNull())
      .addColumn('place', integer, (c) => c.notNull())
      .addColumn('words', text(engine), (c) => c.notNull())
      .addColumn('chosen_at', integer, (c) => c.notNull())
      .execute();
    await guardIndexes(db, name);
  }
}
