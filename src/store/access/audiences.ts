/** Audiences and embargoes. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type AudienceId, audienceId, type EmbargoId, type UserId } from '#core/ids.ts';
import type { Audience } from '#core/visibility.ts';
import { channel, channelToPassOn } from '../scope/people-select.ts';
import type { AccessContext } from './access.ts';

/**
 * See `Scope.audience`. The audience stores what the channel is at this moment.
 * @param ofPeople the id of one of people, which is another each time
 * @throws if the viewer is not known to be in the channel, and nothing from it was written to them by name that they could pass on
 */
export async function fixAudience(
  access: AccessContext,
  audience: Audience,
  ofPeople: AudienceId,
): Promise<AudienceId> {
  const id = 'from' in audience ? audience.from : audience.channel;
  const isNamed = audience.kind === 'named';
  const from = (await channel(access, id)) ?? (isNamed ? await channelToPassOn(access, id) : null);
  if (from === null) throw new Error('only someone in its channel can fix an audience');
  const { sharings } = await access.db
    .selectFrom('channel')
    .select('sharings')
    .where('team_id', '=', access.teamId)
    .where('channel_id', '=', from.channelId)
    .executeTakeFirstOrThrow();
  const facts = {
    kind: audience.kind,
    channel_id: from.channelId,
    was_private: from.kind === 'public' ? 0 : 1,
    was_shared: from.isShared ? 1 : 0,
    sharings,
    channel_after: audience.kind === 'people' ? (audience.channelAfter ?? null) : null,
  } as const;
  const fixed = 'people' in audience ? ofPeople : idOf({ team: access.teamId, ...facts });
  await access.db
    .insertInto('audience')
    .values({ team_id: access.teamId, id: fixed, ...facts })
    .onConflict((conflict) => conflict.columns(['team_id', 'id']).doNothing())
    .execute();
  if ('people' in audience) await name(access, fixed, audience.people);
  return fixed;
}

/**
 * Rows that the same people may see have one audience, by any writer, also two at once: a search asks the guards about each audience, and
 * need not ask about thousands.
 */
const idOf = (facts: Readonly<Record<string, string | number | null>>): AudienceId =>
  audienceId(createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 22));

/** See `Scope.include`. */
export async function includeIn(
  access: AccessContext,
  id: AudienceId,
  people: readonly UserId[],
): Promise<void> {
  const audience = await access.db
    .selectFrom('audience')
    .select(['kind', 'channel_id'])
    .where('team_id', '=', access.teamId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (audience?.kind !== 'people' || (await channel(access, audience.channel_id)) === null)
    throw new Error('only someone in its channel can add people to an audience of people');
  await name(access, id, people);
}

async function name(access: AccessContext, id: AudienceId, people: readonly UserId[]): Promise<void> {
  for (const user of new Set(people)) {
    await access.db
      .insertInto('audience_person')
      .values({ team_id: access.teamId, audience_id: id, user_id: user })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** See `ReadScope.openOf`. */
export async function openOf(
  access: AccessContext,
  embargoes: readonly EmbargoId[],
): Promise<ReadonlySet<EmbargoId>> {
  const known = new Set(embargoes);
  if (known.size === 0) return known;
  const rows = await access.db
    .selectFrom('seal')
    .select('id')
    .where('team_id', '=', access.teamId)
    .where('id', 'in', [...known])
    .where('is_open', '=', 1)
    .execute();
  const open = new Set<string>(rows.map(({ id }) => id));
  return new Set(embargoes.filter((embargo) => open.has(embargo)));
}

/** See `Scope.merge`. */
export async function mergeEmbargoes(
  access: AccessContext,
  embargo: EmbargoId,
  into: EmbargoId,
): Promise<void> {
  if (!(await openOf(access, [into])).has(into))
    throw new Error('what is sealed goes under an open seal only');
  for (const { name } of access.catalogue.tables)
    await sql`update ${sql.table(name)} set seal_id = ${into}
      where team_id = ${access.teamId} and seal_id = ${embargo}`.execute(access.db);
}

/** See `Scope.embargo`. */
export async function newEmbargo(access: AccessContext, id: EmbargoId): Promise<EmbargoId> {
  await access.db.insertInto('seal').values({ team_id: access.teamId, id, is_open: 0 }).execute();
  return id;
}

/** See `Scope.open` and `Scope.close`. @throws when the workspace has no such embargo */
export async function setEmbargo(
  access: AccessContext,
  embargo: EmbargoId,
  state: 'open' | 'closed',
): Promise<void> {
  const { numUpdatedRows } = await access.db
    .updateTable('seal')
    .set({ is_open: state === 'open' ? 1 : 0 })
    .where('team_id', '=', access.teamId)
    .where('id', '=', embargo)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error('there is no such seal');
}
