/** Facts are heard, and a retrospective opens with those since the last one. */
import { day, type Instant } from '#core/clock.ts';
import type { Fact } from '#core/connector.ts';
import { type RowId, rowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import { insertion, type ReadScope } from '#core/scope.ts';
import { localTime, startOfDay } from '#core/time/zone.ts';
import type { Work } from '#core/work.ts';
import { loadProject, type ProjectRow, projectsOf } from '../plan/rows.ts';
import { calendarOf } from '../session/load.ts';
import { type RetroRow, retros } from '../session/rows.ts';
import { noonOf } from '../session/words.ts';
import { scheduleEnd } from './following.ts';
import { factsPost } from './ids.ts';
import { factsOf, facts, type TimelineRow, timelines, timelinesAbout, timelinesOf } from './rows.ts';
import { asMoved, entriesOf, type Entry, type KeptFact, keptOf, newAmong, ownEntry } from './rules.ts';

/** Where the plan of a project is too old to say since when it is planned. */
const usualLength = 90 * day;

/**
 * Keeps what was heard about a project, each thing once, in whatever order and however often it is told. Retrospectives that began after it happened
 * show it, too.
 */
export async function hearFacts(work: Work, project: RowId, heard: readonly Fact[]): Promise<void> {
  const { scope, now, newId } = work;
  const row = await loadProject(scope, project);
  if (row === null || row.state === 'cancelled' || row.state === 'moved') return;
  const kept = heard.flatMap((fact) => keptOf(fact, now) ?? []);
  if (kept.length === 0) return;
  const all = await factsOf(scope, project);
  const fresh = newAmong(kept, all).map((fact) => asMoved(fact, all, now));
  if (fresh.length === 0) return;
  const of = { audience: row.conversation_id, by: [], names: 'shown' } as const;
  await scope.insertAll(
    fresh.map(({ key, ...fact }) =>
      insertion(
        facts,
        { id: rowId(newId()), project_id: project, fact_key: key, ...fact, heard_at: now },
        of,
      ),
    ),
  );
  const first = Math.min(...fresh.map(({ at }) => at));
  for (const { retro_id: id } of (await timelinesAbout(scope, project)).filter(
    ({ until }) => until >= first,
  )) {
    const retro = await findRow(scope.from(retros), { id });
    if (retro !== null) await scope.refresh(factsPost(retro));
  }
}

/**
 * A retrospective begins with what happened since the last one: of its project, or, if it came round by itself, of all projects of the channel. Without a
 * source it begins without a word about it.
 */
export async function tellFacts(work: Work, row: RetroRow, project: ProjectRow | null): Promise<void> {
  const { scope, now, newId } = work;
  const those = project === null ? await roundsProjects(scope, row) : [project];
  const had = new Set((await timelinesOf(scope, row)).map(({ project_id: id }) => id));
  let isTold = false;
  for (const one of those.filter(({ id }) => !had.has(id))) {
    const since = Math.min(await sinceFor(scope, one, row.id), now);
    const isFollowed = (await scope.connections.followedBy(one.id)).length > 0;
    if (!isFollowed && !(await factsOf(scope, one.id)).some(({ at }) => at > since)) continue;
    const id = rowId(newId());
    const cells: TimelineRow = { id, retro_id: row.id, project_id: one.id, since, until: now };
    await scope.insert(timelines, cells, { audience: row.conversation_id, by: [], names: 'shown' });
    await scheduleEnd(work, one);
    isTold = true;
  }
  if (isTold) await scope.publish(factsPost(row));
}

/** Something is followed from now on: what collects cards for the project at the moment begins with it, too. */
export async function hearLate(work: Work, project: ProjectRow): Promise<void> {
  const here = { project_id: project.id, phase: 'collect' } as const;
  for (const row of await findRows(work.scope.from(retros), here, 'id')) await tellFacts(work, row, project);
}

const roundsProjects = async (read: ReadScope, row: RetroRow): Promise<readonly ProjectRow[]> =>
  row.round_id === null ? [] : projectsOf(read, row.channel_id);

/** Until when the last retrospective looked back on a project, or else since when it is planned. @param but one that does not count */
export async function sinceFor(read: ReadScope, project: ProjectRow, but: RowId | null): Promise<Instant> {
  const told = (await timelinesAbout(read, project.id)).filter(({ retro_id: id }) => id !== but);
  const held = await findRows(
    read.from(retros).where('it.phase', '!=', 'cancelled'),
    { id: told.map(({ retro_id: id }) => id) },
    'id',
  );
  const counted = new Set(held.map(({ id }) => id));
  const last = told.find(({ retro_id: id }) => counted.has(id))?.until;
  if (last !== undefined) return last;
  // It was held before anything was followed.
  const before = await findRows(
    read.from(retros).where('it.phase', '=', 'closed'),
    { project_id: project.id },
    '-ended_at',
    'id',
  );
  const ended = before.find(({ id }) => id !== but)?.ended_at ?? null;
  if (ended !== null) return ended;
  const { tz } = await calendarOf(read, project.channel_id);
  return project.planned_on === null ? project.ends_at - usualLength : startOfDay(project.planned_on, tz);
}

/** What happened before a retrospective, as far as the viewer may read it. */
export interface Happened {
  readonly since: Instant;
  readonly until: Instant;
  readonly entries: readonly Entry[];
  /** Where it was read. */
  readonly places: readonly string[];
  /** Which of these cannot be read at the moment. */
  readonly missing: readonly string[];
  /** Whose it is, if it is one project's. */
  readonly project: ProjectRow | null;
}

/** @returns `null`: it did not begin with what happened, or the viewer may not read it */
export async function happenedBefore(read: ReadScope, row: RetroRow): Promise<Happened | null> {
  if (row.phase === 'cancelled') return null;
  const { tz } = await calendarOf(read, row.channel_id);
  const entries: Entry[] = [];
  const places = new Set<string>();
  const missing = new Set<string>();
  const seen: { readonly project: ProjectRow; readonly span: TimelineRow }[] = [];
  for (const span of await timelinesOf(read, row)) {
    const project = await loadProject(read, span.project_id);
    if (project === null) continue;
    seen.push({ project, span });
    const known = entriesOf(await factsOf(read, project.id), span);
    entries.push(...known, ...(row.project_id === project.id ? [ownOf(project, row, span, tz)] : []));
    for (const { source, refused } of await read.connections.followedBy(project.id)) {
      places.add(source.place);
      if (refused !== null) missing.add(source.place);
    }
    for (const { place } of known) if (place !== null && place !== '') places.add(place);
  }
  const [first] = seen;
  if (first === undefined) return null;
  return {
    since: Math.min(...seen.map(({ span }) => span.since)),
    until: Math.max(...seen.map(({ span }) => span.until)),
    entries: entries.toSorted((a, b) => a.at - b.at),
    places: [...places],
    missing: [...missing],
    project: seen.length === 1 ? first.project : null,
  };
}

function ownOf(project: ProjectRow, row: RetroRow, { until }: TimelineRow, tz: string): Entry {
  const { name, ends_on: last, first_end: first, end_moves: moves } = project;
  const today = localTime(until, tz).date;
  const ended = row.happened_until !== null && row.happened_until <= today ? row.happened_until : null;
  return ownEntry({ name, planned: first ?? last, last, moves, ended }, noonOf(ended ?? last, tz));
}

/** Which of these retrospectives began with something that had happened, as far as the viewer may know. */
export async function beganWithFacts(
  read: ReadScope,
  retroIds: readonly RowId[],
): Promise<ReadonlySet<RowId>> {
  const spans = await findRows(read.from(timelines), { retro_id: retroIds }, 'id');
  const known = new Map<RowId, readonly KeptFact[]>();
  for (const project of new Set(spans.map(({ project_id: id }) => id)))
    known.set(project, await factsOf(read, project));
  const began = spans.filter(({ project_id: project, since, until }) =>
    (known.get(project) ?? []).some(({ at }) => at > since && at <= until),
  );
  return new Set(began.map(({ retro_id: id }) => id));
}
