/** What happened in a project since then: versions, sprints, incidents, and what versions and sprints gained and lost. */
import { z } from 'zod';
import { minute, type Instant } from '#core/clock.ts';
import { type Fact, type FactPage, isOf, type Source } from '#core/connector.ts';
import { ToolAnswer } from '../call.ts';
import { type Cursor, onward, readCursor, type Stage, writeCursor } from '../cursor.ts';
import { dayIn, instantIn } from '../make-fact.ts';
import type { JiraClient } from './client.ts';
import * as facts from './facts.ts';

interface Asked {
  readonly client: JiraClient;
  /** The functions of jira.js, which are loaded where they are needed. */
  readonly api: Api;
  readonly at: facts.At;
  readonly cursor: Cursor;
}
type Page = Stage & { readonly found: readonly Fact[] };

interface Api {
  readonly cloud: typeof import('jira.js/cloud');
  readonly agile: typeof import('jira.js/agile');
}

const perPage = 50;

/** @returns for when each is planned, to know later what moved */
const daysOf = (all: readonly (readonly [id: string, text: string | null | undefined])[]) =>
  Object.fromEntries(
    all.flatMap(([id, text]) => {
      const day = dayIn(text);
      return day === null ? [] : [[id, day] as const];
    }),
  );

async function versions({ client, api, at, cursor }: Asked): Promise<Page> {
  const data: unknown = await api.cloud.getProjectVersions(client, { projectIdOrKey: at.place });
  const there = client.there();
  const all = z.array(facts.versionShape).parse(data);
  return {
    found: all.flatMap((one) => facts.ofVersion(at, one, cursor.days[`v${one.id}`] ?? null, there)),
    next: null,
    there,
    days: daysOf(all.map((one) => [`v${one.id}`, one.releaseDate])),
  };
}

const boardsShape = z.object({ values: z.array(z.object({ id: z.number(), type: z.string().nullish() })) });
const sprintsShape = z.object({ isLast: z.boolean().nullish(), values: z.array(facts.sprintShape) });

/** One board after another, as many as a page has. The page is which of them, and from which sprint. */
async function sprints(asked: Asked): Promise<Page> {
  const { client, api, at, cursor } = asked;
  const [nth = 0, startAt = 0] = cursor.page === '' ? [] : cursor.page.split('.').map(Number);
  const over = { found: [], next: null, there: 0 };
  try {
    const read: unknown = await api.agile.getAllBoards(client, { projectKeyOrId: at.place, type: 'scrum' });
    const board = boardsShape.parse(read).values[nth];
    if (board === undefined) return { ...over, there: client.there() };
    const data: unknown = await api.agile.getAllSprints(client, {
      ...{ boardId: board.id, startAt, maxResults: perPage },
    });
    const { values, isLast } = sprintsShape.parse(data);
    const there = client.there();
    return {
      found: values.flatMap((one) => facts.ofSprint(at, one, cursor.days[`s${one.id}`] ?? null, there)),
      next: isLast === false && values.length > 0 ? `${nth}.${startAt + values.length}` : `${nth + 1}.0`,
      there,
      days: daysOf(values.map((one) => [`s${one.id}`, one.endDate])),
    };
  } catch (error) {
    // A site, or a token, without boards has none of what they say.
    if (error instanceof ToolAnswer && [403, 404].includes(error.status))
      return { ...over, there: instantIn(error.headers.get('date')) ?? 0 };
    throw error;
  }
}

const searchShape = z.object({
  nextPageToken: z.string().nullish(),
  issues: z.array(
    facts.issueShape.extend({
      changelog: z
        .object({ histories: z.array(z.object({ created: z.string(), items: z.array(facts.itemShape) })) })
        .nullish(),
    }),
  ),
});

async function issues({ client, api, at, cursor }: Asked): Promise<Page> {
  const [back = '', token] =
    cursor.page === '' ? [await minutesBack(client, api, cursor)] : cursor.page.split(' ');
  const data: unknown = await api.cloud.searchAndReconsileIssuesUsingJqlPost(client, {
    jql: `project = "${at.place}" AND updated >= -${back}m ORDER BY updated ASC`,
    fields: ['summary', 'labels', 'issuetype', 'created', 'resolutiondate', 'project', 'fixVersions'],
    expand: 'changelog',
    maxResults: perPage,
    ...(token === undefined ? {} : { nextPageToken: token }),
  });
  const { issues: all, nextPageToken } = searchShape.parse(data);
  return {
    found: all.flatMap((issue) => {
      const changes = (issue.changelog?.histories ?? []).flatMap(({ created, items }) =>
        facts.ofChange(at, issue, items, instantIn(created) ?? 0),
      );
      // What it came into later was not there when it was created.
      const later = new Set(changes.map(({ key }) => key));
      const created = facts.ofCreated(at, issue).filter(({ key }) => !later.has(key));
      return [...created, ...facts.ofIncident(at, issue), ...changes];
    }),
    next: nextPageToken == null ? null : `${back} ${nextPageToken}`,
    there: client.there(),
  };
}

/** By its own clock: a time of day would be read in the zone of whose token it is. */
async function minutesBack(client: JiraClient, { cloud }: Api, { from }: Cursor): Promise<string> {
  await cloud.getServerInfo(client);
  return String(Math.max(1, Math.ceil((client.there() - from) / minute) + 5));
}

const stages = [versions, sprints, issues] as const;

/** One page. @throws as its client does */
export async function readSince(
  client: JiraClient,
  site: string,
  source: Source,
  from: string | Instant,
): Promise<FactPage> {
  const cursor = readCursor(from);
  const place = source.place.toUpperCase();
  const [cloud, agile] = [await import('jira.js/cloud'), await import('jira.js/agile')];
  const read = stages[cursor.stage] ?? issues;
  const { found, ...page } = await read({ client, api: { cloud, agile }, at: { site, place }, cursor });
  const next = onward(cursor, page, stages.length);
  return {
    // What is found though it happened before: who follows it knows what they were told.
    facts: found.filter((fact) => isOf(source, fact)),
    cursor: writeCursor(next),
    isMore: next.began !== null,
  };
}
