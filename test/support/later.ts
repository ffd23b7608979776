/** A house with a clock, a Slack and a runner, for tests of what happens later. */
import type { Instant } from '../../src/core/clock.ts';
import type { HearsConnected } from '../../src/core/heard.ts';
import { channelId, type ChannelId, teamId, userId, type UserId } from '../../src/core/ids.ts';
import { jobId } from '../../src/core/job-ref.ts';
import { defineJob, type JobDefinition } from '../../src/core/job.ts';
import { section } from '../../src/core/kit/blocks.ts';
import type { Person } from '../../src/core/people.ts';
import { type Destination, postId, type PostRef, type Urgency } from '../../src/core/post-ref.ts';
import { definePost, type Message, type PostDefinition, stays } from '../../src/core/post.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import type { Schedule } from '../../src/core/schedule.ts';
import type { Scope } from '../../src/core/scope.ts';
import { escape } from '../../src/core/text.ts';
import { createDeliveryIssues, type DeliveryIssues } from '../../src/jobs/delivery-issues.ts';
import { noTrackers, type Trackers } from '../../src/jobs/issues/trackers.ts';
import type { InboxWorker } from '../../src/jobs/inbox.ts';
import type { JournalLine } from '../../src/jobs/journal.ts';
import type { Checkpoint, Sending } from '../../src/jobs/parts.ts';
import { createRunner, type Runner } from '../../src/jobs/runner.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { TestEngine } from './databases.ts';
import { fakeRender, fakeSlack, type FakeSlack } from './fake-messenger.ts';
import { testClock, type TestClock } from './test-clock.ts';

export const team = teamId('T1');
export const channel = channelId('C1');
export const other = channelId('C2');
export const ana = userId('U1');
export const ben = userId('U2');

/** What a post says, by its number; a test changes it to see it redrawn. `nothing`: there is nothing to say any more; `their language`: which one it is drawn in. */
export type Says = Map<number, string | Error | Message>;

/** A post that says what the test's map says under its number; `test.record` stays as it was said. */
function notePost(says: Says, name = 'test.note') {
  return definePost(postId(name), {
    title: async (_view, { n }: { n: number }) => `the note ${n}`,
    build: async (_view, { n }: { n: number }, { locale }): Promise<Message | null> => {
      const told = says.get(n) ?? `note ${n}`;
      const said = told === 'their language' ? `in ${locale}` : told;
      if (said instanceof Error) throw said;
      if (said === 'nothing') return null;
      if (typeof said !== 'string') return said;
      return { text: escape(said), blocks: [section(escape(said))] };
    },
    over: name === record.post ? stays : async (_view, { n }) => escape(`note ${n} is over`),
  });
}

const record = postId<{ n: number }>('test.record');
export const note = notePost(new Map());

export const inChannel = (n: number, to: ChannelId = channel, owner?: UserId): PostRef =>
  note.ref({ n }, { kind: 'channel', channel: to }, owner);
export const inThread = (n: number, under: PostRef, owner?: UserId): PostRef =>
  note.ref({ n }, { kind: 'thread', under }, owner);
export const toPerson = (n: number, user: UserId = ana, urgency: Urgency = 'rest', date?: Instant): PostRef =>
  note.ref({ n }, { kind: 'person', user, urgency, ...(date === undefined ? {} : { date }) });

/** The same as `toPerson`, of what stays as it was said. */
export const recordTo = (n: number, to: Destination): PostRef => record.ref({ n }, to);

/** The process dies here. */
export class Killed extends Error {}

/** Slack cannot be asked yet. */
class Wait extends Error {
  readonly ms: number;
  constructor(ms: number) {
    super('not yet');
    this.ms = ms;
  }
}

export interface Harness {
  readonly store: Store;
  readonly clock: TestClock;
  readonly slack: FakeSlack;
  readonly says: Says;
  readonly runner: Runner;
  readonly deliveryIssues: DeliveryIssues;
  /** For how many ms Slack cannot be asked about a viewer, the next times: one each, of any viewer. */
  readonly waits: number[];
  /** What was logged, the words only. */
  readonly logged: string[];
  /** What was said with each of these words. */
  readonly facts: Readonly<Record<string, unknown>>[];
  /** What the journal was told. */
  readonly journal: JournalLine[];
  /** Another process on the same database. */
  readonly newRunner: (options?: {
    readonly dieAt?: Checkpoint;
    /** What happens at each. */
    readonly at?: (name: Checkpoint) => Promise<void>;
    /** Only there; otherwise in whatever is sent. */
    readonly dieIn?: Sending;
    /** The same database, but something happens on the way to it. */
    readonly through?: Store;
    readonly render?: typeof fakeRender;
    /** As the runner takes it. */
    readonly elapsed?: () => number;
  }) => Runner;
  /** One transaction with the channel's access, or another's. */
  readonly act: (run: (scope: Scope) => Promise<unknown>, as?: Viewer) => Promise<void>;
  /** Lets the clock jump from one due thing to the next, up to an instant. */
  readonly runUntil: (until: Instant, runner?: Runner) => Promise<void>;
  readonly states: () => Promise<string[]>;
  readonly close: () => Promise<void>;
}

export interface HarnessOptions {
  readonly engine: TestEngine;
  readonly start?: string;
  readonly jobs?: readonly JobDefinition[];
  /** Names under which the test's post is known too. */
  readonly posts?: readonly string[];
  /** Posts that say what they say. */
  readonly ownPosts?: readonly PostDefinition[];
  readonly schedules?: readonly Schedule[];
  readonly inbox?: (system: Pick<Harness, 'store' | 'clock'>) => InboxWorker;
  readonly trackers?: Trackers;
  readonly connected?: readonly HearsConnected[];
}

