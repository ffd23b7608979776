/** Erases from features' tables; reads and returns no text. */
import { type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely';
import { chunks } from '#core/chunks.ts';
import { columnsThat } from '#core/columns.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { Subject } from '#core/scope.ts';
import { type AnyTable, wholeOf } from '#core/tables.ts';
import type { Condition } from '../access/access.ts';
import type { Catalogue } from '../access/catalogue.ts';
import { wordsIn } from '../outbox/mentions.ts';
import type { Schema } from '../schema.ts';

/** Stands for everyone erased while a row waits for `anonymize`: no account has this id, and it does not tell erased people apart. */
export const erasedWriter = 'erased';
/** Whether it stands for a person who was erased: all of them, or one whom nothing names. */
export const isErased = (id: string): boolean => id === erasedWriter || id.startsWith(`${erasedWriter}.`);

/** One erasure, in its transaction. */
interface Erasing {
  readonly db: Kysely<Schema>;
  readonly catalogue: Catalogue;
  readonly teamId: TeamId;
  readonly subject: Subject;
  /** Collects the ids of erased shared rows. */
  readonly gone: Set<string>;
  /** Collects the channels in which something changed may be shown. */
  readonly channels: Set<string>;
  /** Collects the ids of rows that stay, without some of their parts. */
  readonly changed: Set<string>;
}

/**
 * Erases what is the subject's from all tables of features, as declared. For a person: what they wrote alone, their own rows, and their name in rows
 * that stay. For a channel: what was written for it or names it. Parts and rows attached to an erased row go too. Running it twice changes nothing more.
 * @returns how many rows were erased
 */
export async function eraseRowsOf(on: Erasing): Promise<number> {
  const { tables } = on.catalogue;
  let count = 0;
  for (const table of tables) if (table.guard === 'shared') count += await eraseShared(on, table);
  // Last, since they depend on the others.
  for (const table of tables) if (table.guard === 'own') count += await eraseOwn(on, table);
  for (const table of tables) await blank(on, table);
  return count;
}

type Shared = Extract<AnyTable, { guard: 'shared' }>;

async function eraseShared(on: Erasing, table: Shared): Promise<number> {
  const { db, teamId: team, subject } = on;
  const theirs = sharedRowsOf(table, subject);
  const whole = wholeOf(table, on.catalogue.tables);
  if (whole !== null) for (const id of await cellsOf(on, table, whole.column, theirs)) on.changed.add(id);
  if (subject.kind === 'person') await putOff(db, table, team, subject.userId, theirs);
  const count = await eraseWithParts(on, table, theirs);
  if (subject.kind === 'person') {
    // What they wrote with others stays, without their name.
    await sql`delete from authorship where team_id = ${team} and table_name = ${table.name}
      and user_id = ${subject.userId}`.execute(db);
  }
  return count;
}

async function cellsOf(
  { db, teamId: team }: Erasing,
  table: Shared,
  column: string,
  which: Condition,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select distinct ${sql.ref(`t.${column}`)} as id
    from ${sql.table(table.name)} as t where t.team_id = ${team} and ${which}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Shared rows, anyone's shared rows that are part of one or go with it, and the groups that are empty without them. */
export async function eraseWithParts(
  on: Pick<Erasing, 'db' | 'catalogue' | 'teamId' | 'gone'>,
  table: Shared,
  which: Condition,
): Promise<number> {
  const ids = new Set<string>();
  let count = await eraseRows(on.db, table, on.teamId, which, ids);
  for (const id of ids) on.gone.add(id);
  for (const part of on.catalogue.tables) {
    if (part.guard === 'own') continue;
    const { groups } = part;
    if (groups?.table === table)
      for (const some of chunks([...ids]))
        count += await eraseWithParts(on, groups.into, emptied(on.teamId, part, groups, some));
    const column = wholeOf(part, [table])?.column ?? (part.goesWith?.includes(table) === true ? 'id' : null);
    if (column === null) continue;
    for (const some of chunks([...ids]))
      count += await eraseWithParts(on, part, sql`${sql.ref(`t.${column}`)} in (${sql.join(some)})`);
  }
  return count;
}

/** Groups that one of these rows was in, and none is now. */
function emptied(
  team: TeamId,
  link: Shared,
  { table, columns: [row, group] }: NonNullable<Shared['groups']>,
  ids: readonly string[],
): Condition {
  const groups = sql`select ${sql.ref(`l.${group}`)} from ${sql.table(link.name)} as l`;
  return sql`t.id in (${groups} where l.team_id = ${team} and ${sql.ref(`l.${row}`)} in (${sql.join(ids)}))
    and t.id not in (${groups} inner join ${sql.table(table.name)} as o
      on o.team_id = l.team_id and o.id = ${sql.ref(`l.${row}`)} where l.team_id = ${team})`;
}

/** Removes a person's name, and what is declared to be their words, from rows that stay. */
async function blank({ db, teamId: team, subject, channels }: Erasing, table: AnyTable): Promise<void> {
  const names = columnsThat(table.columns, ({ kind, isNullable }) => kind === 'person' && isNullable);
  if (subject.kind !== 'person' || names.length === 0) return;
  const refs = names.map((column) => sql.ref(column));
  const without = (ref: RawBuilder<unknown>, cell: RawBuilder<unknown>, to: string | null) =>
    sql`${cell} = case when ${ref} = ${subject.userId} then ${to} else ${cell} end`;
  const set = names.flatMap((name) => {
    const ref = sql.ref(name);
    const words = (table.columns[name]?.wrote ?? []).map((column) => without(ref, sql.ref(column), ''));
    return [without(ref, ref, null), ...words];
  });
  const isNamed = sql.join(
    refs.map((ref) => sql`${ref} = ${subject.userId}`),
    sql` or `,
  );
  const { rows } = await sql<{ channel_id: string }>`select distinct a.channel_id
    from ${sql.table(table.name)} as t
    inner join audience as a on a.team_id = t.team_id and a.id = t.audience_id
    where t.team_id = ${team} and (${isNamed})`.execute(db);
  for (const row of rows) channels.add(row.channel_id);
  await sql`update ${sql.table(table.name)} set ${sql.join(set)} where team_id = ${team} and (${isNamed})`.execute(
    db,
  );
}

/**
 * Rows that others read without their author's name would reveal the author by going now. They wait, as nobody's, until `anonymize` takes them with
 * everything under their embargo. Rows that nobody else could read yet go at once.
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

/** Erases shared rows and their authorship. */
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

/** Own rows: the subject's, and anyone's whose key names an erased row, the channel or the person. */
async function eraseOwn(
  { db, teamId, subject, gone }: Erasing,
  table: Extract<AnyTable, { guard: 'own' }>,
): Promise<number> {
  const theirs =
    subject.kind === 'person' ? sql<SqlBool>`t.user_id = ${subject.userId}` : ofAudiences(subject);
  const named = subject.kind === 'channel' ? new Set([...gone, subject.channelId]) : gone;
  let count = await eraseOwnRows(db, table, teamId, theirs);
  if (subject.kind === 'person')
    for (const column of table.key.filter((name) => table.columns[name]?.kind === 'person'))
      count += await eraseOwnRows(db, table, teamId, sql`${sql.ref(`t.${column}`)} = ${subject.userId}`);
  return count + (await eraseHanging(db, table, teamId, named));
}

/** Own rows of anyone whose key names one of these. A key that is text can name it among other words, as an address of a message does. */
export async function eraseHanging(
  db: Kysely<Schema>,
  table: Extract<AnyTable, { guard: 'own' }>,
  team: TeamId,
  gone: ReadonlySet<string>,
): Promise<number> {
  if (gone.size === 0) return 0;
  let count = 0;
  for (const column of table.key) {
    const isText = table.columns[column]?.kind === 'text';
    for (const some of chunks(isText ? await keysNaming(db, table, column, team, gone) : [...gone]))
      count += await eraseOwnRows(
        db,
        table,
        team,
        sql`cast(${sql.ref(`t.${column}`)} as text) in (${sql.join(some)})`,
      );
  }
  return count;
}

async function keysNaming(
  db: Kysely<Schema>,
  table: AnyTable,
  column: string,
  team: TeamId,
  gone: ReadonlySet<string>,
): Promise<readonly string[]> {
  const { rows } = await sql<{ key: string }>`select distinct ${sql.ref(column)} as key
    from ${sql.table(table.name)} where team_id = ${team}`.execute(db);
  return rows.flatMap(({ key }) => (wordsIn(key).some((word) => gone.has(word)) ? [key] : []));
}

function sharedRowsOf(table: Shared, subject: Subject): Condition {
  if (subject.kind === 'channel')
    return sql`(${ofAudiences(subject)} or ${naming(table, subject.channelId)})`;
  if (subject.kind === 'workspace') return ofAudiences(subject);
  if (table.isJoint === true) return writtenBy(table, subject.userId);
  return sql`(${writtenBy(table, subject.userId)}
    and not exists (${writersOf(table)} and w.user_id <> ${subject.userId}))`;
}

const writersOf = (table: AnyTable) => sql`select w.user_id from authorship as w
  where w.team_id = t.team_id and w.table_name = ${table.name} and w.row_id = t.id`;

const writtenBy = (table: AnyTable, user: UserId): Condition =>
  sql`exists (${writersOf(table)} and w.user_id = ${user})`;

/** What is about a channel is its own, also where others may read it: that it tried what another one learned, and how that went. */
function naming(table: Shared, channel: ChannelId): Condition {
  const names = columnsThat(table.columns, ({ kind }) => kind === 'channel');
  if (names.length === 0) return sql`1 = 0`;
  return sql`${channel} in (${sql.join(names.map((name) => sql.ref(`t.${name}`)))})`;
}

/** The rows written for a channel's audiences, or all in a workspace. */
function ofAudiences(subject: Exclude<Subject, { kind: 'person' }>): Condition {
  if (subject.kind === 'workspace') return sql`1 = 1`;
  return sql`exists (select 1 from audience as a
    where a.team_id = t.team_id and a.id = t.audience_id and a.channel_id = ${subject.channelId})`;
}
