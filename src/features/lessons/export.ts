/** Fields that exports describe differently from how they are stored. */
import { aChoice, recordsOf } from '#core/export.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { linked } from './adding/rows.ts';
import { effectOf } from './effect/rules.ts';
import { namedTo } from './named.ts';
import { ownIn } from './read.ts';
import { usesIn } from './record/operations.ts';
import { saidOfEach } from './record/rows.ts';
import { lessons, trials, versions } from './rows.ts';

export const records = [
  // In a card author's own export, with their decision.
  recordsOf(lessons, async (rows, { view: read, subject, plain }) => {
    const told = rows.filter(({ state }) => state !== 'gone');
    const tried = await findRows(read.from(trials), {
      lesson_id: told.map(({ id }) => id),
      taken_back_at: null,
    });
    const said = await saidOfEach(read, told);
    const own = subject.kind === 'person' ? await ownIn(read, told) : new Map<string, never>();
    const links = await linked.of(
      read,
      told.map(({ id }) => id),
    );
    const uses = await usesIn(read);
    const named = await channelOf(read, told);
    return told.map((row) => {
      const theirs = own.get(row.id);
      const link = links.get(row.id)?.source?.link ?? '';
      return {
        ...plain(row),
        ...named(row),
        // As far as the viewer may know it.
        ...(link === '' ? {} : { link }),
        // Derived once more: a trial goes with the person who added themselves, as does what a file said of them, and leaves the cell behind.
        effect: aChoice(
          effectOf({
            retiredAt: row.retired_at,
            standardAt: row.standard_at,
            trials:
              tried.filter(({ lesson_id: of }) => of === row.id).length +
              (said.get(row.id)?.trials.length ?? 0),
          }),
        ),
        timesUsed: uses(row.id)['used'] ?? 0,
        timesUseful: uses(row.id)['useful'] ?? 0,
        ...(theirs === undefined ? {} : { cardsOfYours: theirs.count, agreed: theirs.agreed }),
      };
    });
  }),
  recordsOf(trials, async (rows, { view, plain }) => {
    const standing = rows.filter(({ taken_back_at: back }) => back === null);
    const named = await channelOf(view, standing);
    return standing.map((row) => ({ ...plain(row), ...named(row) }));
  }),
  // Of a lesson that was deleted by the person who wrote it down, no words are left.
  recordsOf(versions, async (rows, { plain }) =>
    rows.filter(({ change, title }) => change !== 'words' || title !== '').map((row) => plain(row)),
  ),
];

/** Over the plain record: no channel for who may not know that something comes from there, though they may know the channel by now. */
async function channelOf<Row extends Parameters<typeof namedTo>[1][number]>(
  read: ReadScope,
  rows: readonly Row[],
): Promise<(row: Row) => { readonly channel?: null }> {
  const isNamed = await namedTo(read, rows);
  return (row) => (isNamed(row) ? {} : { channel: null });
}
