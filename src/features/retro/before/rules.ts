/** Looking ahead before the work begins: what is intended, what could fail, and what is protected. Pure. */

/**
 * - `open`: what could fail is collected, and each person sees their own alone
 * - `joined`: it is shown together, without names
 * - `over`: the project has ended, its retrospective began, or somebody ended the review
 */
export const beforeStates = ['open', 'joined', 'over'] as const;
export type BeforeState = (typeof beforeStates)[number];

/** How it came to be over. `stopped`: somebody ended it; what nobody had seen by then stays unseen. */
export const overKinds = ['ended', 'held', 'stopped'] as const;
export type OverKind = (typeof overKinds)[number];

export const predictionKinds = ['fails', 'protects'] as const;
export type PredictionKind = (typeof predictionKinds)[number];

/** The last round that was joined; 0: none was. While a round is open it is only its authors'. */
export const lastJoined = ({
  state,
  round,
}: {
  readonly state: BeforeState;
  readonly round: number;
}): number => (state === 'open' ? round - 1 : round);
