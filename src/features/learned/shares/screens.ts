/** One share as others read it, and their opinions on it. */
import { messageOf } from '#core/kit/message.ts';
import type { KnownBlock } from '@slack/types';
import { button, entriesMenu, entry, type MenuEntry } from '#core/kit/action.ts';
import { actions, bullets, context, header, type Piece, section, userText } from '#core/kit/blocks.ts';
import { linkedLines } from '#core/kit/linked-ask.ts';
import { renderModal, input, type RenderedModal } from '#core/kit/modal.ts';
import { type PageOf, pager } from '#core/kit/pages.ts';
import type { Message } from '#core/post.ts';
import type { Visibility } from '#core/visibility.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { Translator } from '../copy.ts';
import * as ids from '../ids.ts';
import { linkOf, type Share, type Use } from '../read.ts';
import type { ShareRow } from '../rows.ts';
import { titleOf } from '../rules.ts';

/** How many users are named with what they said. */
const usesShown = 3;

/** A share's message, in the channel or in the prompt's thread. @param more what others offer in its menu */
export function shareMessage(t: Translator, share: Share, more: readonly MenuEntry[] = []): Message {
  const { row } = share;
  const id = { share: row.id };
  return messageOf(
    ...shareBlocks(t, share),
    context(join([...topicsOf(t, row), ...facts(t, share)], ' · ')),
    ...usesBlocks(t, share.uses),
    actions([
      button(ids.useShare, t.plain('share.use'), id),
      button(ids.findUseful, t.plain('share.findUseful'), id),
      entriesMenu([
        entry(ids.manage, t.plain('change'), { s: row.id, do: 'edit' }),
        entry(ids.manage, t.plain('share.takeBack'), { s: row.id, do: 'back' }),
        ...more,
      ]),
    ]),
  );
}

/** Who learned what, and when it helps: one or two blocks. */
export function shareBlocks(t: Translator, share: Share): KnownBlock[] {
  const { row, author } = share;
  return [
    userText(...t.pieces('share.line', { author: nameOf(author), what: { written: row.what } })),
    ...detailBlocks(t, share),
  ];
}

/** When it helps, and what it links to: at most one block. */
export function detailBlocks(t: Translator, share: Share): KnownBlock[] {
  const { row } = share;
  const when: Piece[] =
    row.use_when === '' ? [] : [{ bold: t.plain('useWhen') }, ' ', { written: row.use_when }];
  const rest = [when, ...linkedLines(t, share, linkOf(share))].filter((pieces) => pieces.length > 0);
  return rest.length === 0
    ? []
    : [userText(...rest.flatMap((pieces, at) => (at === 0 ? pieces : ['\n', ...pieces])))];
}

const topicsOf = (t: Translator, { topics }: ShareRow): Mrkdwn[] =>
  topics === '' ? [] : [t.mrkdwn('topicsLine', { topics })];

const reachKeys: Readonly<Record<Visibility, 'share.reach.conversation' | 'share.reach.workspace'>> = {
  conversation: 'share.reach.conversation',
  workspace: 'share.reach.workspace',
};

/** Its visibility, and how many say that it helped. */
function facts(t: Translator, { row, uses, useful }: Share): Mrkdwn[] {
  return [
    t.mrkdwn(reachKeys[row.reach]),
    ...countsOf(t, { uses, useful }),
    ...(row.edited_at === null ? [] : [t.mrkdwn('share.edited')]),
  ];
}

export function countsOf(t: Translator, { uses, useful }: Pick<Share, 'uses' | 'useful'>): Mrkdwn[] {
  return [
    ...(uses.length === 0 ? [] : [t.mrkdwn('share.used', { count: uses.length })]),
    ...(useful === 0 ? [] : [t.mrkdwn('share.useful', { count: useful })]),
  ];
}

/** Who used it, and how. */
export function usesBlocks(t: Translator, uses: readonly Use[]): KnownBlock[] {
  if (uses.length === 0) return [];
  return [
    bullets(
      uses.slice(0, usesShown).map(({ by, how }) => {
        const person = nameOf(by);
        return how === ''
          ? t.pieces('use.bare', { person })
          : t.pieces('use.line', { person, how: { written: how } });
      }),
    ),
  ];
}

/** Tells the author that someone used it, with the newest lines. */
export function thanksMessage(t: Translator, share: Share): Message {
  const intro = t.mrkdwn('thanks.intro', { what: titleOf(share.row) });
  return messageOf(intro, ...usesBlocks(t, share.uses), context(t.mrkdwn('thanks.why')));
}

/** A form for one line on how it was used. @param how what the person said before */
export function renderUse(t: Translator, { row, author }: Share, how: string): RenderedModal {
  return renderModal(ids.useModal, { share: row.id }, t.modal('use.title', 'save'), [
    userText({ written: titleOf(row), as: 'line' }),
    input(ids.useModal, 'how', t.labels('use.how', { placeholder: 'use.howExample' }), how),
    context(t.mrkdwn('use.means', { author: nameOf(author) })),
  ]);
}

/** All of a share. @param at where it was talked about, for those who are there */
export function renderShare(t: Translator, share: Share, at: string | null): RenderedModal {
  const { row } = share;
  const link: Piece[] = at === null ? [] : [{ link: at, text: t.plain('digest.thread') }];
  return renderModal(ids.openModal, { share: row.id }, t.modal('open.title'), [
    ...shareBlocks(t, share),
    context(join([...topicsOf(t, row), ...facts(t, share)], ' · ')),
    ...usesBlocks(t, share.uses),
    ...(link.length === 0 ? [] : [userText(...link)]),
    actions([button(ids.useShare, t.plain('share.use'), { share: row.id })]),
  ]);
}

export function renderBack(t: Translator, row: ShareRow): RenderedModal {
  return renderModal(ids.backModal, { share: row.id }, t.modal('back.title', 'back.submit'), [
    userText({ written: row.what }),
    section(t.mrkdwn('back.means')),
  ]);
}

/** How many App Home shows; the list has the rest. Four blocks each, two around them, and five more before (`askedBlocks`). */
export const inHome = 3;

export const inList = 12;

/** @param shown the newest of them, at most `inHome` @param count of all; nothing is shown if there are none */
export function homeBlocks(t: Translator, shown: readonly Share[], count: number): KnownBlock[] {
  if (count === 0) return [];
  return [
    header(t.plain('home.title')),
    ...shown.flatMap((share) => ownBlocks(t, share)),
    ...(count > inHome ? [actions([button(ids.listShares, t.plain('home.all', { count }), {})])] : []),
  ];
}

function ownBlocks(t: Translator, share: Share): KnownBlock[] {
  const { row } = share;
  const id = { share: row.id };
  const counts = countsOf(t, share);
  const what = titleOf(row);
  return [
    userText(
      ...t.pieces('home.line', {
        what: { written: what, as: 'title' },
        channel: channelLink(row.channel_id),
      }),
    ),
    ...(counts.length === 0 ? [] : [context(join(counts, ' · '))]),
    ...usesBlocks(t, share.uses),
    actions([
      button(ids.editShare, t.plain('change'), id),
      button(ids.takeBack, t.plain('share.takeBack'), id),
    ]),
  ];
}

/** All of a person's shares, in pages. */
export function renderList(t: Translator, list: PageOf<Share>): RenderedModal {
  return renderModal(ids.listModal, {}, t.modal('home.title'), [
    ...(list.shown.length === 0
      ? [section(t.mrkdwn('home.none'))]
      : list.shown.flatMap((share) => ownBlocks(t, share))),
    ...pager(t, list, ids.listPages, (page) => ({ page })),
  ]);
}
