/** What kind of thing a signed body is, before Bolt sees it: Bolt throws on payloads that lack what Slack always sends. */
import { z } from 'zod';
import { eventFields } from '../requests/events.ts';
import { type EventPayload, type PayloadToWork, readPayload } from './payloads.ts';
import { isAddressed } from './which-workspace.ts';

export type Classification =
  /** Its body is only what we read of it, in shapes that Bolt can look into. Whatever a person did is fine. */
  | { readonly kind: 'fine'; readonly payload: PayloadToWork }
  /** To be acknowledged, and nothing more, so that Slack does not send it again. `isBroken`: an event without what every event has. */
  | { readonly kind: 'of no use'; readonly isBroken: boolean }
  /** Slack asks whether this address is ours. */
  | { readonly kind: 'challenge'; readonly challenge: string }
  /** Nothing that Slack sends. */
  | { readonly kind: 'odd' };

/** Looked for by its type first: to find out by trying what a body is not costs more than all the rest. */
const challenge = z.object({ type: z.literal('url_verification'), challenge: z.string() });
const isChallenge = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'type' in body && body.type === 'url_verification';

/** @param body what was parsed, whatever it is */
export function classifyPayload(body: unknown): Classification {
  const asked = isChallenge(body) ? challenge.safeParse(body) : undefined;
  if (asked?.success === true) return { kind: 'challenge', challenge: asked.data.challenge };
  const payload = readPayload(body);
  switch (payload.kind) {
    case 'none':
      return { kind: 'odd' };
    case 'other':
      return { kind: 'of no use', isBroken: false };
    case 'broken event':
      return { kind: 'of no use', isBroken: true };
    case 'event':
      return isAddressed(payload)
        ? {
            kind: 'fine',
            payload: { kind: 'event', body: { ...payload.body, event: worked(payload.body.event) } },
          }
        : { kind: 'of no use', isBroken: true };
    default:
      return { kind: 'fine', payload };
  }
}

/** An event's type and the fields that we work with. */
function worked({ type, ...event }: EventPayload['event']): EventPayload['event'] {
  const fields = Object.entries(event).filter(([name]) => eventFields.has(name));
  return { type, ...Object.fromEntries(fields) };
}
