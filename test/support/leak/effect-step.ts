/** What somebody says has come of a lesson, by chance. */
import fc from 'fast-check';
import { channels, oneOf, people } from './generate.ts';

export type What = 'try' | 'dropTrial' | 'standard' | 'noStandard' | 'retire' | 'bringBack' | 'confirm';

export interface EffectStep {
  readonly do: 'say';
  readonly lesson: number;
  readonly what: What;
  /** The how-manieth of those who may read it; `null`: `user`, whether they may or not. */
  readonly reader: number | null;
  readonly user: string;
  /** The team that tried it; of the reader's own, unless `isForged`. */
  readonly channel: number;
  readonly isForged: boolean;
  /** They add themselves. */
  readonly isNamed: boolean;
  /** The conversation that the standard's link leads into; `null`: a page elsewhere. */
  readonly leads: number | null;
}

export const effectStep: fc.Arbitrary<EffectStep> = fc.record({
  do: fc.constant('say' as const),
  lesson: fc.nat(5),
  what: oneOf<What>(
    [8, 'try'],
    [2, 'dropTrial'],
    [5, 'standard'],
    [3, 'noStandard'],
    [4, 'retire'],
    [4, 'bringBack'],
    [3, 'confirm'],
  ),
  reader: fc.option(fc.nat(5), { freq: 5 }),
  user: fc.constantFrom(...people),
  channel: fc.nat(channels.length - 1),
  isForged: oneOf([6, false], [1, true]),
  isNamed: oneOf([2, false], [1, true]),
  leads: fc.option(fc.nat(channels.length - 1), { freq: 3 }),
});

/**
 * Each thing once, said by somebody who may say it: what is accepted at all is not left to chance.
 * @param lesson from the channel in which both are
 */
export const eachOnce = (lesson: number, author: string, other: string): readonly EffectStep[] => {
  const say = (what: What, user: string): EffectStep => ({
    do: 'say',
    lesson,
    what,
    reader: null,
    user,
    channel: 0,
    isForged: false,
    isNamed: false,
    leads: null,
  });
  return [
    say('try', other),
    say('dropTrial', other),
    say('standard', author),
    say('noStandard', author),
    say('retire', author),
    say('bringBack', author),
    say('confirm', author),
  ];
};
