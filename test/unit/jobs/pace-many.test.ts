/** What is remembered of very many conversations: what counts still counts. */
import { createPace, type Paced, rates } from '../../../src/jobs/pace.ts';

it('the pace of many thousand channels holds in each of them while it counts, and in none any more when it does not', () => {
  const pace = createPace();
  const start = Date.parse('2026-11-24T10:00:00Z');
  const to = (n: number): Paced[] => [[rates.channelPost, 'T1', `C${n}`]];
  for (let n = 0; n < 5010; n += 1) pace.took(to(n), start);
  expect([0, 2500, 5009].map((n) => pace.notBefore(to(n), start + 1) - start)).toEqual([1000, 1000, 1000]);
  pace.took(to(5010), start + 1000);
  expect([0, 5009, 5010].map((n) => pace.notBefore(to(n), start + 1000) - start)).toEqual([1000, 1000, 2000]);
});
