/** Lore in a process of its own, from the outside: started, told where to die, started again. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Instant } from '../../src/core/clock.ts';
import type { Checkpoint, Sending } from '../../src/jobs/parts.ts';
import type { CallTimeouts } from '../../src/slack/api/clients.ts';
import type { Timeouts } from '../../src/slack/requests/timeouts.ts';
import { colleague, type Colleague } from './colleague.ts';
import { compiled } from './compiled.ts';
import { lastingEngines, type TestEngine } from './databases.ts';
import { type LoreSandbox, startLoreSandbox } from './lore-sandbox.ts';
import { awhile, settle } from './settling.ts';
import { unhurried } from './unhurried.ts';

/** `stored`: committed, and not acknowledged. `in an event`: handled, and not written down as handled. */
export type DyingPoint = Checkpoint | 'stored' | 'in an event';

export type Order =
  | {
      readonly kind: 'start';
      readonly environment: Readonly<Record<string, string>>;
      readonly now: Instant;
      readonly patience: Timeouts;
      readonly timeouts: CallTimeouts | undefined;
    }
  /** What time it is. */
  | { readonly kind: 'now'; readonly now: Instant }
  | { readonly kind: 'run'; readonly now: Instant }
  | {
      readonly kind: 'die';
      readonly at: DyingPoint;
      readonly of: Sending | undefined;
      readonly visit: number;
    };
export type Answer =
  | { readonly kind: 'done'; readonly next?: Instant | null }
  | { readonly kind: 'failed'; readonly why: string };

/** What it was told went wrong. */
class Failed extends Error {}

/** The process died; it may be started again. */
export class Died extends Error {}

const script = join(import.meta.dirname, 'lore-child.ts');

export interface LoreProcess extends LoreSandbox {
  readonly who: (id: string) => Colleague;
  /** Has it kill itself when it comes to a point for the n-th time from now. @param of counts the visits with such a thing alone */
  dieAt(point: DyingPoint, visit?: number, of?: Sending): Promise<void>;
  /** Kills it now; of two processes, each in turn. */
  kill(): void;
  /** Resolves when it has died. */
  died(): Promise<void>;
  /** How often it has died. */
  readonly deaths: () => number;
  /** Lets all that is due happen; starts Lore again whenever it died. */
  settle(within?: number): Promise<void>;
  /** Lines of its log at the level of errors, since it was last asked. */
  errors(): string[];
  close(): Promise<void>;
}

/** Everybody is acknowledged before anything is stored, and told that Lore is at it. */
export const hurried: Timeouts = { ...unhurried, slow: 0, slowSubmission: 0 };

