/** The sentences of every feature: complete in each language, with the same values, none that nobody says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Feature } from '../../src/core/feature.ts';
import { locales } from '../../src/core/people.ts';
import { features } from '../../src/features.ts';

const folder = join(import.meta.dirname, '..', '..', 'src', 'features');
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

function featureIn(name: string): Feature {
  const feature = features.find((one) => one.name === name);
  if (feature === undefined) throw new Error(`${name} is a folder and no feature`);
  return feature;
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** The names of the values that a sentence wants. */
function valuesOf(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    const type: number = element.type;
    // 0 is plain text, 7 the `#` of a plural.
    const own = [0, 7].includes(type) || !('value' in element) ? [] : [element.value];
    const inner =
      'options' in element ? Object.values(element.options).flatMap((option) => valuesOf(option.value)) : [];
    return [...own, ...inner];
  });
}

const wanted = (sentence: string, locale: string) =>
  [
    ...new Set(valuesOf(new IntlMessageFormat(sentence, locale, undefined, { ignoreTag: true }).getAst())),
  ].sort();

describe.each(names)('the sentences of %s', (name) => {
  it('have the same keys and want the same values in every language', () => {
    const { sentences } = featureIn(name).copy;
    const shapes = locales.map((locale) =>
      Object.fromEntries(
        Object.entries(sentences[locale]).map(([key, sentence]) => [key, wanted(sentence, locale)]),
      ),
    );
    for (const shape of shapes.slice(1)) expect(shape).toEqual(shapes[0]);
  });

  it('are all said somewhere', () => {
    const { sentences } = featureIn(name).copy;
    const sources = readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/(^|\/)copy(\/|$)/.test(entry.parentPath.slice(folder.length)))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('\n');
    // The house says these beside what `exportData` gives; that each key has one, and each one a key, is tested there.
    const begun = ['data.', ...[...sources.matchAll(/`([a-zA-Z.]+\.)\$\{/g)].map((match) => match[1] ?? '')];
    const unsaid = Object.keys(sentences.en).filter(
      (key) => !sources.includes(`'${key}'`) && !begun.some((start) => key.startsWith(start)),
    );
    expect(unsaid).toEqual([]);
  });
});
