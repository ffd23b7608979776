/**
 * The month (`month.ts`), in which a share of all calls to Slack fails, each in one of the ways that Slack documents or that a network has, and
 * Lore is killed once a day besides.
 */
import type { Fault, FaultOrder } from '../sandbox/faults.ts';
import { METHODS } from '../sandbox/web-api/methods.ts';
import { chanceOf } from './chance.ts';
import { monthSoak, type MonthLine, type MonthSoak } from './month.ts';

export interface FaultsSoak extends MonthSoak {
  /** In a hundred: how many calls fail. */
  readonly share: number;
}

export interface FaultsLine extends MonthLine {
  readonly share: number;
  /** To Slack's Web API while calls failed. */
  readonly calls: number;
  readonly failed: number;
  /** By the way in which they failed. */
  readonly ways: Readonly<Record<string, number>>;
  /** Posts of which nobody could know whether they arrived: calls that failed so, and a death each. */
  readonly unsure: number;
}

/** How long Lore waits for Slack here, in ms of wall time; what hangs would take hours otherwise. */
const timeouts = { interactive: 1_200, background: 900 };
/** Answered late, and in time. */
const lateMs = 150;

interface Way {
  readonly name: string;
  readonly fault: Fault;
  /** Nobody can know whether it did what was asked. */
  readonly isUnsure?: true;
}

const status = (code: number, after = false): Way => ({
  name: `${String(code)}${after ? ' after' : ''}`,
  fault: { kind: 'status', status: code, ...(after ? { after } : {}) },
  isUnsure: true,
});
const error = (code: string): Way => ({ name: code, fault: { kind: 'error', error: code } });
const says = (code: string): Way => ({ ...error(code), isUnsure: true });

const ways: readonly Way[] = [
  { name: '429', fault: { kind: 'status', status: 429, retryAfterSeconds: 30 } },
  error('ratelimited'),
  error('rate_limited'),
  status(500),
  status(500, true),
  status(502),
  status(503, true),
  status(504, true),
  { name: 'cut before', fault: { kind: 'reset-before' }, isUnsure: true },
  { name: 'cut after', fault: { kind: 'reset-after' }, isUnsure: true },
  { name: 'no answer', fault: { kind: 'hang' }, isUnsure: true },
  { name: 'no answer after', fault: { kind: 'hang', after: true }, isUnsure: true },
  { name: 'broken JSON', fault: { kind: 'broken-json' }, isUnsure: true },
  { name: 'late', fault: { kind: 'delay', ms: lateMs } },
  says('internal_error'),
  says('fatal_error'),
  says('service_unavailable'),
  says('request_timeout'),
  error('accesslimited'),
  error('team_added_to_org'),
  error('invalid_auth'),
  error('ekm_access_denied'),
];

/** What the sandbox counts as answered; it does nothing. */
const answered: Fault = { kind: 'delay', ms: 0 };

/** @throws when a person is not answered any more */
export async function faultsSoak({ share, ...soak }: FaultsSoak): Promise<FaultsLine> {
  const chance = chanceOf(soak.seed + 3);
  const of = share / 100 / ways.length;
  let met: readonly FaultOrder[] = [];
  const line = await monthSoak({
    ...soak,
    trouble: {
      timeouts,
      chance: () => chance.below(1e9) / 1e9,
      begin: ({ faults }) => {
        for (const method of Object.keys(METHODS)) {
          // Each is tried when those before it did not hit.
          for (const [index, { fault }] of ways.entries())
            faults.order(method, fault, { share: of / (1 - index * of) });
          faults.order(method, answered, { share: 1 });
        }
      },
      end: ({ faults }) => {
        met = faults.orders();
        faults.clear();
      },
    },
  });
  const sum = (orders: readonly FaultOrder[]) => orders.reduce((all, order) => all + order.met, 0);
  const hit = (way: Way) => met.filter(({ fault }) => fault === way.fault);
  const unsure = ways.filter(({ isUnsure }) => isUnsure).flatMap(hit);
  return {
    ...line,
    share,
    calls: sum(met),
    failed: sum(ways.flatMap(hit)),
    ways: Object.fromEntries(ways.map((way) => [way.name, sum(hit(way))])),
    unsure: sum(unsure.filter(({ method }) => method === 'chat.postMessage')) + line.kills,
  };
}

/** Nothing is lost or there twice, nobody is nagged, and people are asked about no more than what nobody could know. */
export function isFaultsRight(line: Omit<FaultsLine, 'wrong' | 'errors'>): boolean {
  const { lost, duplicated, over, untimely, deliveryIssues, unsure } = line;
  return lost + duplicated + over + untimely === 0 && deliveryIssues <= unsure && line.failed > 0;
}
