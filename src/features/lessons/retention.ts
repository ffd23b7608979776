/** How long lessons are kept, with what those who wrote their cards decided and readers said; and what was typed and not saved. */
import { ownKind, partOf, rowKind, type RowKind } from '../../core/retention.ts';
import { lessonsCopy } from './copy.ts';
import { drafts, lessons, opinions, parts } from './tables.ts';

/** Three years, as shares: a lesson outlives the project, and the retrospective, that it comes from. */
const days = 1_095;
/** Nobody comes back to what they left for longer. */
const draftsFor = 14;

export const kinds: readonly RowKind[] = [
  rowKind({
    name: 'lessons.lessons',
    title: (locale) => lessonsCopy.in(locale, 'UTC').plain('kept.lessons'),
    days,
    table: lessons,
    since: 'written_at',
    parts: [partOf(parts, 'lesson_id'), partOf(opinions, 'lesson_id')],
  }),
  ownKind({
    name: 'lessons.drafts',
    title: (locale) => lessonsCopy.in(locale, 'UTC').plain('kept.drafts'),
    days: draftsFor,
    table: drafts,
    since: 'typed_at',
  }),
];
