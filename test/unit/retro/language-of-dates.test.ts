import { onDay } from '../../../src/core/sentence.ts';
import { factsWordsFor } from '../../../src/features/retro/facts/words.ts';
import { withYears, wordsFor } from '../../../src/features/retro/session/words.ts';

const to = { locale: 'pt-BR', tz: 'Europe/Lisbon', now: 0 } as const;
const day = onDay(Date.UTC(2026, 11, 10, 12));

it('dates are in the language of their sentence, where the reader’s own has no such sentence yet', () => {
  expect(withYears(wordsFor(to)).plain('tracker.body.due', { due: day })).toBe('Due: 10 December 2026');
  expect(factsWordsFor(to).locale).toBe('en');
});
