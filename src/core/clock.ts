/** Epoch milliseconds, UTC. The only form in which an instant is passed or stored. */
export type Instant = number;

/** Pure code takes an `Instant`; only the outer layers hold a clock. */
export interface Clock {
  now(): Instant;
}

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
