/** Slack gives three seconds from when somebody acts; what is not stored shortly before is not stored any more. */
import { type Deadline, patient } from '../../store/engines/deadline.ts';

export interface RequestDeadline extends Deadline {
  /** Slack was answered: whoever waits knows that it goes on, and will be told how it ended, so that nothing has to be given up. */
  readonly answered: () => void;
}

/** ms that the database is waited for after something else took long, Slack itself for example. */
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

/** Of what is stored in several steps: once one of them is, the others are waited for. */
export function stepwise(first: Deadline): { readonly deadline: Deadline; readonly hasBegun: () => boolean } {
  let hasBegun = false;
  return {
    deadline: { left: () => (hasBegun ? patient : first.left()), stored: () => (hasBegun = true) },
    hasBegun: () => hasBegun,
  };
}
