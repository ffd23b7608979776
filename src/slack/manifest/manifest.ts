/** The app manifest, generated from the feature list. Pure; a test checks it against Slack's schema. */
import { type Feature, systemCommand } from '#core/feature.ts';
import { loreCopy } from '../copy.ts';
import { installCopy } from '../install/copy.ts';
import { signInPaths } from '../../web/sign-in/paths.ts';
import { paths } from '../install/paths.ts';

/** What Lore cannot work without. The catalogue of the pages says what each is for. */
export const scopes = [
  'channels:read',
  'chat:write',
  'commands',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
] as const satisfies readonly string[];

/** What Lore does without if it was not granted. */
export const optionalScopes = [
  'channels:history',
  'groups:history',
  'files:write',
  'usergroups:read',
  'dnd:read',
  'assistant:write',
] as const satisfies readonly string[];

/** What it does without, too, and asks for only where links lead to it. */
export const linkScopes = ['links:read', 'links:write'] as const satisfies readonly string[];

/** What people agree to who sign in to read in a browser: nobody is asked for them otherwise. */
export const userScopes = ['openid', 'profile'] as const satisfies readonly string[];

export type Scope = (typeof scopes | typeof optionalScopes | typeof linkScopes | typeof userScopes)[number];

/** Each scope with its reason, as a table in Markdown: Slack's manifest has no place for reasons. */
export function scopesTable(): string {
  const t = installCopy.in('en', 'UTC');
  const rows = (asked: readonly Scope[], isOptional: string) =>
    asked.map((scope) => `| \`${scope}\` | ${isOptional} | ${t.plain(`scope.${scope}`)} |`);
  return [
    '| scope | without it | what Lore needs it for |',
    '| --- | --- | --- |',
    ...rows(scopes, 'Lore can’t work'),
    ...rows([...optionalScopes, ...linkScopes], 'optional'),
    ...rows(userScopes, 'nobody signs in'),
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
  'message.im',
  'subteam_created',
  'subteam_members_changed',
  'subteam_updated',
  'team_join',
  'tokens_revoked',
  'user_change',
];

/** Those about links that lead to Lore's pages. */
const linkEvents = ['entity_details_requested', 'link_shared'];

/** Those that only an organisation's installation hears. */
const organisationEvents = ['app_uninstalled_team', 'team_access_granted', 'team_access_revoked'];

/** What the Messages tab suggests to ask. Each is understood by `src/system/asking`. */
export const prompts = ['newest', 'topics', 'mine', 'help'] as const;

/** The path at which Lore listens. */
export const slackPath = '/slack/events';

/**
 * @param features the list; every command and shortcut of it appears, in its order, but those of practices that start turned off
 * @param address where Slack reaches Lore: `https://lore.example.org`, with a path if a proxy adds one; `null` for Socket Mode, which needs no
 * address
 * @param extra the practices that start turned off whose commands and shortcuts appear, too, by name: without them, `/lore` leads there
 * @param serves `many`: workspaces and organisations install it at Lore's pages, with tokens that are renewed; `one`: the operator installs it
 * @returns the manifest as Slack's app settings take it (JSON)
 */
export function manifest(
  features: readonly Feature[],
  address: string | null,
  extra: readonly string[] = [],
  serves: 'one' | 'many' = 'one',
) {
  const isMany = serves === 'many' && address !== null;
  // Slack shows it to everyone in one language.
  const t = loreCopy.in('en', 'UTC');
  const url = address === null ? null : requestUrlAt(address);
  const domain = address === null ? null : domainOf(address);
  const optional = domain === null ? optionalScopes : [...optionalScopes, ...linkScopes];
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
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      agent_view: {
        agent_description: t.plain('app.agent'),
        suggested_prompts: prompts.map((prompt) => ({
          title: t.plain(`prompt.${prompt}.title`),
          message: t.plain(`prompt.${prompt}`),
        })),
      },
      ...(domain === null ? {} : { unfurl_domains: [domain] }),
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
      ...(address === null ? {} : { redirect_urls: redirectUrls(baseOf(address), isMany) }),
      scopes: {
        bot: [...scopes, ...optional],
        bot_optional: optional,
        ...(address === null ? {} : { user: userScopes }),
      },
    },
    settings: {
      event_subscriptions: {
        ...requestUrl,
        bot_events: [
          ...botEvents,
          ...(domain === null ? [] : linkEvents),
          ...(isMany ? organisationEvents : []),
        ],
      },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: isMany,
      socket_mode_enabled: address === null,
      token_rotation_enabled: isMany,
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
  return `${baseOf(address)}${slackPath}`;
}

/** Where Slack may send people back: from installing, and from signing in. */
const redirectUrls = (base: string, isMany: boolean): string[] =>
  [...(isMany ? [paths.callback] : []), signInPaths.back].map((path) => `${base}${path}`);

/** What of an address Slack looks for in messages: it takes no port and no path. @returns `null` if Slack would not take it */
function domainOf(address: string): string | null {
  const host = URL.parse(address)?.hostname ?? '';
  return /^[a-z0-9][-a-z0-9.]*[.][a-z0-9]+$/.test(host) ? host : null;
}

function baseOf(address: string): string {
  const base = address.replace(/\/+$/, '');
  return base.endsWith(slackPath) ? base.slice(0, -slackPath.length) : base;
}

/** Scopes missing from those granted: without `needed` ones Lore cannot work, without `optional` ones it only asks more. */
export function missingScopes(granted: readonly string[]): {
  readonly needed: readonly string[];
  readonly optional: readonly string[];
} {
  const lacks = (list: readonly string[]) => list.filter((scope) => !granted.includes(scope));
  return { needed: lacks(scopes), optional: lacks(optionalScopes) };
}
