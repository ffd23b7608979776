/** Slack allows three seconds from the person's action; what is not stored shortly before that is not stored at all. */
import { type Deadline, patient } from '../../store/engines/deadline.ts';
import type { Allowance } from './allowance.ts';

/** All but `show` count from when the request arrived. */
export interface Timeouts {
  /** ms after which a listener counts as slow. */
  readonly slow: number;
  /** The same for a submission, which is better stored before its modal closes. */
  readonly slowSubmission: number;
  /** ms for which showing a reply may delay the acknowledgement. */
  readonly show: number;
  /** ms within which an action is stored, or not at all. */
  readonly stored: number;
  /** The same for an event: one not in the inbox by then is not acknowledged, so Slack sends it again. */
  readonly event: number;
  /** What one person may do; Slack allows a workspace about a hundred modals a minute in total. */
  readonly perPerson: Allowance;
  /** What everybody in one channel, or in one workspace, may do together while others ask too. */
  readonly perChannel: Allowance;
  readonly perWorkspace: Allowance;
}

export const timeouts: Timeouts = {
  slow: 1_000,
  // Later than `stored`: by then it is known whether it is stored.
  slowSubmission: 2_300,
  show: 900,
  stored: 2_000,
  event: 2_400,
  perPerson: { atOnce: 30, perMinute: 40 },
  // More than two hundred people do who vote at once; a tenth of what one process can do.
  perChannel: { atOnce: 150, perMinute: 1_800 },
  perWorkspace: { atOnce: 300, perMinute: 3_600 },
};

export interface RequestDeadline extends Deadline {
  /** Slack has its acknowledgement and the person knows that work continues, so no deadline applies any more. */
  readonly answered: () => void;
}

/** ms to wait for the database after something else, such as Slack, took long. */
const afterwards = 150;

/** The clock of deadlines, in ms: it does not jump. */
export const elapsed = (): number => performance.now();

/** @param arrivedAt by `elapsed` @param ms from then on */
export function requestDeadline(arrivedAt: number, ms: number): RequestDeadline {
  let isAnswered = false;
  return {
    left: () => Math.max(arrivedAt + ms - elapsed(), isAnswered ? afterwards : Number.NEGATIVE_INFINITY),
    answered: () => (isAnswered = true),
  };
}

/** For work stored in several steps: once one step is stored, the others have no deadline. */
export function stepwise(first: Deadline): { readonly deadline: Deadline; readonly hasBegun: () => boolean } {
  let hasBegun = false;
  return {
    deadline: { left: () => (hasBegun ? patient : first.left()), stored: () => (hasBegun = true) },
    hasBegun: () => hasBegun,
  };
}
