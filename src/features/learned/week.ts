/** What shares give to a channel's digest and agenda: read with the channel's own eyes. */
import type { KnownBlock } from '@slack/types';
import { day } from '../../core/clock.ts';
import { channelLink } from '../../core/copy.ts';
import { button } from '../../core/kit/action.ts';
import { userText, type Piece } from '../../core/kit/blocks.ts';
import type { AgendaItems, DigestItem, DigestItems } from '../../core/week.ts';
import { line, shareBlocks, titleOf } from './blocks/share.ts';
import { wordsOf, type Words } from './blocks/words.ts';
import { findUseful, useShare } from './ids.ts';
import { loadShare, sharedBetween, sharedElsewhere, withOthers, type Share } from './repository.ts';

const most = { here: 10, elsewhere: 40, agenda: 20 };
/** What was shared in other channels is news for so long. */
const isNews = 28 * day;

export const digestItems: DigestItems = {
  find: async (view, { channel, from, to }) => {
    const here = await sharedBetween(view, channel, from, to, most.here);
    const elsewhere = await sharedElsewhere(view, channel, to - isNews, to, most.elsewhere);
    const all = await withOthers(view, [...here.toReversed(), ...elsewhere]);
    return all.map(({ row, author, uses, useful }): DigestItem => ({
      id: row.id,
      reason: row.channel_id === channel ? 'here' : 'elsewhere',
      authors: author === null ? [] : [author],
      channel: row.channel_id,
      at: row.shared_at,
      liked: row.reach === 'workspace' ? uses.length + useful : 0,
    }));
  },
  draw: async (view, { id, reason }, drawing) => {
    const share = await loadShare(view, id);
    if (share === null) return null;
    const words = wordsOf(drawing);
    const { row } = share;
    const isHere = reason === 'here';
    return {
      // Seen in the channel already: one line.
      blocks: isHere ? [oneLine(words, share)] : shareBlocks(words, share),
      text: line(words, isHere ? inShort(share) : share),
      reason: isHere
        ? words.mrkdwn('digest.here')
        : row.from_public === 1
          ? words.mrkdwn('digest.elsewhere', { channel: channelLink(row.channel_id) })
          : words.mrkdwn('digest.elsewhereUnnamed'),
      buttons: [
        button(useShare, words.plain('share.use'), { share: id }),
        button(findUseful, words.plain('share.findUseful'), { share: id }),
      ],
    };
  },
};

export const agendaItems: AgendaItems = async (view, { channel, from, to }, drawing) => {
  const rows = await sharedBetween(view, channel, from, to, most.agenda);
  const words = wordsOf(drawing);
  return (await withOthers(view, rows)).map((share) => ({
    id: share.row.id,
    block: oneLine(words, share),
    text: line(words, inShort(share)),
  }));
};

function inShort(share: Share): Share {
  return { ...share, row: { ...share.row, what: titleOf(share.row) } };
}

function oneLine(words: Words, { row, author }: Share): KnownBlock {
  const name: Piece = author === null ? words.plain('share.somebody') : { person: author };
  return userText(...words.pieces('share.line', { author: name, what: titleOf(row) }));
}
