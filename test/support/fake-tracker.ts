/** A tool that keeps issues, as far as the worker can see it: what is really there, and how calls end. */
import type { Clock } from '../../src/core/clock.ts';
import type {
  ConnectionId,
  Issue,
  IssueAudience,
  IssueTracker,
  NewIssue,
  Outcome,
  Refusal,
} from '../../src/core/connector.ts';
import type { Trackers } from '../../src/jobs/issues/trackers.ts';

/** How a call ends. `lost`: it never arrived; `happened`: it did, but the answer never came. */
export type TrackerFault =
  'lost' | 'happened' | 'throws' | { readonly refused: Refusal } | { readonly wait: number };

type Method = keyof IssueTracker;

export interface FakeTracker {
  readonly trackers: Trackers;
  /** Every issue that was ever made, in order. */
  readonly issues: (NewIssue & {
    readonly place: string;
    readonly id: string;
    readonly at: number;
    state: 'open' | 'closed' | 'gone';
  })[];
  readonly calls: Method[];
  /** The next calls of a method end like this, one each. */
  readonly fail: (method: Method, ...faults: TrackerFault[]) => void;
  /** Who can read in a place; `null`: it is not there. */
  readonly audiences: Map<string, IssueAudience | null>;
  /** By what people call themselves there. */
  readonly accounts: Map<string, string>;
  /** What is made is found so much later, in ms. */
  indexing: number;
  /** What becomes of its connections. */
  connection: 'works' | 'refused' | 'gone';
  /** How often it was said that its connection is refused. */
  revoked: number;
}

export function fakeTracker(clock: Clock): FakeTracker {
  const faults = new Map<Method, TrackerFault[]>();
  const answer = async <Done>(method: Method, done: () => Done): Promise<Outcome<Done>> => {
    tool.calls.push(method);
    const fault = faults.get(method)?.shift();
    if (fault === undefined) return { kind: 'done', done: done() };
    if (fault === 'happened') done();
    if (fault === 'throws') throw new Error('a connector has a bug');
    if (typeof fault === 'string') return { kind: 'unknown' };
    return 'refused' in fault ? { kind: 'refused', why: fault.refused } : { kind: 'wait', ms: fault.wait };
  };
  const linkOf = ({ place, id }: { readonly place: string; readonly id: string }): Issue => ({
    id,
    link: `https://tracker.example/${place}/${id.slice(1)}`,
  });
  const tracker: IssueTracker = {
    audienceOf: (place) =>
      answer('audienceOf', () =>
        tool.audiences.has(place) ? (tool.audiences.get(place) ?? null) : 'private',
      ),
    create: (place, issue) =>
      answer('create', () => {
        const made = {
          ...issue,
          place,
          id: `#${tool.issues.length + 1}`,
          at: clock.now(),
          state: 'open' as const,
        };
        tool.issues.push(made);
        return linkOf(made);
      }),
    findByKey: (place, key) =>
      answer('findByKey', () => {
        const found = tool.issues.find(
          (issue) =>
            issue.place === place &&
            issue.key === key &&
            issue.state !== 'gone' &&
            issue.at + tool.indexing <= clock.now(),
        );
        return found === undefined ? null : linkOf(found);
      }),
    stateOf: (place, id) =>
      answer(
        'stateOf',
        () => tool.issues.find((issue) => issue.place === place && issue.id === id)?.state ?? 'gone',
      ),
    accountOf: (_place, called) => answer('accountOf', () => tool.accounts.get(called) ?? null),
  };
  const tool: FakeTracker = {
    issues: [],
    calls: [],
    fail: (method, ...more) => void faults.set(method, [...(faults.get(method) ?? []), ...more]),
    audiences: new Map(),
    accounts: new Map(),
    indexing: 0,
    connection: 'works',
    revoked: 0,
    trackers: {
      of: async () =>
        tool.connection === 'works' ? tracker : tool.connection === 'refused' ? 'refused' : null,
      revoked: async () => {
        tool.revoked += 1;
        tool.connection = 'refused';
      },
    },
  };
  return tool;
}

/** Of an admin's making. */
export const toTool = 'connection-1' as ConnectionId;
