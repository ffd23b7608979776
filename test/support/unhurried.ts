/** As long as tests wait that are not about waiting: machines are slow and busy. */
import type { Patience } from '../../src/slack/answer.ts';

/** Ends what hangs, in ms, and judges no speed. */
export const unhurriedMs = 60_000;

/** A busy machine is no reason to say "one moment" where a test looks for an answer, nor to acknowledge what is not stored yet. */
export const unhurried: Patience = { slow: unhurriedMs, slowSubmission: unhurriedMs, show: unhurriedMs };
