/** Offers a channel's digest the thanks shown there, and the indicators that they were given. */
import { userText } from '#core/kit/blocks.ts';
import { nameOf, namesOf } from '#core/sentence.ts';
import { digestExcerpt, type DigestItems } from '#core/week.ts';
import { copy } from './copy.ts';
import { isShown, loadThanks, shownIn, shownTogether } from './rows.ts';

export const digestItems: DigestItems<'thanks'> = {
  // Rows store the kind's name. Ordered after what was learned.
  kinds: { thanks: { title: copy.named('digest.kind'), order: 35, most: 1, isNews: true } },
  find: async (read, week) =>
    (await shownIn(read, week, 50)).map(({ row, by }) => ({
      id: row.id,
      kind: 'thanks',
      channel: row.channel_id,
      liked: 0,
      used: 0,
      authors: by === null ? [] : [by],
      at: row.shown_at ?? row.given_at,
    })),
  draw: async (read, { id }, renderContext) => {
    const found = await loadThanks(read, id);
    if (found === null || !isShown(found.row)) return null;
    const [first, ...rest] = await shownTogether(read, found.row.given_id);
    if (first === undefined) return null;
    const t = copy.for(renderContext);
    const { what, link } = first.row;
    const people = [first, ...rest].flatMap(({ row }) => row.person_id ?? []);
    const by = nameOf(first.by);
    return {
      title:
        people.length === 0
          ? t.plain('digest.team', { by })
          : t.plain('digest.people', { by, people: namesOf(people) }),
      blocks: [
        userText(
          { written: what, most: digestExcerpt },
          ...(link === '' ? [] : ['\n', { link, text: t.plain('link') }]),
        ),
      ],
      facts: [t.mrkdwn('digest.here')],
      can: [],
    };
  },
};
