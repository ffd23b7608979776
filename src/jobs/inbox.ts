/**
 * Works off the events that Slack sent: once each, in the order they came, workspace by workspace. An event that fails holds up the later ones
 * of its workspace until it was given up, since "joined" and "left" must not change places. What was given up is kept and logged.
 */
import { day, type Clock, type Instant } from '../core/clock.ts';
import type { Ids, TeamId } from '../core/ids.ts';
import type { InboxEvent } from '../store/inbox.ts';
import type { Store } from '../store/store.ts';
import { newReference, type Parts } from './parts.ts';
import { mostRuns } from './retry.ts';

export interface IncomingEvent {
  readonly team: TeamId;
  readonly eventId: string;
  readonly type: string;
  /** What `event` held, parsed. */
  readonly body: unknown;
  readonly receivedAt: Instant;
}

export interface InboxWorker {
  /** Handles what is waiting. @returns how many rows it moved on */
  readonly workOff: () => Promise<number>;
  /** When a failed event is to be tried again; `null` when nothing waits. */
  readonly next: () => Promise<Instant | null>;
  /** Forgets what was done more than a day ago. */
  readonly prune: () => Promise<void>;
}

/** How long the id of an event is kept, against Slack's repeats. */
const kept = day;

/** Short, since the workspace's later events wait meanwhile. */
function afterFailure(attempts: number): number {
  return 1000 * 4 ** (attempts - 1);
}

/** How many events are looked at, so that a busy workspace does not hide another one's. */
const batch = 500;

/** @param options.handle may run again for an event during which the process died, and must then change nothing a second time */
export function createInbox(options: {
  readonly store: Pick<Store, 'inbox'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Parts['log'];
  readonly handle: (event: IncomingEvent) => Promise<void>;
}): InboxWorker {
  const { store, clock } = options;
  /** Not stored: after a restart a failed event is tried at once. */
  const notBefore = new Map<string, Instant>();
  const keyOf = (event: InboxEvent) => `${event.teamId} ${event.eventId}`;

  /** Of each workspace the oldest event that is neither done nor given up. */
  const heads = async (): Promise<InboxEvent[]> => {
    const first = new Map<string, InboxEvent>();
    for (const event of await store.inbox.next(batch, mostRuns))
      if (!first.has(event.teamId)) first.set(event.teamId, event);
    return [...first.values()];
  };

  const handleOne = async (event: InboxEvent): Promise<void> => {
    try {
      await options.handle({
        team: event.teamId,
        eventId: event.eventId,
        type: event.type,
        body: JSON.parse(event.body) as unknown,
        receivedAt: event.receivedAt,
      });
    } catch (error) {
      const reference = newReference(options.ids);
      const runs = event.attempts + 1;
      options.log.error(
        { reference, team: event.teamId, event: event.eventId, type: event.type, err: error },
        runs >= mostRuns ? 'an event was given up' : 'an event could not be handled, it is tried again',
      );
      await store.inbox.failed(event.teamId, event.eventId);
      notBefore.set(keyOf(event), clock.now() + afterFailure(runs));
      return;
    }
    await store.inbox.done(event.teamId, event.eventId, clock.now());
    notBefore.delete(keyOf(event));
  };

  return {
    workOff: async () => {
      let moved = 0;
      for (const event of await heads()) {
        if ((notBefore.get(keyOf(event)) ?? 0) > clock.now()) continue;
        await handleOne(event);
        moved += 1;
      }
      return moved;
    },
    next: async () => {
      const times = (await heads()).map((event) => notBefore.get(keyOf(event)) ?? clock.now());
      return times.length === 0 ? null : Math.min(...times);
    },
    prune: async () => {
      await store.inbox.prune(clock.now() - kept);
    },
  };
}
