/** Lessons as a test writes them, and what is kept of their words. */
import { sql } from 'kysely';
import { columnsThat } from '../../../src/core/columns.ts';
import { type AudienceId, channelId, rowId, type EmbargoId, userId } from '../../../src/core/ids.ts';
import { cutRow } from '../../../src/core/search/cut.ts';
import { isWord, storedOf, termsIn, type StoredWords } from '../../../src/core/search/stored.ts';
import type { LessonRow } from '../../../src/features/lessons/rows.ts';
import { lessons } from '../../../src/features/lessons/rows.ts';
import { noon } from '../../store/support/world.ts';
import { textsOf } from '../../../src/store/search/searched.ts';
import type { Store } from '../../../src/store/store.ts';

/** Columns that may be left out, whichever there are. */
const none = Object.fromEntries(
  columnsThat(lessons.columns, ({ isNullable }) => isNullable).map((name) => [name, null]),
);

/** A lesson with nothing in it but what is said. */
export const lesson = (id: string, audience: AudienceId, said: Partial<LessonRow> = {}): LessonRow => ({
  ...(none as unknown as LessonRow),
  ...filled(id, audience),
  ...said,
});

const filled = (id: string, audience: AudienceId) => ({
  id: rowId(id),
  source: 'lessons',
  gathering_id: rowId(id),
  seed_id: rowId(id),
  title: '',
  context: '',
  happened: '',
  use_when: '',
  topics: '',
  channel_id: channelId('C1'),
  reach: 'workspace' as const,
  seen_id: audience,
  wide_id: audience,
  is_wider: 0 as const,
  is_hidden: 0 as const,
  from_public: 1 as const,
  state: 'kept' as const,
  writer_id: userId('ann'),
  cards: 1,
  agreed: 1,
  round: 1,
  ask_until: noon,
  written_at: noon,
  kept_at: noon,
  review_by: noon,
});

/** What the tables of words hold, and what they would hold had they been made of the lessons as they are now. */
export async function keptAndWanted(store: Store) {
  const rows = async <Row>(query: ReturnType<typeof sql>) =>
    (await query.execute(store.system)).rows as readonly Row[];
  const all = await rows<LessonRow & Readonly<Record<'team_id' | 'audience_id' | 'seal_id', string>>>(
    sql`select * from lesson where state <> 'gone'`,
  );
  const closed = new Set(
    (await rows<{ id: EmbargoId }>(sql`select id from seal where is_open = 0`)).map(({ id }) => id as string),
  );
  const searched = lessons.searched;
  if (searched === undefined) throw new Error('lessons are not searched');
  const counts = new Map<string, number>();
  const vocabulary = new Set<string>();
  const words = all.map((row) => {
    const stored = storedOf(cutRow(textsOf(searched, { ...row })));
    const seal = closed.has(row.seal_id) ? row.seal_id : '';
    for (const term of ['', ...termsIn(stored)]) {
      const key = [row.team_id, term, row.audience_id, seal].join(' ');
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (term !== '' && isWord(term as never))
        vocabulary.add([row.team_id, term, Array.from(term).toReversed().join('')].join(' '));
    }
    return [row.team_id, row.id, row.audience_id, seal, row.written_at, stored].join(' ');
  });
  const kept = await rows<Readonly<Record<string, string | number>> & { readonly words: StoredWords }>(
    sql`select team_id, row_id, audience_id, seal_id, at, words from lesson_words`,
  );
  return {
    kept: {
      words: kept.map((row) => Object.values(row).join(' ')).toSorted(),
      counts: (await rows<object>(sql`select * from lesson_word`))
        .map((row) => Object.values(row).join(' '))
        .toSorted(),
      vocabulary: (await rows<object>(sql`select * from lesson_vocabulary`))
        .map((row) => Object.values(row).join(' '))
        .toSorted(),
    },
    wanted: {
      words: words.toSorted(),
      counts: [...counts].map(([key, count]) => `${key} ${count}`).toSorted(),
      vocabulary: [...vocabulary].toSorted(),
    },
  };
}
