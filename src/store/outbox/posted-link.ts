/** The address of a post in Slack. */
import { messageLink } from '#core/message-link.ts';
import { keyOf, type PostRef } from '#core/post-ref.ts';
import type { AccessContext } from '../access/access.ts';
import { channel } from '../scope/people-select.ts';

/** See `ReadScope.linkTo`. */
export async function linkTo(access: AccessContext, post: PostRef): Promise<string | null> {
  if (post.to.kind !== 'channel' || (await channel(access, post.to.channel)) === null) return null;
  const { db, teamId } = access;
  const sent = await db
    .selectFrom('delivery')
    .select('ts')
    .where('team_id', '=', teamId)
    .where('key', '=', keyOf(post))
    .where('state', '=', 'sent')
    .executeTakeFirst();
  const workspace = await db
    .selectFrom('workspace')
    .select('url')
    .where('team_id', '=', teamId)
    .executeTakeFirst();
  if (sent?.ts == null || workspace?.url == null) return null;
  return messageLink(workspace.url, post.to.channel, sent.ts);
}
