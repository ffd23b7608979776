/** Audiences and seals. */
import { sql } from 'kysely';
import type { AudienceId, SealId } from '../core/ids.ts';
import type { Reach } from '../core/reach.ts';
import { channel } from './people-select.ts';
import type { Eyes } from './sight.ts';

/**
 * See `Scope.audience`. What the channel is at this moment is kept with the audience.
 * @throws when the viewer is not in the channel, as far as is known
 */
export async function fixAudience(eyes: Eyes, reach: Reach, id: AudienceId): Promise<AudienceId> {
  const from = await channel(eyes, reach.kind === 'workspace' ? reach.from : reach.channel);
  if (from === null) throw new Error('an audience can only be fixed by somebody who is in its channel');
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

/** See `Scope.seal`. */
export async function newSeal(eyes: Eyes, id: SealId): Promise<SealId> {
  await eyes.db.insertInto('seal').values({ team_id: eyes.teamId, id, is_open: 0 }).execute();
  return id;
}

/** See `Scope.open` and `Scope.close`. @throws when the workspace has no such seal */
export async function setSeal(eyes: Eyes, seal: SealId, state: 'open' | 'closed'): Promise<void> {
  const { numUpdatedRows } = await eyes.db
    .updateTable('seal')
    .set({ is_open: state === 'open' ? 1 : 0 })
    .where('team_id', '=', eyes.teamId)
    .where('id', '=', seal)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error('there is no such seal');
}
