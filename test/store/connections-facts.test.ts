/** What happens in connected tools reaches the rows that follow it: by events, and by asking again. On both engines. */
import { Webhook } from 'standardwebhooks';
import { day, hour, minute } from '../../src/core/clock.ts';
import { channelId } from '../../src/core/ids.ts';
import { team, website } from '../support/company.ts';
import {
  type ConnectionsHere,
  hookSecret,
  signed,
  startConnectionsHere,
} from '../support/connections-here.ts';
import { engines } from '../support/databases.ts';
import { heardFacts } from '../support/hearing-feature.ts';
import { type Github, githubToken, startGithub } from '../support/trackers/github.ts';
import { type Jira, jiraAccess, jiraTime, startJira } from '../support/trackers/jira.ts';

const place = 'acme/web';
const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

describe.each(engines())('on $name', (engine) => {
  let here: ConnectionsHere;
  let github: Github;
  let jira: Jira;
  const now = () => here.sandbox.core.clock.now();

  beforeEach(async () => {
    here = await startConnectionsHere({ engine });
    github = await startGithub(now);
    jira = await startJira(now);
  });
  afterEach(async () => {
    await here.close();
    await github.close();
    await jira.close();
  });

  const connectGithub = () => here.connect('github', { site: github.url, access: { token: githubToken } });
  const connectJira = () => here.connect('jira', { site: jira.url, access: jiraAccess });
  const kinds = async () => (await here.heard()).map(({ kind }) => kind);
  const hookKey = `whsec_${btoa('thirty-two random bytes, or more')}`;
  const webhook = (id: string, message: string) => {
    const at = new Date();
    const body = JSON.stringify({
      ...{ type: 'released', timestamp: iso(now()) },
      data: { place: 'shop', title: 'Shop 4.2' },
    });
    return here.send(
      id,
      {
        ...{ 'webhook-id': message, 'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)) },
        'webhook-signature': new Webhook(hookKey).sign(message, at, body),
      },
      body,
    );
  };
  const release = (id: number, more: object = {}) => ({
    ...{ id, tag_name: `v${id}`, name: `Version ${id}`, draft: false, prerelease: false },
    ...{
      published_at: iso(now()),
      created_at: iso(now()),
      html_url: `https://github.com/${place}/releases/${id}`,
    },
    ...more,
  });
  const released = (id: number, more: object = {}, at = place) => ({
    ...{ action: 'published', repository: { full_name: at }, release: release(id) },
    ...more,
  });

  describe('an event', () => {
    it('is a fact for each row that follows its source, and comes again without doubling anything', async () => {
      const id = await connectGithub();
      const one = await here.follow(id, { place, label: null });
      const other = await here.follow(id, { place: 'ACME/Web', label: null });
      const payload = released(1);
      expect(await here.github(id, 'release', payload)).toBe(202);
      expect(await here.github(id, 'release', payload)).toBe(202);
      const said = { key: 'released:acme/web:1', kind: 'released', title: 'Version 1' };
      expect([await here.heard(one), await here.heard(other)]).toEqual([[said], [said]]);
    });

    it('of another repository, and of one that nobody follows any more, reaches no row', async () => {
      const id = await connectGithub();
      await here.follow(id, { place, label: null });
      expect(await here.github(id, 'release', released(1, {}, 'acme/website'))).toBe(202);
      expect(await here.heard()).toEqual([]);
    });

    it('reaches only whose label it has, where a source has one', async () => {
      const id = await connectGithub();
      const of = await here.follow(id, { place, label: 'Checkout' });
      const issue = (number: number, label: string) => ({
        action: 'opened',
        repository: { full_name: place },
        issue: {
          ...{ number, title: 'Down', html_url: `https://github.com/${place}/issues/${number}` },
          ...{ created_at: iso(now()), updated_at: iso(now()), closed_at: null },
          labels: [{ name: 'incident' }, { name: label }],
        },
      });
      await here.github(id, 'issues', issue(1, 'checkout'));
      await here.github(id, 'issues', issue(2, 'search'));
      await here.github(id, 'release', released(1));
      expect((await here.heard(of)).map(({ key }) => key)).toEqual(['incident:acme/web#1']);
    });

    it('that comes out of order stands where it happened', async () => {
      const id = await connectGithub();
      await here.follow(id, { place, label: null }, now() - day);
      await here.github(id, 'release', released(2));
      await here.github(
        id,
        'release',
        released(1, { release: release(1, { published_at: iso(now() - hour) }) }),
      );
      expect((await here.heard()).map(({ title }) => title)).toEqual(['Version 1', 'Version 2']);
    });

    it('from before a row followed is none for it', async () => {
      const id = await connectGithub();
      await here.follow(id, { place, label: null });
      const old = release(1, { published_at: iso(now() - hour) });
      expect(await here.github(id, 'release', released(1, { release: old }))).toBe(202);
      expect(await here.heard()).toEqual([]);
    });

    it('is answered alike if nobody knows its connection, it is not signed, or with a secret of another', async () => {
      const id = await connectGithub();
      await here.follow(id, { place, label: null });
      const body = JSON.stringify(released(1));
      const headers = { 'x-github-event': 'release', 'x-hub-signature-256': signed(body, hookSecret) };
      expect([
        await here.send('unknown', headers, body),
        await here.send('not an id ☃', headers, body),
        await here.send(id, { 'x-github-event': 'release' }, body),
        await here.github(id, 'release', released(1), 'another secret'),
      ]).toEqual([401, 401, 401, 401]);
      expect(await here.heard()).toEqual([]);
    });

    it('comes in while somebody guesses addresses without end', async () => {
      const id = await connectGithub();
      await here.follow(id, { place, label: null });
      expect(await here.github(id, 'release', released(1))).toBe(202);
      const answered = new Set<number>();
      for (let nth = 0; nth < 100 && !answered.has(429); nth += 1) {
        const guess = (_: unknown, one: number) =>
          here.send('guessed', { 'x-forwarded-for': `10.0.${nth}.${one}` }, '{}');
        for (const status of await Promise.all(Array.from({ length: 100 }, guess))) answered.add(status);
      }
      expect(answered).toEqual(new Set([401, 429]));
      expect(await here.github(id, 'release', released(2))).toBe(202);
      expect(await here.heard()).toHaveLength(2);
    });

    it('of 5 MB is refused, whether it says how long it is or not', async () => {
      const id = await connectGithub();
      const body = 'x'.repeat(5_000_000);
      expect(await here.send(id, {}, body)).toBe(413);
      const { connection } = here.config;
      const stream = new ReadableStream({
        start: (to) => {
          for (let part = 0; part < 5; part += 1) to.enqueue(Buffer.alloc(1_000_000, 'x'));
          to.close();
        },
      });
      const url = `http://127.0.0.1:${connection.kind === 'http' ? connection.port : 0}/hooks/${id}`;
      const sent = await fetch(url, { method: 'POST', body: stream, duplex: 'half' }).then(
        ({ status }) => status,
        () => 'cut off',
      );
      expect([413, 'cut off']).toContain(sent);
    });

    it('that could not be stored is sent again, and asked for meanwhile', async () => {
      const id = await connectGithub();
      await here.follow(id, { place, label: null });
      await here.settle();
      github.repository(place, { releases: [release(1)] });
      here.failNext();
      expect(await here.github(id, 'release', released(1))).toBe(503);
      expect(here.wrong()).toEqual([
        expect.stringContaining('an event of a connected tool could not be stored'),
      ]);
      expect(await here.heard()).toEqual([]);
      await here.settle();
      expect((await here.heard()).map(({ key }) => key)).toEqual(['released:acme/web:1']);
      expect(await here.github(id, 'release', released(1))).toBe(202);
      expect(await here.heard()).toHaveLength(1);
    });
  });

  describe('asking GitHub again', () => {
    it('finds what no event told, page by page, once', async () => {
      const id = await connectGithub();
      const releases = Array.from({ length: 250 }, (_, nth) => release(nth + 1));
      github.repository(place, { releases });
      const of = await here.follow(id, { place, label: null }, now() - hour);
      await here.settle();
      expect(await here.heard(of)).toHaveLength(250);
      expect(new Set(here.told).size).toBe(250);
      await here.playUntil(now() + 2 * day);
      expect(await here.heard(of)).toHaveLength(250);
    });

    it('finds releases, deployments into production, dates, incidents with their end, and scope in and out', async () => {
      const id = await connectGithub();
      const at = iso(now());
      const repository = github.repository(place, {
        releases: [release(1)],
        deployments: [
          {
            ...{ id: 5, ref: 'main', environment: 'production', description: '', created_at: at },
            statuses: [
              { state: 'success', created_at: at },
              { state: 'in_progress', created_at: at },
            ],
          },
        ],
        milestones: [
          {
            ...{ number: 3, title: 'Launch', html_url: `https://github.com/${place}/milestone/3` },
            ...{ due_on: iso(now() + 5 * day), created_at: at, updated_at: at, closed_at: null },
          },
        ],
      });
      const down = github.open(repository, { title: 'Down', labels: [{ name: 'incident' }], closed_at: at });
      repository.events.push(
        { id: 2, event: 'demilestoned', created_at: at, issue: down, milestone: { title: 'Launch' } },
        { id: 1, event: 'milestoned', created_at: at, issue: down, milestone: { title: 'Launch' } },
      );
      await here.follow(id, { place, label: null }, now() - hour);
      await here.settle();
      expect((await kinds()).toSorted()).toEqual(
        ['added', 'dropped', 'incident', 'planned', 'released', 'released', 'resolved'].toSorted(),
      );
      const [launch] = repository.milestones;
      if (launch === undefined) throw new Error('it has one');
      await here.playUntil(now() + hour);
      Object.assign(launch, { due_on: iso(now() + 9 * day), updated_at: iso(now()) });
      await here.playUntil(now() + day + hour);
      expect((await kinds()).filter((kind) => kind === 'moved')).toHaveLength(1);
    });

    it('finds an incident that was called so long after it began, with when it began', async () => {
      const id = await connectGithub();
      const repository = github.repository(place);
      const down = github.open(repository, { title: 'Slow' });
      await here.follow(id, { place, label: null }, now() - hour);
      await here.settle();
      await here.playUntil(now() + 3 * day);
      expect(await here.heard()).toEqual([]);
      Object.assign(down, { labels: [{ name: 'incident' }], updated_at: iso(now()) });
      await here.playUntil(now() + 2 * day);
      expect((await here.heard()).map(({ key }) => key)).toEqual(['incident:acme/web#1']);
    });

    it('misses nothing when what is before it in a list goes while that is read', async () => {
      const id = await connectGithub();
      const published_at = iso(now() - 30 * minute);
      const releases = Array.from({ length: 150 }, (_, nth) => release(nth + 1, { published_at }));
      const repository = github.repository(place, { releases });
      github.fail({
        at: ({ path, query }) => {
          if (path.endsWith('/releases') && query.get('page') === '2')
            repository.releases = releases.slice(1);
          return false;
        },
        ...{ when: 'before', answer: { status: 500 } },
      });
      const of = await here.follow(id, { place, label: null }, now() - hour);
      await here.settle();
      expect(await here.heard(of)).toHaveLength(149);
      await here.playUntil(now() + 2 * day);
      expect(await here.heard(of)).toHaveLength(150);
    });

    it.each([
      ['goes away for a while', { status: 502 }, 3],
      ['has its limit', { status: 429, headers: { 'retry-after': '30' } }, 2],
      ['has its limit, said as GitHub does', { status: 403, headers: { 'x-ratelimit-remaining': '0' } }, 1],
      ['gives no answer', 'cut', 2],
    ] as const)('loses nothing when it %s', async (_what, answer, times) => {
      const id = await connectGithub();
      github.repository(place, { releases: [release(1)] });
      github.fail({ at: ({ path }) => path.endsWith('/releases'), when: 'before', answer, times });
      await here.follow(id, { place, label: null }, now() - hour);
      await here.settle();
      await here.playUntil(now() + hour);
      expect((await here.heard()).map(({ key }) => key)).toEqual(['released:acme/web:1']);
    });

    it('asks a tool that asked to wait for nothing else meanwhile', async () => {
      const id = await connectGithub();
      const places = ['acme/a', 'acme/b', 'acme/c'];
      for (const name of places) github.repository(name, { releases: [release(1)] });
      const answer = { status: 429, headers: { 'retry-after': '600' } };
      github.fail({ at: ({ path }) => path.endsWith('/releases'), when: 'before', answer });
      const before = github.asked.length;
      for (const name of places) await here.follow(id, { place: name, label: null }, now() - hour);
      await here.settle();
      expect(github.asked.length).toBe(before + 1);
      await here.playUntil(now() + hour);
      expect(await here.heard()).toHaveLength(3);
    });

    it('waits as long as the tool says by its own clock, which is not ours', async () => {
      const id = await connectGithub();
      github.repository(place, { releases: [release(1)] });
      github.skew = 3 * hour;
      const reset = String(Math.round((now() + 3 * hour + 10 * minute) / 1_000));
      const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
      github.fail({
        at: ({ path }) => path.endsWith('/releases'),
        when: 'before',
        answer: { status: 403, headers },
      });
      await here.follow(id, { place, label: null }, now() - hour);
      await here.settle(0);
      await here.playUntil(now() + 8 * minute);
      expect(await here.heard()).toEqual([]);
      await here.playUntil(now() + 5 * minute);
      expect(await here.heard()).toHaveLength(1);
    });

    it.each([
      ['was deleted', { status: 404 }, 'gone'],
      ['was moved', { status: 301, headers: { location: 'https://example.com/' } }, 'moved'],
      ['is closed to the token', { status: 403 }, 'forbidden'],
    ] as const)('says of a repository that %s, why it is not read', async (_what, answer, why) => {
      const id = await connectGithub();
      github.fail({ at: ({ path }) => path.startsWith('/repos/'), when: 'before', answer, times: 1 });
      const of = await here.follow(id, { place, label: null }, now() - hour);
      await here.settle();
      expect(await here.rows('connection_source')).toContain(`"refused":"${why}"`);
      expect(github.asked.some(({ path }) => path.includes('example.com'))).toBe(false);
      github.repository(place, { releases: [release(1)] });
      await here.playUntil(now() + day + hour);
      expect(await here.heard(of)).toHaveLength(1);
    });

    it('asks on from where it was, when a tool fails in the middle of what it has', async () => {
      const id = await connectGithub();
      github.repository(place, { releases: Array.from({ length: 150 }, (_, nth) => release(nth + 1)) });
      const second = ({ path, query }: { path: string; query: URLSearchParams }) =>
        path.endsWith('/releases') && query.get('page') === '2';
      github.fail({ at: second, when: 'after', answer: { status: 500 } });
      await here.follow(id, { place, label: null }, now() - hour);
      await here.settle();
      await here.playUntil(now() + hour);
      expect(await here.heard()).toHaveLength(150);
      expect(new Set(here.told).size).toBe(here.told.length);
    });
  });

  describe('Jira', () => {
    const version = (more: object = {}) => ({ id: '100', name: '1.0', released: false, ...more });
    const jiraEvent = (id: string, payload: object, secret = hookSecret) => {
      const body = JSON.stringify({ timestamp: now(), ...payload });
      return here.send(id, { 'x-hub-signature': signed(body, secret) }, body);
    };

    it('is asked when an event says that a version changed, since it does not say of which project', async () => {
      const id = await connectJira();
      const project = jira.project('OPS', { versions: [version({ releaseDate: '2026-12-10' })] });
      await here.follow(id, { place: 'OPS', label: null });
      await here.settle();
      expect((await here.heard()).map(({ kind, title }) => [kind, title])).toEqual([['planned', '1.0']]);
      project.versions.splice(0, 1, version({ releaseDate: '2026-12-17' }));
      expect(await jiraEvent(id, { webhookEvent: 'jira:version_updated', version: { id: '100' } })).toBe(202);
      await here.settle();
      expect(await kinds()).toContain('moved');
      project.versions.splice(0, 1, version({ releaseDate: '2026-12-17', released: true }));
      expect(await jiraEvent(id, { webhookEvent: 'jira:version_released', version: { id: '100' } })).toBe(
        202,
      );
      await here.settle();
      expect(await kinds()).toContain('released');
    });

    it.each([
      ['on the day on which it says so', 0],
      ['for a day some days before', 3],
    ])(
      'tells of a version that was released %s, whenever that day was last asked for',
      async (_what, days) => {
        const id = await connectJira();
        const one = version();
        jira.project('OPS', { versions: [one] });
        const of = await here.follow(id, { place: 'OPS', label: null }, now() - 10 * day);
        await here.settle();
        await here.playUntil(now() + hour);
        const releaseDate = new Date(now() - days * day).toISOString().slice(0, 10);
        Object.assign(one, { released: true, releaseDate });
        await jiraEvent(id, { webhookEvent: 'jira:version_released', version: one });
        await here.settle();
        expect((await here.heard(of)).map(({ key }) => key)).toEqual(['released:OPS:v100']);
        await here.playUntil(now() + 2 * day);
        expect(await here.heard(of)).toHaveLength(1);
      },
    );

    it('work that came into a version long after it was created came in then', async () => {
      const id = await connectJira();
      const project = jira.project('OPS');
      const of = await here.follow(id, { place: 'OPS', label: null }, now() - 10 * day);
      const created = jiraTime(now() - 5 * day);
      const issue = jira.open(project, { created, fixVersions: [{ id: '100', name: '1.0' }] });
      const items = [{ field: 'Fix Version', from: null, fromString: null, to: '100', toString: '1.0' }];
      const when = now() - hour;
      issue.changelog.histories.push({ created: jiraTime(when), items });
      await here.settle();
      const rows = await here.lore.store.read(
        team,
        { kind: 'channel', channelId: channelId(website) },
        async (read) => read.from(heardFacts).selectAll().execute(),
      );
      expect(rows.filter(({ of_id: one }) => one === of)).toMatchObject([
        { fact_key: 'added:OPS-1:100', at: when },
      ]);
    });

    it('tells of incidents, and of work that came into a version, by events and asked again alike', async () => {
      const id = await connectJira();
      const project = jira.project('OPS');
      await here.follow(id, { place: 'ops', label: null }, now() - hour);
      const at = jiraTime(now());
      const issue = jira.open(project, { summary: 'Down', issuetype: { name: '[System] Incident' } });
      const items = [{ field: 'Fix Version', from: null, fromString: null, to: '100', toString: '1.0' }];
      issue.changelog.histories.push({ created: at, items });
      const { key, fields } = issue;
      await jiraEvent(id, {
        webhookEvent: 'jira:issue_updated',
        issue: { key, fields },
        changelog: { items },
      });
      const byEvent = await here.heard();
      expect(byEvent.map(({ key: one }) => one).toSorted()).toEqual(['added:OPS-1:100', 'incident:OPS-1']);
      await here.playUntil(now() + 2 * day);
      expect(await here.heard()).toEqual(byEvent);
    });

    it('tells what left a project, and what was taken out of a sprint', async () => {
      const id = await connectJira();
      const project = jira.project('OPS');
      await here.follow(id, { place: 'OPS', label: null });
      const { fields } = jira.open(project, { summary: 'A thing' });
      const sprint = {
        field: 'Sprint',
        from: '7, 8',
        fromString: 'Seven, Eight',
        to: '7',
        toString: 'Seven',
      };
      await jiraEvent(id, {
        webhookEvent: 'jira:issue_updated',
        issue: { key: 'OPS-1', fields },
        changelog: { items: [sprint] },
      });
      const moved = [{ field: 'Key', fromString: 'OPS-1', toString: 'WEB-9' }];
      const there = { key: 'WEB-9', fields: { ...fields, project: { key: 'WEB' } } };
      await jiraEvent(id, { webhookEvent: 'jira:issue_updated', issue: there, changelog: { items: moved } });
      expect((await here.heard()).map(({ key, title }) => [key, title])).toEqual([
        ['dropped:OPS-1:8', 'OPS-1 A thing (Eight)'],
        ['dropped:OPS-1', 'OPS-1 A thing'],
      ]);
    });

    it('finds sprints of the project’s boards, and none where there is no board', async () => {
      const id = await connectJira();
      const sprint = { id: 4, name: 'Sprint 4', state: 'closed', startDate: jiraTime(now() - 9 * day) };
      jira.project('OPS', {
        sprints: [{ ...sprint, endDate: jiraTime(now() - hour), completeDate: jiraTime(now() - minute) }],
      });
      jira.project('NOBOARD', { versions: [version({ releaseDate: '2026-12-10' })] });
      await here.follow(id, { place: 'OPS', label: null }, now() - 10 * day);
      await here.follow(id, { place: 'NOBOARD', label: null });
      await here.settle();
      expect((await kinds()).toSorted()).toEqual(['met', 'planned', 'planned']);
    });

    it('refuses an event that is not signed as its own', async () => {
      const id = await connectJira();
      expect(await jiraEvent(id, { webhookEvent: 'jira:version_released' }, 'another')).toBe(401);
    });
  });

  it('what one row cannot take keeps nothing from the others, and is sent again', async () => {
    const id = await here.connect('webhook', { secret: hookKey });
    await here.follow(id, { place: 'shop', label: null }, now() - day);
    await here.follow(id, { place: 'shop', label: null }, now() - day);
    here.failNext();
    expect(await webhook(id, 'msg_1')).toBe(503);
    expect(await here.heard()).toHaveLength(1);
    expect(here.wrong()).toEqual([
      expect.stringContaining('an event of a connected tool could not be stored'),
    ]);
    expect(await webhook(id, 'msg_1')).toBe(202);
    expect(await here.heard()).toHaveLength(2);
  });

  it('two senders that call two things alike say two things', async () => {
    const one = await here.connect('webhook', { secret: hookKey });
    const other = await here.connect('webhook', { secret: hookKey });
    await here.follow(one, { place: 'shop', label: null }, now() - day);
    await here.follow(other, { place: 'shop', label: null }, now() - day);
    for (const id of [one, other, one]) expect(await webhook(id, '1')).toBe(202);
    expect(new Set((await here.heard()).map(({ key }) => key)).size).toBe(2);
    expect(await here.heard()).toHaveLength(2);
  });

  it('two rows in two channels that follow the same are told each with its channel’s access', async () => {
    const id = await connectGithub();
    const one = await here.follow(id, { place, label: null }, now(), website);
    const other = await here.follow(id, { place, label: null }, now(), 'C0LEARNING');
    await here.github(id, 'release', released(1));
    expect(here.told).toHaveLength(2);
    expect((await here.heard(one)).length).toBe(1);
    // What the other channel was told is not for this one.
    expect(await here.heard(other)).toEqual([]);
  });
});
