/** Sends a flood on a thread of its own, at a steady pace as long as answers come within a second, and counts what comes back. */
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { sendSigned } from '../../test/support/fake-slack.ts';
import type { Body } from './crowd.ts';

export interface Flooding {
  readonly port: number;
  readonly perSecond: number;
}

/** What came back. */
export interface Flooded {
  readonly sent: number;
  /** Not taken with 200. */
  readonly failed: number;
  /** Told in the answer itself to go on later. */
  readonly told: number;
}

export const isKind = (answer: string): boolean =>
  /That was a lot at once|So many people are using Lore/.test(answer);

if (parentPort !== null) {
  const { port, perSecond } = workerData as Flooding;
  parentPort.on('message', (bodies: readonly Body[]) => {
    void flood(bodies, port, perSecond).then((flooded) => parentPort?.postMessage(flooded));
  });
}

async function flood(bodies: readonly Body[], port: number, perSecond: number): Promise<Flooded> {
  let [failed, told] = [0, 0];
  const began = performance.now();
  const open = new Set<Promise<void>>();
  for (const [nth, { text, isJson }] of bodies.entries()) {
    const early = began + (nth * 1000) / perSecond - performance.now();
    if (early > 0) await wait(early);
    // On a machine that has no time it becomes a slower one.
    while (open.size >= perSecond) await Promise.race(open);
    const answered = sendSigned(port, text, { json: isJson }).then(
      ({ status, body }) => {
        if (status !== 200) failed += 1;
        if (isKind(body)) told += 1;
      },
      () => {
        failed += 1;
      },
    );
    const one = answered.finally(() => open.delete(one));
    open.add(one);
  }
  await Promise.all(open);
  return { sent: bodies.length, failed, told };
}
