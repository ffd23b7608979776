/** What a person shared, in App Home and as a list in pages. */
import type { Words } from '../copy.ts';
import { type PageOf, pager } from '../../../core/kit/pages.ts';
import type { KnownBlock } from '@slack/types';
import { channelLink } from '../../../core/sentence.ts';
import { button } from '../../../core/kit/action.ts';
import { actions, context, header, section, userText } from '../../../core/kit/blocks.ts';
import { drawModal, type ModalDrawing } from '../../../core/kit/modal.ts';
import { join } from '../../../core/text.ts';
import { editShare, listModal, listShares, takeBack, listPages } from '../ids.ts';
import type { Share } from '../repository.ts';
import { titleOf } from '../domain.ts';
import { countsOf, usesBlocks } from './share.ts';

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
