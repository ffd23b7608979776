/** Notes of a meeting: the offer, the form, and what was written. */
import type { KnownBlock } from '@slack/types';
import type { RowId, UserId } from '#core/ids.ts';
import { button, entriesMenu, type MenuEntry } from '#core/kit/action.ts';
import { actions, context, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { nameOf } from '#core/sentence.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { MeetingRow } from '../meetings/rows.ts';
import type { NoteRow } from './rows.ts';

/** In the thread, once the meeting is over. */
export const offerMessage = (t: T, row: MeetingRow): Message =>
  messageOf(
    section(t.mrkdwn('notes.offer')),
    actions([
      button(ids.keepNotes, t.plain('notes.keep'), { meeting: row.id }, { style: 'primary' }),
      button(ids.made, t.plain('made'), { forum: row.forum_id }),
    ]),
    context(t.mrkdwn('notes.how')),
  );

export const renderNotes = (t: T, row: MeetingRow): RenderedModal =>
  renderModal(ids.notesModal, { meeting: row.id }, t.modal('notes.title', 'notes.submit'), [
    input(
      ids.notesModal,
      'words',
      t.labels('notes.words', { hint: 'notes.hint', placeholder: 'notes.example' }),
    ),
    context(t.mrkdwn('notes.means')),
  ]);

/** One paragraph, and what can be done with it. */
export interface Noted {
  readonly row: NoteRow;
  readonly can: readonly MenuEntry[];
}

export function notedMessage(t: T, set: RowId, by: UserId | null, noted: readonly Noted[]): Message {
  const blocks = noted.flatMap(({ row, can: [first, ...others] }): KnownBlock[] => [
    userText({ written: row.words }),
    ...(first === undefined ? [] : [actions([entriesMenu([first, ...others])], `forums.${row.id}`)]),
  ]);
  return messageOf(
    section(t.mrkdwn('noted.by', { by: nameOf(by) })),
    ...blocks,
    actions([
      button(
        ids.dropNotes,
        t.plain('notes.drop'),
        { set },
        { confirm: t.confirm('notes.dropTitle', 'notes.dropMeans', 'notes.drop') },
      ),
    ]),
  );
}
