/** How a channel's lessons were used by teams, for the indicators of learning: each time that somebody said how it went. */
import { type Acts, doersOf, mostActs } from '#core/acts.ts';
import { chunks } from '#core/chunks.ts';
import { findRows } from '#core/rows.ts';
import { namedTo } from './named.ts';
import { type LessonRow, lessons, trials } from './rows.ts';

export const acts: Acts = async (read, { channel, from, to }) => {
  const within = read.from(trials).where('it.tried_at', '>=', from).where('it.tried_at', '<', to);
  const all = await findRows(within.limit(mostActs), { taken_back_at: null }, '-tried_at', '-id');
  const own = new Map<LessonRow['id'], LessonRow>();
  for (const some of chunks([...new Set(all.map(({ lesson_id: id }) => id))]))
    for (const row of await findRows(read.from(lessons), { id: some, channel_id: channel }))
      own.set(row.id, row);
  const rows = all.filter(({ lesson_id: id }) => own.has(id)).toReversed();
  const by = await doersOf(read, lessons, [...own.values()]);
  const triedBy = await doersOf(read, trials, rows);
  const isNamed = await namedTo(read, rows);
  return rows.map((row) => {
    const confirmedBy = triedBy(row);
    const lesson = own.get(row.lesson_id);
    return {
      id: row.id,
      kind: 'reuse',
      by: lesson === undefined ? null : by(lesson),
      channel,
      // Which team it was stays with those who may know it.
      ...(isNamed(row) ? { for: [row.channel_id] } : {}),
      at: row.tried_at,
      confirmedAt: row.tried_at,
      ...(confirmedBy === null ? {} : { confirmedBy }),
      helped: row.went !== 'not',
    };
  });
};
