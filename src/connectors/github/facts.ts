/**
 * What of GitHub is a fact: the same for an event and for what is read again, so both have the same keys. Nobody is named: of each thing only what stands
 * here is looked at. Pure.
 */
import { z } from 'zod';
import type { Fact } from '#core/connector.ts';
import { dayIn, factOf, instantIn } from '../make-fact.ts';
import { saysIncident } from '../incident.ts';

export const releaseShape = z.object({
  id: z.number(),
  tag_name: z.string(),
  name: z.string().nullish(),
  draft: z.boolean(),
  prerelease: z.boolean(),
  published_at: z.string().nullish(),
  html_url: z.string(),
});

export const milestoneShape = z.object({
  number: z.number(),
  title: z.string(),
  due_on: z.string().nullish(),
  created_at: z.string(),
  updated_at: z.string(),
  closed_at: z.string().nullish(),
  html_url: z.string(),
});
export type Milestone = z.infer<typeof milestoneShape>;

export const issueShape = z.object({
  number: z.number(),
  title: z.string(),
  html_url: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  closed_at: z.string().nullish(),
  labels: z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])).nullish(),
  /** Only of pull requests, which are no issues. */
  pull_request: z.object({}).nullish(),
});
export type Issue = z.infer<typeof issueShape>;

export const deploymentShape = z.object({
  id: z.number(),
  ref: z.string(),
  environment: z.string(),
  description: z.string().nullish(),
  production_environment: z.boolean().nullish(),
  created_at: z.string(),
});
export type Deployment = z.infer<typeof deploymentShape>;

export const statusShape = z.object({
  state: z.string(),
  created_at: z.string(),
  environment_url: z.string().nullish(),
});

const nothing: readonly Fact[] = [];

/** Its name in keys: it is written in small and capital letters as somebody likes. */
const inKeys = (place: string): string => place.toLowerCase();

export function ofRelease(place: string, release: z.infer<typeof releaseShape>): readonly Fact[] {
  const at = instantIn(release.published_at);
  if (release.draft || release.prerelease || at === null) return nothing;
  const title = release.name === '' ? release.tag_name : (release.name ?? release.tag_name);
  const key = `released:${inKeys(place)}:${release.id}`;
  return [factOf({ key, kind: 'released', at, title, link: release.html_url, place })];
}

/** Only what went into production and arrived there. */
export function ofDeployment(
  place: string,
  deployment: Deployment,
  { state, created_at: at, environment_url: link }: z.infer<typeof statusShape>,
): readonly Fact[] {
  const isProduction =
    deployment.production_environment === true || /^prod(uction)?$/i.test(deployment.environment);
  const when = instantIn(at);
  if (state !== 'success' || !isProduction || when === null) return nothing;
  const said = deployment.description ?? '';
  const title = said === '' ? `${deployment.ref} → ${deployment.environment}` : said;
  const key = `deployed:${inKeys(place)}:${deployment.id}`;
  return [factOf({ key, kind: 'released', at: when, title, link: link ?? null, place })];
}

/** @param before the day for which it was planned before; `null`: none is known */
export function ofMilestone(place: string, one: Milestone, before: string | null): readonly Fact[] {
  const day = dayIn(one.due_on);
  const named = { title: one.title, link: one.html_url, place, day };
  const id = `${inKeys(place)}:m${one.number}`;
  const planned = instantIn(before === null ? one.created_at : one.updated_at);
  const met = instantIn(one.closed_at);
  return [
    ...(day === null || planned === null || before === day
      ? []
      : [
          factOf({
            ...named,
            key: `date:${id}:${day}`,
            kind: before === null ? 'planned' : 'moved',
            at: planned,
          }),
        ]),
    ...(met === null ? [] : [factOf({ ...named, key: `met:${id}:${met}`, kind: 'met', at: met })]),
  ];
}

const labelsOf = ({ labels }: Issue): readonly string[] =>
  (labels ?? []).flatMap((label) => (typeof label === 'string' ? label : (label.name ?? [])));

/** An incident begins when its issue is opened, and ends when that is closed. */
export function ofIncident(place: string, issue: Issue): readonly Fact[] {
  const labels = labelsOf(issue);
  const began = instantIn(issue.created_at);
  if (issue.pull_request || began === null || !labels.some(saysIncident)) return nothing;
  const named = { title: `#${issue.number} ${issue.title}`, link: issue.html_url, place, labels };
  const over = instantIn(issue.closed_at);
  const id = `${inKeys(place)}#${issue.number}`;
  return [
    factOf({ ...named, key: `incident:${id}`, kind: 'incident', at: began }),
    ...(over === null
      ? []
      : [factOf({ ...named, key: `resolved:${id}:${over}`, kind: 'resolved', at: over })]),
  ];
}

/** Work that came into a milestone, or was taken out. */
export function ofScope(
  place: string,
  issue: Issue,
  kind: 'added' | 'dropped',
  milestone: { readonly title: string },
  when: string,
): readonly Fact[] {
  const at = instantIn(when);
  if (at === null) return nothing;
  const title = `#${issue.number} ${issue.title} (${milestone.title})`;
  const key = `${kind}:${inKeys(place)}#${issue.number}:${milestone.title}`;
  return [factOf({ key, kind, at, title, link: issue.html_url, place, labels: labelsOf(issue) })];
}
