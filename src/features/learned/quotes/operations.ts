/** The words of a message that a share links to: kept only when whoever wrote them gives them, and for as long as they stay. */
import { findRow } from '#core/rows.ts';
import { type ChannelId, rowId, type UserId } from '#core/ids.ts';
import type { Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { loadShare, quotesIn, type Share } from '../read.ts';
import { type QuoteRow, quotes, sources } from '../rows.ts';
import { redraw } from '../shares/operations.ts';

/** What the viewer gave beside a share; `null`: nothing. */
export async function ownQuote({ scope }: Pick<Work, 'scope'>, { row }: Share): Promise<QuoteRow | null> {
  return findRow(scope.mine(quotes), { share_id: row.id });
}

/** Keeps what its author gave, for whoever is in the channel. The author is in it, or fixing the audience fails. */
export async function giveWords(work: Work, share: Share, by: UserId, words: string): Promise<void> {
  const { scope, now, newId } = work;
  const { row } = share;
  const before = await ownQuote(work, share);
  if (before === null)
    await scope.insert(
      quotes,
      { id: rowId(newId()), share_id: row.id, channel_id: row.channel_id, words, given_at: now },
      {
        // Where they were said, whomever the share reaches: its author's choice is not theirs.
        audience: await scope.audience({ kind: 'conversation', channel: row.channel_id }),
        by: [by],
        names: 'shown',
      },
    );
  else await scope.update(quotes, before.id, { words, given_at: now }, { mine: true });
  if (share.source !== null) await scope.update(sources, share.source.id, { declined_at: null });
  await redraw(scope, share);
}

/** They do not give them, or take them back: no word of them is left. */
export async function declineWords(work: Work, share: Share): Promise<void> {
  const { scope, now } = work;
  const before = await ownQuote(work, share);
  if (before !== null) await scope.delete(quotes, before.id);
  if (share.source !== null) await scope.update(sources, share.source.id, { declined_at: now });
  await redraw(scope, share);
}

/** Whoever left a channel takes their words along: with the channel's eyes. @param user `null`: all of them */
export async function takeAlong(scope: Scope, channel: ChannelId, user: UserId | null): Promise<void> {
  for (const quote of await quotesIn(scope, channel, user)) {
    await scope.update(quotes, quote.id, { words: '' });
    const share = await loadShare(scope, quote.share_id);
    if (share !== null) await redraw(scope, share);
  }
}
