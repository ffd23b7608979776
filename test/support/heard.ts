/** What people wrote, and what only Slack and Lore may know, collected from all that goes between them. */
import type { Exchanges } from '../../sandbox/exchanges.ts';
import { isJson, type Json } from '../../sandbox/json.ts';

export interface Heard {
  readonly hear: Exchanges['add'];
  /** Each text that somebody typed into a form or behind a command, by who typed it. */
  readonly typed: ReadonlyMap<string, ReadonlySet<string>>;
  /** Triggers, addresses to answer to and to upload to, and tokens that came along. */
  readonly secrets: ReadonlySet<string>;
}

/** Fields of requests and answers that let whoever has them act as Lore, or as Slack. */
const secretFields = new Set(['trigger_id', 'response_url', 'upload_url', 'token', 'url_private', 'url']);
const isSecret = (name: string, value: string) =>
  secretFields.has(name) && (name !== 'url' || value.startsWith('wss:') || value.startsWith('ws:'));

export function makeHeard(): Heard {
  const typed = new Map<string, Set<string>>();
  const secrets = new Set<string>();
  const note = (who: string, text: unknown) => {
    if (typeof text === 'string' && text.trim() !== '')
      for (const line of text.split('\n')) typed.set(who, (typed.get(who) ?? new Set()).add(line.trim()));
  };
  const walk = (value: unknown, who: string | null): void => {
    if (Array.isArray(value)) {
      for (const one of value) walk(one, who);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    // A text field as Slack hands over what stands in it.
    if (who !== null && 'type' in value && value.type === 'plain_text_input' && 'value' in value)
      note(who, value.value);
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && isSecret(name, inner)) secrets.add(inner);
      walk(inner, who);
    }
  };
  return {
    typed,
    secrets,
    hear: ({ direction, request, answer }) => {
      const who = direction === 'to app' && isJson(request) ? actorOf(request) : null;
      walk(request, who);
      walk(answer, null);
      if (who !== null && isJson(request) && typeof request['command'] === 'string')
        note(who, request['text']);
    },
  };
}

/** Who pressed, typed or submitted; `null` for an event. */
function actorOf({ user, user_id: id }: Json): string | null {
  if (typeof id === 'string') return id;
  return isJson(user) && typeof user['id'] === 'string' ? user['id'] : null;
}
