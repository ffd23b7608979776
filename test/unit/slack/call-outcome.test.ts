import { WebAPIPlatformError, WebAPIRequestError } from '@slack/web-api';
import { failureOf } from '../../../src/slack/api/call-outcome.ts';

const coded = (code: string) => Object.assign(new Error('no'), { code });
const request = (cause: unknown) =>
  failureOf(new WebAPIRequestError(new Error('fetch failed', { cause }))).kind;

describe('a call that never got an answer', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('and ended with %s did nothing', (code) => {
    expect(request(coded(code))).toBe('unreached');
  });
  it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ETIMEDOUT'])(
    'and ended with %s may have done it',
    (code) => {
      expect(request(coded(code))).toBe('unknown');
    },
  );
  it('on several addresses did nothing only if all were out of reach', () => {
    const all = [coded('ECONNREFUSED'), coded('ENETUNREACH')];
    expect(request(new AggregateError(all))).toBe('unreached');
    expect(request(new AggregateError([...all, coded('ECONNRESET')]))).toBe('unknown');
  });
  it.each([undefined, 'text', new Error('other')])(
    'for a reason we do not know (%p) may have done it',
    (cause) => {
      expect(request(cause)).toBe('unknown');
      expect(failureOf(cause).kind).toBe('unknown');
    },
  );
});

describe('what Slack answers instead of doing it', () => {
  const said = (error: string) => failureOf(new WebAPIPlatformError({ ok: false, error }));

  it.each(['ratelimited', 'rate_limited'])('is about the pace: %s', (error) => {
    expect(said(error)).toEqual({ kind: 'later', afterMs: 30_000 });
  });
  it.each(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])(
    'leaves open whether it was done: %s',
    (error) => {
      expect(said(error)).toEqual({ kind: 'unknown' });
    },
  );
  it('is a refusal otherwise', () => {
    expect(said('is_archived')).toEqual({ kind: 'refused', error: 'is_archived' });
  });
});
