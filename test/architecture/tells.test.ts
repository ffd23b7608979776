/** Whoever acted is shown what came of it in one way, which tells them also where Slack does not take it: what shows is reached by `tell.ts` alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Told } from '../../src/slack/requests/tell.ts';

const root = join(import.meta.dirname, '..', '..', 'src');
const matching = (pattern: RegExp) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && pattern.test(readFileSync(join(root, path), 'utf8')))
    .sort();

it('one file calls what Slack shows to a single person, and one file uses it', () => {
  expect(matching(/\bviews\.(open|push|update)\(|\bpostEphemeral\(/)).toEqual([
    'slack/requests/responder.ts',
  ]);
  expect(matching(/\b(openModal|redraw|respond|sayAside)\b[^;]*from '\.\/responder\.ts'/)).toEqual([
    'slack/requests/tell.ts',
  ]);
});

it('that somebody was told cannot be said by others: it does not compile', () => {
  // @ts-expect-error -- only what `tell.ts` gives is one
  const told: Told = {};
  expect(matching(/\bas (unknown as )?Told\b/)).toEqual(['slack/requests/tell.ts']);
  expect(told).toEqual({});
});
