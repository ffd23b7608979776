/** Messages to one person, questions and invitations, and the form for their choice. */
import { messageOf } from '#core/kit/message.ts';
import type { Translator } from '../copy.ts';
import type { UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { renderModal, input, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import type { NamedBy } from '#core/scope.ts';
import { atMoment, mention, nameOf } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import * as ids from '../ids.ts';
import type { FirstRow, KeepingRow } from '../rows.ts';
import { patience, questionOf, type Recurrence, recurrences } from '../rules.ts';

const questionLine = (t: Translator, nth: number) => `*${t.mrkdwn(`question.${questionOf(nth)}`)}*` as Mrkdwn;

/** @returns `null` if there is nothing left to ask */
export function askMessage(t: Translator, keeping: KeepingRow | null, nth: number): Message | null {
  if (keeping === null) return null;
  const question = questionLine(t, nth);
  if (keeping.answered_nth >= nth || keeping.stopped_nth === nth) return null;
  const isLast = keeping.asked_nth === nth && keeping.unanswered >= patience;
  if (keeping.rhythm === 'never' && !isLast) return null;
  const why = t.mrkdwn(isLast ? 'ask.last' : 'ask.why');
  const asked = t.mrkdwn('ask.intro');
  return messageOf(
    asked,
    question,
    actions([
      button(ids.write, t.plain('ask.write'), { nth }, { style: 'primary' }),
      button(ids.chooseRecurrence, t.plain('mine.rhythm'), {}),
      button(ids.stop, t.plain('ask.stop'), { nth }),
    ]),
    context(why),
  );
}

/** The outcome of the question. */
export function askedLine(t: Translator, keeping: KeepingRow | null, nth: number): Mrkdwn {
  if (keeping === null) return t.mrkdwn('ask.over');
  if (keeping.answered_nth >= nth) return join([questionLine(t, nth), t.mrkdwn('ask.answered')]);
  if (keeping.stopped_nth === nth) return join([questionLine(t, nth), t.mrkdwn('ask.stopped')]);
  return t.mrkdwn('ask.over');
}

const invitedBy = (t: Translator, by: UserId) => t.mrkdwn('invitation.intro', { person: mention(by) });

/** @param by who invites @returns `null` if it is answered, or the person already chose */
export function invitationMessage(t: Translator, keeping: KeepingRow | null, by: UserId): Message | null {
  if (keeping !== null && (keeping.invited_by === by || keeping.rhythm !== 'never')) return null;
  return offer(t, invitedBy(t, by), t.mrkdwn('invitation.why'), by);
}

/** The answer to it. */
export const invitationLine = (t: Translator, keeping: KeepingRow | null, by: UserId): Mrkdwn =>
  keeping?.invited_by === by ? answered(t, invitedBy(t, by), keeping) : t.mrkdwn('invitation.over');

/**
 * The invitation for members of the user group that an admin chose. Sent only to people who have not chosen yet.
 * @param named `null`: they have left the group
 * @returns `null` if it is answered, or they are no longer invited
 */
export function namedMessage(
  t: Translator,
  keeping: KeepingRow | null,
  named: NamedBy | null,
): Message | null {
  return keeping !== null || named === null ? null : offer(t, namedLine(t, named), t.mrkdwn('named.why'));
}

/** The answer to it, if any. */
export function namedOver(t: Translator, keeping: KeepingRow | null, named: NamedBy | null): Mrkdwn {
  if (keeping === null) return t.mrkdwn('invitation.gone');
  return answered(t, named === null ? t.mrkdwn('named.over') : namedLine(t, named), keeping);
}

function namedLine(t: Translator, { by, handle }: NamedBy): Mrkdwn {
  const group = `@${handle}`;
  return by === null
    ? t.mrkdwn('named.byNobody', { group })
    : t.mrkdwn('named.intro', { person: mention(by), group });
}

function answered(t: Translator, invited: Mrkdwn, { rhythm }: KeepingRow): Mrkdwn {
  return join([invited, t.mrkdwn(rhythm === 'never' ? 'invitation.declined' : 'invitation.accepted')]);
}

/** @param by who invites; without one, membership of a user group */
function offer(t: Translator, invited: Mrkdwn, why: Mrkdwn, by?: UserId): Message {
  const how = t.mrkdwn('invitation.how');
  return messageOf(
    invited,
    how,
    actions([
      button(ids.chooseRecurrence, t.plain('invitation.accept'), { by }, { style: 'primary' }),
      button(ids.decline, t.plain('invitation.decline'), { by }),
    ]),
    context(why),
  );
}

/** @param by whose invitation this answers */
export function renderRecurrence(t: Translator, rhythm: Recurrence, by?: UserId): RenderedModal {
  const choices = Object.fromEntries(recurrences.map((one) => [one, t.plain(`rhythm.${one}`)]));
  return renderModal(ids.recurrenceModal, { by }, t.modal('rhythm.title', 'save'), [
    context(t.mrkdwn('rhythm.intro')),
    input(ids.recurrenceModal, 'rhythm', { label: t.plain('rhythm.label'), choices }, rhythm),
  ]);
}

export function renderInvite(t: Translator): RenderedModal {
  return renderModal(ids.inviteModal, {}, t.modal('invite.title', 'invite.submit'), [
    section(t.mrkdwn('invite.intro')),
    input(ids.inviteModal, 'people', t.labels('invite.people', { hint: 'invite.hint' })),
  ]);
}

export function renderFirst(t: Translator): RenderedModal {
  return renderModal(ids.firstModal, {}, t.modal('first.title', 'first.submit'), [
    section(t.mrkdwn('first.intro')),
    input(ids.firstModal, 'channel', t.labels('first.channel', { hint: 'first.hint' })),
  ]);
}

/** Tells the channel that a person wants to publish first. @returns `null` once the wait is over */
export function firstMessage(t: Translator, row: FirstRow): Message | null {
  if (row.state !== 'waiting') return null;
  const text = t.mrkdwn('first.waiting', { person: nameOf(row.teller_id), until: atMoment(row.until) });
  return {
    text,
    blocks: [section(text), actions([button(ids.dontWait, t.plain('first.dontWait'), { first: row.id })])],
  };
}

/** How the wait ended. */
export function firstLine(t: Translator, row: FirstRow): Mrkdwn {
  const person = nameOf(row.teller_id);
  if (row.state === 'told') return t.mrkdwn('first.told', { person });
  return row.state === 'ended' && row.ended_by !== null
    ? t.mrkdwn('first.ended', { person, by: nameOf(row.ended_by) })
    : t.mrkdwn('first.over', { person });
}