/** Opens a house with two people (Berlin, 9:00 to 17:30) who have opened App Home once, and two channels with them in it. */
export async function openCompany(options: HarnessOptions): Promise<Harness> {
  const clock = impatient(testClock(options.start));
  const database = await options.engine.fresh();
  let next = 0;
  const ids = { next: () => `id-${String((next += 1)).padStart(24, '0')}` };
  const store = openStore({ url: database.url, ids, clock, tables: [] });
  await store.migrate();
  await settle(store, clock.now());
  const slack = fakeSlack(clock);
  const says: Says = new Map();
  const logged: string[] = [];
  const journal: JournalLine[] = [];
  const waits: number[] = [];
  const facts: Harness['facts'] = [];
  const log = (of: object, words?: string) => {
    facts.push({ ...of });
    logged.push(words ?? '');
  };

  const newRunner: Harness['newRunner'] = ({
    dieAt,
    dieIn,
    at,
    through = store,
    render = fakeRender,
    elapsed,
  } = {}) =>
    createRunner({
      ...(elapsed === undefined ? {} : { elapsed }),
      store: through,
      clock,
      ids,
      posts: new Map(
        [
          ...['test.note', record.post, ...(options.posts ?? [])].map((name) => notePost(says, name)),
          ...(options.ownPosts ?? []),
        ].map((post) => [post.name, post] as const),
      ),
      jobs: new Map((options.jobs ?? []).map((job) => [job.name, job])),
      schedules: new Map((options.schedules ?? []).map((schedule) => [schedule.name, schedule])),
      comesFirst: [],
      retentionPolicies: [],
      messenger: slack.messenger,
      render,
      ensureAccess: async () => {
        const wait = waits.shift();
        if (wait !== undefined) throw new Wait(wait);
      },
      waitOf: (error) => (error instanceof Wait ? error.ms : null),
      erasedHome: () => ({ type: 'home', blocks: [] }),
      hiddenPreviews: () => [],
      buildHome: async () => {
        const wait = waits.shift();
        if (wait !== undefined) throw new Wait(wait);
        return { type: 'home', blocks: [] };
      },
      journal: (line) => void journal.push(line),
      log: { error: log, warn: log },
      ...(options.inbox === undefined ? {} : { inbox: options.inbox({ store, clock }) }),
      trackers: options.trackers ?? noTrackers,
      connected: options.connected ?? [],
      checkpoint: async (name, of) => {
        if (name === dieAt && (dieIn === undefined || of === dieIn)) throw new Killed(name);
        await at?.(name);
      },
    });
  const runner = newRunner();

  const runUntil: Harness['runUntil'] = async (until, which = runner) => {
    for (;;) {
      await which.runDue();
      const due = await which.nextDue();
      if (due === null || due > until) break;
      if (due <= clock.now()) throw new Error('something is due and was not done');
      clock.set(due);
    }
    clock.set(until);
  };

  return {
    store,
    clock,
    slack,
    says,
    waits,
    runner,
    deliveryIssues: createDeliveryIssues({ store, clock }),
    logged,
    facts,
    journal,
    newRunner,
    act: async (run, as = { kind: 'channel', channelId: channel }) => {
      await store.transact(team, as, run);
    },
    runUntil,
    states: async () => {
      const rows = await store.system.selectFrom('delivery').select('state').orderBy('created_at').execute();
      return rows.map((row) => row.state);
    },
    close: async () => {
      await store.close();
      await database.remove();
    },
  };
}

/** A clock that is asked this often at one instant: something is done again and again. */
const mostAsked = 20_000;

/** Fails where a test would not end. */
function impatient(clock: TestClock): TestClock {
  let [at, asked] = [clock.now(), 0];
  return {
    ...clock,
    now: () => {
      const now = clock.now();
      [at, asked] = now === at ? [at, asked + 1] : [now, 0];
      if (asked > mostAsked) throw new Error('what is due is done again and again');
      return now;
    },
  };
}

async function settle(store: Store, now: Instant): Promise<void> {
  await store.workspaces.save({
    teamId: team,
    enterpriseId: null,
    appId: 'A1',
    botUserId: 'B1',
    scopes: [],
    installedAt: now,
  });
  for (const user of [ana, ben]) {
    const person: Person = {
      userId: user,
      memberType: 'member',
      isAdmin: false,
      tz: 'Europe/Berlin',
      locale: 'en',
      workingHours: { days: [1, 2, 3, 4, 5], start: 540, end: 1050, holidays: null },
      awayUntil: null,
    };
    await store.directory.savePerson(team, person, now);
    await store.system
      .insertInto('home')
      .values({ team_id: team, user_id: user, wanted: 1, shown: 1, due_at: now })
      .execute();
  }
  for (const id of [channel, other]) {
    const facts = {
      channelId: id,
      kind: 'public',
      isShared: false,
      isArchived: false,
      hasLore: true,
      name: 'x',
    } as const;
    await store.directory.saveChannel(team, facts, now);
    await store.directory.setMembers(team, id, [ana, ben], now);
  }
}

/** A job that runs what the test says. */
export function testJob(
  name: string,
  late: 'prompt' | 'transition',
  run: (scope: Scope, n: number, now: Instant) => Promise<unknown>,
) {
  return defineJob(jobId(name), late, {
    title: async (_view, { n }: { n: number }) => `the job ${n}`,
    run: async ({ scope, now }, { n }: { n: number }) => {
      await run(scope, n, now);
    },
  });
}
