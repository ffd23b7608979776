/** GitHub: releases, deployments into production, milestones, incidents. */
import { Webhooks } from '@octokit/webhooks';
import { z } from 'zod';
import type { Connector, Inbound, Verified } from '#core/connector.ts';
import type { GithubAccess, Reach } from '../access.ts';
import { outcomeOf } from '../call.ts';
import { githubClient, repositoryIn } from './client.ts';
import { heardIn } from './events.ts';
import { githubIssues } from './issues.ts';
import { readSince } from './since.ts';

/** How many repositories are named. */
const named = 10;

export function githubConnector(reach: Reach<GithubAccess> | null): Connector {
  return { verify, ...(reach === null ? { check: null, since: null, issues: null } : asking(reach)) };
}

function asking(reach: Reach<GithubAccess>): Omit<Connector, 'verify'> {
  const octokit = githubClient(reach);
  return {
    check: () =>
      outcomeOf(async () => {
        const { data, headers } = await octokit.rest.repos.listForAuthenticatedUser({
          ...{ sort: 'full_name', per_page: 100 },
        });
        const all = z.array(z.object({ full_name: z.string() })).parse(data);
        const more = /[?&]page=(\d+)[^>]*>; rel="last"/.exec(headers.link ?? '')?.[1];
        const count = more === undefined ? all.length : Number(more) * 100;
        return { count, places: all.slice(0, named).map((one) => one.full_name) };
      }),
    since: async (source, from) => {
      const repository = repositoryIn(source.place);
      if (repository === null) return { kind: 'refused', why: 'gone' };
      return outcomeOf(() => readSince(octokit, repository, source, from));
    },
    issues: githubIssues(octokit),
  };
}

async function verify({ headers, body }: Inbound, secret: string): Promise<Verified> {
  const text = body.toString('utf8');
  const signature = headers['x-hub-signature-256'] ?? '';
  if (signature === '' || text === '' || !(await new Webhooks({ secret }).verify(text, signature)))
    return { kind: 'refused' };
  return heardIn(headers['x-github-event'], jsonIn(text));
}

/** GitHub sends JSON, or a form with JSON in it, as its owner chose. @returns `null`: neither */
function jsonIn(text: string): unknown {
  const json = text.startsWith('payload=') ? new URLSearchParams(text).get('payload') : text;
  try {
    return JSON.parse(json ?? '');
  } catch {
    return null;
  }
}
