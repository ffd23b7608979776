/** What App Home says of posts that a person must decide about: in words, in both languages, never a code or an id of ours. */
import { channelId } from '../../../src/core/ids.ts';
import { languages } from '../../../src/core/languages.ts';
import type { Surfaced, DeliveryIssue } from '../../../src/jobs/delivery-issues.ts';
import { deliveryIssuesCopy } from '../../../src/system/delivery-issues/copy.ts';
import { whyRefused } from '../../../src/system/delivery-issues/refusals.ts';
import { deliveryIssueSections } from '../../../src/system/delivery-issues/screens.ts';
import type { Named } from '../../../src/system/delivery-issues/titles.ts';

const at = Date.parse('2026-11-24T10:00:00Z');
const post = (note: string, more: Partial<DeliveryIssue> = {}): DeliveryIssue => ({
  id: '0001.abc',
  name: 'retro.main',
  params: {},
  channel: channelId('C1'),
  decidedAt: at,
  note,
  isLost: false,
  ...more,
});
const none: Surfaced = { unknown: [], failed: [], held: [], kept: [], missed: [] };

/** All text of what is drawn. */
const drawn = (deliveryIssues: Surfaced, locale: (typeof languages)[number] = 'en') => {
  const all: Named[] = [
    ...deliveryIssues.unknown,
    ...deliveryIssues.failed,
    ...deliveryIssues.held,
    ...deliveryIssues.kept,
    ...deliveryIssues.missed,
  ];
  const titles = new Map(all.map((one, index) => [one, `the thing ${index + 1}`]));
  return JSON.stringify(
    deliveryIssueSections(deliveryIssuesCopy.in(locale, 'Europe/Berlin'), deliveryIssues, titles),
  );
};

/** Everything `chat.postMessage` and `conversations.open` are known to refuse a message of ours with, and what we say no with. */
const codes = [
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'account_inactive',
  'token_revoked',
  'missing_scope',
  'restricted_action',
  'restricted_action_read_only_channel',
  'user_disabled',
  'messages_tab_disabled',
  'cannot_reply_to_message',
  'msg_too_long',
  'too_long',
  'invalid_blocks',
  'no_such_post',
];

describe.each(languages)('in %s', (locale) => {
  const t = deliveryIssuesCopy.in(locale, 'Europe/Berlin');

  it.each(codes)('%s is told as a sentence of its own, without the code', (code) => {
    const sentence = whyRefused(t, code, '0001.abc');
    expect(sentence).not.toContain(code);
    expect(sentence).not.toBe(whyRefused(t, 'never_heard_of', '0001.abc'));
    expect(drawn({ ...none, failed: [post(code)] }, locale)).not.toContain(code);
  });

  it('a code that Lore does not know is told with the reference under which the log has it', () => {
    const sentence = whyRefused(t, 'never_heard_of', '0001.abc');
    expect(sentence).toContain('0001.abc');
    expect(sentence).not.toContain('never_heard_of');
  });

  it('what threw is told with its own reference', () => {
    expect(whyRefused(t, 'error i42', '0001.abc')).toContain('i42');
  });

  it('everything is called by its title', () => {
    const job = { key: 'k', name: 'retro.remind', params: {}, wasDueAt: at, note: null };
    const text = drawn(
      {
        unknown: [post('surfaced'), post('surfaced', { channel: null })],
        failed: [post('is_archived')],
        held: [post('')],
        kept: [post('')],
        missed: [
          { ...job, state: 'missed' },
          { ...job, state: 'failed' },
        ],
      },
      locale,
    );
    for (const n of [1, 2, 3, 4, 5, 6, 7]) expect(text).toContain(`the thing ${n}`);
    expect(text).not.toMatch(/retro[. ](main|remind)/);
  });
});

describe('a question whether something was posted', () => {
  it('says what, where and when, and what to do', () => {
    expect(drawn({ ...none, unknown: [post('surfaced')] })).toContain(
      'Was the thing 1 posted in <#C1> on <!date^1795514400^{date_short} {time}|Tue 24 November at 11:00 CET>? Slack didn’t say. Please check, and say whether it’s there.',
    );
  });

  it('names ten of the messages that wait, and counts the rest', () => {
    const held = Array.from({ length: 12 }, () => post(''));
    const text = drawn({ ...none, held });
    expect(text).toContain('the thing 10"');
    expect(text).not.toContain('the thing 11"');
    expect(text).toContain('and 2 more');
  });
});
