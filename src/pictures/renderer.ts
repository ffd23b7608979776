/**
 * The one way to draw a chart. It is drawn in a process that lives while there is something to draw: loading what draws takes half a second of
 * processor and 80 MB, which nobody else should wait for, and which a thread would not give back.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import type { Chart } from '#core/picture.ts';

/** @returns the PNG; the same for the same chart. Rejects if it cannot be drawn, as where the drawing library has no build for the platform */
export type Render = (chart: Chart) => Promise<Uint8Array>;

export interface Asked {
  readonly id: number;
  readonly chart: Chart;
}

export type Drawn =
  { readonly id: number; readonly png: Uint8Array } | { readonly id: number; readonly error: string };

type Waiting = Pick<PromiseWithResolvers<Uint8Array>, 'resolve' | 'reject'>;

const script = join(import.meta.dirname, 'png-child.ts');

/** @param file for tests: another program than the one that draws */
export function makeRenderer(file = script): Render {
  let child: ChildProcess | null = null;
  let count = 0;
  const waiting = new Map<number, Waiting>();

  const begin = (): ChildProcess => {
    const begun = fork(file, [], {
      execArgv: ['--no-warnings'],
      serialization: 'advanced',
      // It needs nothing of ours, least of all our tokens.
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const kill = (): void => void begun.kill('SIGKILL');
    process.once('exit', kill);
    begun.on('message', (drawn: Drawn) => {
      const one = waiting.get(drawn.id);
      waiting.delete(drawn.id);
      if ('png' in drawn) one?.resolve(drawn.png);
      else one?.reject(new Error(drawn.error));
      if (waiting.size > 0 || child !== begun) return;
      child = null;
      begun.disconnect();
    });
    const ended = (): void => {
      process.off('exit', kill);
      if (child !== begun) return;
      child = null;
      for (const { reject } of waiting.values()) reject(new Error('the drawing process ended'));
      waiting.clear();
    };
    begun.on('error', ended);
    begun.on('exit', ended);
    return begun;
  };

  return async (chart) => {
    child ??= begin();
    count += 1;
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    waiting.set(count, { resolve, reject });
    const asked: Asked = { id: count, chart };
    // Whether it arrived shows by the answer, or by the end of the process.
    child.send(asked, () => undefined);
    return promise;
  };
}
