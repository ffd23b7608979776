/** Erases what leads back to the authors of rows with hidden names. */
import { sql } from 'kysely';
import { chunks } from '#core/chunks.ts';
import { columnsThat } from '#core/columns.ts';
import type { EmbargoId } from '#core/ids.ts';
import type { AnyTable } from '#core/tables.ts';
import type { AccessContext } from '../access/access.ts';
import { redrawIn } from '../access/depends-on.ts';
import { values } from '../scope/write.ts';
import { cutRows } from '../search/cut-rows.ts';
import { leaveBehind } from './cleanup-queue.ts';
import { erasedWriter, eraseHanging, eraseRows, eraseWithParts } from './eraser.ts';
import { forgetAbout, forgetPrivately } from './forget-about.ts';

/** See `Scope.anonymize`. */
export async function anonymize(access: AccessContext, embargo: EmbargoId): Promise<void> {
  await eraseWhatWaited(access, embargo);
  const unlinked = new Set<string>();
  for (const table of access.catalogue.tables.filter((one) => one.guard === 'shared')) {
    const { rows } = await sql<Readonly<Record<string, unknown>> & { readonly id: string }>`
      select t.* from ${sql.table(table.name)} as t
      where t.team_id = ${access.teamId} and t.seal_id = ${embargo} and exists (select 1 from authorship as w
        where w.team_id = t.team_id and w.table_name = ${table.name} and w.row_id = t.id and w.names = 'hidden')
      order by t.id`.execute(access.db);
    for (const { id } of rows) unlinked.add(id);
    await leaveAudiences(access, table, rows);
    for (const some of chunks(rows.map(({ id }) => id))) {
      await sql`delete from authorship where team_id = ${access.teamId} and table_name = ${table.name}
        and names = 'hidden' and row_id in (${sql.join(some)})`.execute(access.db);
      await sql`delete from ${sql.table(table.name)}
        where team_id = ${access.teamId} and id in (${sql.join(some)})`.execute(access.db);
    }
    // Rewritten in the order of their random ids: a database keeps rows in the order they came, which groups one author's rows.
    const blank = Object.fromEntries(leadingBack(table).map((column) => [column, 0]));
    for (const row of rows)
      await sql`insert into ${sql.table(table.name)} ${values([Object.entries({ ...row, ...blank })])}`.execute(
        access.db,
      );
    await cutRows(
      access,
      table,
      rows.map(({ id }) => id),
    );
  }
  if (unlinked.size === 0) return;
  for (const table of access.catalogue.tables.filter((one) => one.guard === 'own'))
    for (const column of leadingBack(table))
      for (const some of chunks([...unlinked]))
        await sql`delete from ${sql.table(table.name)}
          where team_id = ${access.teamId} and ${sql.ref(column)} in (${sql.join(some)})`.execute(access.db);
  await leaveBehind(access.db, access.teamId, await forgetPrivately(access, unlinked), access.now);
}

/**
 * An audience that names who wrote a row leads back to them, so they go from it: the row's own, and those that it names. One of people who were
 * all asked does not tell who of them wrote, and stays whole.
 */
async function leaveAudiences(
  { db, teamId }: AccessContext,
  { name, columns }: AnyTable,
  rows: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[],
): Promise<void> {
  const named = ['audience_id', ...columnsThat(columns, ({ kind }) => kind === 'audience')];
  const audiences = new Set(rows.flatMap((row) => named.map((column) => String(row[column]))));
  for (const ids of chunks(rows.map(({ id }) => id)))
    for (const some of chunks([...audiences]))
      await sql`delete from audience_person where team_id = ${teamId} and audience_id in (${sql.join(some)})
        and audience_id in (select a.id from audience as a where a.team_id = ${teamId} and a.kind = 'named')
        and user_id in (select w.user_id from authorship as w where w.team_id = ${teamId}
          and w.table_name = ${name} and w.names = 'hidden' and w.row_id in (${sql.join(ids)}))`.execute(db);
}

const leadingBack = ({ columns }: AnyTable) => columnsThat(columns, ({ isLeadingBack }) => isLeadingBack);

/** Erases what people wrote who were erased since (see `putOff` in eraser.ts), all at once, with everything attached. */
async function eraseWhatWaited(access: AccessContext, embargo: EmbargoId): Promise<void> {
  const { db, catalogue, teamId, now } = access;
  const gone = new Set<string>();
  const channels = new Set<string>();
  const shared = catalogue.tables.filter((one) => one.guard === 'shared');
  for (const table of shared) {
    const waits = sql<boolean>`t.seal_id = ${embargo} and exists (select 1 from authorship as w
      where w.team_id = t.team_id and w.table_name = ${table.name} and w.row_id = t.id and w.user_id = ${erasedWriter})`;
    const { rows } = await sql<
      Readonly<Record<'channel_id', string>>
    >`select distinct a.channel_id from ${sql.table(table.name)} as t
      inner join audience as a on a.team_id = t.team_id and a.id = t.audience_id
      where t.team_id = ${teamId} and ${waits}`.execute(db);
    for (const row of rows) channels.add(row.channel_id);
    await eraseWithParts({ db, catalogue, teamId, gone }, table, waits);
  }
  if (gone.size === 0) return;
  // What others attached to it under the same embargo is meaningless without it.
  for (const table of shared)
    for (const some of chunks([...gone])) {
      const names = catalogue
        .columnsOf(table)
        .map((column) => sql`cast(${sql.ref(`t.${column}`)} as text) in (${sql.join(some)})`);
      await eraseRows(
        db,
        table,
        teamId,
        sql`t.seal_id = ${embargo} and (${sql.join(names, sql` or `)})`,
        gone,
      );
    }
  for (const table of catalogue.tables)
    if (table.guard === 'own') await eraseHanging(db, table, teamId, gone);
  await redrawIn(access, channels);
  await leaveBehind(db, teamId, await forgetAbout({ db, teamId, now }, gone), now);
}
