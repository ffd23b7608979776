/** What was supposed to happen: in the thread of its retrospective, in short where people write and read, and all of it in a form. */
import type { KnownBlock } from '@slack/types';
import type { RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, bullets, context, type Piece, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { pageBy, paged, pager } from '#core/kit/pages.ts';
import type { Message } from '#core/post.ts';
import { onDay } from '#core/sentence.ts';
import { localTime } from '#core/time/zone.ts';
import { predictionKinds } from '../before/rules.ts';
import { noonOf, type Translator } from '../session/words.ts';
import * as ids from './ids.ts';
import type { Supposed } from './operations.ts';
import { type Compared, type Ends, type Line, movedBy } from './rules.ts';

/** How much stands in the message; the form has it all. */
const inMessage = { items: 8, characters: 2_000 };
const inList = { items: 40, characters: 9_000 };

export function supposedMessage(t: Translator, retro: RowId, supposed: Supposed): Message {
  const { blocks, isCut } = listed(t, supposed);
  const ends = endsSentences(t, supposed.ends);
  return messageOf(
    userText({ bold: t.plain('supposed.heading') }),
    userText(...intentPieces(t, supposed)),
    ...blocks,
    ...(ends === '' ? [] : [userText(ends)]),
    // Where nothing was foreseen there is nothing to compare.
    ...(isCut || (supposed.compared === 'partly' && supposed.lines.length > 0)
      ? [actions([button(ids.seeSupposed, t.plain('summary.everything'), { retro })])]
      : []),
    ...(supposed.lines.length === 0 ? [] : [context(t.mrkdwn(`supposed.compared.${supposed.compared}`))]),
  );
}

/** What was intended, and how it was to be known. */
export const intentPieces = (t: Translator, { intent, measure }: Supposed): Piece[] => [
  { bold: t.plain('supposed.intent') },
  ' ',
  { written: intent, as: 'line' },
  ...(measure === ''
    ? []
    : (['\n', { bold: t.plain('supposed.measure') }, ' ', { written: measure, as: 'line' }] as const)),
];

/** Below a heading each. @returns `isCut`: some of it does not fit */
function listed(
  t: Translator,
  { lines, compared }: Supposed,
): { readonly blocks: KnownBlock[]; readonly isCut: boolean } {
  if (lines.length === 0) return { blocks: [section(t.mrkdwn('supposed.nothing'))], isCut: false };
  let isCut = false;
  const blocks = predictionKinds.flatMap((kind): KnownBlock[] => {
    const those = lines.filter((line) => line.kind === kind);
    if (those.length === 0) return [];
    const [first = []] = paged(those, lengthOf, inMessage);
    const count = those.length - first.length;
    isCut ||= count > 0;
    return [
      userText({ bold: t.plain(`supposed.${kind}`) }),
      bullets(first.map((line) => linePieces(t, line, compared))),
      ...(count > 0 ? [context(t.mrkdwn('before.more', { count }))] : []),
    ];
  });
  return { blocks, isCut };
}

const lengthOf = ({ texts }: Line): number => texts.reduce((sum, text) => sum + text.length, 0);

/** What was foreseen and, once that was compared, the topic that says the same; that none does only if the reader could read them all. */
export const linePieces = (t: Translator, { texts, topic }: Line, compared: Compared): Piece[] => [
  ...texts.flatMap((written, at): Piece[] => [...(at === 0 ? [] : [' / ']), { written, as: 'line' }]),
  ...(topic === null
    ? compared === 'all'
      ? [' · ', t.plain('supposed.cameNot')]
      : []
    : [' · ', ...t.pieces('supposed.came', { topic: { bold: calledIn(t, topic) } })]),
];

/** A topic's name, or its number. */
export const calledIn = (t: Translator, { title, number }: NonNullable<Line['topic']>): string =>
  title ?? t.plain('names.number', { number });

/** When it was to end, how far that moved, and when it did, once that is past; empty if nothing is known. */
export function endsSentences(t: Translator, ends: Ends): string {
  const { planned, last, moves, ended } = ends;
  const dayOf = (date: string) => onDay(noonOf(date, t.tz));
  const days = movedBy(ends);
  const key = days === 0 ? 'supposed.movedBack' : days > 0 ? 'supposed.movedLater' : 'supposed.movedEarlier';
  return [
    ...(planned === null ? [] : [t.plain('supposed.planned', { day: dayOf(planned) })]),
    ...(moves === 0 || last === null
      ? []
      : [t.plain(key, { count: moves, day: dayOf(last), days: Math.abs(days) })]),
    ...(ended === null || ended > localTime(t.now, t.tz).date
      ? []
      : [t.plain('supposed.ended', { day: dayOf(ended) })]),
  ].join(' ');
}

/** Two lines for the summary: what was intended, and how much of what was foreseen came up. */
export function supposedShort(t: Translator, { intent, lines, compared }: Supposed): KnownBlock {
  const fails = lines.filter(({ kind }) => kind === 'fails');
  const came = fails.filter(({ topic }) => topic !== null).length;
  return userText(
    { bold: t.plain('supposed.title') },
    ' ',
    { written: intent, as: 'line' },
    ...(compared === 'all' && fails.length > 0
      ? ['\n', t.plain('supposed.count', { came, all: fails.length })]
      : []),
  );
}

/** For the form in which people write what happened. */
export const intentBlock = (t: Translator, intent: string): KnownBlock =>
  userText({ bold: t.plain('supposed.title') }, ' ', { written: intent, as: 'line' });

/** All of it, in pages. */
export function renderSupposed(
  t: Translator,
  retro: RowId,
  supposed: Supposed,
  wanted: number,
): RenderedModal {
  const page = pageBy(supposed.lines, lengthOf, inList, wanted);
  const ends = endsSentences(t, supposed.ends);
  return renderModal(ids.supposedModal, { retro }, t.modal('supposed.modal'), [
    userText(...intentPieces(t, supposed)),
    ...(ends === '' ? [] : [userText(ends)]),
    ...predictionKinds.flatMap((kind): KnownBlock[] => {
      const those = page.shown.filter((line) => line.kind === kind);
      return those.length === 0
        ? []
        : [
            userText({ bold: t.plain(`supposed.${kind}`) }),
            bullets(those.map((line) => linePieces(t, line, supposed.compared))),
          ];
    }),
    ...pager(t, page, ids.supposedPages, (to) => ({ retro, page: to })),
  ]);
}
