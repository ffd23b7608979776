/** Offers shares to a channel's digest and agenda, with the channel's own access. */
import type { KnownBlock } from '@slack/types';
import { day } from '#core/clock.ts';
import { button } from '#core/kit/action.ts';
import { type Piece, userText } from '#core/kit/blocks.ts';
import type { ReadScope } from '#core/scope.ts';
import { channelLink, nameOf, onDay } from '#core/sentence.ts';
import {
  type AgendaItems,
  type DigestItem,
  type DigestItems,
  recallWindows,
  sharedKinds,
  type Week,
} from '#core/week.ts';
import { learnedCopy, type Translator } from './copy.ts';
import { findUseful, promptPost, sharePost, useShare } from './ids.ts';
import { loadShare, type Share, sharedBetween, sharedElsewhere, withOthers } from './read.ts';
import type { ShareRow } from './rows.ts';
import { titleOf } from './rules.ts';
import { shareBlocks } from './shares/screens.ts';

/** A digest takes 50 items of one practice. */
const most = { here: 10, elsewhere: 30, recalled: 2, agenda: 20 };

/** How long a share from another channel is news. */
const isNews = 28 * day;

const kinds = {
  ...sharedKinds,
  here: {
    title: learnedCopy.named('digest.kind'),
    order: 30,
    most: 1,
    isNews: true,
  },
} as const;
type Kind = keyof typeof kinds;

export const digestItems: DigestItems<Kind> = {
  kinds,
  find: async (read, { channel, from, to }) => {
    const here = await sharedBetween(read, channel, { from, to }, most.here);
    const elsewhere = await sharedElsewhere(read, channel, { from: to - isNews, to }, most.elsewhere);
    const news = await withOthers(read, [...here.toReversed(), ...elsewhere]);
    const old = await withOthers(read, await returning(read, { channel, from, to }));
    const item = ({ row, author, uses, useful }: Share, kind: Kind): DigestItem<Kind> => ({
      id: row.id,
      kind,
      authors: author === null ? [] : [author],
      channel: row.channel_id,
      at: row.shared_at,
      liked: row.reach === 'workspace' ? uses.length + useful : 0,
    });
    return [
      ...news.map((share) => item(share, share.row.channel_id === channel ? 'here' : 'elsewhere')),
      ...old.map((share) => item(share, 'recall')),
    ];
  },
  draw: async (read, { id, kind }, renderContext) => {
    const share = await loadShare(read, id);
    if (share === null) return null;
    const t = learnedCopy.for(renderContext);
    const { row } = share;
    const isHere = kind === 'here';
    const isRecalled = kind === 'recall';
    const at = isHere ? await placeOf(read, row) : null;
    const sentence = isRecalled ? 'share.recall' : 'share.line';
    return {
      // The channel has seen it already: one line.
      blocks: isHere ? [oneLine(t, share, at)] : shareBlocks(t, share, sentence),
      reason: isHere
        ? t.mrkdwn('digest.here')
        : isRecalled
          ? t.mrkdwn('digest.recalled', { day: onDay(row.shared_at) })
          : row.from_public === 1
            ? t.mrkdwn('digest.elsewhere', { channel: channelLink(row.channel_id) })
            : t.mrkdwn('digest.elsewhereUnnamed'),
      buttons: [
        button(useShare, t.plain('share.use'), { share: id }),
        button(findUseful, t.plain('share.findUseful'), { share: id }),
      ],
    };
  },
};

/** Old shares of the channel that return this week. */
async function returning(read: ReadScope, week: Week): Promise<ShareRow[]> {
  const found: ShareRow[] = [];
  for (const stretch of recallWindows(week))
    found.push(...(await sharedBetween(read, week.channel, stretch, most.recalled)));
  return found;
}

export const agendaItems: AgendaItems = async (read, { channel, from, to }, renderContext) => {
  const rows = await sharedBetween(read, channel, { from, to }, most.agenda);
  const t = learnedCopy.for(renderContext);
  return (await withOthers(read, rows)).map((share) => ({
    id: share.row.id,
    block: oneLine(t, share),
  }));
};

/** Where it was discussed: the thread of the question that it answers, or its own. */
function placeOf(read: ReadScope, row: ShareRow): Promise<string | null> {
  if (row.prompt_id === null || row.in_thread === 0) return read.linkTo(sharePost(row));
  return read.linkTo(promptPost({ id: row.prompt_id, channel_id: row.channel_id, owner_id: null }));
}

/** @param at a link to its message, if there is one */
function oneLine(t: Translator, { row, author }: Share, at: string | null = null): KnownBlock {
  const link: Piece[] = at === null ? [] : [' · ', { link: at, text: t.plain('digest.thread') }];
  return userText(
    ...t.pieces('share.line', { author: nameOf(author), what: { written: titleOf(row), as: 'line' } }),
    ...link,
  );
}
