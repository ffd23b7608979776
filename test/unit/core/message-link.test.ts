/** The address of a message. */
import { conversationIn, messageLink } from '../../../src/core/message-link.ts';

it('is made of the workspace, the channel and the time', () => {
  expect(messageLink('https://lindgrove.slack.com/', 'C0LEARNING', '1795190400.000100')).toBe(
    'https://lindgrove.slack.com/archives/C0LEARNING/p1795190400000100',
  );
});

it.each([
  ['javascript:alert(1)//', 'C1', '1.1'],
  ['https://lindgrove.slack.com', 'C1', '1.1'],
  ['https://lindgrove.slack.com/', 'C 1', '1.1'],
  ['https://lindgrove.slack.com/', 'C1', 'now'],
])('is none of %s, %s, %s', (workspace, channel, ts) => {
  expect(messageLink(workspace, channel, ts)).toBeNull();
});

it.each([
  ['https://lindgrove.slack.com/archives/C0LEARNING/p1795190400000100', 'C0LEARNING'],
  [
    'https://lindgrove.slack.com/archives/C0LEARNING/p1795190400000100?thread_ts=1.1&cid=C0LEARNING',
    'C0LEARNING',
  ],
  ['https://app.slack.com/client/T0LINDGROVE/G0PEOPLE/thread/G0PEOPLE-1795190400.000100', 'G0PEOPLE'],
  ['https://slack.com/app_redirect?channel=D0DIRECT', 'D0DIRECT'],
  ['https://lindgrove.slack.com/files/U0CAROL/F0FILE/notes.pdf', 'unknown'],
  ['https://lindgrove.enterprise.slack.com/docs/T0LINDGROVE/F0FILE', 'unknown'],
  ['https://slack.com/help/articles/360035692513', null],
  ['https://notslack.com/archives/C0LEARNING', null],
  ['https://example.com/archives/C0LEARNING', null],
])('leads from %s into the conversation %s', (address, conversation) => {
  expect(conversationIn(address)).toBe(conversation);
});
