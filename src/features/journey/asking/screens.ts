/** What Lore says to one person: a question, an invitation; and what they choose. */
import type { UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { drawModal, input, type ModalDrawing } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import type { NamedBy } from '#core/scope.ts';
import { atMoment, mention } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { Words } from '../entries/screens.ts';
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
export function askMessage({ say }: Words, keeping: KeepingRow | null, nth: number): Message | null {
  if (keeping === null) return null;
  const question = `*${say.mrkdwn(`question.${questionOf(nth)}`)}*` as Mrkdwn;
  if (keeping.answered_nth >= nth) return messageOf(question, say.mrkdwn('ask.answered'));
  if (keeping.stopped_nth === nth) return messageOf(question, say.mrkdwn('ask.stopped'));
  const isLast = keeping.asked_nth === nth && keeping.unanswered >= patience;
  if (keeping.rhythm === 'never' && !isLast) return null;
  const why = say.mrkdwn(isLast ? 'ask.last' : 'ask.why');
  const asked = say.mrkdwn('ask.intro');
  return {
    text: join([asked, question, why]),
    blocks: [
      section(asked),
      section(question),
      actions([
        button(write, say.plain('ask.write'), { nth }, { style: 'primary' }),
        button(chooseRhythm, say.plain('mine.rhythm'), {}),
        button(stop, say.plain('ask.stop'), { nth }),
      ]),
      context(why),
    ],
  };
}

/** @param by who invites. @returns `null` when the person chose already, of their own accord */
export function invitationMessage(words: Words, keeping: KeepingRow | null, by: UserId): Message | null {
  const { say } = words;
  const invited = say.mrkdwn('invitation.intro', { person: mention(by) });
  if (keeping?.invited_by === by) return answered(words, invited, keeping);
  if (keeping !== null && keeping.rhythm !== 'never') return null;
  return offer(words, invited, say.mrkdwn('invitation.why'), by);
}

/**
 * The invitation of whoever is in a user group that an admin named. It is sent only to who has chosen nothing yet.
 * @param named `null`: they are in none any more. @returns `null` when there is nothing to say
 */
export function namedMessage(
  { say }: Words,
  keeping: KeepingRow | null,
  named: NamedBy | null,
): Message | null {
  if (keeping === null && named === null) return null;
  const group = `@${named?.handle ?? ''}`;
  const invited =
    named === null
      ? say.mrkdwn('named.over')
      : named.by === null
        ? say.mrkdwn('named.byNobody', { group })
        : say.mrkdwn('named.intro', { person: mention(named.by), group });
  return keeping === null
    ? offer({ say }, invited, say.mrkdwn('named.why'))
    : answered({ say }, invited, keeping);
}

function answered({ say }: Words, invited: Mrkdwn, { rhythm }: KeepingRow): Message {
  return messageOf(invited, say.mrkdwn(rhythm === 'never' ? 'invitation.declined' : 'invitation.accepted'));
}

/** @param by who invites; without one, a user group was named */
function offer({ say }: Words, invited: Mrkdwn, why: Mrkdwn, by?: UserId): Message {
  const how = say.mrkdwn('invitation.how');
  return {
    text: join([invited, how, why]),
    blocks: [
      section(invited),
      section(how),
      actions([
        button(chooseRhythm, say.plain('invitation.accept'), { by }, { style: 'primary' }),
        button(decline, say.plain('invitation.decline'), { by }),
      ]),
      context(why),
    ],
  };
}

/** @param by whose invitation is answered */
export function rhythmDrawing({ say }: Words, rhythm: Rhythm, by?: UserId): ModalDrawing {
  const choices = Object.fromEntries(rhythms.map((one) => [one, say.plain(`rhythm.${one}`)]));
  return drawModal(
    rhythmModal,
    { by },
    { title: say.plain('rhythm.title'), submit: say.plain('save'), close: say.plain('cancel') },
    [
      context(say.mrkdwn('rhythm.intro')),
      input(rhythmModal, 'rhythm', { label: say.plain('rhythm.label'), choices }, rhythm),
    ],
  );
}

export function inviteDrawing({ say }: Words): ModalDrawing {
  return drawModal(
    inviteModal,
    {},
    { title: say.plain('invite.title'), submit: say.plain('invite.submit'), close: say.plain('cancel') },
    [
      section(say.mrkdwn('invite.intro')),
      input(inviteModal, 'people', { label: say.plain('invite.people'), hint: say.plain('invite.hint') }),
    ],
  );
}

export function firstDrawing({ say }: Words): ModalDrawing {
  return drawModal(
    firstModal,
    {},
    { title: say.plain('first.title'), submit: say.plain('first.submit'), close: say.plain('cancel') },
    [
      section(say.mrkdwn('first.intro')),
      input(firstModal, 'channel', { label: say.plain('first.channel'), hint: say.plain('first.hint') }),
    ],
  );
}

/** The channel's message that somebody wants to tell first. */
export function firstMessage({ say }: Words, row: FirstRow): Message {
  const person = mention(row.teller_id);
  switch (row.state) {
    case 'told':
      return messageOf(say.mrkdwn('first.told', { person }));
    case 'over':
      return messageOf(say.mrkdwn('first.over', { person }));
    case 'ended':
      return messageOf(
        row.ended_by === null
          ? say.mrkdwn('first.over', { person })
          : say.mrkdwn('first.ended', { person, by: mention(row.ended_by) }),
      );
    case 'waiting': {
      const text = say.mrkdwn('first.waiting', {
        person,
        until: atMoment(row.until),
      });
      return {
        text,
        blocks: [section(text), actions([button(dontWait, say.plain('first.dontWait'), { first: row.id })])],
      };
    }
  }
}
