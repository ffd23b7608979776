/** Whom one could ask, the ask, what came of it, and the guide for half an hour. */
import type { KnownBlock } from '@slack/types';
import { toldOf } from '#core/asked-people.ts';
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, header, section, userText } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { atMoment, mention, nameOf } from '#core/sentence.ts';
import { join, shorten } from '#core/text.ts';
import type { BeforeRow } from '../before/rows.ts';
import type { Translator } from '../session/words.ts';
import * as ids from './ids.ts';
import type { AnswerRow, AssistRow, YesRow } from './rows.ts';
import { mostWords, type Suggestion } from './rules.ts';

/** What a person has asked about a review. */
export interface Asked {
  readonly asks: readonly AssistRow[];
  readonly yeses: readonly YesRow[];
  /** Those of the people asked who are still in the workspace. */
  readonly here: ReadonlySet<UserId>;
  readonly now: Instant;
}

/** For the owner alone: who fits and why, and whom they have asked. */
export function renderFind(
  t: Translator,
  row: BeforeRow,
  suggestions: readonly Suggestion[],
  asked: Asked,
): RenderedModal {
  const said = askedLines(t, asked);
  return renderModal(ids.findModal, { before: row.id }, t.modal('assist.title'), [
    section(t.mrkdwn(suggestions.length === 0 ? 'assist.nobody' : 'assist.intro', { name: row.name })),
    ...(suggestions.length === 0 ? [context(t.mrkdwn('assist.howAgreed'))] : []),
    ...suggestions.map(({ person, because, called }) =>
      section(
        t.mrkdwn(`assist.because.${because}`, { person: nameOf(person), called }),
        button(ids.askPeer, t.plain('assist.ask'), { before: row.id, peer: person }),
      ),
    ),
    ...(suggestions.length === 0 ? [] : [context(t.mrkdwn('assist.alone'))]),
    ...(said.length === 0 ? [] : [section(t.mrkdwn('assist.soFar')), ...said]),
  ]);
}

function askedLines(t: Translator, { asks, yeses, here, now }: Asked): KnownBlock[] {
  const agreed = new Set(yeses.map(({ peer_id: peer }) => peer));
  const others = yeses.filter(({ peer_id: peer }) => asks.every((one) => one.peer_id !== peer));
  return [
    ...asks.map((row) => {
      const { peer_id: peer } = row;
      const about = {
        hasSaidYes: peer !== null && agreed.has(peer),
        isHere: peer !== null && here.has(peer),
        now,
      };
      return section(
        t.mrkdwn(`assist.told.${toldOf(row, about)}`, { person: nameOf(peer), until: atMoment(row.until) }),
      );
    }),
    ...others.map(({ peer_id: peer }) => section(t.mrkdwn('assist.told.yes', { person: nameOf(peer) }))),
  ];
}

/** What goes to one person, in the words of the one who asks. */
export function renderAsk(t: Translator, row: BeforeRow, peer: UserId): RenderedModal {
  const words = t.plain('assist.words', { name: row.name, intent: row.intent });
  return renderModal(ids.askModal, { before: row.id, peer }, t.modal('assist.askTitle', 'assist.ask'), [
    section(t.mrkdwn('assist.askIntro', { person: nameOf(peer), name: row.name })),
    input(ids.askModal, 'words', t.labels('assist.wordsLabel'), shorten(words, mostWords)),
    context(t.mrkdwn('assist.askMeans')),
  ]);
}

/** To the one who asked: what came of it, changed in place. */
export function mineMessage(t: Translator, row: BeforeRow, asked: Asked): Message | null {
  const said = askedLines(t, asked);
  if (said.length === 0) return null;
  return messageOf(
    header(t.plain('assist.mineTitle', { name: row.name })),
    ...said,
    ...(row.state === 'over'
      ? []
      : [actions([button(ids.findPeers, t.plain('assist.another'), { before: row.id })])]),
    context(t.mrkdwn('assist.mineMeans')),
  );
}

/** To the person asked. @param asker who asks, still here */
export function askedMessage(t: Translator, row: AssistRow, said: AnswerRow | null, asker: UserId): Message {
  const of = { assist: row.id };
  const by = nameOf(asker);
  const yes = (key: 'assist.yes' | 'assist.yesAfterAll') =>
    button(ids.sayYes, t.plain(key), of, key === 'assist.yes' ? { style: 'primary' } : {});
  return messageOf(
    section(t.mrkdwn('assist.asked', { by, name: row.name })),
    userText({ written: row.words, as: 'quote' }),
    ...(said === null
      ? [
          actions([
            yes('assist.yes'),
            button(ids.passOn, t.plain('assist.pass'), of),
            button(ids.sayNo, t.plain('assist.no'), of),
          ]),
          context(join([t.mrkdwn('assist.askedWhy'), t.mrkdwn('assist.askedStop')], ' ')),
        ]
      : [
          context(t.mrkdwn(`assist.said.${said.answer}`, { by, to: nameOf(said.passed_to) })),
          ...(said.answer === 'yes' ? [] : [actions([yes('assist.yesAfterAll')])]),
        ]),
  );
}

/** To whom it goes. @param people who agreed, with their names, at least one */
export function renderPass(
  t: Translator,
  row: AssistRow,
  people: readonly (readonly [UserId, string])[],
): RenderedModal {
  const groups = chunks(people.slice(0, limits.options ** 2), limits.options).map((some) => ({
    label: t.plain('assist.passAgreed'),
    choices: some.map(([value, text]) => ({ value, text })),
  }));
  return renderModal(ids.passModal, { assist: row.id }, t.modal('assist.passTitle', 'assist.pass'), [
    input(ids.passModal, 'to', { label: t.plain('assist.passTo'), groups }),
    context(t.mrkdwn('assist.passMeans', { by: nameOf(row.asked_by) })),
  ]);
}

/** To both: who talks when, and whom to write to. */
export function guideMessage(
  t: Translator,
  row: YesRow,
  asker: UserId,
  peer: UserId,
  reader: UserId,
): Message {
  const other = mention(reader === asker ? peer : asker);
  const of = { asker: nameOf(asker), peer: nameOf(peer) };
  return messageOf(
    header(t.plain('assist.guideTitle')),
    section(
      reader === asker
        ? t.mrkdwn('assist.guideForAsker', { other, name: row.name })
        : t.mrkdwn('assist.guideForPeer', { other, name: row.name }),
    ),
    section(t.mrkdwn('assist.guide', of)),
    context(t.mrkdwn('assist.guideAfter')),
  );
}
