/** Discussing topics: each one's message, the question at its end, and its outcome. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { actions, context } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { defineModal, renderModal, input, type RenderedModal, textField } from '#core/kit/modal.ts';
import { rowValue } from '#core/kit/values.ts';
import type { Message } from '#core/post.ts';
import { atMoment, nameOf } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import type { Loaded } from '../session/load.ts';
import { endingAtOnce, promiseNow } from '../session/promises.ts';
import { limitsOf } from '../session/rules.ts';
import type { Translator } from '../session/words.ts';
import type { DiscussionRow } from './operations.ts';
import { askedFor, topicOn } from './rules.ts';

const one = z.object({ discussion: rowValue });

export const readTopic = defineAction('retro.read-topic', one);
export const noteOutcome = defineAction('retro.note', one);
export const nextTopic = defineAction('retro.next-topic', one);

/** `asked`: when its time was up, so that of two presses only the first extends it. */
export const talkOn = defineAction('retro.talk-on', one.extend({ asked: z.number().int() }));

export const outcomeModal = defineModal('retro.note', one, {
  outcome: textField({ most: limitsOf.outcome, optional: true }),
});

/**
 * One discussed topic. The channel may not read its cards yet, though participants may: so it says which one it is, what it is called if it has a name,
 * its votes, its end, and who reads the thread.
 * @param all those that are or were discussed
 * @param shown what it is called here, and how many votes it has; `null` if that is not shown
 */
export function topicMessage(
  t: Translator,
  loaded: Loaded,
  topic: DiscussionRow,
  all: readonly DiscussionRow[],
  { title, votes }: { readonly title: string | null; readonly votes: number | null },
): Message {
  const { row, retro } = loaded;
  const { place, outcome } = topic;
  const which = { place, of: all.length, about: row.about };
  const key = votes === null ? 'which' : 'text';
  const what =
    title === null
      ? t.mrkdwn(`topic.${key}`, { ...which, votes: votes ?? 0 })
      : t.mrkdwn(`topic.named.${key}`, { ...which, title, votes: votes ?? 0 });
  const isOn = retro.phase === 'discuss' && topicOn(all)?.id === topic.id;
  const until =
    isOn && topic.ends_at !== null ? [t.mrkdwn('topic.until', { until: atMoment(topic.ends_at) })] : [];
  const noted = outcome === '' ? [] : [t.mrkdwn('topic.outcome', { outcome })];
  const rule = promiseNow(t, 'topic', loaded);
  const id = { discussion: topic.id };
  const next =
    place >= retro.top
      ? button(nextTopic, t.plain('manage.endDiscuss'), id, { confirm: endingAtOnce(t, loaded) })
      : button(nextTopic, t.plain('topic.next'), id);
  const buttons = [
    button(readTopic, t.plain('topic.read'), id, { style: 'primary' }),
    ...(retro.phase === 'discuss' ? [button(noteOutcome, t.plain('topic.note'), id)] : []),
    ...(isOn ? [next] : []),
  ];
  return messageOf(join([what, ...until], ' '), ...noted, context(rule), actions(buttons));
}

/**
 * Asks whether to continue, in the thread of a topic whose time is up.
 * @param asked when it was; a different end since then is an answer
 * @returns `null` once it is answered, or nobody can answer any more
 */
export function askMessage(
  t: Translator,
  { retro }: Loaded,
  topic: DiscussionRow,
  all: readonly DiscussionRow[],
  asked: Instant,
): Message | null {
  const isOpen = retro.phase === 'discuss' && topicOn(all)?.id === topic.id && t.now < asked + askedFor;
  if (!isOpen || topic.ends_at !== asked) return null;
  const text = t.mrkdwn('talk.ask', { until: atMoment(asked + askedFor) });
  const yes = button(talkOn, t.plain('talk.on'), { discussion: topic.id, asked }, { style: 'primary' });
  return messageOf(text, actions([yes]));
}

/** Who decided how a topic continues. @param until 0: it is over */
export function saidMessage(t: Translator, by: UserId, until: Instant): Message {
  return messageOf(
    until === 0
      ? t.mrkdwn('talk.saidNext', { by: nameOf(by) })
      : t.mrkdwn('talk.saidOn', { by: nameOf(by), until: atMoment(until) }),
  );
}

export function renderOutcome(t: Translator, { id, outcome }: DiscussionRow): RenderedModal {
  const words = t.labels('note.label', { hint: 'note.hint', placeholder: 'note.example' });
  return renderModal(outcomeModal, { discussion: id }, t.modal('note.title', 'save'), [
    input(outcomeModal, 'outcome', words, outcome),
  ]);
}
