/** Erases from features' tables; sees no text and gives none back. */
import { sql, type Kysely } from 'kysely';
import type { TeamId, UserId } from '../core/ids.ts';
import type { Eraser, Subject } from '../core/scope.ts';
import type { AnyTable } from '../core/tables.ts';
import type { Catalogue } from './catalogue.ts';
import { chunks } from '../core/chunks.ts';
import type { Schema } from './schema.ts';
import type { Condition } from './sight.ts';

/** Stands for everybody who was erased where a row waits for `unlink`: nobody has this id, and it tells none of them from another. */
export const erasedWriter = 'erased';

/** What an erasure has touched so far. */
export interface Touched {
  /** The ids of the shared rows that are gone. */
  readonly gone: Set<string>;
  /** The channels in which something may be shown that has changed. */
  readonly channels: Set<string>;
}

/**
 * What `Feature.forget` is given, inside the transaction `db`.
 * @param touched is told of each row that went, and of each channel for which a row was written that named the person
 */
export function eraserOf(
  db: Kysely<Schema>,
  catalogue: Catalogue,
  team: TeamId,
  subject: Subject,
  touched: Touched,
): Eraser {
  return {
    subject,
    erase: async (table) => {
      catalogue.columnsOf(table);
      return table.guard === 'shared'
        ? eraseShared(db, table, team, subject, touched.gone)
        : eraseOwn(db, table, team, subject, touched.gone);
    },
    eraseJoint: async (table) => {
      catalogue.columnsOf(table);
      if (subject.kind !== 'person') return eraseRows(db, table, team, ofAudiences(subject), touched.gone);
      const theirs = writtenBy(table, subject.userId);
      await putOff(db, table, team, subject.userId, theirs);
      return eraseRows(db, table, team, theirs, touched.gone);
    },
    eraseParts: async ({ table, of }) => {
      if (!catalogue.columnsOf(table).includes(of)) throw new Error(`${table.name} has no column ${of}`);
      let count = 0;
      for (const some of chunks([...touched.gone])) {
        const which: Condition = sql`cast(${sql.ref(`t.${of}`)} as text) in (${sql.join(some)})`;
        count +=
          table.guard === 'shared'
            ? await eraseRows(db, table, team, which, touched.gone)
            : await eraseOwnRows(db, table, team, which);
      }
      return count;
    },
    blank: async (table, columns) => {
      const known = catalogue.columnsOf(table);
      if (subject.kind !== 'person' || columns.length === 0) return 0;
      for (const column of columns)
        if (!known.includes(column) || column === 'id') throw new Error(`${column} cannot be blanked`);
      const refs = columns.map((column) => sql.ref(column));
      const set = refs.map(
        (ref) => sql`${ref} = case when ${ref} = ${subject.userId} then null else ${ref} end`,
      );
      const names = refs.map((ref) => sql`${ref} = ${subject.userId}`);
      const { rows } = await sql<{ channel_id: string }>`select distinct a.channel_id
        from ${sql.table(table.name)} as t
        inner join audience as a on a.team_id = t.team_id and a.id = t.audience_id
        where t.team_id = ${team} and (${sql.join(names, sql` or `)})`.execute(db);
      for (const row of rows) touched.channels.add(row.channel_id);
      const { numAffectedRows } = await sql`update ${sql.table(table.name)} set ${sql.join(set)}
        where team_id = ${team} and (${sql.join(names, sql` or `)})`.execute(db);
      return Number(numAffectedRows ?? 0n);
    },
  };
}

async function eraseShared(
  db: Kysely<Schema>,
  table: AnyTable,
  team: TeamId,
  subject: Subject,
  gone: Set<string>,
): Promise<number> {
  const theirs = sharedRowsOf(table, subject);
  if (subject.kind === 'person') await putOff(db, table, team, subject.userId, theirs);
  const count = await eraseRows(db, table, team, theirs, gone);
  if (subject.kind === 'person') {
    // What they wrote with others stays, without them.
    await sql`delete from authorship where team_id = ${team} and table_name = ${table.name}
      and user_id = ${subject.userId}`.execute(db);
  }
  return count;
}

