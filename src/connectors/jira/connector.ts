/** Jira Cloud: versions, sprints, incidents. */
import { z } from 'zod';
import type { Connector } from '#core/connector.ts';
import type { JiraAccess, Reach } from '../access.ts';
import { outcomeOf } from '../call.ts';
import { isSigned } from '../signed.ts';
import { isProjectKey, jiraClient } from './client.ts';
import { heardIn } from './events.ts';
import { jiraIssues } from './issues.ts';
import { readSince } from './since.ts';

/** How many projects are named. */
const named = 10;

/** @param site where people open it, also if it cannot be asked */
export function jiraConnector(site: string, reach: Reach<JiraAccess> | null): Connector {
  return {
    verify: async ({ headers, body }, secret) =>
      isSigned(body, headers['x-hub-signature'], secret) ? heardIn(jsonIn(body), site) : { kind: 'refused' },
    ...(reach === null ? { check: null, since: null, issues: null } : asking(site, reach)),
  };
}

function asking(site: string, reach: Reach<JiraAccess>): Omit<Connector, 'verify'> {
  const client = jiraClient(reach);
  return {
    check: () =>
      outcomeOf(async () => {
        const { searchProjects } = await import('jira.js/cloud');
        const read: unknown = await searchProjects(client, { orderBy: 'key', maxResults: named });
        const { total, values } = z
          .object({ total: z.number().nullish(), values: z.array(z.object({ key: z.string() })) })
          .parse(read);
        return { count: total ?? values.length, places: values.map(({ key }) => key) };
      }),
    since: async (source, from) => {
      if (!isProjectKey(source.place)) return { kind: 'refused', why: 'gone' };
      return outcomeOf(() => readSince(client, site, source, from));
    },
    issues: jiraIssues(client, site),
  };
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}
