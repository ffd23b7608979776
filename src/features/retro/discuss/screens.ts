/** Talking about topics: the message of each, the question at its end, and what came out of it. */
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { drawModal, input, type ModalDrawing } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { atMoment, mention } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import { endingAtOnce } from '../session/ending.ts';
import type { Loaded } from '../session/load.ts';
import { promise } from '../session/promises.ts';
import { keptNow } from '../session/secrecy.ts';
import type { Words } from '../session/words.ts';
import { nextTopic, noteOutcome, outcomeModal, readTopic, talkOn } from './ids.ts';
import type { DiscussionRow } from './rows.ts';
import { askedFor, talkedAbout, topicOn } from './rules.ts';

/**
 * One topic that is talked about. The channel may not read its cards yet, and whoever takes part may: so it says which one it is, how it was
 * voted for, until when it is on, and who reads what is written under it.
 * @param all those that are, or were, talked about
 * @param votes how many it has; `null` where that is not told
 */
export function topicMessage(
  words: Words,
  loaded: Loaded,
  topic: DiscussionRow,
  all: readonly DiscussionRow[],
  votes: number | null,
): Message {
  const { say } = words;
  const { row, retro } = loaded;
  const { place, outcome } = topic;
  const which = { place, of: all.length, about: row.about };
  const what =
    votes === null ? say.mrkdwn('topic.which', which) : say.mrkdwn('topic.text', { ...which, votes });
  const isOn = retro.phase === 'discuss' && topicOn(all)?.id === topic.id;
  const until =
    isOn && topic.ends_at !== null ? [say.mrkdwn('topic.until', { until: atMoment(topic.ends_at) })] : [];
  const noted = outcome === '' ? [] : [say.mrkdwn('topic.outcome', { outcome })];
  const rule = promise(words, 'topic', keptNow(loaded, words.now));
  const id = { discussion: topic.id };
  const isLast = place >= talkedAbout(retro.topics);
  const buttons = [
    button(readTopic, say.plain('topic.read'), id, { style: 'primary' }),
    ...(retro.phase === 'discuss' ? [button(noteOutcome, say.plain('topic.note'), id)] : []),
    ...(isOn
      ? [
          isLast
            ? button(nextTopic, say.plain('manage.endDiscuss'), id, { confirm: endingAtOnce(words, loaded) })
            : button(nextTopic, say.plain('topic.next'), id),
        ]
      : []),
  ];
  return {
    text: join([join([what, ...until], ' '), ...noted, rule]),
    blocks: [
      section(join([what, ...until], ' ')),
      ...noted.map((text) => section(text)),
      context(rule),
      actions(buttons),
    ],
  };
}

/**
 * Whether to go on, in the thread of a topic whose time is up.
 * @param asked when it was; another end of the topic since is an answer
 */
export function askMessage(
  { say }: Words,
  { retro }: Loaded,
  topic: DiscussionRow,
  all: readonly DiscussionRow[],
  { asked, now }: { readonly asked: Instant; readonly now: Instant },
): Message {
  if (topic.ends_at !== asked) return messageOf(say.mrkdwn('talk.wentOn'));
  const isOpen = retro.phase === 'discuss' && topicOn(all)?.id === topic.id && now < asked + askedFor;
  if (!isOpen) return messageOf(say.mrkdwn('talk.over'));
  const text = say.mrkdwn('talk.ask', { until: atMoment(asked + askedFor) });
  const yes = button(talkOn, say.plain('talk.on'), { discussion: topic.id, asked }, { style: 'primary' });
  return { text, blocks: [section(text), actions([yes])] };
}

/** Who decided how it goes on with a topic. @param until 0: it is over */
export function saidMessage({ say }: Words, by: UserId, until: Instant): Message {
  return messageOf(
    until === 0
      ? say.mrkdwn('talk.saidNext', { by: mention(by) })
      : say.mrkdwn('talk.saidOn', { by: mention(by), until: atMoment(until) }),
  );
}

export function outcomeDrawing({ say }: Words, { id, outcome }: DiscussionRow): ModalDrawing {
  const words = {
    label: say.plain('note.label'),
    hint: say.plain('note.hint'),
    placeholder: say.plain('note.example'),
  };
  return drawModal(
    outcomeModal,
    { discussion: id },
    { title: say.plain('note.title'), submit: say.plain('save'), close: say.plain('cancel') },
    [input(outcomeModal, 'outcome', words, outcome)],
  );
}
