/** What people read, in each language: within Slack's limits, one primary button, and a fallback that says what the blocks say. */

import type { KnownBlock } from '@slack/types';
import { audienceId, channelId, rowId, userId } from '../../../src/core/ids.ts';
import { nameMark } from '../../../src/core/name-mark.ts';
import { limits } from '../../../src/core/kit/limits.ts';
import { languages } from '../../../src/core/languages.ts';
import type { Message } from '../../../src/core/post.ts';
import { frequencies } from '../../../src/core/recurrence.ts';
import { learnedCopy } from '../../../src/features/learned/copy.ts';
import { promptMessage, questionCount, quietMessage } from '../../../src/features/learned/prompts/screens.ts';
import { renderGive } from '../../../src/core/kit/linked-ask.ts';
import { mostWords } from '../../../src/core/kit/linked-words.ts';
import { linkedIds } from '../../../src/features/learned/ids.ts';
import { askedBlocks, askedInHome, sourceMessage } from '../../../src/features/learned/quotes/screens.ts';
import type { Share } from '../../../src/features/learned/read.ts';
import type { PromptRow } from '../../../src/features/learned/rows.ts';
import { limitsOf } from '../../../src/features/learned/rules.ts';
import { renderForm } from '../../../src/features/learned/shares/form-screens.ts';
import {
  homeBlocks,
  inHome,
  renderList,
  shareMessage,
  thanksMessage,
} from '../../../src/features/learned/shares/screens.ts';
import { fits } from '../../../src/jobs/draw.ts';

const channel = channelId('C1');
const long: Share = {
  row: {
    id: rowId('s'),
    channel_id: channel,
    prompt_id: null,
    in_thread: 0,
    what: '🎉x'.repeat(limitsOf.what / 3),
    use_when: 'w'.repeat(limitsOf.useWhen),
    link: '',
    topics: Array(limitsOf.topics).fill('t'.repeat(limitsOf.topic)).join(', '),
    reach: 'workspace',
    reach_id: audienceId('a'),
    from_public: 1,
    shared_at: 0,
    edited_at: 1,
    taken_back_at: null,
  },
  author: userId('U1'),
  source: {
    id: rowId('l'),
    link: `https://a.slack.com/${'l'.repeat(400)}`,
    author_id: userId('U2'),
    declined_at: null,
  },
  quote: 'q'.repeat(mostWords),
  uses: Array(9).fill({ how: 'h'.repeat(limitsOf.how), by: userId('U3') }),
  useful: 12,
};
const prompt: PromptRow = {
  id: rowId('p'),
  channel_id: channel,
  question: 0,
  asked_at: 0,
  place: 'thread',
  state: 'open',
  owner_id: userId('U1'),
  decided_by: null,
};

const count = (blocks: readonly KnownBlock[], what: RegExp) =>
  JSON.stringify(blocks).match(what)?.length ?? 0;

describe.each(languages)('in %s', (locale) => {
  const t = learnedCopy.for({ locale, tz: 'Europe/Berlin' });
  const messages: readonly (readonly [string, Message])[] = [
    ['a share', shareMessage(t, long)],
    ['thanks', thanksMessage(t, long)],
    ...(['asked', 'given', 'declined', 'dropped'] as const).map(
      (state) => [`asked for words: ${state}`, sourceMessage(t, long, state)] as const,
    ),
    ...Array.from(
      { length: questionCount },
      (_, question) => [`question ${question}`, promptMessage(t, { ...prompt, question }, 2, [])] as const,
    ),
    ...([...frequencies, null] as const).map(
      (every) =>
        [
          `quiet, ${every}`,
          quietMessage(t, { ...prompt, state: 'asked' }, every) ?? {
            text: t.mrkdwn('close'),
            blocks: [],
          },
        ] as const,
    ),
  ];

  it.each(messages)('%s fits, with one primary button at most', (_what, message) => {
    expect(fits(message)).toBe(true);
    expect(count(message.blocks, /"style":"primary"/g)).toBeLessThanOrEqual(1);
  });

  it('a share’s fallback says all that its blocks say', () => {
    const { text } = shareMessage(t, long);
    const names = ['U1', 'U2', 'U3'].map((user) => nameMark(userId(user), 'm'));
    const { what, use_when: useWhen, link, topics } = long.row;
    for (const part of [what, useWhen, link, topics, ...names, 'h'.repeat(300), long.quote])
      expect(text).toContain(part);
  });

  it.each(['both', 'ifAsked', 'conversation'] as const)('the form that offers %s fits', (offer) => {
    const { view } = renderForm(t, {
      of: { channel, by: userId('U2') },
      offer,
      reach: 'conversation',
      isInThread: true,
      typed: { what: 'x'.repeat(3_000), useWhen: '', link: '', topics: '' },
    });
    for (const text of [view.title.text, view.submit?.text ?? '', view.close?.text ?? ''])
      expect(text).not.toContain('…');
    expect(JSON.stringify(view.blocks).includes('"value":"workspace"')).toBe(offer === 'both');
  });

  it('the form for words that are given fits', () => {
    const { title, submit, close } = renderGive(
      t,
      linkedIds,
      { share: long.row.id },
      long,
      t.mrkdwn('linked.notThere'),
    ).view;
    for (const text of [title, submit, close]) expect(text?.text).not.toMatch(/…|^$/);
  });

  it('App Home’s section holds at most 20 blocks, and the list’s pages at most 100', () => {
    const many = Array<Share>(12).fill(long);
    const asked = askedBlocks(t, many.slice(0, askedInHome));
    const own = homeBlocks(t, many.slice(0, inHome), 40);
    expect(asked.length + own.length).toBeLessThanOrEqual(20);
    expect(renderList(t, { page: 1, pages: 4, shown: many }).view.blocks.length).toBeLessThanOrEqual(100);
    expect(homeBlocks(t, [], 0)).toEqual([]);
  });

  it('no title, button or placeholder is cut', () => {
    const t = learnedCopy.in(locale, 'UTC');
    for (const key of [
      'form.title',
      'form.editTitle',
      'form.share',
      'use.title',
      'back.title',
      'back.submit',
      'home.title',
      'save',
      'cancel',
      'close',
      'shortcut.name',
    ] as const)
      expect(t.plain(key).length).toBeLessThanOrEqual(limits.modalTitle);
    for (const key of [
      'quiet.pause',
      'quiet.end',
      'prompt.answer',
      'ask.here',
      'ask.more',
      'reach.workspace',
    ] as const)
      expect(t.plain(key).length).toBeLessThanOrEqual(limits.buttonText);
  });
});
