/** Slack, when Lore asks about people and channels: it says what is so in the test's own picture at that moment. */
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Clients } from '../../../src/slack/api/clients.ts';
import { nameOf } from './conversations.ts';
import type { ModelTeam } from './model.ts';

/** Slack's user object, as events and answers have it. */
export function slackUser(team: ModelTeam, user: string) {
  const standing = team.people.get(user);
  return {
    id: user,
    team_id: standing === 'external' ? 'TELSEWHERE' : team.id,
    tz: 'UTC',
    is_bot: standing === 'bot',
    is_restricted: standing === 'guest',
    is_stranger: standing === 'external',
    deleted: standing === 'deactivated',
  };
}

/** @param asked the company, once there is one */
export function answeringClients(asked: { readonly team: ModelTeam | null }): Clients {
  const teamNow = (): ModelTeam => asked.team ?? refuse('team_not_found');
  const channelNow = (id: string) => {
    const facts = teamNow().channels.get(id);
    if (facts === undefined || (facts.kind === 'private' && !facts.hasLore))
      return refuse('channel_not_found');
    return facts;
  };
  const client = {
    users: {
      info: async ({ user }: { user: string }) => {
        if (!teamNow().people.has(user)) refuse('user_not_found');
        return { ok: true, user: { ...slackUser(teamNow(), user), profile: {} } };
      },
    },
    usergroups: { list: async () => ({ ok: true, usergroups: [] }) },
    conversations: {
      info: async ({ channel: id }: { channel: string }) => {
        const { kind, isArchived, isShared, hasLore } = channelNow(id);
        const channel = {
          id,
          name: nameOf(id),
          is_private: kind === 'private',
          is_archived: isArchived,
          is_ext_shared: isShared,
          is_member: hasLore,
        };
        return { ok: true, channel };
      },
      members: async ({ channel }: { channel: string }) => ({
        ok: true,
        members: [...channelNow(channel).members],
      }),
    },
  };
  // Only what the directory asks for is there.
  const found = async () => client as unknown as WebClient;
  return { interactiveMs: 8_000, interactive: found, background: found };
}

function refuse(error: string): never {
  throw new WebAPIPlatformError({ ok: false, error });
}
