/** What was thanked for where a channel can read it, for the indicators of learning: what stays between people is not counted. */
import { type Acts, doersOf, mostActs } from '#core/acts.ts';
import { findRows } from '#core/rows.ts';
import { isShown, thanks } from './rows.ts';

/** One for each thank-you, to however many people. */
export const acts: Acts = async (read, { channel, from, to }) => {
  const within = read.from(thanks).where('it.shown_at', '>=', from).where('it.shown_at', '<', to);
  const rows = await findRows(within.limit(mostActs), { channel_id: channel }, '-shown_at', '-id');
  const shown = rows.toReversed().filter(isShown);
  const by = await doersOf(read, thanks, shown);
  return [...Map.groupBy(shown, ({ given_id: given }) => given).values()].flatMap((those) =>
    those.slice(0, 1).map((first) => ({
      id: first.id,
      kind: 'thanks' as const,
      by: by(first),
      channel,
      at: first.shown_at ?? first.given_at,
      // Who was thanked has shown it, and so confirmed it.
      confirmedAt: first.kind === 'team' ? null : first.shown_at,
      to: those.flatMap(({ person_id: person }) => person ?? []),
    })),
  );
};
