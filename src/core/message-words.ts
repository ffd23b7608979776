/**
 * What somebody wrote in Slack, as words to begin a form with or to be stored as theirs: people by what they are called, groups and broadcasts as text,
 * and no channel that its reader there may not know.
 *
 * All of it is resolved here, once, and nothing when it is drawn. From here on these are words that their author reads, changes and saves, as if they had
 * typed them; nobody can edit a mark in a field. So a name in them stays when somebody is called something else, as a name typed by hand does: Lore does
 * not rewrite what people wrote. A share can be shown to more people later, so the name of a private channel never gets into it.
 */
import { type ChannelId, channelId, isId, type UserId, userId } from './ids.ts';
import type { Reading } from './listener.ts';
import type { Channel } from './people.ts';
import { sharedCopy } from './shared-copy.ts';
import { type Mentioned, plainWords } from './text.ts';

type Writing = Pick<Reading, 'scope' | 'locale' | 'person'>;

/**
 * @param mrkdwn as Slack hands it over: the text of a picked message, or what follows a command that takes mentions
 * @param to the channel in which it will be read; `null` or a direct message: not known yet
 */
export async function wordsIn(writing: Writing, mrkdwn: string, to: Channel | null): Promise<string> {
  const t = sharedCopy.for(writing);
  const found: Mentioned[] = [];
  plainWords(mrkdwn, (mentioned) => {
    found.push(mentioned);
    return '';
  });
  const ids = (sign: string) => found.flatMap((one) => (one.sign === sign && isId(one.id) ? [one.id] : []));
  const names = await namesOf(writing, ids('@').map(userId));
  const channels = await channelsOf(writing, ids('#').map(channelId), to);
  const hasGroups = found.some(({ sign, id }) => sign === '!' && id.startsWith(group));
  const groups = hasGroups ? ((await writing.scope.userGroups()) ?? []) : [];
  return plainWords(mrkdwn, ({ sign, id, label }) => {
    if (sign === '@') return names.get(id) ?? t.plain('somebodyWithin');
    if (sign === '#') {
      const channel = channels.get(id);
      if (channel === undefined) return t.plain('privateChannel');
      const name = channel.name ?? label ?? '';
      return channel.isRead && name !== '' ? `#${name}` : t.plain('unseen.channel');
    }
    if (!id.startsWith(group)) return label ?? `@${id}`;
    const handle = groups.find(({ groupId }) => groupId === id.slice(group.length))?.handle;
    return handle === undefined ? (label ?? t.plain('aGroup')) : `@${handle}`;
  });
}

/** How Slack marks a user group. */
const group = 'subteam^';

async function namesOf({ scope }: Writing, users: readonly UserId[]): Promise<ReadonlyMap<string, string>> {
  return users.length === 0 ? new Map() : scope.names(users);
}

/** The public ones of these, and whether all who read in `to` may know them. */
async function channelsOf({ scope }: Writing, ids: readonly ChannelId[], to: Channel | null) {
  const found = new Map<string, { readonly name: string | null; readonly isRead: boolean }>();
  if (ids.length === 0) return found;
  const visible = await scope.visibleChannels(ids);
  // Guests and people of other organisations know only the channels that they are in.
  const isAmongMembers =
    to !== null &&
    to.kind !== 'direct' &&
    !to.isShared &&
    (await scope.members(to.channelId)).every(({ memberType }) => memberType === 'member');
  for (const id of visible) {
    // A channel that one may know and is not in is a public one.
    const channel = await scope.channel(id);
    if (channel !== null && channel.kind !== 'public') continue;
    found.set(id, { name: channel?.name ?? null, isRead: isAmongMembers || to?.channelId === id });
  }
  return found;
}
