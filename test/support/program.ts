/** The real program in a process of its own, and all that it prints. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { compiled } from './compiled.ts';

const root = join(import.meta.dirname, '..', '..');

export interface Program {
  /** Everything on standard output and standard error, so far. */
  readonly said: () => string;
  /** Resolves once it has printed this. @throws when it ends before */
  line(pattern: RegExp): Promise<void>;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
  /** @returns its exit code, once it has ended */
  readonly ended: Promise<number | null>;
}

/** @param args of Node: the script first */
export function startProgram(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Program {
  const child = spawn(process.execPath, ['--no-warnings', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: compiled, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const lookers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      said += part.toString();
      for (const look of lookers) look();
    });
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  return {
    said: () => said,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(said)) resolve();
        };
        lookers.add(look);
        look();
        void ended.then(() => reject(new Error(`it ended:\n${said}`)));
      }),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}
