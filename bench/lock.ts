/** Locks on the database of several lengths, while people act with Lore's usual patience: whom it answers in Slack's three seconds, and whether what it says is so. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { timeouts } from '../src/slack/requests/timeouts.ts';
import { lastingEngines } from '../test/support/databases.ts';
import { type Outcome, startLocked, untrue } from '../test/support/locked.ts';

/** Slack's. */
const limitMs = 3_000;
/** So many times while each lock is held. */
const waves = 4;

export interface LockLine {
  readonly engine: string;
  readonly seconds: number;
  readonly requests: number;
  /** Answered after three seconds or not at all; of events: neither taken nor left to be sent again by then. */
  readonly unacknowledged: number;
  readonly slowestMs: number;
  /** How long the process stood still, at the longest: it answers nobody then. */
  readonly stalledMs: number;
  readonly done: number;
  readonly failed: number;
  /** Told otherwise than it is, or not at all. */
  readonly untrue: number;
  /** Done more than once. */
  readonly repeated: number;
}

export async function lockSoak(options: {
  readonly engine: 'sqlite' | 'postgres';
  readonly seconds: readonly number[];
  readonly onLock: (line: LockLine) => void;
}): Promise<readonly LockLine[]> {
  const engine = lastingEngines().find(({ name }) => name === options.engine);
  if (engine === undefined) throw new Error(`there is no ${options.engine}`);
  const lines: LockLine[] = [];
  for (const seconds of options.seconds) {
    const here = await startLocked(await engine.fresh(), timeouts);
    await here.lock();
    const stalls = monitorEventLoopDelay({ resolution: 10 });
    stalls.enable();
    const over = wait(seconds * 1000).then(() => here.unlock());
    const acting = [];
    for (let wave = 0; wave < waves; wave += 1) {
      acting.push(here.wave());
      await wait((seconds * 1000) / waves);
    }
    const deeds = (await Promise.all(acting)).flat();
    await over;
    const all = await here.outcomes(deeds);
    const count = (told: Outcome['told']) => all.filter((one) => one.told === told).length;
    const late = ({ kind, sent }: Outcome) =>
      sent.ms > limitMs || !(sent.status === 200 || (kind === 'event' && sent.status === 503));
    const line = {
      engine: engine.name,
      seconds,
      requests: all.length,
      unacknowledged: all.filter(late).length,
      slowestMs: Math.round(Math.max(...all.map(({ sent }) => sent.ms))),
      stalledMs: Math.round(stalls.max / 1e6),
      done: count('done'),
      failed: count('failed'),
      untrue: untrue(all).length,
      repeated: all.filter(({ times }) => times > 1).length,
    };
    options.onLock(line);
    lines.push(line);
    await here.close();
  }
  return lines;
}
