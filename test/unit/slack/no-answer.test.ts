/** What kept a call from leaving this machine, and what the operator reads about it. A call that may have left is never made again. */
import { WebAPIRequestError } from '@slack/web-api';
import { failureOf } from '../../../src/slack/api/call-outcome.ts';
import { whyNoAnswer } from '../../../src/slack/api/no-answer.ts';

/** As `fetch` fails, and Slack's client wraps it. */
const failed = (cause: Error) => new WebAPIRequestError(new TypeError('fetch failed', { cause }));
const coded = (code: string, message = '') => Object.assign(new Error(message), { code });
const tunnel = (status: number) =>
  coded('UND_ERR_ABORTED', `Proxy response (${status}) !== 200 when HTTP Tunneling`);

it.each([
  ['a proxy that refuses', tunnel(403), 'The proxy refused to connect to Slack (403)'],
  ['a proxy that wants a password', tunnel(407), 'The proxy wants a user and a password (407)'],
  ['an authority that is not known', coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'NODE_EXTRA_CA_CERTS'],
  ['a certificate that is too old', coded('CERT_HAS_EXPIRED'), '(CERT_HAS_EXPIRED)'],
  ['nobody there', coded('ECONNREFUSED'), 'can’t be reached (ECONNREFUSED)'],
  [
    'nobody at any address',
    new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')]),
    'can’t be reached (ECONNREFUSED)',
  ],
])('%s keeps a call from leaving: it may be made again', (_, cause, sentence) => {
  const error = failed(cause);
  expect(failureOf(error)).toEqual({ kind: 'unreached' });
  expect(whyNoAnswer(error)).toContain(sentence);
});

it.each([
  ['a connection that is cut', coded('UND_ERR_SOCKET', 'other side closed')],
  ['a reset', coded('ECONNRESET')],
  ['an abort that is no proxy’s', coded('UND_ERR_ABORTED', 'This operation was aborted')],
  ['one address that took it', new AggregateError([coded('ECONNREFUSED'), coded('ECONNRESET')])],
])('%s may have let it through: nobody knows', (_, cause) => {
  const error = failed(cause);
  expect(failureOf(error)).toEqual({ kind: 'unknown' });
  expect(whyNoAnswer(error)).toContain('Slack didn’t answer');
});
