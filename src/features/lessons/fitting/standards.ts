import type { LessonLibrary } from '#core/lessons.ts';
import { findRows } from '#core/rows.ts';
import { lessons } from '../rows.ts';

/** Lessons of a channel that changed a standard, as far as the viewer may see them, the oldest first. */
export const standards: LessonLibrary['standards'] = async (read, channel) => {
  const changed = read.from(lessons).where('it.state', '!=', 'gone').where('it.standard_at', 'is not', null);
  const rows = await findRows(changed, { channel_id: channel, retired_at: null }, 'standard_at', 'id');
  return rows.map((row) => ({
    gathering: row.gathering_id,
    seed: row.seed_id,
    since: row.standard_at ?? row.written_at,
  }));
};
