/** The app manifest, generated from the feature list. Pure; a test checks it against Slack's schema. */
import { type Feature, systemCommand } from '#core/feature.ts';
import { loreCopy } from '../copy.ts';

/** Lore cannot work without these. Every additional scope would need justifying to each admin who installs it. */
export const scopes = ['channels:read', 'chat:write', 'commands', 'groups:read', 'im:write', 'users:read'];

/**
 * The histories let Lore look up a post whose arrival is unknown instead of asking. `files:write` delivers exports as files
 * and shows pictures of numbers. `usergroups:read` offers user groups for retrospectives and invitations. `dnd:read` keeps unasked messages out of paused notifications.
 */
export const optionalScopes = [
  'channels:history',
  'groups:history',
  'im:history',
  'files:write',
  'usergroups:read',
  'dnd:read',
];

/** The events that keep facts fresh; Slack sends those whose scope was granted. */
export const botEvents = [
  'app_home_opened',
  'app_uninstalled',
  'channel_archive',
  'channel_deleted',
  'channel_id_changed',
  'channel_left',
  'channel_rename',
  'channel_shared',
  'channel_unarchive',
  'channel_unshared',
  'group_archive',
  'group_deleted',
  'group_left',
  'group_rename',
  'group_unarchive',
  'member_joined_channel',
  'member_left_channel',
  'subteam_created',
  'subteam_members_changed',
  'subteam_updated',
  'team_join',
  'tokens_revoked',
  'user_change',
];

/** The path at which Lore listens. */
export const slackPath = '/slack/events';

/**
 * @param features the list; every command and shortcut of it appears, in its order
 * @param address where Slack reaches Lore: `https://lore.example.org`, with a path if a proxy adds one; `null` for Socket Mode, which needs no
 * address
 * @returns the manifest as Slack's app settings take it (JSON)
 */
export function manifest(features: readonly Feature[], address: string | null) {
  // Slack shows it to everyone in one language.
  const t = loreCopy.in('en', 'UTC');
  const url = address === null ? null : requestUrlAt(address);
  const requestUrl = url === null ? {} : { request_url: url };
  const shortcuts = features.flatMap((feature) => feature.shortcuts ?? []);
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const command = (name: string, description: string, usage: string, takesMentions: boolean) => ({
    command: name,
    description,
    usage_hint: usage,
    ...(takesMentions ? { should_escape: true } : {}),
    ...(url === null ? {} : { url }),
  });
  return {
    display_information: {
      name: 'Lore',
      description: t.plain('app.description'),
      background_color: '#2b3a42',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'Lore', always_online: true },
      slash_commands: [
        command(
          systemCommand,
          t.plain('app.command'),
          'help',
          commands.some((entry) => entry.takesMentions === true),
        ),
        ...commands.map((entry) =>
          command(entry.name, entry.summary('en'), entry.usage('en'), entry.takesMentions === true),
        ),
      ],
      ...(shortcuts.length === 0
        ? {}
        : {
            shortcuts: shortcuts.map((shortcut) => ({
              name: shortcut.name('en'),
              type: shortcut.type,
              callback_id: shortcut.callbackId,
              description: shortcut.summary('en'),
            })),
          }),
    },
    oauth_config: {
      scopes: { bot: [...scopes, ...optionalScopes], bot_optional: optionalScopes },
    },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: botEvents },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: address === null,
      token_rotation_enabled: false,
    },
  };
}

/**
 * Where the operator says that Slack reaches Lore. A path is one at which a proxy takes requests for it.
 * @returns `null` if unusable, or not https: people's words travel there
 */
export function readAddress(text: string): string | null {
  const url = URL.parse(text);
  const isPlace =
    url?.protocol === 'https:' && [url.username, url.search, url.hash].every((part) => part === '');
  return isPlace ? url.href : null;
}

/** @param address the base address, or the full one with Lore's own path */
function requestUrlAt(address: string): string {
  const base = address.replace(/\/+$/, '');
  return base.endsWith(slackPath) ? base : `${base}${slackPath}`;
}

/** Scopes missing from those granted: without `needed` ones Lore cannot work, without `optional` ones it only asks more. */
export function missingScopes(granted: readonly string[]): {
  readonly needed: readonly string[];
  readonly optional: readonly string[];
} {
  const lacks = (list: readonly string[]) => list.filter((scope) => !granted.includes(scope));
  return { needed: lacks(scopes), optional: lacks(optionalScopes) };
}
