/** What a tool's answer means, and that its token goes nowhere else. */
import { callTool, meaningOf, outcomeOf, ToolAnswer } from '../../../src/connectors/call.ts';
import { siteFrom } from '../../../src/system/connections/rules.ts';
import { serve } from '../../support/trackers/server.ts';

const date = 'Tue, 01 Dec 2026 10:00:00 GMT';
const answer = (status: number, headers: Record<string, string> = {}, says = '') =>
  meaningOf(new ToolAnswer(status, new Headers({ date, ...headers }), says));
const reset = (seconds: number) => String(Date.parse(date) / 1_000 + seconds);

it.each([
  [401, {}, '', { kind: 'refused', why: 'revoked' }],
  [403, {}, '', { kind: 'refused', why: 'forbidden' }],
  [403, {}, 'Repository was archived so is read-only.', { kind: 'refused', why: 'readOnly' }],
  [404, {}, '', { kind: 'refused', why: 'gone' }],
  [410, {}, 'Issues has been disabled in this repository.', { kind: 'refused', why: 'readOnly' }],
  [301, {}, '', { kind: 'refused', why: 'moved' }],
  [422, {}, '', { kind: 'refused', why: 'invalid' }],
  [429, { 'retry-after': '7' }, '', { kind: 'wait', ms: 7_000 }],
  [429, { 'retry-after': 'Tue, 01 Dec 2026 10:00:30 GMT' }, '', { kind: 'wait', ms: 30_000 }],
  [429, {}, '', { kind: 'wait', ms: 60_000 }],
  [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset(90) }, '', { kind: 'wait', ms: 90_000 }],
  [403, { 'retry-after': '999999' }, '', { kind: 'wait', ms: 3_600_000 }],
  [503, { 'retry-after': '5' }, '', { kind: 'wait', ms: 5_000 }],
  [500, {}, '', { kind: 'unknown' }],
  [409, {}, '', { kind: 'unknown' }],
])('%s with %j %s', (status, headers, says, meaning) => {
  expect(answer(status, headers, says)).toEqual(meaning);
});

it('a redirect is not followed, so that a token goes to one host alone', async () => {
  const elsewhere = await serve(Date.now, () => ({ status: 200, body: {} }));
  const tool = await serve(Date.now, () => ({ status: 302, headers: { location: elsewhere.url } }));
  const call = () => callTool(tool.url, { headers: { authorization: 'Bearer x' } });
  expect(await outcomeOf(call)).toEqual({ kind: 'refused', why: 'moved' });
  expect(elsewhere.asked).toEqual([]);
  await tool.close();
  await elsewhere.close();
});

it('a tool that is not there is an outage', async () => {
  const tool = await serve(Date.now, () => ({ status: 200 }));
  await tool.close();
  expect(await outcomeOf(() => callTool(tool.url))).toEqual({ kind: 'unknown' });
});

it.each([
  ['github', '', 'https://api.github.com'],
  ['github', 'https://github.com/', 'https://api.github.com'],
  ['github', 'acme.ghe.com', 'https://api.acme.ghe.com'],
  ['github', 'github.example.org', 'https://github.example.org/api/v3'],
  ['github', 'http://github.example.org', null],
  ['github', '10.0.0.1', null],
  ['github', 'http://169.254.169.254/latest', null],
  ['github', 'acme.atlassian.net', null],
  ['jira', 'acme.atlassian.net', 'https://acme.atlassian.net'],
  ['jira', 'https://ACME.atlassian.net/jira/projects', 'https://acme.atlassian.net'],
  ['jira', 'atlassian.net.evil.example', null],
  ['jira', 'https://a:b@acme.atlassian.net', null],
  ['jira', '', null],
  ['jira', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['jira', 'http://127.0.0.1:8081', null],
] as const)('%s at “%s” is asked at %s', (connector, typed, site) => {
  expect(siteFrom(connector, typed, ['github.example.org', '127.0.0.1:8080'])).toBe(site);
});
