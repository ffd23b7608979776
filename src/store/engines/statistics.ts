/** What PostgreSQL knows of its tables when it chooses how to look. */
import { sql } from 'kysely';
import type { Engine } from './engine.ts';

/**
 * Of a table that was empty PostgreSQL learns within minutes that it has rows. Until then it takes any index that begins with the workspace, and reads
 * all of its rows for each that it looks for. So who writes many rows has it look again, at those tables that are twice as large as when it last did,
 * and at the workspaces of their rows alone: at words that takes long. Waits for nobody. SQLite chooses without statistics.
 */
export async function refreshStatistics({ name, db }: Pick<Engine, 'name' | 'db'>): Promise<void> {
  if (name === 'sqlite') return;
  const { rows } = await sql<{ table: string }>`select t.relname as table from pg_class as t
    inner join pg_attribute as c on c.attrelid = t.oid and c.attname = 'team_id' and not c.attisdropped
    where t.relkind = 'r' and t.relnamespace = current_schema()::regnamespace
      and pg_relation_size(t.oid) > 2 * t.relpages::bigint * current_setting('block_size')::bigint`.execute(
    db,
  );
  if (rows.length === 0) return;
  const grown = rows.map(({ table }) => sql`${sql.table(table)} (team_id)`);
  await sql`analyze (skip_locked) ${sql.join(grown)}`.execute(db);
}
