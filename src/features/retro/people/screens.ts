/** The offer to take part, what the thread says of those who do, and the form that adds people. */
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { atMoment, channelLink, mention, nameOf } from '#core/sentence.ts';
import { join as joinText } from '#core/text.ts';
import type { UserId } from '#core/ids.ts';
import type { Loaded } from '../session/load.ts';
import { facilitates, type Translator } from '../session/words.ts';
import { addPeopleModal, decline, join } from './ids.ts';

export function offerMessage(t: Translator, { row, retro }: Loaded): Message {
  const id = { retro: row.id };
  const until = atMoment(retro.endsAt ?? 0);
  const facts = { about: row.about, channel: channelLink(row.channel_id), until };
  return messageOf(
    t.mrkdwn('offer.text', facts),
    actions([
      button(join, t.plain('offer.join'), id, { style: 'primary' }),
      button(decline, t.plain('offer.decline'), id),
    ]),
    context(joinText([facilitates(t, retro), t.mrkdwn('offer.once')], ' ')),
  );
}

/** @param by that person, or the facilitator */
export function joinedMessage(t: Translator, { retro }: Loaded, person: UserId, by: UserId): Message {
  const said =
    person === by
      ? t.mrkdwn('joined.self', { person: nameOf(person) })
      : t.mrkdwn('joined.added', { person: mention(person), by: nameOf(by) });
  const until = atMoment(retro.endsAt ?? 0);
  return messageOf(
    retro.usualEnd === null ? said : joinText([said, t.mrkdwn('joined.longer', { until })], ' '),
  );
}

export function renderAddPeople(t: Translator, { row }: Loaded): RenderedModal {
  const words = t.labels('addPeople.who', { hint: 'addPeople.hint' });
  return renderModal(addPeopleModal, { retro: row.id }, t.modal('addPeople.title', 'addPeople.submit'), [
    section(t.mrkdwn('addPeople.intro')),
    input(addPeopleModal, 'people', words),
  ]);
}
