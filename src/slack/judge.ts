/** What kind of thing a signed body is, before Bolt sees it: Bolt throws on payloads that lack what Slack always sends. */
import { z } from 'zod';
import { isId } from '../core/ids.ts';
import { readPayload, type Payload } from './payloads.ts';
import { candidates } from './which-workspace.ts';

export type Judgement =
  | { readonly kind: 'fine'; readonly body: Readonly<Record<string, unknown>> }
  /** Slack has kinds that we do not know, and invents new ones: acknowledged, so that it does not send them again. */
  | { readonly kind: 'unknown' }
  /** Slack asks whether this address is ours. */
  | { readonly kind: 'challenge'; readonly challenge: string }
  /** Not as Slack sends it. `type` for the log: one of ours, or `unknown`. */
  | { readonly kind: 'odd'; readonly type: string };

const challenge = z.object({ type: z.literal('url_verification'), challenge: z.string() });
const known = [
  'command',
  'block_actions',
  'view_submission',
  'shortcut',
  'message_action',
  'event_callback',
  'url_verification',
];

/** @param body what was parsed, whatever it is */
export function judge(body: unknown): Judgement {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { kind: 'odd', type: 'unknown' };
  const asked = challenge.safeParse(body);
  if (asked.success) return { kind: 'challenge', challenge: asked.data.challenge };
  const payload = readPayload(body);
  if (payload.kind !== 'other')
    return isWhole(payload) ? { kind: 'fine', body: { ...body } } : { kind: 'odd', type: payload.kind };
  if (known.includes(payload.type)) return { kind: 'odd', type: payload.type };
  return payload.type === 'none' ? { kind: 'odd', type: 'unknown' } : { kind: 'unknown' };
}

/** Whether it says of which workspace it is, and who did it. */
function isWhole(payload: Payload): boolean {
  return candidates(payload).some(isId) && (payload.kind === 'event' || isId(userOf(payload)));
}

function userOf(payload: Payload): string | undefined {
  switch (payload.kind) {
    case 'command':
      return payload.body.user_id;
    case 'event':
    case 'other':
      return undefined;
    default:
      return payload.body.user.id;
  }
}
