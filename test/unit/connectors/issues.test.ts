/** Issues in GitHub and Jira, over their documented protocol: made, found by their key, asked how they stand; and what each answer means. */
import type { IssueTracker } from '../../../src/core/connector.ts';
import { githubClient } from '../../../src/connectors/github/client.ts';
import { githubIssues } from '../../../src/connectors/github/issues.ts';
import { jiraClient } from '../../../src/connectors/jira/client.ts';
import { jiraIssues } from '../../../src/connectors/jira/issues.ts';
import { type Github, githubToken, type Repository, startGithub } from '../../support/trackers/github.ts';
import { type Jira, jiraAccess, type Project, startJira } from '../../support/trackers/jira.ts';
import type { Asked, Fault } from '../../support/trackers/server.ts';

const issue = {
  key: 'lore-a1',
  title: 'Write a checklist',
  body: 'When we release, we go through it.\n\nAgreed: https://acme.slack.com/archives/C1/p1',
  assignee: null,
};

const anyText = expect.any(String) as unknown;

/** What both tools are, for what holds for both. */
interface Tool {
  readonly tracker: IssueTracker;
  readonly withToken: (token: string) => IssueTracker;
  readonly place: string;
  readonly issues: () => { readonly text: string }[];
  readonly close: (nth: number) => void;
  readonly remove: (nth: number) => void;
  readonly isCreate: (asked: Asked) => boolean;
  readonly fail: (fault: Fault) => void;
  readonly asked: () => readonly Asked[];
  /** Makes it readable for everybody, archives it, deletes it. */
  readonly open: () => void;
  readonly archive: () => void;
  readonly drop: () => void;
  readonly canAssign: (account: string, called: string) => void;
  readonly end: () => Promise<void>;
}

async function github(): Promise<Tool & { readonly server: Github; readonly of: Repository }> {
  const server = await startGithub();
  const of = server.repository('acme/website');
  const withToken = (token: string) => githubIssues(githubClient({ site: server.url, access: { token } }));
  return {
    ...{ server, of, withToken, tracker: withToken(githubToken), place: 'acme/website' },
    issues: () => of.issues.map((one) => ({ text: JSON.stringify(one) })),
    close: (nth) => void Object.assign(of.issues[nth] ?? {}, { state: 'closed' }),
    remove: (nth) => void Object.assign(of.issues[nth] ?? {}, { deleted: true }),
    isCreate: ({ method, path }) => method === 'POST' && path === '/repos/acme/website/issues',
    fail: (fault) => {
      server.fail(fault);
    },
    asked: () => server.asked,
    open: () => (of.isPrivate = false),
    archive: () => (of.isArchived = true),
    drop: () => server.repositories.splice(0),
    canAssign: (account) => of.assignable.push(account),
    end: server.close,
  };
}

async function jira(): Promise<Tool & { readonly server: Jira; readonly of: Project }> {
  const server = await startJira();
  const of = server.project('WEB');
  const withToken = (token: string) =>
    jiraIssues(jiraClient({ site: server.url, access: { ...jiraAccess, token } }), server.url);
  return {
    ...{ server, of, withToken, tracker: withToken(jiraAccess.token), place: 'WEB' },
    issues: () => of.issues.map((one) => ({ text: JSON.stringify(one) })),
    close: (nth) => {
      const { fields = {} } = of.issues[nth] ?? {};
      Object.assign(fields, { status: { name: 'Done', statusCategory: { key: 'done' } } });
    },
    remove: (nth) => void of.issues.splice(nth, 1),
    isCreate: ({ method, path }) => method === 'POST' && path === '/rest/api/3/issue',
    fail: (fault) => {
      server.fail(fault);
    },
    asked: () => server.asked,
    open: () => (of.isPublic = true),
    archive: () => (of.isArchived = true),
    drop: () => server.projects.splice(0),
    canAssign: (account, called) => of.assignable.set(account, called),
    end: server.close,
  };
}

