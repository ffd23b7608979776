/** Standards that lessons changed, as other practices tell of them and say them. */
import type { LessonLibrary } from '#core/lessons.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { changeStandard } from '../effect/operations.ts';
import { whyNot } from '../effect/rules.ts';
import { type Lesson, lessonsOf, loadLesson, withAuthors } from '../read.ts';
import { lessons } from '../rows.ts';

/** Lessons of a channel that changed a standard, as far as the viewer may see them, the oldest first. */
export const standards: LessonLibrary['standards'] = async (read, channel) => {
  const standing = read.from(lessons).where('it.state', '!=', 'gone');
  const rows = await findRows(standing, { channel_id: channel, effect: 'standard' }, 'standard_at', 'id');
  return rows.map((row) => ({
    id: row.id,
    gathering: row.gathering_id,
    seed: row.seed_id,
    since: row.standard_at ?? row.written_at,
    standard: {
      kind: row.standard_kind ?? 'other',
      name: row.standard_name ?? '',
      link: row.standard_link ?? '',
    },
  }));
};

export const holding: LessonLibrary['holding'] = async (read, origin, now) => {
  const found = await withAuthors(read, await lessonsOf(read, origin), now);
  const all: { id: Lesson['row']['id']; title: string }[] = [];
  for (const lesson of found)
    if (await mayBeSaid(read, lesson)) all.push({ id: lesson.row.id, title: lesson.row.title });
  return all;
};

export const changed: LessonLibrary['changed'] = async (work, id, by, standard) => {
  const lesson = await loadLesson(work.scope, id, work.now);
  if (lesson === null || !(await mayBeSaid(work.scope, lesson))) return false;
  await changeStandard(work, lesson, standard, by);
  return true;
};

/** As a person of its channel, never as an author: what is said elsewhere stands there beside their name, and would tell who wrote a card. */
async function mayBeSaid(read: ReadScope, { row, state }: Lesson): Promise<boolean> {
  const isMember = (await read.channel(row.channel_id)) !== null;
  const facts = { state, isRetired: row.retired_at !== null, hasStandard: row.standard_at !== null };
  return whyNot('standard', { ...facts, isAuthor: false, isMember }) === null;
}
