/**
 * Works off the events that Slack sent: once each, in the order they came, workspace by workspace. An event that fails holds up the later ones
 * of its workspace until it was given up, since "joined" and "left" must not change places. What was given up is kept and logged.
 */
import { day, type Clock, type Instant } from '../core/clock.ts';
import type { Ids, TeamId } from '../core/ids.ts';
import type { InboxTable } from '../store/schema.ts';
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

export interface Inbox {
  /** Handles what is waiting. @returns how many rows it moved on */
  readonly workOff: () => Promise<number>;
  /** When a failed event is to be tried again; `null` when nothing waits. */
  readonly next: () => Promise<Instant | null>;
}

/** How long the id of an event is kept, against Slack's repeats. */
const kept = day;

/** Short, since the workspace's later events wait meanwhile. */
function afterFailure(attempts: number): number {
  return 1000 * 4 ** (attempts - 1);
}

/** @param handle may run again for an event during which the process died, and must then change nothing a second time */
export function createInbox(options: {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Parts['log'];
  readonly handle: (event: IncomingEvent) => Promise<void>;
}): Inbox {
  const { store, clock } = options;
  /** Not stored: after a restart a failed event is tried at once. */
  const notBefore = new Map<string, Instant>();
  const keyOf = (row: Pick<InboxTable, 'team_id' | 'event_id'>) => `${row.team_id} ${row.event_id}`;

  /** Of each workspace the oldest event that is neither done nor given up. */
  const heads = async (): Promise<InboxTable[]> => {
    const rows = await store.house
      .selectFrom('inbox')
      .selectAll()
      .where('done_at', 'is', null)
      .where('attempts', '<', mostRuns)
      .orderBy('received_at')
      .orderBy('event_id')
      .limit(500)
      .execute();
    const first = new Map<string, InboxTable>();
    for (const row of rows) if (!first.has(row.team_id)) first.set(row.team_id, row);
    return [...first.values()];
  };

  const handleOne = async (row: InboxTable): Promise<void> => {
    const where = (attempts: number) =>
      store.house
        .updateTable('inbox')
        .where('team_id', '=', row.team_id)
        .where('event_id', '=', row.event_id)
        .where('attempts', '=', attempts)
        .where('done_at', 'is', null);
    // Counted before it runs, so that an event on which the process dies does not kill it for ever.
    const claimed = await where(row.attempts)
      .set({ attempts: row.attempts + 1 })
      .executeTakeFirst();
    if (claimed.numUpdatedRows === 0n) return;
    try {
      await options.handle({
        team: row.team_id as TeamId,
        eventId: row.event_id,
        type: row.type,
        body: JSON.parse(row.body) as unknown,
        receivedAt: row.received_at,
      });
      await where(row.attempts + 1)
        .set({ done_at: clock.now(), body: '{}' })
        .execute();
      notBefore.delete(keyOf(row));
    } catch (error) {
      const reference = newReference(options.ids);
      const isLast = row.attempts + 1 >= mostRuns;
      options.log.error(
        { reference, team: row.team_id, event: row.event_id, type: row.type, err: error },
        isLast ? 'an event was given up' : 'an event could not be handled, it is tried again',
      );
      if (isLast) notBefore.delete(keyOf(row));
      else notBefore.set(keyOf(row), clock.now() + afterFailure(row.attempts + 1));
    }
  };

  return {
    workOff: async () => {
      let moved = 0;
      for (const row of await heads()) {
        if ((notBefore.get(keyOf(row)) ?? 0) > clock.now()) continue;
        await handleOne(row);
        moved += 1;
      }
      if (moved === 0)
        await store.house
          .deleteFrom('inbox')
          .where('done_at', '<', clock.now() - kept)
          .execute();
      return moved;
    },
    next: async () => {
      const times = (await heads()).map((row) => notBefore.get(keyOf(row)) ?? clock.now());
      return times.length === 0 ? null : Math.min(...times);
    },
  };
}
