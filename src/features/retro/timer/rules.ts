/** The time left in a live phase, as a bar and in words. Pure. */
import { type Instant, minute, second } from '#core/clock.ts';
import { isOpen, type Retro } from '../session/phases.ts';

/** Filled and empty ones differ in shape, not in colour alone. */
const steps = 10;
const filled = '■';
const empty = '□';

/** Slack's limits are for all messages of a workspace, so that one moves no more often. */
const leastApart = 20 * second;

type Timed = Pick<Retro, 'pace' | 'phase' | 'beganAt' | 'endsAt'>;

/** `null`: no time runs. */
export function runningIn({ pace, phase, beganAt, endsAt }: Timed, now: Instant) {
  if (pace !== 'live' || !isOpen(phase) || beganAt === null || endsAt === null || now >= endsAt) return null;
  return { beganAt, endsAt };
}

/** @returns `null` if no time runs */
export function timeLeft(
  retro: Timed,
  now: Instant,
): { readonly bar: string; readonly minutes: number; readonly until: Instant } | null {
  const running = runningIn(retro, now);
  if (running === null) return null;
  const { beganAt, endsAt } = running;
  const passed = Math.floor((Math.max(0, now - beganAt) / (endsAt - beganAt)) * steps);
  return {
    bar: filled.repeat(passed) + empty.repeat(steps - passed),
    minutes: Math.round((endsAt - now) / minute),
    until: endsAt,
  };
}

/** When the bar moves next; `null`: not before the phase ends. */
export function nextMove(retro: Timed, now: Instant): Instant | null {
  const running = runningIn(retro, now);
  if (running === null) return null;
  const { beganAt, endsAt } = running;
  const apart = Math.max(leastApart, (endsAt - beganAt) / steps);
  const at = Math.ceil(beganAt + (Math.floor((now - beganAt) / apart) + 1) * apart);
  return at < endsAt ? at : null;
}
