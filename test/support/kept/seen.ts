/** Which rows everybody sees, as a text that can be kept and compared. */
import { channelId, userId, type TeamId } from '../../../src/core/ids.ts';
import type { Viewer } from '../../../src/core/visibility.ts';
import type { ReadScope } from '../../../src/core/scope.ts';
import type { AnyTable } from '../../../src/core/tables.ts';
import type { Store } from '../../../src/store/store.ts';

/** By table and by row, the ids of those who see it, in order; what a person wrote and may still change is told apart. */
export type Seen = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Looks with the access of every person and every channel that the workspace knows. @param tables of the features */
export async function seenIn(store: Store, team: TeamId, tables: readonly AnyTable[]): Promise<Seen> {
  const seen: Record<string, Record<string, string[]>> = {};
  for (const [id, viewer] of await viewersOf(store, team))
    await store.read(team, viewer, async (read) => {
      for (const table of tables)
        for (const [name, rows] of Object.entries(await rowsOf(read, table)))
          for (const row of rows) ((seen[name] ??= {})[row] ??= []).push(id);
    });
  const inOrder = <T>(entries: Record<string, T>) =>
    Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    inOrder(seen).map(([name, rows]) => [
      name,
      Object.fromEntries(inOrder(rows).map(([row, ids]) => [row, ids.toSorted().join(' ')])),
    ]),
  );
}

async function viewersOf(store: Store, team: TeamId): Promise<readonly (readonly [string, Viewer])[]> {
  const people = await store.system
    .selectFrom('person')
    .select('user_id')
    .where('team_id', '=', team)
    .execute();
  const channels = await store.system
    .selectFrom('channel')
    .select('channel_id')
    .where('team_id', '=', team)
    .execute();
  return [
    ...people.map(({ user_id: id }) => [id, { kind: 'person', userId: userId(id) }] as const),
    ...channels.map(({ channel_id: id }) => [id, { kind: 'channel', channelId: channelId(id) }] as const),
  ];
}

async function rowsOf(read: ReadScope, table: AnyTable): Promise<Record<string, readonly string[]>> {
  const named = (rows: readonly object[]) => rows.map((row) => Object.values(row).join(' '));
  if (table.guard === 'own') {
    if (read.viewer.kind === 'channel') return {};
    // The key of a table with one row a person is the person.
    const rows: readonly object[] = await read.from(table).selectAll().execute();
    const keys = rows.map((row) => table.key.map((column) => (row as Record<string, unknown>)[column]));
    return { [table.name]: keys.map((key) => ['theirs', ...key].join(' ')) };
  }
  return {
    [table.name]: named(await read.from(table).select('it.id').execute()),
    [`${table.name}, by who wrote it`]: named(await read.mine(table).select('it.id').execute()),
  };
}
