/** A practice that shows all that a person has in their App Home, however much it is. */
import type { Feature } from '../../src/core/feature.ts';
import { divider, header, userText } from '../../src/core/kit/blocks.ts';
import { pebble } from './test-feature/feature.ts';
import { newestOf } from './test-feature/rows.ts';

export const longHome: Feature = {
  ...pebble,
  homeSection: {
    order: 20,
    build: async (read) => {
      const all = await newestOf(read, 1_000);
      if (all.length === 0) return [];
      return [header('Your Pebbles'), ...all.flatMap(({ words }) => [userText(words), divider()])];
    },
  },
};
