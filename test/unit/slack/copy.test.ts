import { languages } from '../../../src/core/languages.ts';
import { loreCopy } from '../../../src/slack/copy.ts';
import { schedulesCopy } from '../../../src/system/schedules/copy.ts';
import { settingsCopy } from '../../../src/system/settings/copy.ts';

describe.each(languages)('in %s, the sentences of Lore', (language) => {
  const lore = loreCopy.in(language, 'UTC');
  const schedules = schedulesCopy.in(language, 'UTC');
  const settings = settingsCopy.in(language, 'UTC');
  it.each([
    ...(['workingTitle', 'doneTitle', 'savingTitle', 'messageTitle', 'close'] as const).map((key) =>
      lore.plain(key),
    ),
    ...(['channelTitle', 'setUp.anyway', 'save', 'close', 'cancel'] as const).map((key) =>
      schedules.plain(key),
    ),
    ...(['title', 'save', 'close'] as const).map((key) => settings.plain(key)),
  ])('“%s” fits into a modal’s title or button', (sentence) => {
    expect(sentence.length).toBeLessThanOrEqual(24);
  });
});

it('a form is submitted or cancelled, and a modal without a form closed', () => {
  const t = settingsCopy.in('en', 'UTC');
  expect(t.modal('title', 'save')).toEqual({
    title: t.plain('title'),
    submit: t.plain('save'),
    close: t.plain('cancel'),
  });
  expect(t.modal('title')).toEqual({ title: t.plain('title'), close: t.plain('close') });
});

it('a field has only what it is called where nothing else is said of it, and what is confirmed can be cancelled', () => {
  const t = settingsCopy.in('en', 'UTC');
  expect(t.labels('title')).toEqual({ label: t.plain('title') });
  expect(t.labels('title', { hint: 'save', placeholder: 'close' })).toEqual({
    label: t.plain('title'),
    hint: t.plain('save'),
    placeholder: t.plain('close'),
  });
  expect(t.confirm('title', 'save', 'close')).toEqual({
    title: t.plain('title'),
    text: t.plain('save'),
    confirm: t.plain('close'),
    deny: t.plain('cancel'),
  });
  expect(t.confirm('title', 'save', 'close', 'save').deny).toBe(t.plain('save'));
});
