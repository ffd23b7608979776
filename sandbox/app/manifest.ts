/** The app under test, as its Slack manifest describes it. */
import type { CommandView, ShortcutView } from '../protocol.ts';
import { listAt, objectAt, textAt, type Json } from '../json.ts';
import { secret } from '../state/ids.ts';

export interface AppUnderTest {
  readonly id: string;
  readonly name: string;
  readonly commands: readonly (CommandView & { readonly shouldEscape: boolean })[];
  readonly shortcuts: readonly ShortcutView[];
  readonly events: ReadonlySet<string>;
  readonly scopes: ReadonlySet<string>;
  /** What it may ask people for who sign in. */
  readonly userScopes: ReadonlySet<string>;
  readonly hasHome: boolean;
  readonly hasMessagesTab: boolean;
  /** People only read there: Slack shows them nothing to write in, nor to send a command from. */
  readonly isMessagesTabReadOnly: boolean;
  /** It is told of links to these, and shows what they lead to. */
  readonly unfurlDomains: ReadonlySet<string>;
  /** What the Messages tab suggests to ask. */
  readonly prompts: readonly { readonly title: string; readonly message: string }[];
  /** Where all requests go, unless it uses Socket Mode. */
  readonly requestUrl: string;
  readonly signingSecret: string;
  readonly usesSocketMode: boolean;
  /** For `apps.connections.open`. */
  readonly appToken: string;
  readonly appTokenScopes: ReadonlySet<string>;
  /** With what it is installed by OAuth, and people sign in; left out: neither. */
  readonly oauth?: AppSecrets['oauth'];
}

/** How the app and Slack know each other. */
export interface AppSecrets {
  readonly eventsUrl: string;
  readonly signingSecret: string;
  /** As an operator fills them in for where the app is; those of the manifest when left out. */
  readonly unfurlDomains?: readonly string[];
  /** A random one when left out. */
  readonly appToken?: string;
  /** `connections:write` when left out. */
  readonly appTokenScopes?: readonly string[];
  /** With what people sign in, and with what it is installed by OAuth in more workspaces than the first. */
  readonly oauth?: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly redirectUrls: readonly string[];
  };
}

const APP_ID = 'A0LORE0001';

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** Reads what the sandbox needs of an app manifest; what is missing counts as not there. */
export function readManifest(manifest: Json, secrets: AppSecrets): AppUnderTest {
  const features = objectAt(manifest, 'features');
  const home = objectAt(features, 'app_home');
  const settings = objectAt(manifest, 'settings');
  return {
    id: APP_ID,
    name:
      textAt(objectAt(features, 'bot_user'), 'display_name') ||
      textAt(objectAt(manifest, 'display_information'), 'name'),
    commands: listAt(features, 'slash_commands').map((command) => ({
      command: textAt(command, 'command'),
      description: textAt(command, 'description'),
      usageHint: textAt(command, 'usage_hint'),
      shouldEscape: command['should_escape'] === true,
    })),
    shortcuts: listAt(features, 'shortcuts').map((shortcut) => ({
      name: textAt(shortcut, 'name'),
      type: shortcut['type'] === 'message' ? 'message' : 'global',
      callbackId: textAt(shortcut, 'callback_id'),
      description: textAt(shortcut, 'description'),
    })),
    events: new Set(strings(objectAt(settings, 'event_subscriptions')['bot_events'])),
    scopes: new Set(strings(objectAt(objectAt(manifest, 'oauth_config'), 'scopes')['bot'])),
    userScopes: new Set(strings(objectAt(objectAt(manifest, 'oauth_config'), 'scopes')['user'])),
    hasHome: home['home_tab_enabled'] === true,
    hasMessagesTab: home['messages_tab_enabled'] === true,
    isMessagesTabReadOnly: home['messages_tab_read_only_enabled'] === true,
    unfurlDomains: new Set(secrets.unfurlDomains ?? strings(features['unfurl_domains'])),
    prompts: listAt(objectAt(features, 'agent_view'), 'suggested_prompts').map((prompt) => ({
      title: textAt(prompt, 'title'),
      message: textAt(prompt, 'message'),
    })),
    requestUrl: secrets.eventsUrl,
    signingSecret: secrets.signingSecret,
    usesSocketMode: settings['socket_mode_enabled'] === true,
    appToken: secrets.appToken ?? `xapp-1-${APP_ID}-1-${secret()}`,
    appTokenScopes: new Set(secrets.appTokenScopes ?? ['connections:write']),
    ...(secrets.oauth === undefined ? {} : { oauth: secrets.oauth }),
  };
}
