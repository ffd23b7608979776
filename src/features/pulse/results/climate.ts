/** What the pulse gives to the indicators: the figures of the whole, which everybody may read. */
import type { Climate } from '#core/climate.ts';
import { placesOf, windowsOf } from '../rows.ts';
import { themesOf } from './read.ts';
import { figuresIn } from './rows.ts';

export const climate: Climate = async (read, { from, to }) => {
  const published = (await windowsOf(read)).find(
    ({ state, published_at: at }) => state === 'published' && at !== null && from <= at && at < to,
  );
  if (published === undefined) return [];
  const [root, another] = (await placesOf(read, published.id)).filter(
    ({ under_id: under }) => under === null,
  );
  if (root === undefined || another !== undefined) return [];
  const figures = (await figuresIn(read, [published.id])).get(published.id) ?? [];
  return themesOf(figures, { kind: 'total', node: root.place_id }).map(
    ({ theme, asked, answered, mean, spread }) => ({ theme, asked, answered, mean, spread }),
  );
};
