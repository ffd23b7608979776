/** The address of a message. */
import { messageLink } from '../../../src/core/message-link.ts';

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
