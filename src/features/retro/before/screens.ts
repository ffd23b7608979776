/** The card of a review before the work, and the reply that says that what was written is shown. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, bullets, context, header, type Piece, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { pageBy, paged, pager } from '#core/kit/pages.ts';
import type { Message } from '#core/post.ts';
import { atMoment, channelLink, nameOf, onDay } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { findPeers } from '../peer-assist/ids.ts';
import type { ProjectRow } from '../plan/rows.ts';
import { promiseBefore } from '../session/promises.ts';
import { noonOf, type Translator } from '../session/words.ts';
import * as ids from './ids.ts';
import type { BeforeRow, Prediction } from './rows.ts';
import { lastJoined, predictionKinds, sideBySide } from './rules.ts';

/** A review as everybody in its channel sees it. */
export interface BeforeView {
  readonly row: BeforeRow;
  /** What was joined. */
  readonly shown: readonly Prediction[];
  /** How many have answered in the open round. */
  readonly answered: number;
  /** How many are there now. */
  readonly there: number;
}

/** How much of what was written stands in the message; "See everything" has it all. */
const inCard = { items: 12, characters: 3_000 };
const inList = { items: 40, characters: 9_000 };

export function beforeMessage(t: Translator, view: BeforeView): Message {
  const { row } = view;
  const { blocks, isCut } = listed(t, view, inCard);
  return messageOf(
    header(t.plain('before.title', { name: row.name })),
    intention(t, row),
    ...(row.state === 'open'
      ? [
          section(
            t.mrkdwn(view.shown.length === 0 ? 'before.open' : 'before.openAgain', {
              count: view.answered,
              until: atMoment(row.until),
            }),
          ),
        ]
      : []),
    ...(row.state === 'open' && row.asked === 0 ? [context(t.mrkdwn('before.away'))] : []),
    ...blocks,
    ...(row.state === 'over' ? [section(overLine(t, row))] : []),
    ...buttonsOf(t, view, isCut),
    context(join(aside(t, view), ' ')),
  );
}

/** What is intended, and how it will be known. */
function intention(t: Translator, { intent, measure, state }: BeforeRow): KnownBlock {
  const by: Piece[] =
    measure === ''
      ? state === 'over'
        ? []
        : ['\n', t.plain('before.measureOpen')]
      : ['\n', { bold: t.plain('before.measure') }, ' ', { written: measure, as: 'line' }];
  return userText({ bold: t.plain('before.intend') }, ' ', { written: intent, as: 'line' }, ...by);
}

/** Below a heading each, what says nearly the same in one line. @returns `isCut`: some of it does not fit */
function listed(
  t: Translator,
  { row, shown }: Pick<BeforeView, 'row' | 'shown'>,
  most: typeof inCard,
): { readonly blocks: KnownBlock[]; readonly isCut: boolean } {
  if (row.state !== 'open' && shown.length === 0)
    return { blocks: row.over_how === 'stopped' ? [] : [section(t.mrkdwn('before.nothing'))], isCut: false };
  let isCut = false;
  const blocks = predictionKinds.flatMap((kind): KnownBlock[] => {
    const lines = sideBySide(shown.filter((one) => one.kind === kind));
    if (lines.length === 0) return [];
    const [first = []] = paged(lines, lengthOf, most);
    const left = lines.length - first.length;
    isCut ||= left > 0;
    return [
      userText({ bold: t.plain(`before.${kind}`) }),
      bullets(first.map(lineOf)),
      ...(left > 0 ? [context(t.mrkdwn('before.more', { count: left }))] : []),
    ];
  });
  return { blocks, isCut };
}

type Line = ReturnType<typeof sideBySide<Prediction>>[number];

const lengthOf = (line: Line): number => line.reduce((sum, { text }) => sum + text.length, 0);

const lineOf = (line: Line): Piece[] =>
  line.flatMap(({ text }, at): Piece[] => [...(at === 0 ? [] : [' · ']), { written: text, as: 'line' }]);

/** What the button is called that opens what is intended, under which the review is ended, too. */
const changeLabel = (t: Translator, { measure }: BeforeRow): string =>
  measure === '' ? t.plain('before.sayMeasure') : t.plain('change');

