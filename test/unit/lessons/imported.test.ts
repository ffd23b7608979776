/** What was brought in may be longer than what people type: it is shown whole where it is opened, and no form loses it. */
import { rowId } from '../../../src/core/ids.ts';
import { lessonsCopy } from '../../../src/features/lessons/copy.ts';
import { nothingYet } from '../../../src/features/lessons/effect/operations.ts';
import type { Lesson } from '../../../src/features/lessons/read.ts';
import { readTyped, withWhole } from '../../../src/features/lessons/rules.ts';
import { renderOpened, wordBlocks } from '../../../src/features/lessons/screens.ts';
import { renderForm } from '../../../src/features/lessons/writing/screens.ts';

const t = lessonsCopy.in('en', 'UTC');
const long = 'word '.repeat(2_000).trim();
const typed = { title: 'A', context: '', happened: long, useWhen: 'Always', topics: '' };

const lessonOf = (happened: string, useWhen: string): Lesson =>
  ({
    row: {
      id: rowId('l1'),
      title: 'A',
      context: '',
      happened,
      use_when: useWhen,
      topics: '',
      from_public: 0,
      is_hidden: 0,
      ...nothingYet,
    },
    state: 'kept',
    authors: [],
    linked: { source: null, quotes: [] },
    outcomes: { retired: null },
  }) as unknown as Lesson;
const shown = (blocks: unknown) => JSON.stringify(blocks).match(/word/g)?.length ?? 0;

it('a long story is shown whole where it is opened, and its beginning beside others', () => {
  const lesson = lessonOf(long, '');
  expect(shown(renderOpened(t, lesson, []).view.blocks)).toBe(2_000);
  expect(shown(wordBlocks(t, lesson))).toBeLessThan(601);
  expect(JSON.stringify(wordBlocks(t, lesson))).toContain('not stated where it was imported from');
});

it('its form leaves the text out, says so, and changing the rest keeps it', () => {
  const form = JSON.stringify(renderForm(t, { of: { lesson: rowId('l1') }, typed, reach: null }).view.blocks);
  expect(form).toContain('“What happened?” has 9,999 characters, more than a form in Slack holds.');
  expect([form.includes('word word'), form.includes('"A"')]).toEqual([false, true]);
  const changed = { ...typed, title: 'B', happened: '' };
  expect(readTyped(changed, long)).toEqual({ kept: { ...typed, title: 'B' }, refusals: {} });
  expect(withWhole(changed, long).happened).toBe(long);
});

it('a text that a form holds is changed there, up to its own length; any other has the usual limit', () => {
  const before = 'x'.repeat(2_500);
  const change = (happened: string, from?: string) => readTyped({ ...typed, happened }, from).refusals;
  expect(change('x'.repeat(2_400), before)).toEqual({});
  expect(change('x'.repeat(2_600), before)).toEqual({ happened: 'long' });
  expect(change('', before)).toEqual({ happened: 'empty' });
  expect(change('x'.repeat(1_501))).toEqual({ happened: 'long' });
});
