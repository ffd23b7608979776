/** `lore doctor --live` without a terminal and without waiting: what each check said, and what it left. */
import type { Config } from '../../src/config.ts';
import type { Clock } from '../../src/core/clock.ts';
import type { Check } from '../../src/operator/live/check.ts';
import { notPressed } from '../../src/operator/live/checks/press.ts';
import type { Wanted } from '../../src/operator/live/channel.ts';
import type { Run } from '../../src/operator/live/report.ts';
import { tryLive } from '../../src/operator/live/run.ts';
import { makeRenderer } from '../../src/pictures/renderer.ts';
import { randomIds, wallClock } from '../../src/process.ts';

/** A clock that a wait sets forward, so that nobody waits. */
export function hurried(): { readonly clock: Clock; readonly wait: (ms: number) => Promise<void> } {
  let ahead = 0;
  return {
    clock: { now: () => wallClock.now() + ahead },
    wait: async (ms) => {
      ahead += ms;
    },
  };
}

export interface Trying {
  readonly config: Config;
  readonly time?: ReturnType<typeof hurried>;
  readonly ended?: AbortSignal;
  readonly asks?: (sentence: string) => void;
  readonly waits?: (ms: number) => void;
  readonly begins?: (check: Check) => void;
  readonly list?: readonly Check[];
  /** What the operator answers where one person is in the channel: yes; `null`: nobody can be asked. */
  readonly isMe?: Wanted['isMe'] | null;
}

export const tried = async (
  { config, time = hurried(), ended, asks, waits, begins, list, isMe = async () => true }: Trying,
  wanted: Wanted & { readonly press?: boolean },
): Promise<Run> =>
  tryLive(
    {
      config,
      bot: { token: config.slackBotToken ?? '', source: 'environment' },
      clock: time.clock,
      ids: randomIds,
      render: makeRenderer(),
      wait: async (ms, signal) => {
        signal?.throwIfAborted();
        await time.wait(ms);
      },
      ended: ended ?? new AbortController().signal,
      told: {
        begins: begins ?? (() => undefined),
        ends: () => undefined,
        waits: waits ?? (() => undefined),
        asks: asks ?? (() => undefined),
      },
    },
    { ...(isMe === null ? {} : { isMe }), ...wanted },
    list,
  );

/** What is not as documented, and what was not tried: what was tried, and what came back. */
export const differences = ({ results }: Run): Readonly<Record<string, string>> =>
  Object.fromEntries(
    results
      .filter(({ found }) => found.answer !== 'yes')
      .map(({ check, found }) => [`${check.subject}: ${check.tries}`, `${found.answer}: ${found.came}`]),
  );

/** Forms, where nobody presses anything, as `differences` says them. */
export const formsNotTried = (why: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    notPressed(why).map(({ subject, tries }) => [`${subject}: ${tries}`, `not tried: ${why}`]),
  );