function buttonsOf(t: Translator, { row }: BeforeView, isCut: boolean): KnownBlock[] {
  const of = { before: row.id };
  const see = isCut ? [button(ids.seeBefore, t.plain('before.see'), of)] : [];
  const change = button(ids.changeBefore, changeLabel(t, row), of);
  // Whom the owner could ask is shown to them alone.
  const find = button(findPeers, t.plain('assist.find'), of);
  if (row.state === 'over') return see.length === 0 ? [] : [actions(see)];
  if (row.state === 'joined')
    return [actions([button(ids.predict, t.plain('before.again'), of), change, find, ...see])];
  return [
    actions([
      button(ids.predict, t.plain('before.addFails'), of, { style: 'primary' }),
      button(ids.protect, t.plain('before.addProtects'), of),
      button(ids.nothingToPredict, t.plain('main.nothing'), of),
      change,
      find,
    ]),
  ];
}

function overLine(t: Translator, row: BeforeRow): Mrkdwn {
  const values = { at: atMoment(row.over_at ?? row.until), by: nameOf(row.decided_by) };
  return t.mrkdwn(`before.over.${row.over_how ?? 'ended'}`, values);
}

/** What is promised until the time that stands above, who began it, and how it is stopped. */
function aside(t: Translator, { row, shown, answered, there }: BeforeView): Mrkdwn[] {
  const began = t.mrkdwn('before.began', { by: nameOf(row.began_by) });
  const changed =
    row.decided_by === null || row.over_how === 'stopped'
      ? []
      : [t.mrkdwn('before.changedBy', { by: nameOf(row.decided_by) })];
  const joined =
    row.joined_at === null || row.state === 'open'
      ? []
      : [t.mrkdwn('before.joined', { at: atMoment(row.joined_at) })];
  const promised =
    row.state === 'open'
      ? [promiseBefore(t, 'open', Math.max(answered, there))]
      : shown.length > 0
        ? [promiseBefore(t, 'joined', there)]
        : [];
  const how = row.state === 'open' ? [t.mrkdwn('before.how')] : [];
  const stop = row.state === 'over' ? [] : [t.mrkdwn('before.stop', { change: changeLabel(t, row) })];
  return [...joined, ...promised, began, ...changed, ...how, ...stop];
}

/** In the thread, once a round is joined. @returns `null`: it is not, or was ended before */
export const joinedMessage = (t: Translator, row: BeforeRow, round: number): Message | null =>
  row.joined_at !== null && round <= lastJoined(row) ? messageOf(t.mrkdwn('before.joinedReply')) : null;

/** Everything that was joined, in pages. */
export function renderBefore(t: Translator, { row, shown }: BeforeView, wanted: number): RenderedModal {
  const lines = predictionKinds.flatMap((kind) =>
    sideBySide(shown.filter((one) => one.kind === kind)).map((line) => ({ kind, line })),
  );
  const page = pageBy(lines, ({ line }) => lengthOf(line), inList, wanted);
  return renderModal(ids.seeModal, { before: row.id }, t.modal('before.seeTitle'), [
    intention(t, row),
    ...predictionKinds.flatMap((kind) => {
      const those = page.shown.filter((one) => one.kind === kind);
      if (those.length === 0) return [];
      return [userText({ bold: t.plain(`before.${kind}`) }), bullets(those.map(({ line }) => lineOf(line)))];
    }),
    ...(lines.length === 0 ? [section(t.mrkdwn('before.nothing'))] : []),
    ...pager(t, page, ids.beforePages, (to) => ({ before: row.id, page: to })),
  ]);
}

/** In the thread of a plan whose end moved. @returns `null` once a review began, or the project is over */
export const offerMessage = (t: Translator, project: ProjectRow, isSettled: boolean): Message | null =>
  isSettled
    ? null
    : messageOf(
        t.mrkdwn('before.offer', { name: project.name, ends: onDay(noonOf(project.ends_on, t.tz)) }),
        actions([
          button(ids.beginBefore, t.plain('before.begin'), {
            channel: project.channel_id,
            project: project.id,
          }),
        ]),
      );

/** App Home's two blocks: what waits in it for this person. */
export function beforeInHome(t: Translator, { row, waits }: WaitingBefore): KnownBlock[] {
  const facts = {
    name: { bold: row.name },
    channel: channelLink(row.channel_id),
    until: atMoment(row.until),
  };
  const of = { before: row.id };
  return waits === 'answer'
    ? [
        userText(...t.pieces('home.beforeOpen', facts)),
        actions([button(ids.predict, t.plain('before.addFails'), of)]),
      ]
    : [
        userText(...t.pieces('home.beforeMeasure', facts)),
        actions([button(ids.changeBefore, t.plain('before.sayMeasure'), of)]),
      ];
}

/** `answer`: they have not answered; `measure`: it is theirs, and nobody has said how it will be known. */
export interface WaitingBefore {
  readonly row: BeforeRow;
  readonly waits: 'answer' | 'measure';
}
