/** What of Jira is a fact: the same for an event and for what is read again. Nobody is named: of each thing only what stands here is looked at. Pure. */
import { z } from 'zod';
import { day as oneDay } from '#core/clock.ts';
import type { Fact } from '#core/connector.ts';
import { startOfDate } from '#core/time/date.ts';
import { saysIncident } from '../incident.ts';
import { dayIn, factOf, instantIn } from '../make-fact.ts';

export const versionShape = z.object({
  id: z.string(),
  name: z.string(),
  released: z.boolean().nullish(),
  archived: z.boolean().nullish(),
  releaseDate: z.string().nullish(),
});

export const sprintShape = z.object({
  id: z.number(),
  name: z.string(),
  state: z.string(),
  startDate: z.string().nullish(),
  endDate: z.string().nullish(),
  completeDate: z.string().nullish(),
  createdDate: z.string().nullish(),
});

const words = z.string().nullish().catch(null);

/** What changed of an issue. Every object has a `toString`, so what is called so there is called otherwise here. */
export const itemShape = z
  .record(z.string(), z.unknown())
  .transform((item): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(item).map(([key, value]) => [key === 'toString' ? 'toName' : key, value]),
    ),
  )
  .pipe(z.object({ field: z.string(), from: words, fromString: words, to: words, toName: words }));
type Item = z.infer<typeof itemShape>;

export const issueShape = z.object({
  key: z.string(),
  fields: z.object({
    summary: z.string(),
    labels: z.array(z.string()).nullish(),
    issuetype: z.object({ name: z.string() }).nullish(),
    created: z.string(),
    resolutiondate: z.string().nullish(),
    project: z.object({ key: z.string() }),
    fixVersions: z.array(z.object({ id: z.string(), name: z.string() })).nullish(),
  }),
});
export type Issue = z.infer<typeof issueShape>;

/** Where people open something of this site. */
export interface At {
  /** Without a slash at its end. */
  readonly site: string;
  /** The project’s key. */
  readonly place: string;
}

/** @param before the day for which it was planned before; `null`: none is known */
const dated = (
  { place }: At,
  id: string,
  day: string | null,
  before: string | null,
  fact: Pick<Fact, 'title' | 'link' | 'at'>,
): readonly Fact[] =>
  day === null || day === before
    ? []
    : [
        factOf({
          ...fact,
          ...{ key: `date:${place}:${id}:${day}`, kind: before === null ? 'planned' : 'moved', place, day },
        }),
      ];

/** A version has days, and no times. @param now its site's time, when it was read */
export function ofVersion(
  at: At,
  version: z.infer<typeof versionShape>,
  before: string | null,
  now: number,
): readonly Fact[] {
  const { site, place } = at;
  const day = dayIn(version.releaseDate);
  const named = { title: version.name, link: `${site}/projects/${place}/versions/${version.id}` };
  if (version.released !== true) return dated(at, `v${version.id}`, day, before, { ...named, at: now });
  // As late as it may have been: on that day others may have looked back before.
  const released = day === null ? now : startOfDate(day) + oneDay - 1;
  const key = `released:${place}:v${version.id}`;
  return [factOf({ ...named, key, kind: 'released', at: Math.min(released, now), place, day })];
}

/** @param now as of `ofVersion` */
export function ofSprint(
  at: At,
  sprint: z.infer<typeof sprintShape>,
  before: string | null,
  now: number,
): readonly Fact[] {
  const { site, place } = at;
  const day = dayIn(sprint.endDate);
  const over = instantIn(sprint.completeDate);
  const named = { title: sprint.name, link: `${site}/jira/software/projects/${place}/boards` };
  const planned = before === null ? (instantIn(sprint.startDate ?? sprint.createdDate) ?? now) : now;
  return [
    ...dated(at, `s${sprint.id}`, day, before, { ...named, at: Math.min(planned, now) }),
    ...(sprint.state === 'closed' && over !== null
      ? [factOf({ ...named, key: `met:${place}:s${sprint.id}`, kind: 'met', at: over, place, day })]
      : []),
  ];
}

const namedIn = ({ site }: At, { key, fields }: Issue) => ({
  title: `${key} ${fields.summary}`,
  link: `${site}/browse/${key}`,
  place: fields.project.key,
  labels: fields.labels ?? [],
});

/** By its kind, or a label; it ends when it is resolved. */
export function ofIncident(at: At, issue: Issue): readonly Fact[] {
  const { key, fields } = issue;
  const began = instantIn(fields.created);
  const says = [...(fields.labels ?? []), fields.issuetype?.name ?? ''];
  if (began === null || !says.some(saysIncident)) return [];
  const over = instantIn(fields.resolutiondate);
  const named = namedIn(at, issue);
  return [
    factOf({ ...named, key: `incident:${key}`, kind: 'incident', at: began }),
    ...(over === null
      ? []
      : [factOf({ ...named, key: `resolved:${key}:${over}`, kind: 'resolved', at: over })]),
  ];
}

/** Work that was created for a version. */
export function ofCreated(at: At, issue: Issue): readonly Fact[] {
  const when = instantIn(issue.fields.created);
  return when === null
    ? []
    : (issue.fields.fixVersions ?? []).map((version) =>
        scoped(at, issue, 'added', version.id, version.name, when),
      );
}

/** What was changed of an issue at once: a version or sprint that it came into or was taken out of, or the project that it left. */
export function ofChange(at: At, issue: Issue, items: readonly Item[], when: number): readonly Fact[] {
  return items.flatMap(({ field, from, fromString, to, toName }) => {
    if (field === 'Fix Version' || field === 'Sprint')
      return [
        ...partsOf(from, fromString).map(([id, name]) => scoped(at, issue, 'dropped', id, name, when)),
        ...partsOf(to, toName).map(([id, name]) => scoped(at, issue, 'added', id, name, when)),
      ].filter((fact, _nth, all) => !all.some((other) => other !== fact && isUndone(fact, other)));
    return [];
  });
}

/** A sprint's field names all sprints before and after: those in both have not changed. */
const isUndone = (one: Fact, other: Fact): boolean =>
  one.key.slice(one.key.indexOf(':')) === other.key.slice(other.key.indexOf(':')) && one.kind !== other.kind;

function partsOf(ids: string | null | undefined, names: string | null | undefined): [string, string][] {
  const all = (ids ?? '').split(',').map((id) => id.trim());
  const called = all.length > 1 ? (names ?? '').split(',').map((name) => name.trim()) : [names ?? ''];
  return all.flatMap((id, nth): [string, string][] => (id === '' ? [] : [[id, called[nth] ?? '']]));
}

function scoped(
  at: At,
  issue: Issue,
  kind: 'added' | 'dropped',
  id: string,
  name: string,
  when: number,
): Fact {
  const named = namedIn(at, issue);
  return factOf({
    ...named,
    title: `${named.title} (${name})`,
    key: `${kind}:${issue.key}:${id}`,
    kind,
    at: when,
  });
}

/** An issue that left a project, for that project: what it is there is nobody's there any more. */
export function ofLeaving(at: At, was: string, issue: Issue, when: number): readonly Fact[] {
  const { summary } = issue.fields;
  const place = was.slice(0, was.lastIndexOf('-'));
  return [
    factOf({
      key: `dropped:${was}`,
      kind: 'dropped',
      at: when,
      title: `${was} ${summary}`,
      link: `${at.site}/browse/${was}`,
      place,
    }),
  ];
}
