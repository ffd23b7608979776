/** What lessons can be made from, in whichever practice has it. */
import type { Instant } from '#core/clock.ts';
import type { Feature } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import type { LessonLibrary, Origin } from '#core/lessons.ts';
import type { ReadScope } from '#core/scope.ts';
import { withdrawn } from './adding/operations.ts';
import { lessonsCopy } from './copy.ts';
import { jobNames, proposalPost } from './ids.ts';
import { readWhole, search, similar } from './library/library.ts';
import { understand } from './library/understand.ts';
import { lessonsOf, loadLesson } from './read.ts';
import { findFitting, findKnownIn } from './fitting/find.ts';
import { countApplied } from './fitting/operations.ts';
import { changed, holding, standards } from './fitting/standards.ts';
import { recordsIn } from './record/operations.ts';
import { mostProposed } from './rules.ts';
import { renderLesson, storyOf } from './screens.ts';

/** The practices, resolved lazily: some of them need this one. */
export type Sources = () => readonly Pick<Feature, 'name' | 'lessonSource' | 'lessonSeeds'>[];

export interface Found {
  /** The practice. */
  readonly source: string;
  readonly origin: Origin;
}

const first = (origin: Origin): Origin => ({
  ...origin,
  candidates: origin.candidates.slice(0, mostProposed),
});

/** @returns `null` if no practice has it any more, or the viewer may not see it */
export async function loadOrigin(
  sources: Sources,
  read: ReadScope,
  id: RowId,
  now: Instant,
): Promise<Found | null> {
  for (const { name, lessonSource } of sources()) {
    const origin = await lessonSource?.load(read, id, now);
    if (origin != null) return { source: name, origin: first(origin) };
  }
  return null;
}

/** What the viewer can write lessons from now. */
export async function openOrigins(
  sources: Sources,
  read: ReadScope,
  now: Instant,
): Promise<readonly Origin[]> {
  const all: Origin[] = [];
  for (const { lessonSource } of sources())
    all.push(...((await lessonSource?.open(read, now)) ?? []).map(first));
  return all.filter(({ candidates }) => candidates.length > 0);
}

export const lessonLibrary: LessonLibrary = {
  understand,
  search,
  similar,
  read: readWhole,
  records: recordsIn,
  withdrawn,
  propose: async ({ scope }, origin) => {
    if (origin.candidates.length === 0) return;
    await scope.publish({ ...proposalPost(origin), shows: [origin.id] });
    const channel = { kind: 'channel', channelId: origin.channel } as const;
    await scope.runAt(jobNames.proposalOver.ref({ of: origin.id }), origin.until, channel);
    if (origin.writer !== null) await scope.refreshHome(origin.writer);
  },
  find: findFitting,
  knownIn: findKnownIn,
  applied: countApplied,
  standards,
  holding,
  changed,
  draw: async (read, id, renderContext) => {
    const lesson = await loadLesson(read, id, renderContext.now);
    return lesson?.state === 'kept' ? renderLesson(lessonsCopy.for(renderContext), lesson) : null;
  },
  madeOf: async (read, origin) =>
    (await lessonsOf(read, origin)).map((row) => ({
      id: row.id,
      title: row.title,
      happened: storyOf(row),
      useWhen: row.use_when,
    })),
};
