/** The message that a lesson leads to, and the words that its author gave. */
import { partOf } from '#core/columns.ts';
import { linkedWords, quoteColumns, sourceColumns } from '#core/kit/linked-words.ts';
import { sharedTable } from '#core/tables.ts';
import { lessons } from '../rows.ts';

const lesson_id = partOf(lessons);

export const quotes = sharedTable(
  'lesson_quote',
  { lesson_id, ...quoteColumns },
  { exported: { as: 'quotes', withId: true, writers: 'by' } },
);

export const sources = sharedTable('lesson_source', { lesson_id, ...sourceColumns });

export const linked = linkedWords({ whole: lessons, sources, quotes });
