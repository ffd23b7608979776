import { responseUrls } from '../../../src/slack/requests/response-url.ts';

describe('an address for answers', () => {
  const check = responseUrls('https://slack.com/api/');
  it.each(['https://hooks.slack.com/actions/T1/2/3', 'https://hooks.slack-gov.com/commands/T1/2/3'])(
    'is Slack’s: %s',
    (url) => expect(check(url)).toBe(url),
  );
  it.each([
    undefined,
    '',
    'no address',
    'http://hooks.slack.com/actions/T1/2/3',
    'https://hooks.slack.com.evil.example/',
    'https://hooks.slack.com@evil.example/',
    'https://hooks.slack.com:8443/',
    'https://169.254.169.254/latest/meta-data',
    'http://localhost:3000/',
    'file:///etc/passwd',
  ])('is not taken otherwise: %s', (url) => expect(check(url)).toBeUndefined());

  it('is where the Web API is, when something stands for Slack', () => {
    const local = responseUrls('http://127.0.0.1:3001/api/');
    expect(local('http://127.0.0.1:3001/response/1')).toBe('http://127.0.0.1:3001/response/1');
    expect(local('http://127.0.0.1:3002/response/1')).toBeUndefined();
    expect(local('https://127.0.0.1:3001/response/1')).toBeUndefined();
  });
});
