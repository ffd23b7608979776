import { houseCopy, type HouseKey } from '../../../src/slack/copy.ts';

const { en, de } = houseCopy.sentences;
const argumentsOf = (sentence: string) =>
  [...sentence.matchAll(/\{(\w+)[},]/g)].map(([, name]) => name).toSorted();

describe('the sentences of the house', () => {
  it.each(Object.keys(en) as HouseKey[])('%s takes the same values in every language', (key) => {
    expect(new Set(argumentsOf(de[key]))).toEqual(new Set(argumentsOf(en[key])));
  });

  it.each(['workingTitle', 'doneTitle', 'savingTitle', 'messageTitle', 'dataModal', 'close'] as const)(
    '%s fits into a modal’s title or button, in every language',
    (key) => {
      expect(en[key].length).toBeLessThanOrEqual(24);
      expect(de[key].length).toBeLessThanOrEqual(24);
    },
  );
});
