/** Audiences and seals. */
import { sql } from 'kysely';
import type { AudienceId, SealId } from '#core/ids.ts';
import type { Reach } from '#core/reach.ts';
import { channel } from '../scope/people-select.ts';
import type { AccessContext } from './access.ts';

/**
 * See `Scope.audience`. The audience stores what the channel is at this moment.
 * @throws if the viewer is not known to be in the channel
 */
export async function fixAudience(eyes: AccessContext, reach: Reach, id: AudienceId): Promise<AudienceId> {
  const from = await channel(eyes, reach.kind === 'workspace' ? reach.from : reach.channel);
  if (from === null) throw new Error('only someone in its channel can fix an audience');
  await eyes.db
    .insertInto('audience')
    .values({
      team_id: eyes.teamId,
      id,
      kind: reach.kind,
      channel_id: from.channelId,
      was_private: from.kind === 'public' ? 0 : 1,
      was_shared: from.isShared ? 1 : 0,
      sharings: sql<number>`(select sharings from channel
        where team_id = ${eyes.teamId} and channel_id = ${from.channelId})`,
      channel_after: reach.kind === 'people' ? (reach.channelAfter ?? null) : null,
    })
    .execute();
  if (reach.kind !== 'people') return id;
  for (const user of new Set(reach.people)) {
    await eyes.db
      .insertInto('audience_person')
      .values({ team_id: eyes.teamId, audience_id: id, user_id: user })
      .execute();
  }
  return id;
}

/** See `ReadScope.openOf`. */
export async function openOf(eyes: AccessContext, seals: readonly SealId[]): Promise<ReadonlySet<SealId>> {
  const known = new Set(seals);
  if (known.size === 0) return known;
  const rows = await eyes.db
    .selectFrom('seal')
    .select('id')
    .where('team_id', '=', eyes.teamId)
    .where('id', 'in', [...known])
    .where('is_open', '=', 1)
    .execute();
  const open = new Set<string>(rows.map(({ id }) => id));
  return new Set(seals.filter((seal) => open.has(seal)));
}

/** See `Scope.merge`. */
export async function mergeSeals(eyes: AccessContext, seal: SealId, into: SealId): Promise<void> {
  if (!(await openOf(eyes, [into])).has(into)) throw new Error('what is sealed goes under an open seal only');
  for (const { name } of eyes.catalogue.tables)
    await sql`update ${sql.table(name)} set seal_id = ${into}
      where team_id = ${eyes.teamId} and seal_id = ${seal}`.execute(eyes.db);
}

/** See `Scope.seal`. */
export async function newSeal(eyes: AccessContext, id: SealId): Promise<SealId> {
  await eyes.db.insertInto('seal').values({ team_id: eyes.teamId, id, is_open: 0 }).execute();
  return id;
}

/** See `Scope.open` and `Scope.close`. @throws when the workspace has no such seal */
export async function setSeal(eyes: AccessContext, seal: SealId, state: 'open' | 'closed'): Promise<void> {
  const { numUpdatedRows } = await eyes.db
    .updateTable('seal')
    .set({ is_open: state === 'open' ? 1 : 0 })
    .where('team_id', '=', eyes.teamId)
    .where('id', '=', seal)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error('there is no such seal');
}
