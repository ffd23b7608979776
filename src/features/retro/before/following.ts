/** What becomes of a review when its project is planned, changed or over, and when one is offered once more. */
import type { Instant } from '#core/clock.ts';
import type { ReadScope } from '#core/scope.ts';
import { localTime } from '#core/time/zone.ts';
import type { Work } from '#core/work.ts';
import { type ProjectRow, projects } from '../plan/rows.ts';
import { calendarOf } from '../session/load.ts';
import type { RetroRow } from '../session/rows.ts';
import { beforeJobs, beforePost, offerPost } from './ids.ts';
import { end, refreshHomes, scheduleEnd, scheduleJoin } from './operations.ts';
import { beforeFor, beforeOf, type BeforeRow, befores, reviewOf } from './rows.ts';
import { isEarly, offersAgain } from './rules.ts';

const reviewOfPlan = ({ scope }: { readonly scope: ReadScope }, { channel_id, id, name }: ProjectRow) =>
  beforeOf(scope, { channel: channel_id, project: id, name });

/** A project is planned: a review of its name that began without one is its. Otherwise the plan's message offers one. */
export async function followPlan(work: Work, project: ProjectRow): Promise<void> {
  const found = await reviewOfPlan(work, project);
  if (found !== null && found.state !== 'over') await follow(work, project, found);
  else if (project.state === 'planned' && isEarly(datesOf(project), project.planned_on ?? project.ends_on))
    await work.scope.update(projects, project.id, { before_offers: 1 });
}

const datesOf = ({
  planned_on: plannedOn,
  ends_on: endsOn,
  before_end: lastEnd,
  before_offers: offers,
}: ProjectRow) => ({
  plannedOn,
  endsOn,
  lastEnd,
  offers,
});

/** Whether the message of a plan offers a review: while it is early, and none has begun. */
export async function isOffered(read: ReadScope, project: ProjectRow, now: Instant): Promise<boolean> {
  if (project.state !== 'planned') return false;
  const { tz } = await calendarOf(read, project.channel_id);
  if (!isEarly(datesOf(project), localTime(now, tz).date)) return false;
  return (await reviewOfPlan({ scope: read }, project)) === null;
}

/** Its plan has changed. If its end moved far and nobody has looked ahead yet, the plan's thread offers a review once more. */
export async function followChange(work: Work, project: ProjectRow): Promise<void> {
  const { scope, now } = work;
  const found = await reviewOfPlan(work, project);
  if (found !== null) return follow(work, project, found);
  const { tz } = await calendarOf(scope, project.channel_id);
  if (!offersAgain(datesOf(project), localTime(now, tz).date)) return;
  const offers = project.before_offers + 1;
  await scope.update(projects, project.id, { before_end: project.ends_on, before_offers: offers });
  await scope.publish(offerPost({ ...project, before_offers: offers }));
}

/** It carries the project's name and ends with it; an end that moved on takes it up again. */
async function follow(work: Work, project: ProjectRow, row: BeforeRow): Promise<void> {
  const { scope, now } = work;
  const goesOn = row.state === 'over' && row.over_how === 'ended' && project.ends_at > now;
  if (row.state === 'over' && !goesOn) return;
  const until = row.state === 'open' ? Math.min(row.until, project.ends_at) : row.until;
  const cells = {
    name: project.name,
    project_id: project.id,
    until,
    ...(goesOn ? { state: 'joined' as const, over_at: null, over_how: null } : {}),
  };
  await scope.update(befores, row.id, cells);
  const after = { ...row, ...cells };
  if (until !== row.until) await scheduleJoin(scope, after);
  await scheduleEnd(scope, after, project);
  await scope.refresh(beforePost(after));
  await refreshHomes(scope, after);
}

/** Nothing more happens with the project here. Who decided that changed nothing in the review. */
export async function followEnd(work: Work, project: ProjectRow): Promise<void> {
  const found = await reviewOfPlan(work, project);
  if (found?.project_id === project.id)
    await end(work, found, project.state === 'held' ? 'held' : 'ended', null);
  await work.scope.refresh(offerPost(project));
}

/** A retrospective begins: it looks back on the review, and is the only one that does. */
export async function followRetro(work: Work, row: RetroRow): Promise<void> {
  const found = await beforeFor(work.scope, row);
  if (found === null) return;
  await work.scope.update(befores, found.id, { retro_id: row.id });
  await end(work, found, 'held', null);
}

/** A retrospective was cancelled: the next one of its name looks back on the review. */
export async function leaveReview({ scope }: Pick<Work, 'scope'>, row: RetroRow): Promise<void> {
  const found = await reviewOf(scope, row);
  if (found !== null) await scope.update(befores, found.id, { retro_id: null });
}

/** The project's time is up. */
export async function endWhenOver(work: Work, row: BeforeRow, project: ProjectRow | null): Promise<void> {
  if (project !== null && project.ends_at > work.now) {
    await work.scope.runAt(beforeJobs.over.ref({ before: row.id }), project.ends_at, {
      kind: 'channel',
      channelId: row.channel_id,
    });
    return;
  }
  await end(work, row, 'ended', null);
}