/** Starts a sandbox and Lore in it. @param options as of the sandbox; `engine`: where its database is, SQLite in a file unless told */
export async function startLoreProcess(
  options: NonNullable<Parameters<typeof startLoreSandbox>[0]> & {
    readonly engine?: TestEngine['name'];
    readonly patience?: Timeouts;
    /** For how long Lore waits for Slack; as long as always unless told. */
    readonly timeouts?: CallTimeouts;
    /** Starts it until it starts, as whatever looks after a server does. */
    readonly startsAgain?: boolean;
    /** 2: one that listens to Slack, and one that does what is due; on PostgreSQL. */
    readonly processes?: 1 | 2;
    /** Further settings, once the sandbox is there. */
    readonly settings?: (slack: LoreSandbox) => Promise<Readonly<Record<string, string>>>;
  } = {},
): Promise<LoreProcess> {
  const {
    engine = 'sqlite',
    patience = unhurried,
    timeouts,
    startsAgain = false,
    processes = 1,
    settings,
    ...rest
  } = options;
  const database = await lastingEngines()
    .find(({ name }) => name === engine)
    ?.fresh();
  if (database === undefined) throw new Error(`there is no ${engine}`);
  const made = await startLoreSandbox({ ...rest, databaseUrl: database.url });
  const { sandbox } = made;
  const environment = { ...made.environment, ...(await settings?.(made)) };
  const said: string[] = [];
  const open = (role: 'web' | 'worker' | null): Part =>
    partOf({
      said,
      startsAgain,
      order: () => ({
        kind: 'start',
        environment: { ...environment, ...(role === null ? {} : { LORE_ROLE: role }) },
        now: sandbox.core.clock.now(),
        patience,
        timeouts,
      }),
    });
  const parts = processes === 1 ? [open(null)] : [open('web'), open('worker')];
  const [front, back] = [parts[0], parts.at(-1)];
  if (front === undefined || back === undefined) throw new Error('there is no process');
  for (const part of parts) await part.start();

  let next: Instant | null = null;
  const worker = {
    runDue: async () => {
      const now = sandbox.core.clock.now();
      if (front !== back) await front.tell({ kind: 'now', now });
      next = (await back.tell({ kind: 'run', now })).next ?? null;
    },
    nextDue: async () => next,
  };

  let turn = 0;
  let killed = back;
  const itself: LoreProcess = {
    ...made,
    who: (id) => colleague(sandbox, id),
    dieAt: async (at, visit = 1, of) => {
      await (at === 'stored' ? front : back).tell({ kind: 'die', at, of, visit });
    },
    kill: () => {
      killed = parts[turn % parts.length] ?? back;
      turn += 1;
      killed.kill();
    },
    died: () => killed.died(),
    deaths: () => parts.reduce((sum, part) => sum + part.deaths(), 0),
    settle: async (within = awhile) => {
      const { clock } = sandbox.core;
      const until = clock.now() + within;
      for (;;) {
        try {
          for (const part of parts) if (part.isDead()) await part.start();
          // What died on the way has as long as anything else to be taken up again.
          await settle(sandbox, worker, Math.max(until - clock.now(), Math.min(within, awhile)));
          return;
        } catch (error) {
          if (!(error instanceof Died)) throw error;
          for (const part of parts) if (part.isDead()) await part.died();
        }
      }
    },
    errors: () => said.splice(0).filter((line) => line.includes('"level":50') || !line.startsWith('{')),
    close: async () => {
      for (const part of parts) part.close();
      await sandbox.close();
      await database.remove();
    },
  };
  await itself.settle();
  return itself;
}

/** One process of Lore, and the next one in its place. */
interface Part {
  readonly start: () => Promise<void>;
  readonly tell: (order: Order) => Promise<Extract<Answer, { kind: 'done' }>>;
  readonly isDead: () => boolean;
  readonly kill: () => void;
  readonly died: () => Promise<void>;
  readonly deaths: () => number;
  readonly close: () => void;
}

/** @param of.order how it is started */
function partOf(of: {
  readonly said: string[];
  readonly startsAgain: boolean;
  readonly order: () => Order;
}): Part {
  const { said } = of;
  let deaths = 0;
  let spare = stand(said);
  let child = spare;
  let dead: Promise<unknown> = Promise.resolve();
  const isDead = () => child.signalCode !== null || child.exitCode !== null;

  const tell: Part['tell'] = async (order) => {
    if (isDead()) throw new Died();
    const asked = child;
    const answered = once(asked, 'message').then(([answer]) => answer as Answer);
    asked.send(order, () => undefined);
    const answer = await Promise.race([answered, once(asked, 'exit').then(() => new Died())]);
    if (answer instanceof Died) throw answer;
    if (answer.kind === 'failed') throw new Failed(answer.why);
    return answer;
  };

  const startOnce = async (): Promise<void> => {
    child = spare;
    spare = stand(said);
    const mine = child;
    dead = once(mine, 'exit').then(() => (deaths += 1));
    await tell(of.order());
  };
  const start = async (): Promise<void> => {
    for (;;) {
      const { length } = said;
      try {
        await startOnce();
        return;
      } catch (error) {
        if (!of.startsAgain || !(error instanceof Failed)) throw error;
        child.kill('SIGKILL');
        await dead;
        said.length = length;
        deaths -= 1;
      }
    }
  };
  return {
    start,
    tell,
    isDead,
    kill: () => void child.kill('SIGKILL'),
    died: async () => {
      await dead;
    },
    deaths: () => deaths,
    close: () => {
      for (const each of [child, spare])
        if (each.exitCode === null && each.signalCode === null) each.kill('SIGKILL');
    },
  };
}

/** A process that has loaded everything and waits for its orders. */
function stand(said: string[]): ChildProcess {
  const child = fork(script, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: ['--no-warnings'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => said.push(...chunk.toString().split('\n').filter(Boolean)));
  return child;
}
