/** Finds the lessons that fit what somebody begins, by the words that the viewer may see. */
import type { Instant } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import type { Occasion } from '#core/lessons.ts';
import { findRows } from '#core/rows.ts';
import { fittingIn } from '#core/search/fitting.ts';
import type { ReadScope } from '#core/scope.ts';
import { toldUnder } from '../library/together.ts';
import { lessons, opinions } from '../rows.ts';
import { best } from './rules.ts';

/** Lessons of other channels, up to three, of those told together one. Never one that was retired. */
export async function findFitting(
  read: ReadScope,
  { channel, ...said }: Occasion,
  now: Instant,
): Promise<readonly RowId[]> {
  const found = await fittingIn(read.words, lessons, said, {
    where: (rows) =>
      rows
        .where('it.channel_id', '!=', channel)
        .where('it.reach', '=', 'workspace')
        .where('it.state', '=', 'kept')
        .where('it.effect', '!=', 'retired'),
  });
  if (found.length === 0) return [];
  const scores = new Map(found.map(({ id, score }) => [id, score]));
  const rows = await findRows(read.from(lessons), { id: [...scores.keys()] }, '-kept_at', 'id');
  const used = await read.countBy(opinions, 'lesson_id', { said: 'used' });
  const under = await toldUnder(read, rows);
  const all = rows.map((row) => ({
    id: row.id,
    score: scores.get(row.id) ?? 0,
    since: row.kept_at ?? row.written_at,
    uses: (used.get(row.id) ?? 0) + row.applied_in,
    wentWell: row.went_well === 1,
    under: under(row),
  }));
  return best(all, now).map(({ id }) => id);
}

/** Those of a channel that fit, the best first: what it knows of something. Never one that was retired. */
export async function findKnownIn(
  read: ReadScope,
  { channel, ...said }: Occasion,
): Promise<readonly RowId[]> {
  const found = await fittingIn(read.words, lessons, said, {
    where: (rows) =>
      rows
        .where('it.channel_id', '=', channel)
        .where('it.state', '=', 'kept')
        .where('it.effect', '!=', 'retired'),
  });
  return found.map(({ id }) => id);
}
