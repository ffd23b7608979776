/** Lore is killed once a day: at an instruction of a delivery, at a moment that chance chooses, or for some hours. */
import type { Checkpoint } from '../../src/jobs/parts.ts';
import type { Chance } from '../chance.ts';
import { dayLong, hour, minute, type Instant } from './calendar.ts';
import type { Stage } from './stage.ts';

const points: readonly Checkpoint[] = [
  'decided',
  'claimed',
  'before the call',
  'after the call',
  'before the ts is stored',
];
/** One in so many keeps Lore down for a while. */
const longOneIn = 6;
const longest = 5 * hour;
/** A moment lies so many ms of wall time after the instant, at most. */
const soon = 60;
/** A delivery is the n-th of the day, at most. */
const mostVisits = 8;

/** Plans the death of a day. @param chance of its own, of which each day takes as much, so that what people do changes nothing about it */
export function planDeath(stage: Stage, midnight: Instant, chance: Chance): void {
  const { lore } = stage;
  const from = lore.deaths();
  const isLong = chance.below(longOneIn) === 0;
  // It stays down while there is something to do.
  const at = midnight + (isLong ? 8 * hour + chance.below(10 * hour) : chance.below(dayLong));
  const long = minute + chance.below(longest - minute);
  const isAtPoint = chance.is(0.5);
  const [point, visit] = [chance.pick(points), 1 + chance.below(mostVisits)];
  const wait = chance.below(soon);
  if (isLong) stage.plan(at, () => stayDown(stage, long));
  else if (isAtPoint) stage.plan(midnight + minute, () => lore.dieAt(point, visit));
  else
    stage.plan(at, async () => {
      setTimeout(() => lore.kill(), wait);
    });
  // Nothing was sent any more, or the moment was too late.
  stage.plan(midnight + dayLong - minute, async () => {
    if (lore.deaths() > from) return;
    lore.kill();
    await lore.died();
  });
}

async function stayDown(stage: Stage, long: number): Promise<void> {
  const { lore, facts } = stage;
  const at = stage.now();
  lore.kill();
  await lore.died();
  const { clock } = lore.sandbox.core;
  clock.set(at + long);
  facts.push({ kind: 'down', at, until: clock.now() });
}
