/** What an export says of each declared column, in words. */
import { keyOf } from '../../../src/core/export.ts';
import { completeLanguages } from '../../../src/core/languages.ts';
import { features } from '../../../src/features.ts';
import { wordsFor } from '../../../src/system/my-data/words.ts';

const exported = features.flatMap((feature) =>
  feature.tables.flatMap(({ name, columns, exported: how }) =>
    how === undefined ? [] : [{ feature: feature.name, name, columns, how }],
  ),
);

it.each(exported)(
  '$name is exported under words in every language that is complete',
  ({ feature, columns, how }) => {
    for (const locale of completeLanguages) {
      const words = wordsFor(features, feature, { locale, tz: 'UTC' });
      const keys = Object.entries(columns).flatMap(([column, { exportKey, choices }]) =>
        exportKey === null ? [] : [{ key: exportKey ?? keyOf(column), choices }],
      );
      const titled = [
        how.as,
        ...(how.writers === undefined ? [] : [how.writers]),
        ...keys.map(({ key }) => key),
      ];
      expect([locale, titled.filter((key) => key !== 'id' && words.title(key) === key)]).toEqual([
        locale,
        [],
      ]);
      const chosen = keys.flatMap(({ key, choices }) => choices.map((choice) => [key, choice] as const));
      expect([locale, chosen.filter(([key, choice]) => words.choice(key, choice) === choice)]).toEqual([
        locale,
        [],
      ]);
    }
  },
);

it('every kind of thing in a digest is called something in every language that is complete', () => {
  const kinds = features.flatMap(({ digestItems }) => Object.keys(digestItems?.kinds ?? {}));
  expect(kinds).toContain('presenter');
  for (const locale of completeLanguages) {
    const words = wordsFor(features, 'digest', { locale, tz: 'UTC' });
    expect(kinds.filter((kind) => words.choice('reason', kind) === kind)).toEqual([]);
  }
});
