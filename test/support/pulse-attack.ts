/**
 * Somebody who wants to know who gave an extreme answer in a pulse. They have the database after the end, every report, who was in which team all the time,
 * and have seen in which order people answered. Given a team and a window in which one person did, they name one.
 */
import type { RowId, UserId } from '../../src/core/ids.ts';
import { meansOf } from '../../src/core/publishing/figures.ts';

/** What was published of one team's safety in one window; `null`: nothing. */
export type Report = { readonly low: number; readonly high: number } | null;

export interface Window {
  /** Who was asked in which team. */
  readonly roster: ReadonlyMap<UserId, RowId>;
  /** In this order they were seen to answer. */
  readonly pressed: readonly UserId[];
  /** By team. */
  readonly reports: ReadonlyMap<RowId, Report>;
}

/** A row of what was cast, in the order in which it lies in the database. */
export interface Stored {
  readonly id: string;
  readonly place: RowId;
  readonly score: number;
}

export const extreme = 1;
/** What others answer, as everybody knows. */
export const usual = { mean: 5, deviation: 0.8 } as const;

export const inTeam = ({ roster }: Window, team: RowId): readonly UserId[] =>
  [...roster].flatMap(([user, place]) => (place === team ? [user] : []));

/** Ordering and timing: whose press came as late as the extreme row lies among its team's rows. `null`: there are no rows */
export function byOrder(window: Window, team: RowId, rows: readonly Stored[]): UserId | null {
  const theirs = rows.filter(({ place }) => place === team);
  const at = theirs.findIndex(({ score }) => score === extreme);
  return window.pressed.filter((user) => window.roster.get(user) === team)[at] ?? null;
}

/** The same, if random ids were given in order. */
export const byId = (window: Window, team: RowId, rows: readonly Stored[]): UserId | null =>
  byOrder(
    window,
    team,
    rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );

/**
 * Differencing and intersection: how well all reports of a team fit to each person, as they joined and left, if everybody always answers alike.
 * @returns the likelihood of each who was asked there in that window
 */
export function byReports(
  windows: readonly Window[],
  window: Window,
  team: RowId,
): ReadonlyMap<UserId, number> {
  return new Map(
    inTeam(window, team).map((suspect) => {
      const fits = windows.map((other) => {
        const report = other.reports.get(team) ?? null;
        const there = inTeam(other, team);
        if (report === null || there.length === 0) return 1;
        const count = there.length;
        const mean = there.includes(suspect) ? (extreme + usual.mean * (count - 1)) / count : usual.mean;
        const deviation = usual.deviation / Math.sqrt(count);
        return Math.max(1e-9, below(report.high, mean, deviation) - below(report.low, mean, deviation));
      });
      return [suspect, fits.reduce((product, fit) => product * fit, 1)];
    }),
  );
}

/** The normal distribution, to two digits: Bowling et al. (2009). */
const below = (x: number, mean: number, deviation: number): number =>
  1 / (1 + Math.exp((-1.702 * (x - mean)) / deviation));

/** The likeliest; among equally likely ones, whom `chance` (0 up to 1) says. @param hint is twice as likely, if not `null` */
export function likeliest(
  all: ReadonlyMap<UserId, number>,
  chance: () => number,
  hint: UserId | null = null,
): UserId | undefined {
  const weighed = [...all].map(([user, fit]) => [user, user === hint ? fit * 2 : fit] as const);
  const best = Math.max(...weighed.map(([, fit]) => fit));
  const ties = weighed.filter(([, fit]) => fit >= best * (1 - 1e-9));
  return ties[Math.floor(chance() * ties.length)]?.[0];
}

/** What a mean in half steps says. */
export const reportOf = (mean: number | null): Report => (mean === null ? null : meansOf(mean));

/** Between how many hits 95 of 100 guessers lie who each time are right with this chance. */
export function interval(chances: readonly number[]): { readonly low: number; readonly high: number } {
  const mean = chances.reduce((sum, one) => sum + one, 0);
  const deviation = Math.sqrt(chances.reduce((sum, one) => sum + one * (1 - one), 0));
  return { low: mean - 1.96 * deviation, high: mean + 1.96 * deviation };
}
