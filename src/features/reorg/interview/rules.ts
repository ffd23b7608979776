/** What a hand-over interview holds. Pure. */
import { day, type Instant } from '#core/clock.ts';

/** `offered`: the person has said nothing; `no`: they would rather not; `open`: they wrote something. */
export const interviewStates = ['offered', 'no', 'open'] as const;

/** `asked`: the successor has not answered; `no`: they said no; `yes`: they read what was chosen for them; `back`: it was taken back. */
export const handoverStates = ['asked', 'no', 'yes', 'back'] as const;

/** In characters. */
export const longest = 3_000;

/** The parts of an interview that can be handed over. */
export const parts = ['asked', 'known'] as const;
export type Part = (typeof parts)[number];

/** What the successor reads: the parts that were chosen, and of the others nothing. */
export const handed = (
  words: Readonly<Record<Part, string>>,
  chosen: ReadonlySet<Part>,
): Readonly<Record<Part, string>> => ({
  asked: chosen.has('asked') ? words.asked : '',
  known: chosen.has('known') ? words.known : '',
});

/** What nobody began is offered for so long after the change. */
export const offeredFor = 30 * day;

/** @param at when the team changes */
export const hasEnded = (words: Readonly<Record<Part, string>>, at: Instant, now: Instant): boolean =>
  parts.every((part) => words[part] === '') && now >= at + offeredFor;
