import { partOf, text } from '#core/columns.ts';
import { sharedTable } from '#core/tables.ts';
import { lessons } from '../rows.ts';

/** Where an imported lesson came from. Both keys are digests that include the channel: one source can be brought into two channels. */
export const imports = sharedTable('lesson_import', {
  lesson_id: partOf(lessons),
  /** Of its place in its source: the same there means the same lesson. */
  source_key: text.internal,
  /** Of what it said there when it last came. */
  words_key: text.internal,
});
