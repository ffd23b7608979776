/** Finds the lessons that fit what somebody begins, by the words that the viewer may see. */
import type { Instant } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import type { Occasion } from '#core/lessons.ts';
import { findRows } from '#core/rows.ts';
import { termsOf } from '#core/search/rank.ts';
import type { Narrow, WordsReader } from '#core/search/reader.ts';
import { search } from '#core/search/search.ts';
import type { ReadScope } from '#core/scope.ts';
import { toldUnder } from '../library/together.ts';
import { type LessonRow, lessons, opinions } from '../rows.ts';
import { best, fits, measureOf, type Said, textOf, wordsOf } from './rules.ts';

/** So many of the best found are looked at: of a large library hundreds share a word with a long description. */
const mostLooked = 60;

/** Those that fit, the best ranked first. */
export async function fittingIn(
  words: WordsReader,
  said: Said,
  narrow: Narrow<LessonRow> = {},
): Promise<readonly { readonly id: RowId; readonly score: number }[]> {
  const telling = wordsOf(said);
  if (telling.length === 0) return [];
  const found = await search(words, { table: lessons, text: textOf(said), narrow });
  if (found.rows.length === 0) return [];
  const known = await words.frequencies(lessons, [...new Set(telling.flatMap(termsOf))]);
  const share = measureOf(said, known);
  return found.rows.slice(0, mostLooked).filter((row) => fits(share(row.words)));
}

/** Lessons of other channels, up to three, of those told together one. Never one that was retired. */
export async function findFitting(
  read: ReadScope,
  { channel, ...said }: Occasion,
  now: Instant,
): Promise<readonly RowId[]> {
  const found = await fittingIn(read.words, said, {
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
