/** Erases the records of messages, and says which messages to delete from Slack. */
import type { Kysely } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, TeamId } from '#core/ids.ts';
import { forgetShows } from '../access/depends-on.ts';
import { previewPostName } from '#core/link-preview.ts';
import type { DeliveryTable } from '../outbox/tables.ts';
import type { Schema } from '../schema.ts';
import type { LeftBehind } from './cleanup-queue.ts';

/**
 * A message goes with its record, since nothing could redraw or erase it afterwards. A direct message about something else too stays, and is redrawn
 * without what went.
 * @returns what to delete from Slack
 */
export async function forgetMessages(
  on: { readonly db: Kysely<Schema>; readonly teamId: TeamId; readonly now: Instant },
  going: readonly Pick<DeliveryTable, 'id' | 'channel_id' | 'ts' | 'post' | 'params'>[],
): Promise<readonly LeftBehind[]> {
  const left: LeftBehind[] = [];
  for (const some of chunks(going.map(({ id }) => id))) {
    const files = await on.db
      .deleteFrom('posted_file')
      .where('team_id', '=', on.teamId)
      .where('delivery_id', 'in', some)
      .returning('file_id')
      .execute();
    left.push(...files.map(({ file_id: fileId }) => ({ kind: 'file' as const, fileId })));
    left.push(...(await forgetPictures(on, some)));
    await forgetShows(on, some);
    await on.db.deleteFrom('delivery').where('team_id', '=', on.teamId).where('id', 'in', some).execute();
  }
  for (const { channel_id: channelId, ts, post, params } of going) {
    if (channelId === null || ts === null) continue;
    if (post === previewPostName)
      left.push({ kind: 'preview', channelId, ts, params, locale: await localeOf(on, channelId) });
    else if (!(await goesOn(on, channelId, ts))) left.push({ kind: 'message', channelId, ts });
  }
  return left;
}

/** That of what is posted there; the usual one where nothing is known of the channel any more. */
async function localeOf(
  { db, teamId }: { readonly db: Kysely<Schema>; readonly teamId: TeamId },
  channel: ChannelId,
): Promise<string> {
  const query = db.selectFrom('channel').select('locale').where('team_id', '=', teamId);
  return (await query.where('channel_id', '=', channel).executeTakeFirst())?.locale ?? '';
}

async function forgetPictures(
  { db, teamId }: { readonly db: Kysely<Schema>; readonly teamId: TeamId },
  deliveries: readonly string[],
): Promise<readonly LeftBehind[]> {
  const query = db.deleteFrom('picture').where('team_id', '=', teamId);
  const rows = await query.where('delivery_id', 'in', deliveries).returning('file_id').execute();
  return rows.flatMap(({ file_id: fileId }) => (fileId === null ? [] : [{ kind: 'file' as const, fileId }]));
}

/** @returns whether other posts are in the same message; the first of them leads it from now on */
async function goesOn(
  { db, teamId, now }: { readonly db: Kysely<Schema>; readonly teamId: TeamId; readonly now: Instant },
  channel: ChannelId,
  ts: string,
): Promise<boolean> {
  const rows = await db
    .selectFrom('delivery')
    .select(['id', 'key', 'under'])
    .where('team_id', '=', teamId)
    .where('kind', '=', 'person')
    .where('channel_id', '=', channel)
    .where('ts', '=', ts)
    .orderBy('created_at')
    .execute();
  const leader = rows.find(({ under }) => under === null) ?? rows[0];
  for (const row of rows)
    await db
      .updateTable('delivery')
      .set((it) => ({
        under: row === leader ? null : (leader?.key ?? null),
        wanted: it('wanted', '+', 1),
        due_at: now,
      }))
      .where('team_id', '=', teamId)
      .where('id', '=', row.id)
      .execute();
  return leader !== undefined;
}
