/** Who acts: people who may, and people who may not. */
import type { Chance } from '../chance.ts';

export type Sort = 'member' | 'guest' | 'stranger' | 'of another workspace' | 'removed' | 'closed';

export interface Who {
  readonly id: string;
  readonly sort: Sort;
  /** What the payload says is theirs. */
  readonly ownTeam: string;
  /** What the payload says of whose it is; left out: ours. */
  readonly team?: string;
}

export const home = 'T0LINDGROVE';
export const abroad = 'T0ABROAD';
/** So many of each sort, so that nobody does more than people do. */
export const ofEach = 600;

/** A member of several channels, with rows of their own, who is taken out of all of them. */
export const removed = 'U0DIEGO';

const letters = { member: 'M', guest: 'G', stranger: 'S', closed: 'D' } as const;

export const made = (sort: keyof typeof letters, nth: number): string => `U0FUZZ${letters[sort]}${nth}`;

/** Whoever may not, one of them. */
export function outsider(chance: Chance): Who {
  const nth = chance.below(ofEach);
  switch (chance.below(6)) {
    case 0:
      return { id: made('guest', nth), sort: 'guest', ownTeam: home };
    case 1:
      return { id: made('stranger', nth), sort: 'stranger', ownTeam: abroad };
    case 2:
      return { id: made('closed', nth), sort: 'closed', ownTeam: home };
    case 3:
      return { id: removed, sort: 'removed', ownTeam: home };
    case 4:
      return {
        id: made('stranger', nth),
        sort: 'of another workspace',
        ownTeam: abroad,
        team: abroad,
      };
    default:
      return { id: `U0NOBODY${nth}`, sort: 'stranger', ownTeam: chance.pick([home, abroad]) };
  }
}

export const insider = (chance: Chance, members: readonly string[]): Who => ({
  id: chance.is(0.5) ? chance.pick(members) : made('member', chance.below(ofEach)),
  sort: 'member',
  ownTeam: home,
});