/**
 * What others read without its writer's name would name them by going now: it waits, as nobody's, until `unlink` takes it along with all that is
 * under its seal. What nobody else could read yet goes at once.
 */
async function putOff(
  db: Kysely<Schema>,
  table: AnyTable,
  team: TeamId,
  user: UserId,
  which: Condition,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(table.name)} as t
    where t.team_id = ${team} and ${which}
      and exists (${writersOf(table)} and w.user_id = ${user} and w.names = 'hidden')
      and exists (select 1 from seal as s where s.team_id = t.team_id and s.id = t.seal_id and s.is_open = 1)`.execute(
    db,
  );
  for (const some of chunks(rows.map(({ id }) => id))) {
    const links = sql`team_id = ${team} and table_name = ${table.name} and user_id = ${user}
      and row_id in (${sql.join(some)})`;
    await sql`insert into authorship (team_id, table_name, row_id, user_id, names)
      select team_id, table_name, row_id, ${erasedWriter}, names from authorship where ${links}
      on conflict do nothing`.execute(db);
    await sql`delete from authorship where ${links}`.execute(db);
  }
}

/** Shared rows, with who wrote them. */
export async function eraseRows(
  db: Kysely<Schema>,
  table: AnyTable,
  team: TeamId,
  which: Condition,
  gone: Set<string>,
): Promise<number> {
  const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(table.name)} as t
    where t.team_id = ${team} and ${which}`.execute(db);
  for (const { id } of rows) gone.add(id);
  for (const some of chunks(rows.map(({ id }) => id))) {
    await sql`delete from ${sql.table(table.name)}
      where team_id = ${team} and id in (${sql.join(some)})`.execute(db);
    await sql`delete from authorship
      where team_id = ${team} and table_name = ${table.name} and row_id in (${sql.join(some)})`.execute(db);
  }
  return rows.length;
}

async function eraseOwnRows(
  db: Kysely<Schema>,
  table: AnyTable,
  team: TeamId,
  which: Condition,
): Promise<number> {
  const { numAffectedRows } = await sql`delete from ${sql.table(table.name)} as t
    where t.team_id = ${team} and ${which}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** The subject's, and anybody's that hang on a row that is gone. */
async function eraseOwn(
  db: Kysely<Schema>,
  table: Extract<AnyTable, { guard: 'own' }>,
  team: TeamId,
  subject: Subject,
  gone: ReadonlySet<string>,
): Promise<number> {
  const erased = (which: Condition): Promise<number> => eraseOwnRows(db, table, team, which);
  const count = await erased(
    subject.kind === 'person' ? sql`t.user_id = ${subject.userId}` : ofAudiences(subject),
  );
  return count + (await eraseHanging(db, table, team, gone));
}

/** What people have for themselves about rows that are gone. */
export async function eraseHanging(
  db: Kysely<Schema>,
  table: Extract<AnyTable, { guard: 'own' }>,
  team: TeamId,
  gone: ReadonlySet<string>,
): Promise<number> {
  let count = 0;
  for (const column of table.key)
    for (const some of chunks([...gone]))
      count += await eraseOwnRows(
        db,
        table,
        team,
        sql`cast(${sql.ref(`t.${column}`)} as text) in (${sql.join(some)})`,
      );
  return count;
}

function sharedRowsOf(table: AnyTable, subject: Subject): Condition {
  if (subject.kind !== 'person') return ofAudiences(subject);
  return sql`(${writtenBy(table, subject.userId)}
    and not exists (${writersOf(table)} and w.user_id <> ${subject.userId}))`;
}

const writersOf = (table: AnyTable) => sql`select w.user_id from authorship as w
  where w.team_id = t.team_id and w.table_name = ${table.name} and w.row_id = t.id`;

const writtenBy = (table: AnyTable, user: UserId): Condition =>
  sql`exists (${writersOf(table)} and w.user_id = ${user})`;

/** The rows written for a channel's audiences, or all of a workspace's. */
function ofAudiences(subject: Exclude<Subject, { kind: 'person' }>): Condition {
  if (subject.kind === 'workspace') return sql`1 = 1`;
  return sql`exists (select 1 from audience as a
    where a.team_id = t.team_id and a.id = t.audience_id and a.channel_id = ${subject.channelId})`;
}
