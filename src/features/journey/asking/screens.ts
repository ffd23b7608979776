/** What Lore says to one person: a question, an invitation; and what they choose. */
import type { Words } from '../copy.ts';
import type { UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { drawModal, input, type ModalDrawing } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import type { NamedBy } from '#core/scope.ts';
import { atMoment, mention } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import {
  chooseRhythm,
  decline,
  dontWait,
  firstModal,
  inviteModal,
  rhythmModal,
  stop,
  write,
} from '../ids.ts';
import type { FirstRow, KeepingRow } from '../rows.ts';
import { patience, questionOf, type Rhythm, rhythms } from '../rules.ts';

/** @returns `null` when there is nothing to ask any more */
export function askMessage(t: Words, keeping: KeepingRow | null, nth: number): Message | null {
  if (keeping === null) return null;
  const question = `*${t.mrkdwn(`question.${questionOf(nth)}`)}*` as Mrkdwn;
  if (keeping.answered_nth >= nth) return messageOf(question, t.mrkdwn('ask.answered'));
  if (keeping.stopped_nth === nth) return messageOf(question, t.mrkdwn('ask.stopped'));
  const isLast = keeping.asked_nth === nth && keeping.unanswered >= patience;
  if (keeping.rhythm === 'never' && !isLast) return null;
  const why = t.mrkdwn(isLast ? 'ask.last' : 'ask.why');
  const asked = t.mrkdwn('ask.intro');
  return {
    text: join([asked, question, why]),
    blocks: [
      section(asked),
      section(question),
      actions([
        button(write, t.plain('ask.write'), { nth }, { style: 'primary' }),
        button(chooseRhythm, t.plain('mine.rhythm'), {}),
        button(stop, t.plain('ask.stop'), { nth }),
      ]),
      context(why),
    ],
  };
}

/** @param by who invites. @returns `null` when the person chose already, of their own accord */
export function invitationMessage(t: Words, keeping: KeepingRow | null, by: UserId): Message | null {
  const invited = t.mrkdwn('invitation.intro', { person: mention(by) });
  if (keeping?.invited_by === by) return answered(t, invited, keeping);
  if (keeping !== null && keeping.rhythm !== 'never') return null;
  return offer(t, invited, t.mrkdwn('invitation.why'), by);
}

/**
 * The invitation of whoever is in a user group that an admin named. It is sent only to who has chosen nothing yet.
 * @param named `null`: they are in none any more. @returns `null` when there is nothing to say
 */
export function namedMessage(t: Words, keeping: KeepingRow | null, named: NamedBy | null): Message | null {
  if (keeping === null && named === null) return null;
  const group = `@${named?.handle ?? ''}`;
  const invited =
    named === null
      ? t.mrkdwn('named.over')
      : named.by === null
        ? t.mrkdwn('named.byNobody', { group })
        : t.mrkdwn('named.intro', { person: mention(named.by), group });
  return keeping === null ? offer(t, invited, t.mrkdwn('named.why')) : answered(t, invited, keeping);
}

function answered(t: Words, invited: Mrkdwn, { rhythm }: KeepingRow): Message {
  return messageOf(invited, t.mrkdwn(rhythm === 'never' ? 'invitation.declined' : 'invitation.accepted'));
}

/** @param by who invites; without one, a user group was named */
function offer(t: Words, invited: Mrkdwn, why: Mrkdwn, by?: UserId): Message {
  const how = t.mrkdwn('invitation.how');
  return {
    text: join([invited, how, why]),
    blocks: [
      section(invited),
      section(how),
      actions([
        button(chooseRhythm, t.plain('invitation.accept'), { by }, { style: 'primary' }),
        button(decline, t.plain('invitation.decline'), { by }),
      ]),
      context(why),
    ],
  };
}

/** @param by whose invitation is answered */
export function renderRhythm(t: Words, rhythm: Rhythm, by?: UserId): ModalDrawing {
  const choices = Object.fromEntries(rhythms.map((one) => [one, t.plain(`rhythm.${one}`)]));
  return drawModal(
    rhythmModal,
    { by },
    { title: t.plain('rhythm.title'), submit: t.plain('save'), close: t.plain('cancel') },
    [
      context(t.mrkdwn('rhythm.intro')),
      input(rhythmModal, 'rhythm', { label: t.plain('rhythm.label'), choices }, rhythm),
    ],
  );
}

export function renderInvite(t: Words): ModalDrawing {
  return drawModal(
    inviteModal,
    {},
    { title: t.plain('invite.title'), submit: t.plain('invite.submit'), close: t.plain('cancel') },
    [
      section(t.mrkdwn('invite.intro')),
      input(inviteModal, 'people', { label: t.plain('invite.people'), hint: t.plain('invite.hint') }),
    ],
  );
}

export function renderFirst(t: Words): ModalDrawing {
  return drawModal(
    firstModal,
    {},
    { title: t.plain('first.title'), submit: t.plain('first.submit'), close: t.plain('cancel') },
    [
      section(t.mrkdwn('first.intro')),
      input(firstModal, 'channel', { label: t.plain('first.channel'), hint: t.plain('first.hint') }),
    ],
  );
}

/** The channel's message that somebody wants to tell first. */
export function firstMessage(t: Words, row: FirstRow): Message {
  const person = mention(row.teller_id);
  switch (row.state) {
    case 'told':
      return messageOf(t.mrkdwn('first.told', { person }));
    case 'over':
      return messageOf(t.mrkdwn('first.over', { person }));
    case 'ended':
      return messageOf(
        row.ended_by === null
          ? t.mrkdwn('first.over', { person })
          : t.mrkdwn('first.ended', { person, by: mention(row.ended_by) }),
      );
    case 'waiting': {
      const text = t.mrkdwn('first.waiting', {
        person,
        until: atMoment(row.until),
      });
      return {
        text,
        blocks: [section(text), actions([button(dontWait, t.plain('first.dontWait'), { first: row.id })])],
      };
    }
  }
}