describe.each([
  ['GitHub', github],
  ['Jira', jira],
])('in %s, an issue', (_name, start) => {
  let tool: Tool;
  beforeEach(async () => {
    tool = await start();
  });
  afterEach(() => tool.end());

  const make = () => tool.tracker.create(tool.place, issue);

  it('is made with its text and its key, and found by it; another key finds nothing', async () => {
    expect(await tool.tracker.findByKey(tool.place, issue.key)).toEqual({ kind: 'done', done: null });
    const made = await make();
    expect(made).toMatchObject({ kind: 'done', done: { id: anyText, link: anyText } });
    expect(await tool.tracker.findByKey(tool.place, issue.key)).toEqual(made);
    expect(await tool.tracker.findByKey(tool.place, 'lore-a')).toEqual({ kind: 'done', done: null });
    expect(tool.issues()).toEqual([{ text: expect.stringContaining('we go through it') as unknown }]);
  });

  it('is open, closed, and gone once it is deleted there', async () => {
    const made = await make();
    const id = made.kind === 'done' ? made.done.id : '';
    const state = () => tool.tracker.stateOf(tool.place, id);
    expect(await state()).toEqual({ kind: 'done', done: 'open' });
    tool.close(0);
    expect(await state()).toEqual({ kind: 'done', done: 'closed' });
    tool.remove(0);
    expect(await state()).toEqual({ kind: 'refused', why: 'gone' });
  });

  it('is for people with access, or for everybody, as its place is', async () => {
    expect(await tool.tracker.audienceOf(tool.place)).toEqual({ kind: 'done', done: 'private' });
    tool.open();
    expect(await tool.tracker.audienceOf(tool.place)).toEqual({ kind: 'done', done: 'public' });
    tool.archive();
    expect(await tool.tracker.audienceOf(tool.place)).toEqual({ kind: 'refused', why: 'readOnly' });
    tool.drop();
    expect(await tool.tracker.audienceOf(tool.place)).toEqual({ kind: 'done', done: null });
  });

  it('is not made where the place is archived, deleted, or none', async () => {
    tool.archive();
    expect(await make()).toEqual({ kind: 'refused', why: 'readOnly' });
    tool.drop();
    // What is not there is found nowhere, so who wants it reads that its place is gone.
    expect(await tool.tracker.findByKey(tool.place, issue.key)).toEqual({ kind: 'done', done: null });
    expect(await make()).toMatchObject({ kind: 'refused' });
    expect(await tool.tracker.create('../../user', issue)).toEqual({ kind: 'refused', why: 'gone' });
    expect(tool.issues()).toEqual([]);
  });

  it('is refused with a token that was revoked', async () => {
    const revoked = tool.withToken('revoked');
    const refused = { kind: 'refused', why: 'revoked' };
    expect(await revoked.create(tool.place, issue)).toEqual(refused);
    expect(await revoked.findByKey(tool.place, issue.key)).toEqual(refused);
    expect(await revoked.audienceOf(tool.place)).toEqual(refused);
    expect(await revoked.stateOf(tool.place, '#1')).toEqual(refused);
  });

  it.each([
    ['an error before it took effect', 'before', { status: 502 }, 0],
    ['an error after it took effect', 'after', { status: 500 }, 1],
    ['no answer before it took effect', 'before', 'cut', 0],
    ['no answer after it took effect', 'after', 'cut', 1],
  ] as const)('is of unknown outcome with %s, and looked up', async (_what, when, answer, count) => {
    tool.fail({ at: tool.isCreate, when, answer });
    expect(await make()).toEqual({ kind: 'unknown' });
    expect(tool.issues()).toHaveLength(count);
    const found = await tool.tracker.findByKey(tool.place, issue.key);
    expect(found).toMatchObject({ kind: 'done', done: count === 0 ? null : { id: anyText } });
  });

  it('waits for as long as the tool asks', async () => {
    const limit = { status: 429, headers: { 'retry-after': '17' } };
    tool.fail({ at: tool.isCreate, when: 'before', answer: limit });
    expect(await make()).toEqual({ kind: 'wait', ms: 17_000 });
  });

  it('is refused where Lore may not add any, and where more is needed there', async () => {
    tool.fail({ at: tool.isCreate, when: 'before', answer: { status: 403, body: { message: 'no' } } });
    expect(await make()).toEqual({ kind: 'refused', why: 'forbidden' });
    tool.fail({ at: tool.isCreate, when: 'before', answer: { status: 422, body: { message: 'no' } } });
    expect(await make()).toEqual({ kind: 'refused', why: 'invalid' });
  });

  it('is assigned to who is called so there and can be assigned, and nobody is found otherwise', async () => {
    tool.canAssign('mara', 'mara');
    expect(await tool.tracker.accountOf(tool.place, 'mara')).toEqual({ kind: 'done', done: 'mara' });
    expect(await tool.tracker.accountOf(tool.place, 'mar')).toEqual({ kind: 'done', done: null });
    expect(await tool.tracker.accountOf(tool.place, 'a/../b')).toEqual({ kind: 'done', done: null });
    await tool.tracker.create(tool.place, { ...issue, assignee: 'mara' });
    expect(tool.issues()[0]?.text).toMatch(/"assignees?":[^\]]*mara/);
  });
});

describe('in GitHub', () => {
  let tool: Awaited<ReturnType<typeof github>>;
  beforeEach(async () => {
    tool = await github();
  });
  afterEach(() => tool.end());

  it('a repository that moved takes nothing, and its token goes nowhere else', async () => {
    tool.of.movedTo = 'other/website';
    const moved = { kind: 'refused', why: 'moved' };
    expect(await tool.tracker.create(tool.place, issue)).toEqual(moved);
    expect(await tool.tracker.stateOf(tool.place, '#1')).toEqual(moved);
    expect(tool.asked().every(({ path }) => path.startsWith('/repos/acme/website'))).toBe(true);
  });

  it('a repository with issues turned off takes nothing', async () => {
    tool.of.hasIssues = false;
    expect(await tool.tracker.audienceOf(tool.place)).toEqual({ kind: 'refused', why: 'readOnly' });
    expect(await tool.tracker.create(tool.place, issue)).toEqual({ kind: 'refused', why: 'readOnly' });
  });

  it('an issue of ours is found behind many that came later', async () => {
    await tool.tracker.create(tool.place, issue);
    for (let count = 0; count < 250; count += 1) tool.server.open(tool.of);
    expect(await tool.tracker.findByKey(tool.place, issue.key)).toMatchObject({ done: { id: '#1' } });
  });

  it('an issue that only quotes the key is not ours', async () => {
    tool.server.open(tool.of, { body: `See lore-a1\nlore-a1 is theirs` });
    expect(await tool.tracker.findByKey(tool.place, issue.key)).toEqual({ kind: 'done', done: null });
  });
});

describe('in Jira', () => {
  it('of two people who are called the same nobody is assigned', async () => {
    const tool = await jira();
    tool.canAssign('1', 'Sam Lee');
    tool.canAssign('2', 'Sam Lee');
    expect(await tool.tracker.accountOf(tool.place, 'Sam Lee')).toEqual({ kind: 'done', done: null });
    await tool.end();
  });
});
