/** What GitHub's published examples of events say, signed as GitHub signs. */
import { createHmac } from 'node:crypto';
import examples from '@octokit/webhooks-examples' with { type: 'json' };
import type { Fact } from '../../../src/core/connector.ts';
import { githubConnector } from '../../../src/connectors/github/connector.ts';

const secret = 'a secret of 256 bits';
const github = githubConnector(null);

const sign = (body: Buffer, by = secret): string =>
  `sha256=${createHmac('sha256', by).update(body).digest('hex')}`;

const send = (event: string, payload: unknown, by = secret) => {
  const body = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
  const headers = { 'x-github-event': event, 'x-hub-signature-256': sign(body, by) };
  return github.verify({ headers, body }, secret);
};

const heard = async (event: string, payload: unknown) => {
  const verified = await send(event, payload);
  if (verified.kind === 'refused') throw new Error('it is signed');
  return verified;
};

type Payload = Record<string, never>;
const example = (event: string, is: (payload: Payload) => boolean = () => true): Payload => {
  const all = (examples as unknown as { name: string; examples: Payload[] }[]).find(
    ({ name }) => name === event,
  );
  const found = all?.examples.find(is);
  if (found === undefined) throw new Error(`there is no example of ${event}`);
  return structuredClone(found);
};
const withAction = (action: string) => (payload: { action?: string }) => payload.action === action;

const said = ({ facts }: { readonly facts: readonly Fact[] }) =>
  facts.map(({ kind, key }) => `${kind} ${key}`);

describe('an example of GitHub’s', () => {
  it('of a release is one fact, whichever of its events brings it', async () => {
    const published = example('release', withAction('published'));
    const [fact] = (await heard('release', published)).facts;
    expect(fact).toMatchObject({
      kind: 'released',
      title: '0.0.1',
      place: 'Codertocat/Hello-World',
      day: null,
    });
    const again = (await heard('release', { ...published, action: 'released' })).facts;
    expect(again).toEqual([fact]);
  });

  it.each(['created', 'edited', 'deleted'])('of a release that is %s is none', async (action) => {
    const { facts } = await heard('release', { ...example('release', withAction('published')), action });
    expect(facts).toEqual([]);
  });

  it('of a deployment is a fact once it arrived in production, and nowhere else', async () => {
    const one = example('deployment_status') as never as {
      deployment: Record<string, unknown>;
      deployment_status: Record<string, unknown>;
    };
    const into = (environment: string, state: string) =>
      heard('deployment_status', {
        ...one,
        deployment: { ...one.deployment, environment, production_environment: false },
        deployment_status: { ...one.deployment_status, state },
      });
    expect(said(await into('production', 'success'))).toEqual([
      `released deployed:codertocat/hello-world:${String(one.deployment['id'])}`,
    ]);
    expect(said(await into('production', 'failure'))).toEqual([]);
    expect(said(await into('staging', 'success'))).toEqual([]);
  });

  it('of a milestone is what was planned, what moved, and that it was met', async () => {
    const created = example('milestone', withAction('created')) as never as {
      milestone: Record<string, unknown>;
    };
    const planned = { ...created, milestone: { ...created.milestone, due_on: '2026-12-10T08:00:00Z' } };
    expect(said(await heard('milestone', planned))).toEqual([
      'planned date:codertocat/hello-world:m1:2026-12-10',
    ]);
    const changes = { due_on: { from: '2026-12-10T08:00:00Z' } };
    const later = {
      ...planned,
      action: 'edited',
      changes,
      milestone: { ...planned.milestone, due_on: '2026-12-17T08:00:00Z' },
    };
    expect(said(await heard('milestone', later))).toEqual([
      'moved date:codertocat/hello-world:m1:2026-12-17',
    ]);
    const renamed = { ...planned, action: 'edited', changes: { title: { from: 'v0.9' } } };
    expect(said(await heard('milestone', renamed))).toEqual([]);
    const closed = {
      ...planned,
      action: 'closed',
      milestone: { ...planned.milestone, closed_at: '2026-12-09T10:00:00Z' },
    };
    expect(said(await heard('milestone', closed))).toContain(
      `met met:codertocat/hello-world:m1:${Date.parse('2026-12-09T10:00:00Z')}`,
    );
  });

  it('of an issue is an incident where its label says so, and its end where it was closed', async () => {
    const opened = example('issues', withAction('opened')) as never as { issue: Record<string, unknown> };
    const labels = [{ name: 'type: Incident' }];
    const began = { ...opened, issue: { ...opened.issue, labels } };
    expect(said(await heard('issues', began))).toEqual(['incident incident:codertocat/hello-world#1']);
    const closed = {
      ...began,
      action: 'closed',
      issue: { ...began.issue, closed_at: '2026-11-30T10:00:00Z' },
    };
    const over = await heard('issues', closed);
    expect(over.facts.map(({ kind }) => kind)).toEqual(['incident', 'resolved']);
    expect(over.touched).toEqual([{ place: 'Codertocat/Hello-World', id: '#1' }]);
    const other = { ...opened, issue: { ...opened.issue, labels: [{ name: 'incidental' }] } };
    expect(said(await heard('issues', other))).toEqual([]);
  });

  it('of an issue in a milestone says what came in and what was taken out', async () => {
    const added = example('issues', withAction('milestoned'));
    expect(said(await heard('issues', added))).toEqual(['added added:codertocat/hello-world#2:v1.0']);
    const dropped = { ...added, action: 'demilestoned' };
    expect(said(await heard('issues', dropped))).toEqual(['dropped dropped:codertocat/hello-world#2:v1.0']);
  });

  it('names nobody, of all that GitHub publishes', async () => {
    const all = (examples as unknown as { name: string; examples: Payload[] }[]).flatMap(
      ({ name, examples: each }) => each.map((payload) => [name, payload] as const),
    );
    expect(all.length).toBeGreaterThan(100);
    const facts = [];
    for (const [name, payload] of all) facts.push(...(await heard(name, payload)).facts);
    expect(facts.length).toBeGreaterThan(3);
    for (const { place: _place, key: _key, link: _link, ...rest } of facts)
      expect(JSON.stringify(rest)).not.toMatch(/codertocat|octocat/i);
  });
});

describe('an event', () => {
  const payload = example('release', withAction('published'));

  it('is refused with another secret, an altered body, or no signature', async () => {
    expect(await send('release', payload, 'an old secret')).toEqual({ kind: 'refused' });
    const body = Buffer.from(JSON.stringify(payload));
    const headers = { 'x-github-event': 'release', 'x-hub-signature-256': sign(body) };
    const altered = Buffer.from(JSON.stringify({ ...payload, action: 'released' }));
    expect(await github.verify({ headers, body: altered }, secret)).toEqual({ kind: 'refused' });
    expect(await github.verify({ headers: { 'x-github-event': 'release' }, body }, secret)).toEqual({
      kind: 'refused',
    });
    const short = { ...headers, 'x-hub-signature-256': 'sha256=00' };
    expect(await github.verify({ headers: short, body }, secret)).toEqual({ kind: 'refused' });
  });

  it('may come as a form, as its owner chose there', async () => {
    const form = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
    expect(said(await heard('release', form))).toEqual(said(await heard('release', payload)));
  });

  it.each([
    ['no JSON', 'not json'],
    ['a number', '7'],
    ['other JSON', '{"release":{}}'],
    ['a list', '[]'],
  ])('that is %s says nothing', async (_what, body) => {
    for (const event of ['release', 'issues', 'milestone', 'deployment_status', 'ping', 'star'])
      expect((await heard(event, body)).facts).toEqual([]);
  });
});
