/** The offer of a short reflection: one line, and what became of it. */
import { button } from '#core/kit/action.ts';
import { actions } from '#core/kit/blocks.ts';
import { endedMessage } from '#core/kit/ended.ts';
import { messageOf } from '#core/kit/message.ts';
import type { Message } from '#core/post.ts';
import { atMoment, nameOf } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { Translator } from '../session/words.ts';
import { notHere, notNow, reflectNow } from './ids.ts';
import type { ReflectionRow } from './rows.ts';

/** @returns `null` once it is over */
export function offerMessage(t: Translator, { id, kind, what, state }: ReflectionRow): Message | null {
  if (state !== 'offered') return null;
  const of = { reflection: id };
  return messageOf(
    t.mrkdwn(`reflect.${kind}`, { what }),
    actions([
      button(reflectNow, t.plain('reflect.now'), of),
      button(notNow, t.plain('reflect.notNow'), of),
      button(notHere, t.plain('reflect.notHere'), of),
    ]),
  );
}

/** What became of it, and who decided. */
export function offerOver(t: Translator, { what, state, decided_by: by }: ReflectionRow): Mrkdwn {
  const values = { what, by: nameOf(by) };
  switch (state) {
    case 'taken':
      return t.mrkdwn('reflect.taken', values);
    case 'declined':
      return t.mrkdwn('reflect.declined', values);
    case 'off':
      return t.mrkdwn('reflect.off', values);
    case 'silenced':
      return t.mrkdwn('reflect.silenced');
    default:
      return t.mrkdwn('reflect.ignored', values);
  }
}

/** To a person who pressed a button of an offer that is over. @param row `null`: it is gone */
export const offerEnded = (t: Translator, row: ReflectionRow | null): Message =>
  endedMessage({
    what:
      row === null
        ? t.mrkdwn('ended.offerGone')
        : t.mrkdwn('ended.offer', { what: row.what, at: atMoment(row.offered_at ?? row.happened_at) }),
    now: t.mrkdwn('ended.now.offer'),
  });
