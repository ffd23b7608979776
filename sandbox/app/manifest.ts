/** The app under test, as its Slack manifest describes it. */
import type { CommandView, ShortcutView } from '../protocol.ts';
import { listAt, objectAt, textAt, type Json } from '../json.ts';

export interface AppUnderTest {
  readonly id: string;
  readonly name: string;
  readonly commands: readonly (CommandView & { readonly shouldEscape: boolean })[];
  readonly shortcuts: readonly ShortcutView[];
  readonly events: ReadonlySet<string>;
  readonly scopes: ReadonlySet<string>;
  readonly hasHome: boolean;
  readonly hasMessagesTab: boolean;
  /** Where all requests go. */
  readonly requestUrl: string;
  readonly signingSecret: string;
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** Reads what the sandbox needs of an app manifest; what is missing counts as not there. */
export function readManifest(manifest: Json, requestUrl: string, signingSecret: string): AppUnderTest {
  const features = objectAt(manifest, 'features');
  const home = objectAt(features, 'app_home');
  const settings = objectAt(manifest, 'settings');
  return {
    id: 'A0LORE0001',
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
    hasHome: home['home_tab_enabled'] === true,
    hasMessagesTab: home['messages_tab_enabled'] === true,
    requestUrl,
    signingSecret,
  };
}
