/** Faults that can be ordered for the next calls of a Web API method, or for a share of them. */
import * as z from 'zod';

export const fault = z.discriminatedUnion('kind', [
  /** Answers late. */
  z.object({ kind: z.literal('delay'), ms: z.number().int().min(0).max(600_000) }),
  /** Answers with an HTTP status; `after` means that the call took effect all the same. */
  z.object({
    kind: z.literal('status'),
    status: z.number().int().min(400).max(599),
    after: z.boolean().exactOptional(),
    retryAfterSeconds: z.number().int().min(0).exactOptional(),
  }),
  /** Cuts the connection before anything was done. */
  z.object({ kind: z.literal('reset-before') }),
  /** Does what was asked and cuts the connection without an answer. */
  z.object({ kind: z.literal('reset-after') }),
  /** Answers `ok: false` with this error. */
  z.object({ kind: z.literal('error'), error: z.string().regex(/^[a-z_]{1,80}$/) }),
  /** Never answers; `after` means that the call took effect. */
  z.object({ kind: z.literal('hang'), after: z.boolean().exactOptional() }),
  /** Does what was asked and answers with the first half of the JSON. */
  z.object({ kind: z.literal('broken-json') }),
]);

export type Fault = z.infer<typeof fault>;

/** How often a fault happens: to the next `times` calls, or to a share of all calls (0 to 1) until it is taken back. */
export const amount = z.union([
  z.object({ times: z.number().int().min(1).max(10_000) }),
  z.object({ share: z.number().gt(0).max(1) }),
]);

export type Amount = z.infer<typeof amount>;

/** One order, and what has become of it. */
export interface FaultOrder {
  readonly id: number;
  readonly method: string;
  readonly fault: Fault;
  /** What is left of it: `times` counts down. */
  readonly amount: Amount;
  /** How many calls have met it. */
  readonly met: number;
}

export interface Faults {
  /** What is ordered, the oldest first. */
  readonly orders: () => readonly FaultOrder[];
  /** Orders a fault for the next `much` calls of a method (1), or a share of its calls. */
  order(method: string, fault: Fault, much?: number | Amount): void;
  /** Takes the fault that the next call of a method meets. */
  take(method: string): Fault | undefined;
  /** Forgets what was ordered. */
  clear(): void;
}

/**
 * No faults until some are ordered.
 * @param chance from 0 to 1, for shares
 * @param told hears of every change
 */
export function makeFaults(chance: () => number, told: () => void): Faults {
  let orders: readonly FaultOrder[] = [];
  let count = 0;
  const meets = (method: string) => (each: FaultOrder) =>
    each.method === method && ('times' in each.amount || chance() < each.amount.share);
  const spent = ({ amount: left, ...rest }: FaultOrder): readonly FaultOrder[] => {
    const met = rest.met + 1;
    if ('share' in left) return [{ ...rest, amount: left, met }];
    return left.times > 1 ? [{ ...rest, amount: { times: left.times - 1 }, met }] : [];
  };
  const change = (to: readonly FaultOrder[]): void => {
    orders = to;
    told();
  };
  return {
    orders: () => orders,
    order: (method, wanted, much = 1) => {
      count += 1;
      const ordered = typeof much === 'number' ? { times: much } : much;
      change([...orders, { id: count, method, fault: wanted, amount: ordered, met: 0 }]);
    },
    take: (method) => {
      const found = orders.find(meets(method));
      if (found) change(orders.flatMap((each) => (each === found ? spent(each) : [each])));
      return found?.fault;
    },
    clear: () => change([]),
  };
}
