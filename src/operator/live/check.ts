/** What one check against the real Slack is. */
import type { UserId } from '#core/ids.ts';
import type { Live } from './live.ts';

export type Answer = 'yes' | 'no' | 'not tried';

/** What came back. Codes and numbers of ours: no name, no id, nothing that a person wrote. */
export interface Found {
  readonly answer: Answer;
  readonly came: string;
}

export interface Check {
  readonly subject: string;
  /** What is tried, as a statement that Slack makes true or false. */
  readonly tries: string;
  /** What makes us believe it, until it was tried. */
  readonly documented: string;
  /** What Lore does if the answer is no. */
  readonly otherwise: string;
  /** If the answer is no, Lore as it is built does something wrong. */
  readonly breaksLore?: true;
  /** @throws Refused, which counts as no, or as not tried if a scope is missing */
  readonly run: (live: Live) => Promise<Found>;
}

export const yes = (came: string): Found => ({ answer: 'yes', came });
export const no = (came: string): Found => ({ answer: 'no', came });
export const notTried = (came: string): Found => ({ answer: 'not tried', came });
/** A check that needs somebody. */
export const withPerson =
  (run: (live: Live & { readonly person: UserId }) => Promise<Found>): Check['run'] =>
  async (live) => {
    const { person } = live;
    return person === null ? notTried('nobody was named: add --me') : run({ ...live, person });
  };
/** @param came said whichever it is */
export const either = (isSo: boolean, came: string): Found => (isSo ? yes(came) : no(came));
