/** The fuzz soak, a short one: whatever is sent to Lore, it neither ends nor is silent, and nobody changes what is not theirs. */
import { fuzzSoak, isRight } from '../../bench/fuzz.ts';
import { lastingEngines } from '../support/databases.ts';

it.each(lastingEngines())(
  'signed requests for everything that listens, changed by chance, over both receivers, on $name',
  async ({ name: engine }) => {
    const words: string[] = [];
    const line = await fuzzSoak({
      requests: 400,
      engine,
      // On PostgreSQL one listens to Slack, and another does what is due.
      processes: engine === 'postgres' ? 2 : 1,
      seed: 1,
      onWords: (one) => words.push(one),
    });
    const wrong = { crashes: 0, unhandled: 0, unacknowledged: 0, errors5xx: 0, changed: 0 };
    if (!isRight(line)) console.error(words.join('\n'));
    expect(line).toEqual({ requests: 400, ...wrong });
  },
  300_000,
);
