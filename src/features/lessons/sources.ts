/** What lessons can be made of, from whatever practice has it. */
import type { Instant } from '#core/clock.ts';
import type { Feature } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import type { Gathering, LessonShelf } from '#core/lessons.ts';
import type { ReadScope } from '#core/scope.ts';
import { lessonsCopy } from './copy.ts';
import { proposalPost } from './ids.ts';
import { keptElsewhere, lessonsOf, loadLesson } from './read.ts';
import { fitting, mostProposed } from './rules.ts';
import { renderLesson, storyOf } from './screens.ts';

/** The practices, asked for when they are needed: some of them need this one. */
export type Sources = () => readonly Pick<Feature, 'name' | 'lessonSource'>[];

export interface Found {
  /** The practice. */
  readonly source: string;
  readonly gathering: Gathering;
}

const first = (gathering: Gathering): Gathering => ({
  ...gathering,
  seeds: gathering.seeds.slice(0, mostProposed),
});

/** @returns `null` when no practice has it, or not any more, or not for this viewer */
export async function loadGathering(
  sources: Sources,
  view: ReadScope,
  id: RowId,
  now: Instant,
): Promise<Found | null> {
  for (const { name, lessonSource } of sources()) {
    const gathering = await lessonSource?.load(view, id, now);
    if (gathering != null) return { source: name, gathering: first(gathering) };
  }
  return null;
}

/** What the viewer can write lessons of now. */
export async function openGatherings(
  sources: Sources,
  view: ReadScope,
  now: Instant,
): Promise<readonly Gathering[]> {
  const all: Gathering[] = [];
  for (const { lessonSource } of sources())
    all.push(...((await lessonSource?.open(view, now)) ?? []).map(first));
  return all.filter(({ seeds }) => seeds.length > 0);
}

/** So many of the newest are looked at. */
const most = 300;

export const lessonShelf: LessonShelf = {
  propose: async ({ scope }, gathering) => {
    if (gathering.seeds.length === 0) return;
    await scope.publish(proposalPost(gathering));
    if (gathering.writer !== null) await scope.refreshHome(gathering.writer);
  },
  find: async (view, { channel, about }) => {
    const rows = await keptElsewhere(view, channel, most);
    return fitting(
      about,
      rows.map(({ id, title, use_when: useWhen, topics }) => ({ id, title, useWhen, topics })),
    );
  },
  draw: async (view, id, drawing) => {
    const lesson = await loadLesson(view, id, drawing.now);
    return lesson?.state === 'kept' ? renderLesson(lessonsCopy.for(drawing), lesson) : null;
  },
  madeOf: async (view, gathering) =>
    (await lessonsOf(view, gathering)).map((row) => ({
      id: row.id,
      title: row.title,
      happened: storyOf(row),
      useWhen: row.use_when,
    })),
};
