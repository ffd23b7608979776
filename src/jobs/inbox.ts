/**
 * Handles the events that Slack sent, each once. Events about one channel or one person form a lane and keep their order, so that "joined" and
 * "left" do not change places. An event that fails holds up its lane and nothing else. Events given up are kept and logged.
 */
import { type Clock, day, hour, type Instant, minute } from '#core/clock.ts';
import { type Ids, newReference, type TeamId } from '#core/ids.ts';
import { lostBefore, whileInDoubt } from '../store/outbox/in-doubt.ts';
import type { InboxEvent } from '../store/outbox/inbox.ts';
import type { Store } from '../store/store.ts';
import { inParallel, type Steps } from './parallel.ts';
import type { Parts } from './parts.ts';
import { mostRuns } from './retry.ts';
import { createTries } from './tries.ts';

export interface IncomingEvent {
  readonly team: TeamId;
  readonly eventId: string;
  readonly type: string;
  /** What `event` held, parsed. */
  readonly body: unknown;
  readonly receivedAt: Instant;
}

export interface InboxWorker {
  /** Handles what is waiting in a workspace. @returns how many rows changed */
  readonly workOff: (team: TeamId, steps?: Steps) => Promise<number>;
  /** When an event is due, or a failed one again; `null` if none waits. */
  readonly next: (team: TeamId) => Promise<Instant | null>;
  /** Deletes events handled more than a day ago. */
  readonly prune: (team: TeamId) => Promise<void>;
}

/** How long an event's id is kept, to recognise Slack's repeats. */
const kept = day;

/** The wait before an event is retried, in ms. Short at first, since its lane waits. @param runs how often it was tried, 1 or more */
function afterFailure(runs: number): number {
  return Math.min(1000 * 4 ** (runs - 1), 15 * minute);
}

/** While Slack does not answer, an event is retried for a day: after that Lore reads everything again anyway. */
const patience = day;
/** After this long, each try is logged as an error; before, as a warning. */
const longWait = hour;

/** How many events are considered, so that no busy lane hides another, and how many are handled at once. */
const batch = 500;
const atOnce = 4;

/** @param options.handle must be idempotent: it runs again if the process died during an event */
export function createInbox(options: {
  readonly store: Pick<Store, 'inbox' | 'system'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Parts['log'];
  readonly handle: (event: IncomingEvent) => Promise<void>;
  /** The channels and people that an event is about; events with none in common may run in any order. */
  readonly orderingKeysOf: (event: IncomingEvent) => readonly string[];
  /** Whether an error of `handle` means that Slack does not answer, rather than anything about the event. */
  readonly isOutage: (error: unknown) => boolean;
  /** How long Slack asks us to wait, in ms, according to an error; `null`: it does not. */
  readonly waitOf: (error: unknown) => number | null;
}): InboxWorker {
  const { store, clock } = options;
  /** How often this process tried each in vain: it waits ever longer. */
  const tried = createTries();
  const keyOf = (event: InboxEvent) => `${event.teamId} ${event.eventId}`;
  const waitsUntil = (event: InboxEvent) => event.dueAt ?? clock.now();

  /** The oldest open event of each lane, and those behind it; one in several lanes waits for all of them. */
  const inLanes = async (team: TeamId) => {
    const taken = new Set<string>();
    const [first, behind]: [InboxEvent[], InboxEvent[]] = [[], []];
    for (const event of await store.inbox.next(team, batch, mostRuns)) {
      const orderingKeys = options.orderingKeysOf(incoming(event));
      (orderingKeys.every((lane) => !taken.has(lane)) ? first : behind).push(event);
      for (const lane of orderingKeys) taken.add(lane);
    }
    return { first, behind };
  };
  const isDue = (event: InboxEvent) => waitsUntil(event) <= clock.now();

  const handleOne = async (event: InboxEvent): Promise<void> => {
    try {
      const lost = await lostBefore(store.system, event.teamId, event.receivedAt);
      await whileInDoubt(lost, () => options.handle(incoming(event)));
    } catch (error) {
      await fail(event, error);
      return;
    }
    await store.inbox.done(event.teamId, event.eventId, clock.now());
    tried.done(keyOf(event));
  };

  const fail = async (event: InboxEvent, error: unknown): Promise<void> => {
    const now = clock.now();
    const wait = options.waitOf(error);
    const age = now - event.receivedAt;
    const isOutage = options.isOutage(error);
    const isFinal = isOutage ? age >= patience : event.attempts + 1 >= mostRuns;
    const facts = {
      reference: newReference(options.ids),
      team: event.teamId,
      event: event.eventId,
      type: event.type,
      waitedMs: age,
      err: error,
    };
    if (isFinal) options.log.error(facts, 'gave up on an event');
    else if (!isOutage) options.log.error(facts, 'an event failed and will be retried');
    else if (age >= longWait)
      options.log.error(facts, 'an event has been waiting for Slack for over an hour');
    else if (wait === null) options.log.warn(facts, 'Slack is not answering, so an event is waiting');
    if (isFinal) {
      await store.inbox.failed(event.teamId, event.eventId, mostRuns, now);
      tried.done(keyOf(event));
      return;
    }
    const attempts = event.attempts + (isOutage ? 0 : 1);
    // Waiting because Slack asks for it is no failure.
    const until = now + (wait ?? afterFailure(tried.again(keyOf(event))));
    await store.inbox.failed(event.teamId, event.eventId, attempts, until);
  };

  return {
    workOff: async (team, steps) => {
      const { first, behind } = await inLanes(team);
      const due = first.filter(isDue);
      await inParallel(atOnce, due, handleOne, steps);
      const late = due.length === 0 ? behind.filter(isDue) : [];
      // Or they would be looked for again and again in vain, as long as Slack does not answer.
      if (late.length > 0) await store.inbox.putOff(team, late, Math.min(...first.map(waitsUntil)));
      return due.length;
    },
    next: async (team) => {
      const times = (await inLanes(team)).first.map(waitsUntil);
      return times.length === 0 ? null : Math.min(...times);
    },
    prune: async (team) => {
      await store.inbox.prune(team, clock.now() - kept);
    },
  };
}

function incoming(event: InboxEvent): IncomingEvent {
  return {
    team: event.teamId,
    eventId: event.eventId,
    type: event.type,
    body: JSON.parse(event.body) as unknown,
    receivedAt: event.receivedAt,
  };
}
