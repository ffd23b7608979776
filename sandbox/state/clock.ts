/** The sandbox's time: wall time plus an offset that only grows. */
import type { World } from './world.ts';

export interface Clock {
  /** The sandbox's time, in epoch milliseconds. */
  now(): number;
  /** Wall time: for signatures, triggers and acknowledgements. */
  wall(): number;
  /** Sets the sandbox's time; earlier instants are ignored. */
  set(at: number): void;
}

/** A clock over the world's offset. */
export const makeClock = (world: World, wall: () => number): Clock => ({
  now: () => Math.floor(wall() + world.clockOffset),
  wall,
  set: (at) => {
    world.clockOffset = Math.max(world.clockOffset, at - wall());
  },
});
