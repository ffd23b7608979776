/** Offers a channel's digest the thanks shown there. */
import { shorten } from '#core/text.ts';
import type { DigestItems } from '#core/week.ts';
import { copy } from './copy.ts';
import { isShown, loadThanks, shownIn, shownTogether } from './rows.ts';
import { shownMessage } from './screens.ts';

/** A digest shows this much of it; the original message shows all of it. In characters. */
const excerpt = 300;

export const digestItems: DigestItems<'thanks'> = {
  // Rows store the kind's name. Ordered after what was learned.
  kinds: { thanks: { title: copy.named('digest.kind'), order: 35, most: 1, isNews: true } },
  find: async (read, week) =>
    (await shownIn(read, week, 50)).map(({ row, by }) => ({
      id: row.id,
      kind: 'thanks',
      channel: row.channel_id,
      liked: 0,
      authors: by === null ? [] : [by],
      at: row.shown_at ?? row.given_at,
    })),
  draw: async (read, { id }, renderContext) => {
    const found = await loadThanks(read, id);
    if (found === null || !isShown(found.row)) return null;
    const [first, ...rest] = await shownTogether(read, found.row.given_id);
    if (first === undefined) return null;
    const t = copy.for(renderContext);
    const row = { ...first.row, what: shorten(first.row.what.replaceAll(/\s+/g, ' '), excerpt) };
    const { text, blocks } = shownMessage(t, [{ ...first, row }, ...rest]);
    return { text, blocks, reason: t.mrkdwn('digest.here'), buttons: [] };
  },
};
