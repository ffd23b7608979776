/** What changes around people and channels, in Lore and in the test's own picture. */
import { channelId, userId } from '../../../src/core/ids.ts';
import type { MemberType } from '../../../src/core/people.ts';
import { nameOf } from './conversations.ts';
import { channels } from './generate.ts';
import type { LeakCompany } from './company.ts';
import type { ModelChannel, ModelTeam } from './model.ts';

export type Becoming =
  'public' | 'private' | 'share' | 'unshare' | 'archive' | 'lore left' | 'lore back' | 'recount';

/** What becomes of a channel: events where Slack sends one, else what Slack answers when it is asked again. */
export async function become(
  system: LeakCompany,
  team: ModelTeam,
  index: number,
  what: Becoming,
): Promise<void> {
  const { id, facts } = channelAt(team, index);
  const channel = channelId(id);
  const now = system.clock.now();
  // What Slack answers when it is asked about the channel.
  const answered = () =>
    system.store.directory.saveChannel(
      team.id,
      {
        channelId: channel,
        name: nameOf(id),
        kind: facts.kind,
        isShared: facts.isShared,
        isArchived: facts.isArchived,
        hasLore: facts.hasLore,
      },
      now,
    );
  switch (what) {
    case 'public':
      facts.kind = 'public';
      return answered();
    case 'private':
      facts.kind = 'private';
      return answered();
    case 'share':
      facts.isShared = true;
      facts.sharings += 1;
      return system.event(team.id, 'channel_shared', {
        channel: id,
        connected_team_id: `TO${facts.sharings}`,
      });
    case 'unshare':
      facts.isShared = false;
      return answered();
    case 'archive':
      facts.isArchived = true;
      return system.event(team.id, 'channel_archive', { channel: id });
    case 'lore left':
      facts.hasLore = false;
      facts.knownAt = null;
      return system.event(team.id, 'channel_left', { channel: id });
    case 'lore back':
      facts.hasLore = true;
      return answered();
    case 'recount':
      facts.knownAt = now;
      await system.store.directory.setMembers(team.id, channel, [...facts.members].map(userId), now);
      return;
  }
}

/** @param index in `channels` */
export function channelAt(
  team: ModelTeam,
  index: number,
): { readonly id: string; readonly facts: ModelChannel } {
  const id = channels[index] ?? channels[0];
  const facts = team.channels.get(id);
  if (facts === undefined) throw new Error(`there is no channel ${id}`);
  return { id, facts };
}

/** Somebody joins or leaves. */
export async function move(
  system: LeakCompany,
  team: ModelTeam,
  index: number,
  what: 'join' | 'leave',
  user: string,
): Promise<void> {
  const { facts, id } = channelAt(team, index);
  if (what === 'join' && !facts.members.has(user) && facts.kind === 'private') facts.sincePrivate.add(user);
  if (what === 'join') facts.members.add(user);
  else for (const list of [facts.members, facts.sincePrivate]) list.delete(user);
  const type = what === 'join' ? 'member_joined_channel' : 'member_left_channel';
  return system.event(team.id, type, { channel: id, user });
}

/** Somebody becomes a guest, a member, or is deactivated. */
export async function stand(
  system: LeakCompany,
  team: ModelTeam,
  user: string,
  standing: MemberType,
): Promise<void> {
  team.people.set(user, standing);
  if (standing !== 'deactivated') return savePerson(system, team, user, standing);
  const gone = { id: user, team_id: team.id, deleted: true, away_until: null };
  return system.event(team.id, 'user_change', { user: gone });
}

/** What somebody is called: their id is a word of it, as everywhere that they are named. */
export const nameIn = (user: string): string => `who is ${user}`;

/** What Slack says of a person, without an event. */
export async function savePerson(
  system: LeakCompany,
  team: ModelTeam,
  user: string,
  standing: MemberType,
): Promise<void> {
  await system.store.directory.savePerson(
    team.id,
    {
      userId: userId(user),
      memberType: standing,
      isAdmin: user === 'UA',
      tz: 'UTC',
      locale: 'en',
      awayUntil: null,
      name: nameIn(user),
    },
    system.clock.now(),
  );
}
