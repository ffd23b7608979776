/** What people wrote down after a meeting. */
import { channel, instant, number, partOf, reference, text } from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { meetings } from '../meetings/rows.ts';

/** One paragraph a row, so that each can become a lesson. */
export const notes = sharedTable(
  'forum_note',
  {
    meeting_id: partOf(meetings).internal,
    channel_id: channel,
    /** Shared by what was written at once. */
    set_id: reference.internal,
    place: number.internal,
    words: text,
    noted_at: instant,
  },
  { exported: { as: 'forumNotes', order: 'noted_at', writers: 'by' } },
);

export type NoteRow = RowOf<typeof notes>;

/** @returns `null` if it is gone, or not for this viewer */
export const loadNote = (read: ReadScope, id: RowId): Promise<NoteRow | null> =>
  findRow(read.from(notes), { id });

/** What was written at once, in its order. */
export const notesOf = (read: ReadScope, set: RowId): Promise<NoteRow[]> =>
  findRows(read.from(notes), { set_id: set }, 'place', 'id');
