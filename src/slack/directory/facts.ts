/** Reduces Slack's users and conversations to the facts of `core/people.ts`. Pure. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import { channelId, type TeamId, userId } from '#core/ids.ts';
import { localeOf } from '#core/languages.ts';
import { cleanName } from '#core/names.ts';
import type { MemberType } from '#core/people.ts';
import { isZone } from '#core/time/zone.ts';
import type { ChannelFacts, PersonFacts } from '../../store/directory/facts.ts';
import { awayUntil } from './away.ts';

/** The parts of Slack's user object that we read. Everything else is dropped here. */
export const slackUser = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  deleted: z.boolean().optional(),
  is_admin: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_workflow_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  tz: z.string().nullish(),
  locale: z.string().optional(),
  enterprise_user: z.object({ teams: z.array(z.string()).optional() }).optional(),
  real_name: z.string().nullish(),
  profile: z
    .object({
      display_name: z.string().nullish(),
      real_name: z.string().nullish(),
      status_text: z.string().nullish(),
      status_emoji: z.string().nullish(),
      status_expiration: z.number().nullish(),
    })
    .optional(),
});

export type SlackUser = z.infer<typeof slackUser>;

/** The same as the inbox stores it: the status is already "away until", and of the names one is left. */
export const reducedUser = slackUser
  .omit({ profile: true, real_name: true })
  .extend({ away_until: z.number().nullable(), name: z.string().nullish() });

/** @returns the user without the profile; their status becomes "away until", and what they are called `name` */
export function reduceUser(
  { profile, real_name: realName, ...user }: SlackUser,
  now: Instant,
): z.infer<typeof reducedUser> {
  const status = {
    text: profile?.status_text ?? '',
    emoji: profile?.status_emoji ?? '',
    expiration: profile?.status_expiration ?? 0,
  };
  const names = [profile?.display_name, profile?.real_name, realName].map((name) => cleanName(name ?? ''));
  const name = names.find((one) => one !== null) ?? null;
  return { ...user, away_until: awayUntil(status, now), name };
}

/** @param team the workspace in which Lore met this person */
export function personFacts(user: z.infer<typeof reducedUser>, team: TeamId): PersonFacts {
  return {
    userId: userId(user.id),
    memberType: standingOf(user, team),
    isAdmin: user.is_admin === true || user.is_owner === true,
    tz: validZone(user.tz),
    // Events and lists may omit it; the stored value then stays.
    locale: user.locale === undefined ? null : localeOf(user.locale),
    awayUntil: user.away_until,
    name: user.name ?? null,
  };
}

function standingOf(user: Omit<SlackUser, 'profile'>, team: TeamId): MemberType {
  if (user.deleted === true) return 'deactivated';
  // Slackbot claims that it is not a bot.
  if (user.is_bot === true || user.is_workflow_bot === true || user.id === 'USLACKBOT') return 'bot';
  const isOfTeam =
    user.team_id === undefined ||
    user.team_id === team ||
    user.enterprise_user?.teams?.includes(team) === true;
  if (user.is_stranger === true || !isOfTeam) return 'external';
  return user.is_restricted === true || user.is_ultra_restricted === true ? 'guest' : 'member';
}

/** Slack leaves the zone out for some people. */
function validZone(tz: string | null | undefined): string {
  return tz != null && isZone(tz) ? tz : 'UTC';
}

export const slackConversation = z.object({
  id: z.string(),
  name: z.string().optional(),
  is_private: z.boolean().optional(),
  is_im: z.boolean().optional(),
  is_mpim: z.boolean().optional(),
  is_archived: z.boolean().optional(),
  is_ext_shared: z.boolean().optional(),
  is_member: z.boolean().optional(),
  connected_team_ids: z.array(z.string()).optional(),
});

export type SlackConversation = z.infer<typeof slackConversation>;

export function channelFacts(conversation: SlackConversation): ChannelFacts {
  const isDirect = conversation.is_im === true;
  return {
    channelId: channelId(conversation.id),
    kind: isDirect
      ? 'direct'
      : conversation.is_private === true || conversation.is_mpim === true
        ? 'private'
        : 'public',
    // `is_shared` is also true within one organisation; only `is_ext_shared` means outside members.
    isShared: conversation.is_ext_shared === true,
    isArchived: conversation.is_archived === true,
    hasLore: isDirect || conversation.is_member === true,
    name: conversation.name ?? '',
    sharedWith: conversation.connected_team_ids ?? [],
  };
}
