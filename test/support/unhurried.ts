/** As long as tests wait that are not about waiting: machines are slow and busy. */
import type { Timeouts } from '../../src/slack/requests/timeouts.ts';

/** Ends what hangs, in ms, and judges no speed. */
export const unhurriedMs = 60_000;

/** A busy machine is no reason to say "one moment" where a test looks for an answer, nor to acknowledge what is not stored yet. */
export const unhurried: Timeouts = {
  slow: unhurriedMs,
  slowSubmission: unhurriedMs,
  show: unhurriedMs,
  stored: unhurriedMs,
  event: unhurriedMs,
  perPerson: { atOnce: 1e6, perMinute: 1e6 },
  perChannel: { atOnce: 1e6, perMinute: 1e6 },
  perWorkspace: { atOnce: 1e6, perMinute: 1e6 },
};

/** Waits until something holds. @throws with `orElse` when it has not after a minute */
export async function until(
  holds: () => boolean | Promise<boolean>,
  orElse = 'it did not come to hold',
): Promise<void> {
  const last = performance.now() + unhurriedMs;
  // Looking takes the machine that others wait for.
  for (let pause = 5; !(await holds()); pause = Math.min(50, pause * 1.2)) {
    if (performance.now() > last) throw new Error(orElse);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
