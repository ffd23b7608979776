/** The sentences of the practices and of the house: complete in each language, with the same values. */
import { IntlMessageFormat } from 'intl-messageformat';
import { locales } from '../../src/core/people.ts';
import { features } from '../../src/features.ts';
import { houseCopies } from '../support/house-copies.ts';

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

it.each([...features, ...houseCopies])(
  'the sentences of $name have the same keys and want the same values in every language',
  ({ copy: { sentences } }) => {
    const shapes = locales.map((locale) =>
      Object.fromEntries(
        Object.entries(sentences[locale]).map(([key, sentence]) => [key, wanted(sentence, locale)]),
      ),
    );
    for (const shape of shapes.slice(1)) expect(shape).toEqual(shapes[0]);
  },
);
