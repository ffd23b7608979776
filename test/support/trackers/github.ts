/** GitHub's REST interface, as far as Lore asks it, as documented (docs.github.com/rest, version 2022-11-28). */
import { type Answer, type Asked, serve, type Served } from './server.ts';

type Row = Record<string, unknown>;

export interface Repository {
  /** `owner/name`. */
  name: string;
  isPrivate: boolean;
  isArchived: boolean;
  /** It was transferred: asked for by its old name, GitHub leads on. */
  movedTo: string | null;
  hasIssues: boolean;
  releases: Row[];
  deployments: (Row & { statuses: Row[] })[];
  milestones: Row[];
  issues: Row[];
  /** The newest first. */
  events: Row[];
  /** Who can be assigned. */
  assignable: string[];
}

export interface Github extends Served {
  readonly tokens: Set<string>;
  readonly repositories: Repository[];
  readonly repository: (name: string, more?: Partial<Repository>) => Repository;
  /** Opens an issue, as somebody does there. */
  readonly open: (of: Repository, more?: Row) => Row;
}

export const githubToken = 'github_pat_0123456789';

/** The login of whose token it is. */
const whose = 'lore-bot';

const iso = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

export async function startGithub(now: () => number = Date.now): Promise<Github> {
  const repositories: Repository[] = [];
  const tokens = new Set([githubToken]);
  const served = await serve(now, (asked) => answer(asked));
  const open = (of: Repository, more: Row = {}): Row => {
    const number = of.issues.length + 1;
    const at = iso(now() + served.skew);
    const issue = {
      id: number * 1_000 + repositories.indexOf(of),
      number,
      title: `Issue ${number}`,
      body: null,
      state: 'open',
      html_url: `https://github.com/${of.name}/issues/${number}`,
      user: { login: 'somebody', id: 7 },
      labels: [],
      assignees: [],
      milestone: null,
      ...{ created_at: at, updated_at: at, closed_at: null },
      ...more,
    };
    of.issues.push(issue);
    return issue;
  };

  function answer(asked: Asked): Answer {
    const token = /^(?:token|bearer) (.+)$/i.exec(asked.headers.authorization ?? '')?.[1] ?? '';
    if (!tokens.has(token)) return said(401, 'Bad credentials');
    if (asked.path === '/user') return { status: 200, body: { login: whose, id: 1 } };
    if (asked.path === '/user/repos')
      return paged(
        asked,
        repositories.map((one) => shown(one)),
      );
    const [, owner, name, rest = ''] = /^\/repos\/([^/]+)\/([^/]+)\/?(.*)$/.exec(asked.path) ?? [];
    const called = `${owner}/${name}`.toLowerCase();
    const of = repositories.find((one) => one.name.toLowerCase() === called);
    if (of === undefined) return said(404, 'Not Found');
    if (of.movedTo !== null)
      return {
        status: 301,
        headers: { location: `${served.url}/repositories/1/${rest}` },
        body: { message: 'Moved Permanently' },
      };
    return inRepository(asked, of, rest);
  }

  function inRepository(asked: Asked, of: Repository, rest: string): Answer {
    const isReading = asked.method === 'GET';
    if (rest === '') return { status: 200, body: shown(of) };
    if (!isReading && of.isArchived) return said(403, 'Repository was archived so is read-only.');
    if (rest.startsWith('issues') && !of.hasIssues)
      return said(410, 'Issues has been disabled in this repository.');
    if (rest === 'releases') return paged(asked, of.releases);
    if (rest === 'deployments') return paged(asked, of.deployments);
    const [, deployment] = /^deployments\/(\d+)\/statuses$/.exec(rest) ?? [];
    if (deployment !== undefined)
      return paged(asked, of.deployments.find(({ id }) => id === Number(deployment))?.statuses ?? []);
    if (rest === 'milestones') return paged(asked, of.milestones);
    if (rest === 'issues/events') return paged(asked, of.events);
    const [, login] = /^assignees\/(.+)$/.exec(rest) ?? [];
    if (login !== undefined) return of.assignable.includes(login) ? { status: 204 } : said(404, 'Not Found');
    if (rest === 'issues') return isReading ? listed(asked, of) : made(asked, of);
    const [, number] = /^issues\/(\d+)$/.exec(rest) ?? [];
    const issue = of.issues.find((one) => one['number'] === Number(number));
    if (issue === undefined) return said(404, 'Not Found');
    if (issue['deleted'] === true) return said(410, 'This issue was deleted');
    return { status: 200, body: issue };
  }

  function made(asked: Asked, of: Repository): Answer {
    const { title, body, assignees = [] } = asked.body as Row;
    if (typeof title !== 'string' || title === '') return said(422, 'Validation Failed');
    const issue = open(of, {
      ...{ title, body, user: { login: whose, id: 1 } },
      assignees: (assignees as string[])
        .filter((one) => of.assignable.includes(one))
        .map((one) => ({ login: one })),
    });
    return { status: 201, body: issue };
  }

  const listed = (asked: Asked, of: Repository): Answer => {
    const { query } = asked;
    const since = Date.parse(query.get('since') ?? '1970-01-01');
    const state = query.get('state') ?? 'open';
    const creator = query.get('creator');
    const by = query.get('sort') === 'updated' ? 'updated_at' : 'created_at';
    const found = of.issues
      .filter((one) => one['deleted'] !== true && Date.parse(String(one['updated_at'])) >= since)
      .filter((one) => state === 'all' || one['state'] === state)
      .filter((one) => creator === null || (one['user'] as Row)['login'] === creator)
      .toSorted((a, b) => (String(a[by]) < String(b[by]) ? -1 : 1));
    return paged(asked, query.get('direction') === 'asc' ? found : found.toReversed());
  };

  function paged(asked: Asked, all: readonly unknown[]): Answer {
    const [each, page] = [Number(asked.query.get('per_page') ?? 30), Number(asked.query.get('page') ?? 1)];
    const last = Math.max(1, Math.ceil(all.length / each));
    const link = (to: number, rel: string): string => {
      const query = new URLSearchParams(asked.query);
      query.set('page', String(to));
      return `<${served.url}${asked.path}?${query.toString()}>; rel="${rel}"`;
    };
    return {
      status: 200,
      headers: page < last ? { link: `${link(page + 1, 'next')}, ${link(last, 'last')}` } : {},
      body: all.slice((page - 1) * each, page * each),
    };
  }

  return Object.assign(served, {
    tokens,
    repositories,
    open,
    repository: (name: string, more: Partial<Repository> = {}): Repository => {
      const one: Repository = {
        ...{ name, isPrivate: true, isArchived: false, movedTo: null, hasIssues: true },
        ...{ releases: [], deployments: [], milestones: [], issues: [], events: [], assignable: [] },
        ...more,
      };
      repositories.push(one);
      return one;
    },
  });
}

const said = (status: number, message: string): Answer => ({
  status,
  body: { message, documentation_url: 'https://docs.github.com/rest' },
});

const shown = ({ name, isPrivate, isArchived, hasIssues }: Repository): Row => ({
  full_name: name,
  html_url: `https://github.com/${name}`,
  private: isPrivate,
  visibility: isPrivate ? 'private' : 'public',
  archived: isArchived,
  has_issues: hasIssues,
  permissions: { pull: true, push: !isArchived },
});
