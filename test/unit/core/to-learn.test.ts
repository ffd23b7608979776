/** How much of a subject stands in what somebody wants to learn. Pure. */
import { shareIn } from '../../../src/core/to-learn.ts';

it('finds the words of a subject in other forms and another order', () => {
  expect(shareIn('I would like to speak in public more often', 'Public speaking')).toBe(1);
  expect(shareIn('how our databases are backed up', 'database')).toBe(1);
  expect(shareIn('Ich möchte Verhandlungen führen', 'Verhandlung')).toBe(1);
});

it('half of a subject is enough, and less than that is chance', () => {
  expect(shareIn('to give talks', 'Talks and workshops')).toBe(0.5);
  expect(shareIn('to lead', 'leading, budgets, contracts')).toBe(0);
});

it('finds nothing in nothing, nor by small words', () => {
  expect(shareIn('', 'Databases')).toBe(0);
  expect(shareIn('what I want to do with this', 'With this')).toBe(0);
  expect(shareIn('databases', '')).toBe(0);
});
