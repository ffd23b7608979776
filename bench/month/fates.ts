/** What happens to some of the channels in the month, by their number; days count from its first, a Wednesday. */
import type { Regular } from './facts.ts';

export type Fate =
  | { readonly kind: 'plain' }
  | { readonly kind: 'archived' | 'without lore' | 'renamed' | 'retrospective'; readonly day: number }
  /** Paused for a while. */
  | {
      readonly kind: 'paused';
      readonly schedule: 'learned.weekly' | 'rotation.meeting';
      readonly day: number;
      readonly days: number;
    }
  /** From that day on by another rule. */
  | {
      readonly kind: 'other rule';
      readonly schedule: 'learned.weekly' | 'rotation.meeting';
      readonly day: number;
      readonly rule: Regular;
    }
  /** The next one alone is on another day. */
  | {
      readonly kind: 'moved';
      readonly schedule: 'learned.weekly' | 'digest.weekly';
      readonly day: number;
      readonly to: number;
      readonly minutes: number;
    }
  /** Nobody answers; its owner says nothing, or how to go on. */
  | { readonly kind: 'quiet'; readonly choice: 'rarer' | 'ended' | null }
  /** Its host tells first. */
  | { readonly kind: 'goes first'; readonly day: number; readonly tells: number }
  /** So from the beginning. */
  | {
      readonly kind: 'rhythm';
      readonly schedule: 'learned.weekly' | 'digest.weekly';
      readonly every: Regular['every'];
    };

const hour = 60;

const fates: Readonly<Record<number, Fate>> = {
  2: { kind: 'retrospective', day: 1 },
  3: { kind: 'archived', day: 17 },
  4: { kind: 'renamed', day: 10 },
  5: { kind: 'paused', schedule: 'learned.weekly', day: 5, days: 5 },
  6: {
    kind: 'other rule',
    schedule: 'learned.weekly',
    day: 11,
    rule: { every: 'week', weekday: 3, minutes: 11 * hour },
  },
  7: { kind: 'quiet', choice: null },
  8: { kind: 'without lore', day: 24 },
  9: { kind: 'goes first', day: 5, tells: 11 },
  12: { kind: 'retrospective', day: 6 },
  13: { kind: 'archived', day: 26 },
  14: { kind: 'renamed', day: 15 },
  15: { kind: 'paused', schedule: 'rotation.meeting', day: 9, days: 9 },
  16: {
    kind: 'other rule',
    schedule: 'rotation.meeting',
    day: 11,
    rule: { every: 'week', weekday: 4, minutes: 16 * hour },
  },
  17: { kind: 'quiet', choice: 'rarer' },
  18: { kind: 'rhythm', schedule: 'learned.weekly', every: 'fortnight' },
  22: { kind: 'retrospective', day: 13 },
  24: { kind: 'renamed', day: 20 },
  26: { kind: 'moved', schedule: 'digest.weekly', day: 18, to: 21, minutes: 12 * hour },
  27: { kind: 'quiet', choice: 'ended' },
  28: { kind: 'rhythm', schedule: 'learned.weekly', every: 'fortnight' },
  32: { kind: 'retrospective', day: 20 },
  36: { kind: 'moved', schedule: 'learned.weekly', day: 12, to: 19, minutes: 10 * hour },
  38: { kind: 'rhythm', schedule: 'digest.weekly', every: 'month' },
};

export function fateOf(index: number): Fate {
  return fates[index % 50] ?? { kind: 'plain' };
}
