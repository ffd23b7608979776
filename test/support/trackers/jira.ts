/** Jira Cloud's REST interface, as far as Lore asks it, as documented (developer.atlassian.com, platform v3 and Agile 1.0). */
import { type Answer, type Asked, serve, type Served } from './server.ts';

type Row = Record<string, unknown>;

export interface Project {
  key: string;
  isArchived: boolean;
  versions: Row[];
  sprints: Row[];
  issues: (Row & { key: string; fields: Row; changelog: { histories: Row[] } })[];
  /** Who can be assigned: what they are called, by account. */
  assignable: Map<string, string>;
  /** Whether anybody may browse it without an account. */
  isPublic: boolean;
}

export interface Jira extends Served {
  readonly projects: Project[];
  readonly project: (key: string, more?: Partial<Project>) => Project;
  /** Creates an issue, as somebody does there. */
  readonly open: (of: Project, fields?: Row) => Project['issues'][number];
  /** How long, in ms, a search does not find what was made. */
  lag: number;
}

export const jiraAccess = { account: 'lore@acme.example', token: 'ATATT0123456789' };

/** As Jira writes an instant. */
export const jiraTime = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

export async function startJira(now: () => number = Date.now): Promise<Jira> {
  const projects: Project[] = [];
  const expected = `Basic ${Buffer.from(`${jiraAccess.account}:${jiraAccess.token}`).toString('base64')}`;
  const served = await serve(now, (asked) => answer(asked));
  const projectOf = (key: string) => projects.find((one) => one.key.toLowerCase() === key.toLowerCase());
  const open: Jira['open'] = (of, fields = {}) => {
    const number = of.issues.length + 1;
    const at = jiraTime(now() + served.skew);
    const issue = {
      id: String(10_000 + number),
      key: `${of.key}-${number}`,
      self: `${served.url}/rest/api/3/issue/${10_000 + number}`,
      fields: {
        summary: `Issue ${number}`,
        labels: [],
        issuetype: { name: 'Task' },
        status: { name: 'To Do', statusCategory: { key: 'new' } },
        ...{ created: at, updated: at, resolutiondate: null, fixVersions: [], assignee: null },
        project: { key: of.key },
        ...fields,
      },
      changelog: { histories: [] },
    };
    of.issues.push(issue);
    return issue;
  };

  function answer(asked: Asked): Answer {
    const { path, method, query } = asked;
    if (asked.headers.authorization === undefined) return toAnybody(path);
    if (asked.headers.authorization !== expected)
      return said(401, 'Client must be authenticated to access this resource.');
    if (path === '/rest/api/3/serverInfo')
      return {
        status: 200,
        body: { baseUrl: served.url, deploymentType: 'Cloud', serverTime: jiraTime(now()) },
      };
    if (path === '/rest/api/3/myself')
      return { status: 200, body: { accountId: 'bot', displayName: 'Lore' } };
    if (path === '/rest/api/3/project/search')
      return paged(
        asked,
        projects.map(({ key }) => ({ key, name: key })),
        'values',
      );
    if (path === '/rest/agile/1.0/board') {
      const of = projectOf(query.get('projectKeyOrId') ?? '');
      if (of === undefined) return said(404, 'No project could be found');
      return paged(
        asked,
        of.sprints.length === 0 ? [] : [{ id: 1 + projects.indexOf(of), type: 'scrum' }],
        'values',
      );
    }
    const [, board] = /^\/rest\/agile\/1\.0\/board\/(\d+)\/sprint$/.exec(path) ?? [];
    if (board !== undefined) return paged(asked, projects[Number(board) - 1]?.sprints ?? [], 'values');
    if (path === '/rest/api/3/search/jql') return searched(asked);
    if (path === '/rest/api/3/user/assignable/search') return assignable(asked);
    if (path === '/rest/api/3/issue' && method === 'POST') return made(asked);
    const [, kindsOf] = /^\/rest\/api\/3\/issue\/createmeta\/([^/]+)\/issuetypes$/.exec(path) ?? [];
    if (kindsOf !== undefined) return kinds(kindsOf);
    const [, key, rest = ''] = /^\/rest\/api\/3\/project\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    if (key !== undefined) return inProject(key, rest);
    const [, issueKey] = /^\/rest\/api\/3\/issue\/([^/]+)$/.exec(path) ?? [];
    const issue = projects.flatMap(({ issues }) => issues).find((one) => one.key === issueKey);
    return issue === undefined
      ? said(404, 'Issue does not exist or you do not have permission to see it.')
      : { status: 200, body: issue };
  }

  /** What may be read without an account. */
  function toAnybody(path: string): Answer {
    const [, key = ''] = /^\/rest\/api\/3\/project\/([^/]+)$/.exec(path) ?? [];
    return projectOf(key)?.isPublic === true
      ? inProject(key, '')
      : said(404, `No project could be found with key '${key}'.`);
  }

  const kinds = (key: string): Answer => {
    const of = projectOf(key);
    if (of === undefined) return said(404, 'No project could be found.');
    const all = [
      { id: '10000', name: 'Epic', subtask: false, hierarchyLevel: 1 },
      { id: '10003', name: 'Sub-task', subtask: true, hierarchyLevel: -1 },
      { id: '10002', name: 'Task', subtask: false, hierarchyLevel: 0 },
    ];
    return { status: 200, body: { startAt: 0, maxResults: 50, total: all.length, issueTypes: all } };
  };

  function inProject(key: string, rest: string): Answer {
    const of = projectOf(key);
    if (of === undefined) return said(404, `No project could be found with key '${key}'.`);
    if (rest === 'versions') return { status: 200, body: of.versions };
    return {
      status: 200,
      body: { id: '1', key: of.key, name: of.key, archived: of.isArchived, isPrivate: !of.isPublic },
    };
  }

  function made(asked: Asked): Answer {
    const { fields = {} } = asked.body as { fields?: Row };
    const of = projectOf(textOf((fields['project'] as Row | undefined)?.['key']));
    if (of === undefined) return said(400, 'valid project is required', 'project');
    if (of.isArchived) return said(403, 'The project is archived.');
    if (typeof fields['summary'] !== 'string')
      return said(400, 'You must specify a summary of the issue.', 'summary');
    const assignee = fields['assignee'] as Row | null | undefined;
    if (assignee != null && !of.assignable.has(String(assignee['accountId'] ?? assignee['id'])))
      return said(400, 'The user cannot be assigned issues.', 'assignee');
    const { id, key, self } = open(of, { ...fields, project: { key: of.key } });
    return { status: 201, body: { id, key, self } };
  }

  const assignable = ({ query }: Asked): Answer => {
    const of = projectOf(query.get('project') ?? '');
    if (of === undefined) return said(404, 'No project could be found.');
    const called = (query.get('query') ?? '').toLowerCase();
    const found = [...of.assignable].filter(([, name]) => name.toLowerCase().startsWith(called));
    return {
      status: 200,
      body: found.map(([accountId, displayName]) => ({ accountId, displayName, active: true })),
    };
  };

  /** As much of JQL as is asked: a project, words, and how long ago, joined by AND. */
  function searched(asked: Asked): Answer {
    const given = asked.method === 'GET' ? Object.fromEntries(asked.query) : (asked.body as Row);
    const jql = textOf(given['jql']);
    const [, key] = /project = "?([\w]+)"?/i.exec(jql) ?? [];
    const [, minutes] = /updated >= -(\d+)m/i.exec(jql) ?? [];
    const [, words] = /(?:text|description|summary|labels) [~=] "\\?"?([^"\\]+)/i.exec(jql) ?? [];
    if (key === undefined) return said(400, 'Unbounded JQL queries are not allowed here.');
    const of = projectOf(key);
    if (of === undefined) return said(400, `The value '${key}' does not exist for the field 'project'.`);
    const time = now() + served.skew;
    const found = of.issues
      .filter(
        (one) =>
          minutes === undefined || Date.parse(iso(one.fields['updated'])) >= time - Number(minutes) * 60_000,
      )
      .filter((one) => words === undefined || JSON.stringify(one.fields).includes(words))
      .filter((one) => time - Date.parse(iso(one.fields['created'])) >= jira.lag)
      .toSorted((a, b) => (String(a.fields['updated']) < String(b.fields['updated']) ? -1 : 1));
    const [from, each] = [Number(given['nextPageToken'] ?? 0), Number(given['maxResults'] ?? 50)];
    const rest = found.length > from + each;
    return {
      status: 200,
      body: {
        issues: found.slice(from, from + each),
        ...(rest ? { nextPageToken: String(from + each) } : {}),
        isLast: !rest,
      },
    };
  }

  const jira = Object.assign(served, {
    lag: 0,
    projects,
    open,
    project: (key: string, more: Partial<Project> = {}): Project => {
      const one: Project = {
        ...{ key, isArchived: false, isPublic: false, versions: [], sprints: [], issues: [] },
        ...{ assignable: new Map(), ...more },
      };
      projects.push(one);
      return one;
    },
  });
  return jira;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const iso = (text: unknown): string => String(text).replace('+0000', 'Z');

const said = (status: number, message: string, field?: string): Answer => ({
  status,
  body:
    field === undefined
      ? { errorMessages: [message], errors: {} }
      : { errorMessages: [], errors: { [field]: message } },
});

function paged({ query }: Asked, all: readonly unknown[], name: string): Answer {
  const [from, each] = [Number(query.get('startAt') ?? 0), Number(query.get('maxResults') ?? 50)];
  const some = all.slice(from, from + each);
  const isLast = from + some.length >= all.length;
  return { status: 200, body: { startAt: from, maxResults: each, total: all.length, isLast, [name]: some } };
}
