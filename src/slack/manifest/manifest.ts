/** The app manifest, generated from the feature list. Pure; a test checks it against Slack's schema. */
import { type Feature, systemCommand } from '#core/feature.ts';
import { loreCopy } from '../copy.ts';

/** What Lore cannot work without, with the reason for those who install it. */
const neededFor = {
  'channels:read':
    'to know the public channels, and who is in them: Lore asks and shows only what the people in a channel may see',
  'chat:write': 'to post in the channels that Lore is in, and to keep its messages up to date',
  commands: 'to offer its commands, and what it does in the menu of a message',
  'groups:read': 'the same as channels:read, for private channels that Lore was invited to',
  'im:write': 'to send people a direct message: a question, a reminder, a summary',
  'users:read':
    'to know names, time zones, languages and who is away or a guest, so that messages come at a good time to the right people',
} as const;

/** What Lore does without if it was not granted. */
const optionalFor = {
  'channels:history':
    'to look up its own message when Slack did not confirm it, instead of asking someone; Lore keeps nothing of what stands around it',
  'groups:history': 'the same in a private channel that Lore was invited to',
  'im:history': 'the same in a direct message of Lore’s',
  'files:write': 'to hand people the files that they ask for, and to show pictures of their numbers',
  'usergroups:read':
    'so that a retrospective can invite the people in a user group, and a user group can name leaders',
  'dnd:read': 'so that nobody gets an unasked message while they have Slack paused',
} as const;

export const scopes: readonly string[] = Object.keys(neededFor);
export const optionalScopes: readonly string[] = Object.keys(optionalFor);

/** Each scope with its reason, as a table in Markdown: Slack's manifest has no place for reasons. */
export function scopesTable(): string {
  const rows = (uses: Readonly<Record<string, string>>, isOptional: string) =>
    Object.entries(uses).map(([scope, why]) => `| \`${scope}\` | ${isOptional} | ${why} |`);
  return [
    '| scope | without it | what Lore needs it for |',
    '| --- | --- | --- |',
    ...rows(neededFor, 'Lore can’t work'),
    ...rows(optionalFor, 'optional'),
  ].join('\n');
}

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
 * @param features the list; every command and shortcut of it appears, in its order, but those of practices that start turned off
 * @param address where Slack reaches Lore: `https://lore.example.org`, with a path if a proxy adds one; `null` for Socket Mode, which needs no
 * address
 * @param extra the practices that start turned off whose commands and shortcuts appear, too, by name: without them, `/lore` leads there
 * @returns the manifest as Slack's app settings take it (JSON)
 */
export function manifest(
  features: readonly Feature[],
  address: string | null,
  extra: readonly string[] = [],
) {
  // Slack shows it to everyone in one language.
  const t = loreCopy.in('en', 'UTC');
  const url = address === null ? null : requestUrlAt(address);
  const requestUrl = url === null ? {} : { request_url: url };
  const shown = features.filter(({ name, startsOff }) => startsOff === undefined || extra.includes(name));
  const shortcuts = shown.flatMap((feature) => feature.shortcuts ?? []);
  const commands = shown.flatMap((feature) => feature.commands ?? []);
  // All of them work after `/lore`.
  const takesMentions = features.some(
    (feature) => feature.commands?.some((command) => command.takesMentions === true) === true,
  );
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
      long_description: t.plain('app.about'),
      background_color: '#2b3a42',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'Lore', always_online: true },
      slash_commands: [
        command(systemCommand, t.plain('app.command'), 'help', takesMentions),
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
