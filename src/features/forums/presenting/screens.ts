/** Whom to ask, the question, and what is presented. */
import { button } from '#core/kit/action.ts';
import { actions, context, type Piece, section } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import type { Finished } from '#core/subject.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { By, ForumRow } from '../rows.ts';
import type { SaidAnswer } from '../rules.ts';
import { askValues } from '../setup/screens.ts';
import type { InviteRow, TalkRow } from './rows.ts';

/** @param works what the person knows to be over, at least one */
export function renderInvite(t: T, forum: ForumRow, works: readonly Finished[]): RenderedModal {
  const choices = works.slice(0, limits.options).map(({ id, called, who }) => ({
    value: id,
    text: t.plain('invite.work', { called, who: nameOf(who) }),
  }));
  return renderModal(ids.inviteModal, { forum: forum.id }, t.modal('invite.title', 'invite.submit'), [
    input(ids.inviteModal, 'work', {
      label: t.plain('invite.label'),
      groups: [{ label: t.plain('invite.group'), choices }],
    }),
    context(t.mrkdwn('invite.means')),
  ]);
}

/** Who asks for what, and where. */
export const inviteValues = (row: InviteRow) => ({ ...askValues(row), called: row.called });

/** To who owned or led it. */
export function inviteMessage(t: T, row: InviteRow, said: SaidAnswer | null): Message {
  const of = { invite: row.id };
  const values = inviteValues(row);
  const line = section(t.mrkdwn('invited.line', values));
  const yes = (key: 'invited.yes' | 'invited.yesAfterAll') =>
    button(ids.wouldPresent, t.plain(key), of, key === 'invited.yes' ? { style: 'primary' } : {});
  if (said === 'yes')
    return messageOf(
      line,
      context(t.mrkdwn('invited.agreed', values)),
      actions([button(ids.backOut, t.plain('invited.back'), of)]),
    );
  if (said === 'no')
    return messageOf(line, context(t.mrkdwn('invited.no', values)), actions([yes('invited.yesAfterAll')]));
  return messageOf(
    line,
    section(t.mrkdwn('invited.means')),
    actions([yes('invited.yes'), button(ids.wouldNot, t.plain('invited.decline'), of)]),
    context(t.mrkdwn('invited.how', values)),
  );
}

export const renderAccept = (t: T, row: InviteRow): RenderedModal =>
  renderModal(ids.acceptModal, { invite: row.id }, t.modal('accept.title', 'accept.submit'), [
    input(ids.acceptModal, 'title', t.labels('accept.label', { placeholder: 'accept.example' })),
    context(t.mrkdwn('accept.means', { channel: channelLink(row.channel_id) })),
  ]);

/** One line of an agenda. */
export const talkPieces = (t: T, { row, by }: By<TalkRow>): readonly Piece[] =>
  t.pieces('agenda.talk', { title: { written: row.title, as: 'line' }, by: nameOf(by) });
