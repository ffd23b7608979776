/** Any tool that signs what it sends as Standard Webhooks say (standardwebhooks.com): one fact in each message. */
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { type Connector, factKinds, type Verified } from '#core/connector.ts';
import { dayIn, factOf, instantIn } from '../make-fact.ts';

/** What a message says. Its id is the fact’s, unless it names what it is about, so a message that is sent again says nothing new. */
const shape = z.object({
  type: z.enum(factKinds),
  timestamp: z.string(),
  data: z.object({
    place: z.string().min(1).max(200),
    title: z.string().min(1),
    key: z.string().min(1).optional(),
    link: z.string().optional(),
    day: z.string().optional(),
    labels: z.array(z.string().max(100)).max(50).optional(),
  }),
});

const nothing: Verified = { kind: 'heard', facts: [], touched: [], isToAsk: false };

export const webhookConnector: Connector = {
  check: null,
  since: null,
  issues: null,
  verify: async ({ headers, body }, secret) => {
    const signed = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name): [string, string] => [
      name,
      headers[name] ?? '',
    ]);
    let message: unknown;
    try {
      message = new Webhook(secret).verify(body, Object.fromEntries(signed));
    } catch (error) {
      // Signed, and no JSON: there is nothing in it.
      return error instanceof SyntaxError ? nothing : { kind: 'refused' };
    }
    const { data: said } = shape.safeParse(message);
    const at = instantIn(said?.timestamp);
    if (said === undefined || at === null) return nothing;
    const { place, title, link, day, labels = [] } = said.data;
    const key = `webhook:${said.type}:${said.data.key ?? headers['webhook-id'] ?? ''}`;
    const fact = factOf({
      key,
      kind: said.type,
      at,
      title,
      link: link ?? null,
      day: dayIn(day),
      place,
      labels,
    });
    return { kind: 'heard', facts: [fact], touched: [], isToAsk: false };
  },
};
