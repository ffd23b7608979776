import { instant, partOf, reference, text } from '#core/columns.ts';
import { sharedTable } from '#core/tables.ts';
import { lessons } from '../rows.ts';

/** Of a lesson that came from another installation: what its file said there that is in no other row here. Its authors are those whom it names. */
export const records = sharedTable(
  'lesson_record',
  {
    lesson_id: partOf(lessons),
    /** Its id in files. */
    known_as: reference.internal,
    /** When it was written there; here it is kept from when it came. */
    written_at: instant.internal,
    /** `Said`, as JSON. */
    said: text.internal,
  },
  // It cannot be said without one of them.
  { isJoint: true },
);
