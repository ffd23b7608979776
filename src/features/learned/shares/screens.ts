/** One share as others read it, and what they say about it. */
import type { KnownBlock } from '@slack/types';
import { button, overflow } from '#core/kit/action.ts';
import { actions, bullets, context, header, type Piece, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { drawModal, input, type ModalDrawing } from '#core/kit/modal.ts';
import { type PageOf, pager } from '#core/kit/pages.ts';
import type { Message } from '#core/post.ts';
import type { ReachKind } from '#core/reach.ts';
import { channelLink, mention } from '#core/sentence.ts';
import { escape, join, type Mrkdwn } from '#core/text.ts';
import type { Words } from '../copy.ts';
import {
  backModal,
  editShare,
  findUseful,
  listModal,
  listPages,
  listShares,
  manage,
  takeBack,
  useModal,
  useShare,
} from '../ids.ts';
import { linkOf, type Share, type Use, writerOf } from '../read.ts';
import type { ShareRow } from '../rows.ts';
import { titleOf } from '../rules.ts';

/** So many of those who used it are named with what they said. */
const usesShown = 3;

/** As it is told, or asked about when it returns. */
type Sentence = 'share.line' | 'share.recall';

/** The message of a share, in the channel or in the prompt's thread. */
export function shareMessage(words: Words, share: Share): Message {
  const { row } = share;
  const id = { share: row.id };
  return {
    text: join([line(words, share), ...lines(words, share)]),
    blocks: [
      ...shareBlocks(words, share),
      context(join([...topicsOf(words, row), ...facts(words, share)], ' · ')),
      ...usesBlocks(words, share.uses),
      actions([
        button(useShare, words.plain('share.use'), id),
        button(findUseful, words.plain('share.findUseful'), id),
        overflow(manage, [
          { text: words.plain('change'), value: { s: row.id, do: 'edit' } },
          { text: words.plain('share.takeBack'), value: { s: row.id, do: 'back' } },
        ]),
      ]),
    ],
  };
}

/** In its place, once it is gone. */
export const goneMessage = (words: Words): Message => messageOf(words.mrkdwn('share.gone'));

/** Who learned what, and when it helps: one or two blocks. */
export function shareBlocks(words: Words, share: Share, sentence: Sentence = 'share.line'): KnownBlock[] {
  const { row, author, quote } = share;
  const address = linkOf(share);
  const writer = writerOf(share);
  const name: Piece = author === null ? words.plain('somebody') : { person: author };
  const when: Piece[] = row.use_when === '' ? [] : [{ bold: words.plain('useWhen') }, ' ', row.use_when];
  const link: Piece[] = address === '' ? [] : [{ link: address }];
  const linked: Piece[] = writer === null ? [] : words.pieces('share.linked', { person: { person: writer } });
  const quoted: Piece[] =
    quote === '' || writer === null
      ? []
      : words.pieces('share.quote', { person: { person: writer }, words: quote });
  const rest = [when, link, linked, quoted].filter((pieces) => pieces.length > 0);
  return [
    userText(...words.pieces(sentence, { author: name, what: row.what })),
    ...(rest.length === 0
      ? []
      : [userText(...rest.flatMap((pieces, at) => (at === 0 ? pieces : ['\n', ...pieces])))]),
  ];
}

/** In one line, as notifications tell it. */
export function line(words: Words, { row, author }: Share, sentence: Sentence = 'share.line'): Mrkdwn {
  const name = author === null ? words.plain('somebody') : mention(author);
  return words.mrkdwn(sentence, { author: name, what: row.what });
}

function lines(words: Words, share: Share): Mrkdwn[] {
  const { row } = share;
  const address = linkOf(share);
  const writer = writerOf(share);
  return [
    ...(row.use_when === '' ? [] : [words.mrkdwn('useWhenLine', { useWhen: row.use_when })]),
    ...(address === '' ? [] : [escape(address)]),
    ...(writer === null ? [] : [words.mrkdwn('share.linked', { person: mention(writer) })]),
    ...(share.quote === '' || writer === null
      ? []
      : [words.mrkdwn('share.quote', { person: mention(writer), words: share.quote })]),
    ...topicsOf(words, row),
    ...facts(words, share),
    ...share.uses.slice(0, usesShown).map((use) => useLine(words, use)),
  ];
}

const topicsOf = (words: Words, { topics }: ShareRow): Mrkdwn[] =>
  topics === '' ? [] : [words.mrkdwn('topicsLine', { topics })];

const reachKeys: Readonly<Record<ReachKind, 'share.reach.conversation' | 'share.reach.workspace'>> = {
  conversation: 'share.reach.conversation',
  workspace: 'share.reach.workspace',
};

/** Whom it reaches, and how many say that it helped. */
function facts(words: Words, { row, uses, useful }: Share): Mrkdwn[] {
  return [
    words.mrkdwn(reachKeys[row.reach]),
    ...countsOf(words, { uses, useful }),
    ...(row.edited_at === null ? [] : [words.mrkdwn('share.edited')]),
  ];
}

export function countsOf(words: Words, { uses, useful }: Pick<Share, 'uses' | 'useful'>): Mrkdwn[] {
  return [
    ...(uses.length === 0 ? [] : [words.mrkdwn('share.used', { count: uses.length })]),
    ...(useful === 0 ? [] : [words.mrkdwn('share.useful', { count: useful })]),
  ];
}

/** Who used it, and how. */
export function usesBlocks(words: Words, uses: readonly Use[]): KnownBlock[] {
  if (uses.length === 0) return [];
  return [
    bullets(
      uses.slice(0, usesShown).map(({ by, how }) => {
        const person: Piece = by === null ? words.plain('somebody') : { person: by };
        return how === '' ? words.pieces('use.bare', { person }) : words.pieces('use.line', { person, how });
      }),
    ),
  ];
}

export function useLine(words: Words, { by, how }: Use): Mrkdwn {
  const person = by === null ? words.plain('somebody') : mention(by);
  return how === '' ? words.mrkdwn('use.bare', { person }) : words.mrkdwn('use.line', { person, how });
}

/** What the author is told when somebody used it, with the newest lines. */
export function thanksMessage(words: Words, share: Share): Message {
  const intro = words.mrkdwn('thanks.intro', { what: titleOf(share.row) });
  const why = words.mrkdwn('thanks.why');
  return {
    text: join([intro, ...share.uses.slice(0, usesShown).map((use) => useLine(words, use)), why]),
    blocks: [section(intro), ...usesBlocks(words, share.uses), context(why)],
  };
}

/** One line on how it was used. @param how what the person said before */
export function useDrawing(words: Words, { row, author }: Share, how: string): ModalDrawing {
  const name = author === null ? words.plain('somebody') : mention(author);
  return drawModal(
    useModal,
    { share: row.id },
    { title: words.plain('use.title'), submit: words.plain('save'), close: words.plain('cancel') },
    [
      userText(titleOf(row)),
      input(
        useModal,
        'how',
        { label: words.plain('use.how'), placeholder: words.plain('use.howExample') },
        how,
      ),
      context(words.mrkdwn('use.means', { author: name })),
    ],
  );
}

export function backDrawing(words: Words, row: ShareRow): ModalDrawing {
  return drawModal(
    backModal,
    { share: row.id },
    { title: words.plain('back.title'), submit: words.plain('back.submit'), close: words.plain('cancel') },
    [userText(row.what), section(words.mrkdwn('back.means'))],
  );
}

/** So many stand in App Home; the list has the rest. Four blocks each, two around them, and five more before (`askedBlocks`). */
export const inHome = 3;

export const inList = 12;

/** @param shown the newest of them, at most `inHome`; @param count of all. Nothing when there is none. */
export function homeBlocks(words: Words, shown: readonly Share[], count: number): KnownBlock[] {
  if (count === 0) return [];
  return [
    header(words.plain('home.title')),
    ...shown.flatMap((share) => ownBlocks(words, share)),
    ...(count > inHome ? [actions([button(listShares, words.plain('home.all', { count }), {})])] : []),
  ];
}

function ownBlocks(words: Words, share: Share): KnownBlock[] {
  const { row } = share;
  const id = { share: row.id };
  const counts = countsOf(words, share);
  const what = titleOf(row);
  return [
    userText(...words.pieces('home.line', { what: { bold: what }, channel: channelLink(row.channel_id) })),
    ...(counts.length === 0 ? [] : [context(join(counts, ' · '))]),
    ...usesBlocks(words, share.uses),
    actions([
      button(editShare, words.plain('change'), id),
      button(takeBack, words.plain('share.takeBack'), id),
    ]),
  ];
}

/** All of a person's shares, a page of them at a time. */
export function listDrawing(words: Words, list: PageOf<Share>): ModalDrawing {
  return drawModal(listModal, {}, { title: words.plain('home.title'), close: words.plain('close') }, [
    ...(list.shown.length === 0
      ? [section(words.mrkdwn('home.none'))]
      : list.shown.flatMap((share) => ownBlocks(words, share))),
    ...pager(words, list, listPages, (page) => ({ page })),
  ]);
}
