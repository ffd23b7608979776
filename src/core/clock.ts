/** Epoch milliseconds, UTC. The only form in which an instant is passed or stored. */
export type Instant = number;

/** What time it is. Pure code takes an `Instant`; only the shell holds a clock. */
export interface Clock {
  now(): Instant;
}

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
