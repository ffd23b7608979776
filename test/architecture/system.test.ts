/** Lore's own screens are reached in the one way in which practices are. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { features } from '../../src/features.ts';
import { wholeRegistry } from '../support/whole-registry.ts';

const root = join(import.meta.dirname, '..', '..', 'src');
const sources = globSync('**/*.ts', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'));
/** What is declared anywhere under one of Lore's own ids. */
const declared = (pattern: RegExp) =>
  sources
    .flatMap((text) => [...text.matchAll(pattern)])
    .filter(([, id = '']) => id.startsWith('lore.'))
    .map(([, id, hasNoFields]) => ({ id, isShownOnly: hasNoFields !== undefined }));
const ofSystem = (ids: Iterable<string>) => [...ids].filter((id) => id.startsWith('lore.')).toSorted();

const registry = wholeRegistry(features);

it('every button of Lore’s own screens is in the registry', () => {
  const buttons = declared(/\bdefineAction\(\s*'([^']+)'/g).map(({ id = '' }) => id);
  expect(buttons.length).toBeGreaterThan(20);
  expect(ofSystem(registry.actions.keys())).toEqual(buttons.toSorted());
});

it('every form of theirs that can be sent is in the registry', () => {
  const forms = declared(/\bdefineModal\(\s*'([^']+)',[^,]+,\s*(\{\})?/g).filter(
    ({ isShownOnly }) => !isShownOnly,
  );
  expect(forms.length).toBeGreaterThan(3);
  expect(ofSystem(registry.views.keys())).toEqual(forms.map(({ id = '' }) => id).toSorted());
});

it('they alone open transactions of their own', () => {
  const owning = [...registry.actions, ...registry.views, ...registry.commands]
    .filter(([, { ownTransactions }]) => ownTransactions === true)
    .map(([id]) => id);
  expect(owning.filter((id) => !/^(lore\.|\/lore$)/.test(id))).toEqual([]);
  expect(owning.length).toBe(
    ofSystem(registry.actions.keys()).length + ofSystem(registry.views.keys()).length + 1,
  );
});
