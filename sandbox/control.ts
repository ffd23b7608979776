/** What a test in another process may order; there only when the sandbox was started for it. */
import * as z from 'zod';
import type { Core } from './core.ts';
import { amount, fault } from './faults.ts';

const order = z.object({ method: z.string(), fault, amount: amount.exactOptional() });

/** Orders a fault. Gives whether the body said which. */
export function orderFault(core: Core, body: unknown): boolean {
  const parsed = order.safeParse(body);
  if (parsed.success) core.faults.order(parsed.data.method, parsed.data.fault, parsed.data.amount);
  return parsed.success;
}
