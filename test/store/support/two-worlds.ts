/** Everything that can be got hold of of a practice in a team: for tests in which it must be the same although other people did what nobody is to know. */
import { sql } from 'kysely';
import { exportOf } from '../../../src/core/export.ts';
import type { UserId } from '../../../src/core/ids.ts';
import type { ReadScope, Subject } from '../../../src/core/scope.ts';
import type { Viewer } from '../../../src/core/visibility.ts';
import { retro } from '../../../src/features/retro/feature.ts';
import type { TestEngine } from '../../support/databases.ts';
import { here, team, type Team } from './retro-team.ts';

export interface Traces {
  /** What Lore sent, in its order: to whom and when, what stands in it now, and App Home as it is. */
  readonly sent: readonly string[];
  /** What each person reads of each table, with whom they take for its author, and what the channel does. */
  readonly read: readonly string[];
  /** The file of each person, and those of the channel and the workspace: the operator's, and with each person's access. */
  readonly exported: readonly string[];
  /** Every row of every table. Those of `lying` come in the order in which they lie in the file. */
  readonly stored: readonly string[];
}

/** @param people whose Home, whose reading and whose files count @param lying tables whose order must tell nothing */
export async function tracesOf(
  it: Team,
  engine: TestEngine,
  people: readonly UserId[],
  lying: readonly string[],
): Promise<Traces> {
  // What is stored comes first: an export is recorded.
  const stored = await storedIn(it, engine, lying);
  return {
    // While somebody writes, their own Home follows; what it came to is compared.
    sent: [
      ...it.slack.messages,
      ...people.map((one) => it.slack.homes.findLast(({ user }) => user === one)),
      it.slack.calls.filter((call) => call !== 'home'),
    ].map((one) => JSON.stringify(one ?? null)),
    read: await readIn(it, people),
    exported: await exportedFrom(it, people),
    stored,
  };
}

async function readIn({ store }: Team, people: readonly UserId[]): Promise<string[]> {
  const viewers: readonly Viewer[] = [
    ...people.map((userId) => ({ kind: 'person', userId }) as const),
    { kind: 'channel', channelId: here },
  ];
  const lines = await Promise.all(viewers.map((viewer) => store.read(team, viewer, readAll)));
  return lines.flat();
}

async function readAll(read: ReadScope): Promise<string[]> {
  const lines: string[] = [];
  const add = (table: string, rows: readonly unknown[]) =>
    void lines.push(...rows.map((row) => JSON.stringify([read.viewer, table, row])).toSorted());
  for (const table of retro.tables) {
    if (table.guard === 'own') add(table.name, await read.from(table).selectAll().execute());
    else {
      const rows = await read.from(table).selectAll().execute();
      const authors = await read.authors(
        table,
        rows.map(({ id }) => id),
      );
      add(
        table.name,
        rows.map((row) => [row, authors.get(row.id) ?? null]),
      );
    }
  }
  return lines;
}

async function exportedFrom({ store }: Team, people: readonly UserId[]): Promise<string[]> {
  const file = async (reader: UserId | null, subject: Subject): Promise<string> =>
    store.exporting(team, { actor: reader ?? 'operator', reader }, subject, async (read) =>
      JSON.stringify([reader, subject, await exportOf(retro, read, subject)]),
    );
  const files: string[] = [];
  for (const userId of people) files.push(await file(null, { kind: 'person', userId }));
  for (const reader of [null, ...people])
    files.push(
      await file(reader, { kind: 'channel', channelId: here }),
      await file(reader, { kind: 'workspace' }),
    );
  return files;
}

async function storedIn({ store }: Team, engine: TestEngine, lying: readonly string[]): Promise<string[]> {
  const isSqlite = engine.name === 'sqlite';
  // An index of words is no table that can be read from its start to its end.
  const names = isSqlite
    ? `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and sql not like 'create virtual%'`
    : `select tablename as name from pg_tables where schemaname = 'public'`;
  const { rows: tables } = await sql<{ name: string }>`${sql.raw(names)} order by 1`.execute(store.system);
  const asTheyLie = sql.raw(isSqlite ? 'rowid' : 'ctid');
  const lines: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql`select * from ${sql.table(name)} order by ${
      lying.includes(name) ? asTheyLie : sql.raw('1')
    }`.execute(store.system);
    const texts = rows.map((row) => `${name} ${JSON.stringify(row)}`);
    lines.push(...(lying.includes(name) ? texts : texts.toSorted()));
  }
  return lines;
}
