/** What a forum made, and the question how to continue. */
import { button } from '#core/kit/action.ts';
import { actions, context, type Piece, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { UserId } from '#core/ids.ts';
import type { Message } from '#core/post.ts';
import { mentions, nameOf } from '#core/sentence.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { ForumRow } from '../rows.ts';
import { subjectOf } from '../setup/screens.ts';
import type { ArtefactRow } from './rows.ts';

export const renderMade = (t: T, forum: ForumRow): RenderedModal =>
  renderModal(ids.madeModal, { forum: forum.id }, t.modal('made.title', 'made.submit'), [
    input(ids.madeModal, 'what', t.labels('made.what', { placeholder: 'made.example' })),
    input(ids.madeModal, 'link', t.labels('made.link', { placeholder: 'made.linkExample' })),
    context(t.mrkdwn('made.means')),
  ]);

/** In the channel. */
export function madeMessage(t: T, forum: ForumRow, row: ArtefactRow, by: UserId | null): Message {
  const linked: Piece[] = row.link === '' ? [] : ['\n', { link: row.link }];
  return messageOf(
    section(t.mrkdwn('made.line', { subject: subjectOf(t, forum), by: nameOf(by) })),
    userText({ written: row.what, as: 'title' }, ...linked),
  );
}

/** In the thread of a meeting, to the core group. */
export function quarterMessage(t: T, forum: ForumRow, core: readonly UserId[]): Message {
  const of = { forum: forum.id };
  return messageOf(
    section(t.mrkdwn('quarter.line', { people: mentions(core) })),
    actions([
      button(ids.made, t.plain('made'), of, { style: 'primary' }),
      button(ids.keepOn, t.plain('quarter.on'), of),
      button(ids.pauseForum, t.plain('quarter.pause'), of),
      button(ids.endForum, t.plain('quarter.end'), of, { confirm: ending(t) }),
    ]),
    context(t.mrkdwn('quarter.how')),
  );
}

export const ending = (t: T) => ({
  title: t.plain('end.title'),
  text: t.plain('end.means'),
  confirm: t.plain('quarter.end'),
  deny: t.plain('cancel'),
});

/** What was chosen. */
export const chosenLine = (t: T, forum: ForumRow) =>
  forum.decided_by === null
    ? t.mrkdwn(`chosen.nobody.${forum.state}`)
    : t.mrkdwn(`chosen.${forum.state}`, { by: nameOf(forum.decided_by) });
