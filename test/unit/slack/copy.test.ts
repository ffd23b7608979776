import type { Copy } from '../../../src/core/copy.ts';
import { houseCopy } from '../../../src/slack/copy.ts';
import { ritualCopy } from '../../../src/slack/rituals/copy.ts';
import { settingsCopy } from '../../../src/slack/settings/copy.ts';

function sentencesOf<Key extends string>(copy: Copy<Key>) {
  const { en, de } = copy.sentences;
  return (Object.keys(en) as Key[]).map((key) => [key, en[key], de[key]] as const);
}

describe('the sentences of the house', () => {
  const short = ['workingTitle', 'doneTitle', 'savingTitle', 'messageTitle', 'close'];
  it.each([
    ...sentencesOf(houseCopy).filter(([key]) => short.includes(key)),
    ...sentencesOf(ritualCopy).filter(([key]) =>
      ['title', 'channelTitle', 'save', 'close', 'cancel'].includes(key),
    ),
    ...sentencesOf(settingsCopy).filter(([key]) => ['title', 'save', 'close'].includes(key)),
  ])('%s fits into a modal’s title or button, in every language', (_, en, de) => {
    expect(en.length).toBeLessThanOrEqual(24);
    expect(de.length).toBeLessThanOrEqual(24);
  });
});
