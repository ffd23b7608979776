/** What happened in a repository since then: releases, deployments, milestones, incidents, and what milestones gained and lost. */
import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import { type Fact, type FactPage, isOf, type Source } from '#core/connector.ts';
import { type Cursor, onward, readCursor, type Stage, writeCursor } from '../cursor.ts';
import { dayIn, instantIn } from '../make-fact.ts';
import * as facts from './facts.ts';

/** How much is asked for at once. */
const perPage = 100;
const deploymentsPerPage = 30;

type Repository = Readonly<Record<'owner' | 'repo', string>>;
interface Asked {
  readonly octokit: Octokit;
  readonly repository: Repository;
  readonly place: string;
  readonly cursor: Cursor;
}
type Page = Stage & { readonly found: readonly Fact[] };

const pageOf = ({ page }: Cursor): number => (page === '' ? 1 : Number(page));

const timeOf = (headers: { readonly date?: string | undefined }): Instant =>
  instantIn(headers.date ?? '') ?? 0;

/** Of a list that has the newest first: it is over once all of a page is older. */
const nextOf = (cursor: Cursor, count: number, full: number, oldest: Instant | null): string | null =>
  count < full || (oldest !== null && oldest < cursor.from) ? null : String(pageOf(cursor) + 1);

async function releases({ octokit, repository, place, cursor }: Asked): Promise<Page> {
  const { data, headers } = await octokit.rest.repos.listReleases({
    ...repository,
    ...{ per_page: perPage, page: pageOf(cursor) },
  });
  const all = z.array(facts.releaseShape.extend({ created_at: z.string() })).parse(data);
  return {
    found: all.flatMap((release) => facts.ofRelease(place, release)),
    // A draft that was made long ago may be published now, so all pages are read.
    next: nextOf(cursor, all.length, perPage, null),
    there: timeOf(headers),
  };
}

async function deployments({ octokit, repository, place, cursor }: Asked): Promise<Page> {
  const { data, headers } = await octokit.rest.repos.listDeployments({
    ...repository,
    ...{ per_page: deploymentsPerPage, page: pageOf(cursor) },
  });
  const all = z.array(facts.deploymentShape).parse(data);
  const found: Fact[] = [];
  for (const one of all) {
    if ((instantIn(one.created_at) ?? 0) < cursor.from - longestDeployment) continue;
    const statuses = await octokit.rest.repos.listDeploymentStatuses({
      ...repository,
      ...{ deployment_id: one.id, per_page: perPage },
    });
    const read = z.array(facts.statusShape).parse(statuses.data);
    // The first success is when it arrived.
    const arrived = read.toReversed().find(({ state }) => state === 'success');
    if (arrived !== undefined) found.push(...facts.ofDeployment(place, one, arrived));
  }
  const oldest = instantIn(all.at(-1)?.created_at ?? '');
  const reach = oldest === null ? null : oldest + longestDeployment;
  return { found, next: nextOf(cursor, all.length, deploymentsPerPage, reach), there: timeOf(headers) };
}

/** A deployment may take this long, in ms, to arrive. */
const longestDeployment = 86_400_000;

async function milestones({ octokit, repository, place, cursor }: Asked): Promise<Page> {
  const { data, headers } = await octokit.rest.issues.listMilestones({
    ...repository,
    ...{ state: 'all', per_page: perPage, page: pageOf(cursor) },
  });
  const all = z.array(facts.milestoneShape).parse(data);
  const days = all.flatMap((one) => {
    const day = dayIn(one.due_on);
    return day === null ? [] : [[String(one.number), day] as const];
  });
  return {
    found: all.flatMap((one) => facts.ofMilestone(place, one, cursor.days[one.number] ?? null)),
    next: nextOf(cursor, all.length, perPage, null),
    days: Object.fromEntries(days),
    there: timeOf(headers),
  };
}

/** By when they changed, the longest ago first: what changes while it is read comes later again. The page is the instant from which to go on. */
async function incidents({ octokit, repository, place, cursor }: Asked): Promise<Page> {
  const [since = '', page = '1'] =
    cursor.page === '' ? [new Date(cursor.from).toISOString()] : cursor.page.split(' ');
  const { data, headers } = await octokit.rest.issues.listForRepo({
    ...repository,
    ...{ state: 'all', since, sort: 'updated', direction: 'asc', per_page: perPage, page: Number(page) },
  });
  const all = z.array(facts.issueShape).parse(data);
  const last = all.at(-1)?.updated_at ?? since;
  const isStill = instantIn(last) === instantIn(since);
  return {
    found: all.flatMap((issue) => facts.ofIncident(place, issue)),
    next: all.length < perPage ? null : isStill ? `${since} ${Number(page) + 1}` : `${last} 1`,
    there: timeOf(headers),
  };
}

const eventShape = z.object({
  event: z.string(),
  created_at: z.string(),
  issue: facts.issueShape.nullish(),
  milestone: z.object({ title: z.string() }).nullish(),
});

async function scope({ octokit, repository, place, cursor }: Asked): Promise<Page> {
  const { data, headers } = await octokit.rest.issues.listEventsForRepo({
    ...repository,
    ...{ per_page: perPage, page: pageOf(cursor) },
  });
  const all = z.array(eventShape).parse(data);
  const found = all.flatMap(({ event, created_at: at, issue, milestone }) =>
    issue == null || milestone == null || (event !== 'milestoned' && event !== 'demilestoned')
      ? []
      : facts.ofScope(place, issue, event === 'milestoned' ? 'added' : 'dropped', milestone, at),
  );
  const oldest = instantIn(all.at(-1)?.created_at ?? '');
  return { found, next: nextOf(cursor, all.length, perPage, oldest), there: timeOf(headers) };
}

const stages = [releases, deployments, milestones, incidents, scope] as const;

/** One page. @throws as its clients do */
export async function readSince(
  octokit: Octokit,
  repository: Repository,
  source: Source,
  from: string | Instant,
): Promise<FactPage> {
  const cursor = readCursor(from);
  const read = stages[cursor.stage] ?? scope;
  const { found, ...page } = await read({ octokit, repository, place: source.place, cursor });
  const next = onward(cursor, page, stages.length);
  return {
    // What is found though it happened before: who follows it knows what they were told.
    facts: found.filter((fact) => isOf(source, fact)),
    cursor: writeCursor(next),
    isMore: next.began !== null,
  };
}
