/** Classifies a signed body before Bolt sees it: Bolt throws on payloads that lack fields Slack always sends. */
import { z } from 'zod';
import { heardFields } from '../requests/events.ts';
import { type EventPayload, type PayloadToWork, readPayload } from './payloads.ts';
import { isAddressed } from './which-workspace.ts';

export type Classification =
  /** The body holds only the fields we read, in shapes that Bolt can handle. Anything a person did is fine. */
  | { readonly kind: 'fine'; readonly payload: PayloadToWork }
  /** Acknowledged and dropped, so that Slack does not send it again. `isBroken`: an event without the fields every event has. */
  | { readonly kind: 'of no use'; readonly isBroken: boolean }
  /** Slack checks that this address is ours. */
  | { readonly kind: 'challenge'; readonly challenge: string }
  /** Nothing that Slack sends. */
  | { readonly kind: 'odd' };

/** Matched by its type first: full validation of every other body would cost more than all the rest. */
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

/** An event's type and the fields that we look at. */
function worked({ type, ...event }: EventPayload['event']): EventPayload['event'] {
  const fields = Object.entries(event).filter(([name]) => heardFields.has(name));
  return { type, ...Object.fromEntries(fields) };
}
