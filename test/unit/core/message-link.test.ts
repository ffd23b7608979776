/** The address of a message. */
import { conversationsIn, messageLink } from '../../../src/core/message-link.ts';

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

const secret = ['C0SECRET1'];
it.each([
  ['https://lindgrove.slack.com/archives/C0SECRET1/p1795190400000100', secret],
  ['https://lindgrove.slack.com/archives/C0SECRET1/p1795190400000100?thread_ts=1.1&cid=C0SECRET1', secret],
  ['https://lindgrove.slack.com/archives/C0SECRET1%2Fp1', secret],
  ['https://lindgrove.slack.com/archives%252FC0SEC%2552ET1%25252Fp1', secret],
  ['https://lindgrove.slack.com/archives/c0secret1/p1', secret],
  ['https://lindgrove.slack.com/archives/C0SECRET1.', secret],
  ['https://lindgrove.slack.com/archives/CQABVVXYZ/p1', ['CQABVVXYZ']],
  ['https://lindgrove.slack.com/?redir=%2Farchives%2FC0SECRET1', secret],
  ['HTTPS://LINDGROVE.SLACK.COM/archives/C0SECRET1/p1', secret],
  ['https://lindgrove.sl%61ck.com/archives/C0SECRET1', secret],
  ['https://lindgrove.slack.com./archives/C0SECRET1', secret],
  ['https://lindgrove.slack.com:443/archives/C0SECRET1', secret],
  ['https://lindgrove.slack-gov.com/archives/C0SECRET1', secret],
  ['lindgrove.slack.com/archives/C0SECRET1/p1', secret],
  ['slack://channel?team=T0LINDGROVE&id=C0SECRET1', secret],
  ['https://app.slack.com/client/T0LINDGROVE/C0SECRET1', secret],
  ['https://app.slack.com/client/T0LINDGROVE/unreads/thread/C0SECRET1-1795190400.000100', secret],
  [
    'https://app.slack.com/client/T0LINDGROVE/C0SEEN22/thread/C0SECRET1-1795190400.000100',
    ['C0SEEN22', 'C0SECRET1'],
  ],
  ['https://slack.com/app_redirect?team=T0LINDGROVE&channel=D0DIRECT', ['D0DIRECT']],
  ['https://example.com/?to=https%3A%2F%2Flindgrove.slack.com%2Farchives%2FC0SECRET1', secret],
  ['https://slack-redir.net/link?url=https://lindgrove.slack.com/archives/C0SECRET1', secret],
  ['https://lindgrove.slack.com/files/U0CAROL/F0FILE/CONTRACT.pdf', ['unknown']],
  ['https://lindgrove.enterprise.slack.com/docs/T0LINDGROVE/F0FILE', ['unknown']],
  ['https://slack.com/help/articles/360035692513', []],
  ['https://notslack.com/archives/C0SECRET1', []],
  ['https://slack.com.example.com/archives/C0SECRET1', []],
  ['https://example.com/archives/C0SECRET1', []],
  ['nothing of the kind', []],
])('leads from %s into the conversations %j', (address, conversations) => {
  expect(conversationsIn(address)).toEqual(conversations);
});
