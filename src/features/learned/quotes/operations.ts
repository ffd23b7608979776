/** The words of a message that a share links to: kept only if their author gives them, and only while the author stays in the channel. */
import { findRow } from '#core/rows.ts';
import { type ChannelId, rowId, type UserId } from '#core/ids.ts';
import type { Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { loadShare, quotesIn, type Share } from '../read.ts';
import { type QuoteRow, quotes, sources } from '../rows.ts';
import { redraw } from '../shares/operations.ts';

/** The viewer's own words beside a share; `null`: none. */
export async function ownQuote({ scope }: Pick<Work, 'scope'>, { row }: Share): Promise<QuoteRow | null> {
  return findRow(scope.mine(quotes), { share_id: row.id });
}

/** Stores the author's words for the channel's members. Fails unless the author is a member. */
export async function giveWords(work: Work, share: Share, by: UserId, words: string): Promise<void> {
  const { scope, now, newId } = work;
  const { row } = share;
  const before = await ownQuote(work, share);
  if (before === null)
    await scope.insert(
      quotes,
      { id: rowId(newId()), share_id: row.id, channel_id: row.channel_id, words, given_at: now },
      {
        // Visible where they were said, whatever the share's own visibility: that was not their author's choice.
        audience: await scope.audience({ kind: 'conversation', channel: row.channel_id }),
        by: [by],
        names: 'shown',
      },
    );
  else await scope.update(quotes, before.id, { words, given_at: now }, { mine: true });
  if (share.source !== null) await scope.update(sources, share.source.id, { declined_at: null });
  await redraw(scope, share);
}

/** The author declines or withdraws: their words are deleted. */
export async function declineWords(work: Work, share: Share): Promise<void> {
  const { scope, now } = work;
  const before = await ownQuote(work, share);
  if (before !== null) await scope.delete(quotes, before.id);
  if (share.source !== null) await scope.update(sources, share.source.id, { declined_at: now });
  await redraw(scope, share);
}

/** Deletes the words of people who left a channel, with the channel's access. @param user `null`: everyone's */
export async function takeAlong(scope: Scope, channel: ChannelId, user: UserId | null): Promise<void> {
  for (const quote of await quotesIn(scope, channel, user)) {
    await scope.update(quotes, quote.id, { words: '' });
    const share = await loadShare(scope, quote.share_id);
    if (share !== null) await redraw(scope, share);
  }
}
