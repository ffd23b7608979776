/** What a test in another process may order; there only when the sandbox was started for it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Core } from './core.ts';
import { amount, fault } from './faults.ts';
import { readBody, sendJson } from './http.ts';
import { parseJson } from './json.ts';

const order = z.object({ method: z.string(), fault, amount: amount.exactOptional() });

/** `POST /control/faults` orders a fault; `POST /control/world` answers with the world. */
export async function controlFaults(
  core: Core,
  name: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = parseJson(await readBody(incoming));
  if (name === 'world') {
    sendJson(outgoing, 200, { ok: true, world: core.world });
    return;
  }
  const parsed = order.safeParse(body);
  if (name !== 'faults' || !parsed.success) {
    sendJson(outgoing, 404, { ok: false });
    return;
  }
  core.faults.order(parsed.data.method, parsed.data.fault, parsed.data.amount);
  sendJson(outgoing, 200, { ok: true });
}
