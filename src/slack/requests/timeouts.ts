/** Slack allows three seconds from the person's action; what is not stored shortly before that is not stored at all. */
import { type Deadline, patient } from '../../store/engines/deadline.ts';

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
