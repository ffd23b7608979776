/** Notes after a meeting: whoever likes writes them, and each paragraph can become a lesson. */
import type { FeaturePart } from '#core/feature.ts';
import { type RowId, rowId, type UserId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import { lessonEntries, type LessonKeepers, type LessonSeeds, tellWithdrawn } from '#core/lessons.ts';
import { errors, nothing, onAction, onReading, onSubmit, open, type Reply, say } from '#core/listener.ts';
import { definePost } from '#core/post.ts';
import type { Work } from '#core/work.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { loadMeeting, type MeetingRow } from '../meetings/rows.ts';
import { authorOf } from '../rows.ts';
import { tell } from '../setup/handlers.ts';
import { loadNote, type NoteRow, notes, notesOf } from './rows.ts';
import { paragraphsOf } from './rules.ts';
import * as screens from './screens.ts';

/** Keeps what a person wrote, and shows it in the meeting's thread. */
async function keep(
  { scope, now, newId }: Work,
  row: MeetingRow,
  user: UserId,
  paragraphs: readonly string[],
): Promise<void> {
  const set = rowId(newId());
  const audience = await scope.audience({ kind: 'conversation', channel: row.channel_id });
  for (const [place, words] of paragraphs.entries()) {
    const note: NoteRow = {
      id: rowId(newId()),
      meeting_id: row.id,
      channel_id: row.channel_id,
      set_id: set,
      place,
      words,
      noted_at: now,
    };
    await scope.insert(notes, note, { audience, by: [user], names: 'shown' });
  }
  await scope.publish(ids.notedPost(row, set));
}

/** @param keepers who hears that something was taken back */
export function notesAmong(keepers: LessonKeepers): FeaturePart {
  const about = postsAbout(copy, (read, { meeting }: ids.OfMeeting) => loadMeeting(read, meeting));
  return {
    actions: [
      onReading(ids.keepNotes, async (it, { meeting }): Promise<Reply> => {
        const row = await loadMeeting(it.scope, meeting);
        const channel = row === null ? null : await it.scope.channel(row.channel_id);
        if (row === null || channel === null) return tell(it, 'told.forumGone');
        if (channel.isArchived) return tell(it, 'told.archived');
        return open(screens.renderNotes(copy.for(it), row));
      }),
      onAction(ids.dropNotes, async (it, { set }): Promise<Reply> => {
        const mine = await notesOf(it.scope, set);
        const [first] = mine;
        if (first === undefined) return tell(it, 'told.notesGone');
        if ((await authorOf(it.scope, notes, first)) !== it.person.userId)
          return tell(it, 'told.notesNotYours');
        const row = await loadMeeting(it.scope, first.meeting_id);
        for (const { id } of mine) {
          await tellWithdrawn(keepers, it, id, it.person.userId);
          await it.scope.delete(notes, id);
        }
        if (row !== null) await it.scope.refresh(ids.notedPost(row, set));
        return nothing;
      }),
    ],
    views: [
      onSubmit(ids.notesModal, async (it, { meeting }, { words }): Promise<Reply> => {
        const t = copy.for(it);
        const row = await loadMeeting(it.scope, meeting);
        const channel = row === null ? null : await it.scope.channel(row.channel_id);
        if (row === null || channel === null) return errors({ words: t.plain('told.forumGone') });
        if (channel.isArchived) return errors({ words: t.plain('told.archived') });
        const paragraphs = paragraphsOf(words);
        if (paragraphs.length === 0) return errors({ words: t.plain('notes.empty') });
        await keep(it, row, it.person.userId, paragraphs);
        return say(messageOf(t.mrkdwn('notes.kept')));
      }),
    ],
    posts: [
      about.post(ids.posts.notes, 'title.notes', (t, row) =>
        row.state === 'over' ? screens.offerMessage(t, row) : null,
      ),
      definePost(ids.posts.noted, {
        title: copy.titled('title.noted'),
        build: async (read, { set }, renderContext) => {
          const [first, ...others] = await notesOf(read, set);
          if (first === undefined) return null;
          const t = copy.for(renderContext);
          const noted = await Promise.all(
            [first, ...others].map(async (row) => ({ row, can: await lessonEntries(read, t, row.id) })),
          );
          return screens.notedMessage(t, set, await authorOf(read, notes, first), noted);
        },
        over: copy.says('notes.over'),
      }),
    ],
  };
}

export const lessonSeeds: LessonSeeds = {
  load: async (read, id: RowId) => {
    const row = await loadNote(read, id);
    const meeting = row === null ? null : await loadMeeting(read, row.meeting_id);
    if (row === null || meeting === null) return null;
    const [title = ''] = row.words.split('\n');
    return {
      table: notes,
      author: await authorOf(read, notes, row),
      channel: row.channel_id,
      words: { title, happened: row.words, useWhen: '', topics: '' },
      post: ids.notedPost(meeting, row.set_id),
    };
  },
};
