/** What an offer may be, and what becomes of an assignment as time passes. Pure. */
import { day } from '#core/clock.ts';

/**
 * - `asked`: who offers it is asked whether they agree
 * - `looking`: nobody gives feedback yet, or not any more: it waits until somebody is named
 * - `proposed`: somebody is asked to give feedback
 * - `going`: all agreed
 * - `rating`: its weeks are over, and both rate the skill once more
 * - `over`
 */
export const states = ['asked', 'looking', 'proposed', 'going', 'rating', 'over'] as const;
export type State = (typeof states)[number];

export const moments = ['start', 'end'] as const;
export type Moment = (typeof moments)[number];

/** The one who takes it on, and the one who gives feedback. */
export const roles = ['self', 'partner'] as const;
export type Role = (typeof roles)[number];

/** From 1 to so many, for the challenge and for a skill. */
export const highest = 5;
export const levels = ['1', '2', '3', '4', '5'] as const;
/** In characters, but for `weeks`. */
export const limitsOf = {
  what: 600,
  skill: 80,
  support: 600,
  line: 300,
  weeks: { least: 2, most: 26 },
} as const;

/** How long an offer is shown, unless it is offered again. */
export const offeredFor = 180 * day;
