/** In every form with a reach the choice stands at the top, before what is written. */
import { channelId, rowId } from '../../src/core/ids.ts';
import { journeyCopy } from '../../src/features/journey/copy.ts';
import { renderForm as entryForm } from '../../src/features/journey/entries/screens.ts';
import { learnedCopy } from '../../src/features/learned/copy.ts';
import { nothingTyped } from '../../src/features/learned/rules.ts';
import { renderForm as shareForm } from '../../src/features/learned/shares/form-screens.ts';
import { lessonsCopy } from '../../src/features/lessons/copy.ts';
import { renderForm as lessonForm } from '../../src/features/lessons/writing/screens.ts';

const reader = ['en', 'Europe/Berlin'] as const;
const channel = channelId('C1');

const share = shareForm(learnedCopy.in(...reader), {
  of: { channel },
  offer: 'both',
  reach: 'conversation',
  isInThread: false,
  typed: nothingTyped,
});
const lesson = lessonForm(lessonsCopy.in(...reader), {
  of: { of: rowId('r'), seed: rowId('s'), wide: false },
  typed: { title: '', context: '', happened: '', useWhen: '', topics: '' },
  reach: {
    ...{ channel, offer: 'both', usual: 'conversation', isWide: false },
    ...{ names: 'shown', isSeenByChannel: true, until: 0 },
  },
});
const entry = entryForm(journeyCopy.in(...reader), rowId('e'), { question: 'own', text: '', channels: [] });

it.each([
  ['a share', share, 'reach'],
  ['a lesson', lesson, 'reach'],
  ['a journey’s entry', entry, 'channels'],
])('of %s', (_what, { view }, name) => {
  const inputs = view.blocks.flatMap((block) => (block.type === 'input' ? [block.block_id] : []));
  expect(inputs[0]).toBe(name);
});
