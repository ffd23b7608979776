/** Processes of Lore as an operator runs them, `lore start` each, that die and are started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';

export interface Worker {
  /** Of the process that runs now. */
  readonly pid: () => number;
  /** Resolves when the one that runs now has started, or has ended before. */
  readonly here: () => Promise<void>;
  /** Has it killed and started again at once. */
  readonly kill: () => Promise<void>;
  /** Stands still, as a machine does that disappears; until `thaw`. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** It has started, and runs. */
  readonly isUp: () => boolean;
  /** Ends it for good. */
  readonly stop: () => Promise<void>;
}

export interface Workers {
  readonly all: readonly Worker[];
  /** The ids of every process that there was. */
  readonly pids: readonly number[];
  /** How often one was killed, and how often one ended by itself and was started again, as whatever looks after a server does. */
  readonly kills: () => number;
  readonly ended: () => number;
  /** Lines of their logs at the level of errors, and what was not log. */
  readonly errors: readonly string[];
  readonly stop: () => Promise<void>;
}

/** One that ends by itself is started again after so many ms. */
const restartMs = 500;

/**
 * @param trees the folder of the source of each of them
 * @param environment of the process with that number
 */
export function startWorkers(
  trees: readonly string[],
  environment: (index: number) => Readonly<Record<string, string>>,
): Workers {
  const pids: number[] = [];
  const errors: string[] = [];
  let [kills, ended] = [0, 0];

  const worker = (tree: string, index: number): Worker => {
    let child: ChildProcess;
    let here: Promise<unknown>;
    let isUp = false;
    let isFrozen = false;
    let isStopped = false;
    const start = (): void => {
      child = spawn(process.execPath, ['--no-warnings', join(tree, 'src', 'start.js')], {
        cwd: tree,
        env: { PATH: process.env['PATH'], ...environment(index) },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      pids.push(child.pid ?? 0);
      const mine = child;
      isUp = false;
      here = Promise.race([
        hears(mine).then(() => {
          isUp = mine === child;
        }),
        once(mine, 'exit'),
      ]);
      mine.once('exit', (_, signal) => {
        isUp = false;
        if (isStopped || signal === 'SIGKILL') return;
        ended += 1;
        setTimeout(() => {
          if (!isStopped) start();
        }, restartMs);
      });
    };
    const hears = (mine: ChildProcess): Promise<void> =>
      new Promise((resolve) => {
        for (const stream of [mine.stdout, mine.stderr]) {
          let rest = '';
          stream?.on('data', (part: Buffer) => {
            const lines = (rest + part.toString()).split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines) {
              if (line.includes('"Lore is here"')) resolve();
              if (line !== '' && (!line.startsWith('{') || /"level":[56]0/.test(line)))
                errors.push(`${String(index)}: ${line}`);
            }
          });
        }
      });
    const ends = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
      const mine = child;
      if (mine.exitCode !== null || mine.signalCode !== null) return;
      const gone = once(mine, 'exit');
      mine.kill(signal);
      await gone;
    };
    start();
    return {
      pid: () => child.pid ?? 0,
      here: async () => {
        await here;
      },
      kill: async () => {
        kills += 1;
        await ends('SIGKILL');
        start();
      },
      freeze: () => {
        isFrozen = true;
        child.kill('SIGSTOP');
      },
      thaw: () => {
        isFrozen = false;
        child.kill('SIGCONT');
      },
      isUp: () => isUp && !isFrozen,
      stop: async () => {
        isStopped = true;
        await ends('SIGKILL');
      },
    };
  };

  const all = trees.map(worker);
  const killAll = () => {
    for (const each of all) process.kill(each.pid(), 'SIGKILL');
  };
  process.on('exit', killAll);
  return {
    all,
    pids,
    kills: () => kills,
    ended: () => ended,
    errors,
    stop: async () => {
      await Promise.all(all.map((each) => each.stop()));
      process.off('exit', killAll);
    },
  };
}
