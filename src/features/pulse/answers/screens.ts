/** What one reads before answering, and the form: nothing in either says who answers. */
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { atMoment, nameOf } from '#core/sentence.ts';
import type { PulseKey } from '#locales/pulse.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { Item } from '../items.ts';
import type { WindowPlaceRow, WindowRow } from '../rows.ts';

const buttons = (t: T, { id }: WindowRow, isPrimary: boolean) =>
  actions([
    button(ids.begin, t.plain('begin'), { window: id }, isPrimary ? { style: 'primary' } : {}),
    button(ids.notNow, t.plain('notNow'), { window: id }),
  ]);

export const askedMessage = (
  t: T,
  row: WindowRow,
  { name: team }: WindowPlaceRow,
  key: 'ask.text' | 'ask.again',
): Message =>
  messageOf(
    t.mrkdwn(key, { team, until: atMoment(row.closes_at) }),
    buttons(t, row, true),
    context(t.mrkdwn('ask.voluntary', { by: nameOf(row.opened_by) })),
  );

/** The same in App Home and on the page, answered or not: a line that changed would say who answered, and when. */
export const askedBlocks = (t: T, row: WindowRow, { name: team }: WindowPlaceRow) => [
  section(
    t.mrkdwn('home.open', { team, until: atMoment(row.closes_at) }),
    button(ids.begin, t.plain('begin'), { window: row.id }),
  ),
];

/** What is stored, what is not, who sees what, what cannot be undone, and until when a key could link. */
export function renderPromise(t: T, row: WindowRow, { name: team }: WindowPlaceRow): RenderedModal {
  const until = atMoment(row.closes_at);
  const { least, id: window } = row;
  return renderModal(ids.promiseModal, { window }, t.modal('answer.title', undefined, 'notNow'), [
    section(t.mrkdwn('promise.stored')),
    section(t.mrkdwn('promise.until', { until })),
    section(t.mrkdwn('promise.seen', { team, least })),
    section(t.mrkdwn('promise.gone')),
    section(t.mrkdwn('promise.slack')),
    actions([button(ids.goOn, t.plain('begin'), { window })]),
  ]);
}

const pointWords = (t: T): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(ids.points.map((point) => [point, point])),
  1: t.plain('point.1'),
  4: t.plain('point.4'),
  7: t.plain('point.7'),
  no: t.plain('point.none'),
});

/** All in one view: answers of an earlier one would have to travel with the form. @param order of the statements, another one each time */
export function renderAnswers(
  t: T,
  { id: window }: WindowRow,
  { name: team }: WindowPlaceRow,
  order: readonly Item[],
): RenderedModal {
  const choices = pointWords(t);
  return renderModal(ids.answerModal, { window }, t.modal('answer.title', 'answer.send', 'notNow'), [
    context(t.mrkdwn('answer.how', { team })),
    ...order.map((item, nth) => {
      const label = { at: nth + 1, of: order.length, item: t.plain(`item.${item}`) };
      return input(ids.answerModal, item, { label: t.plain('answer.item', label), choices });
    }),
    context(t.mrkdwn('answer.sent')),
  ]);
}

export type Told = Extract<PulseKey, `answered.${string}`>;

export const renderTold = (t: T, told: Told, row: WindowRow | null): RenderedModal =>
  renderModal(ids.pageModal, {}, t.modal('answer.title'), [
    section(
      told === 'answered.counted' && row !== null
        ? t.mrkdwn(told, { until: atMoment(row.closes_at) })
        : t.mrkdwn(told),
    ),
  ]);
