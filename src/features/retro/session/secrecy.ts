/** What is kept from whom, as it is stored: all that a sentence about it may be made of (`promises.ts`). Pure. */
import type { Instant } from '#core/clock.ts';
import type { Names } from '#core/scope.ts';
import type { CardsFor } from '../start/rules.ts';
import type { Phase, Retro } from './retro.ts';
import { enoughToHide } from './rules.ts';

export interface Kept {
  readonly phase: Phase;
  readonly names: Names;
  readonly cardsFor: CardsFor;
  /** Whether those who take part can read cards, all but those that are being added. */
  readonly isOpen: boolean;
  /** Whether the rest of the channel can, too. */
  readonly isOpenToChannel: boolean;
  /** Whether cards are, or were when it was cancelled, kept with their authors beside others that can be read. */
  readonly isAdded: boolean;
  /** Whether a vote has come out once. */
  readonly isCounted: boolean;
  /** How many people a card's author may be among: those who have answered, or those who can, whichever are more. */
  readonly crowd: number;
  /** How many have answered in this phase. */
  readonly answers: number;
}

/** @param now whoever is away at this moment cannot answer, and the phase may be ended early */
export function keptNow(
  {
    row,
    retro,
    seals,
  }: {
    readonly row: {
      readonly names: Names;
      readonly cards_for: CardsFor;
      readonly added_seal: unknown;
      readonly votes_counted: number;
    };
    readonly retro: Retro;
    readonly seals: { readonly isOpen: boolean; readonly isOpenToChannel: boolean };
  },
  now: Instant,
): Kept {
  return {
    phase: retro.phase,
    names: row.names,
    cardsFor: row.cards_for,
    ...seals,
    isAdded: row.added_seal !== null,
    isCounted: row.votes_counted > 0,
    crowd: crowdOf(retro, now),
    answers: retro.answers,
  };
}

/** What is kept when one begins. @param people how many are asked */
export function keptAtFirst(chosen: Pick<Kept, 'names' | 'cardsFor'>, people: number): Kept {
  return {
    phase: 'collect',
    ...chosen,
    isOpen: false,
    isOpenToChannel: false,
    isAdded: false,
    isCounted: false,
    crowd: people,
    answers: 0,
  };
}

function crowdOf({ answers, participants, away }: Retro, now: Instant): number {
  return Math.max(answers, participants.length - away.filter((until) => until > now).length);
}

/** Whether among so many people hidden names hide little. */
export const isFew = (people: number): boolean => people < enoughToHide;
