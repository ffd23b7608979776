/** Slack shows an app's menu entries to everybody in one language, and sentences in any language name them as they stand there. */
import type { Catalogues } from '../../../src/core/sentence.ts';
import { languages } from '../../../src/core/languages.ts';
import { features } from '../../../src/features.ts';

const shortcuts = features.flatMap((feature) =>
  (feature.shortcuts ?? []).map((shortcut) => ({ shortcut, feature })),
);

it.each(shortcuts.map(({ shortcut, feature }) => [shortcut.name('en'), shortcut, feature] as const))(
  '“%s” is called so in every language',
  (name, shortcut, { copy }) => {
    for (const locale of languages) expect(shortcut.name(locale)).toBe(name);
    const { en, de = {} } = copy.sentences as Catalogues<unknown>;
    const naming = Object.keys(en).filter((key) => en[key]?.includes(`“${name}”`) === true);
    for (const key of naming) expect(de[key]).toContain(`„${name}“`);
  },
);

it('are entries that there are', () => {
  expect(shortcuts.length).toBeGreaterThan(2);
});
