/** What a restored database and the one that was backed up have in common: every row. */
import { sql } from 'kysely';
import { derivedAmong } from '../../../src/store/search/searched.ts';
import type { Store } from '../../../src/store/store.ts';

/** What a restore changes, to be looked up again; everything else comes back as it was. */
const changed: Readonly<Record<string, readonly string[]>> = {
  delivery: ['state', 'note', 'due_at', 'claimed_at', 'under', 'lost_since', 'wanted'],
  job: ['lost_since'],
  channel: ['members_at', 'list_asked_at', 'list_cursor', 'fetched_at'],
  person: ['fetched_at'],
  workspace: ['groups_at'],
  directory_walk: ['stage', 'cursor', 'began_at', 'whole_at'],
  home: ['wanted', 'due_at'],
};

/** Every row of every table that is not made of others' rows, apart from what a restore changes. */
export async function rowsOf(store: Store): Promise<Readonly<Record<string, readonly string[]>>> {
  const found = await store.system.introspection.getTables({ withInternalKyselyTables: true });
  const derived = derivedAmong(found.map(({ name }) => name));
  const tables = found.filter(({ name }) => !derived.has(name));
  const all = tables.map(async ({ name: table }) => {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(
      store.system,
    );
    const kept = rows.map((row) =>
      JSON.stringify(Object.entries(row).filter(([column]) => changed[table]?.includes(column) !== true)),
    );
    return [table, kept.sort()] as const;
  });
  const { restored: _, ...others } = Object.fromEntries(await Promise.all(all));
  return others;
}
