/** What a Web API method is, and the answers it gives. */
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { findConversation } from '../state/find.ts';
import type { Conversation } from '../state/world.ts';
import type { Args } from './args.ts';

export interface Method {
  /** `app`: it takes the app-level token, and no other; `none`: it takes none. */
  readonly token?: 'app' | 'none';
  /** The scope it needs whatever it is asked; none means that any token will do. */
  readonly scope?: string;
  /** @param token with which it is called; `''`: with none */
  readonly run: (core: Core, args: Args, token: string) => Json;
}

/** Whether a text is a message's timestamp, as Slack writes them. */
export const isTs = (text: string): boolean => /^\d{1,10}\.\d{6}$/.test(text);

export const ok = (answer: Json = {}): Json => ({ ok: true, ...answer });

/** Slack's refusal; `messages` come with the JSON pointers of what is wrong. */
export const fail = (error: string, messages: readonly string[] = []): Json => ({
  ok: false,
  error,
  ...(messages.length > 0 ? { errors: messages, response_metadata: { messages } } : {}),
});

/** Refusal for a scope that the token lacks. */
export const missingScope = (core: Core, needed: string, granted = core.app.scopes): Json => ({
  ok: false,
  error: 'missing_scope',
  needed,
  provided: [...granted].join(','),
});

const PREFIX = { public: 'channels', private: 'groups', im: 'im' } as const;

/** The scope for reading a conversation of this kind: `channels:read`, `groups:history`… */
export const scopeFor = (conversation: Conversation, what: 'read' | 'history'): string =>
  `${PREFIX[conversation.kind]}:${what}`;

export type Found =
  { readonly conversation: Conversation; readonly isMember: boolean } | { readonly refusal: Json };

/** The conversation that an argument names; private ones that the bot is not in do not exist for it. */
export function findForBot(core: Core, channelId: string): Found {
  const conversation = findConversation(core.world, channelId);
  const isMember = conversation?.members.includes(core.install.botUserId) ?? false;
  if (!conversation || (!isMember && conversation.kind !== 'public'))
    return { refusal: fail('channel_not_found') };
  return { conversation, isMember };
}

/** The conversation that an argument names, with the scope for reading it. */
export function findToRead(core: Core, channelId: string, what: 'read' | 'history'): Found {
  const found = findForBot(core, channelId);
  if ('refusal' in found) return found;
  const scope = scopeFor(found.conversation, what);
  return core.app.scopes.has(scope) ? found : { refusal: missingScope(core, scope) };
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string;
}

/** One page of a list by `limit` and `cursor`; or Slack's refusal. A limit of 0 in `standard` means everything. */
export function page<T>(
  items: readonly T[],
  args: Args,
  standard: number,
  most = 1000,
): Page<T> | { refusal: Json } {
  const asked = args.maybe('limit');
  const limit = asked === undefined || asked === '' ? standard : Number(asked);
  if (!Number.isInteger(limit) || limit < 0 || limit > most) return { refusal: fail('invalid_limit') };
  const cursor = args.text('cursor');
  let start = 0;
  if (cursor !== '') {
    const match = /^from:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
    if (!match) return { refusal: fail('invalid_cursor') };
    start = Number(match[1]);
  }
  const end = limit === 0 ? items.length : start + limit;
  const next = end < items.length ? Buffer.from(`from:${end}`).toString('base64') : '';
  return { items: items.slice(start, end), next };
}
