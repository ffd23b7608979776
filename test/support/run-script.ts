/** Runs a script of Lore as an operator would: in a process of its own, with an environment of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { compiled } from './compiled.ts';

const root = join(import.meta.dirname, '..', '..');

export interface Script {
  readonly child: ChildProcess;
  /** All output so far. */
  readonly said: () => string;
  /** Resolves at the first output that matches; rejects when the script ends without. */
  readonly line: (pattern: RegExp) => Promise<void>;
  /** The exit code, `null` if it was killed, and all output. */
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

export function runScript(args: readonly string[], environment: Readonly<Record<string, string>>): Script {
  const child = spawn(process.execPath, ['--no-warnings', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: compiled, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const lookers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      said += String(part);
      for (const look of lookers) look();
    });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said }));
  const line = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (pattern.test(said)) resolve();
      };
      lookers.add(look);
      look();
      void ended.then(() => reject(new Error(`it ended:\n${said}`)));
    });
  return { child, said: () => said, line, ended };
}
