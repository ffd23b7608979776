import type { LessonLibrary } from '#core/lessons.ts';
import { findRows } from '#core/rows.ts';
import { lessons } from '../rows.ts';

/** Lessons of a channel that changed a standard, as far as the viewer may see them, the oldest first. */
export const standards: LessonLibrary['standards'] = async (read, channel) => {
  const standing = read.from(lessons).where('it.state', '!=', 'gone');
  const rows = await findRows(standing, { channel_id: channel, effect: 'standard' }, 'standard_at', 'id');
  return rows.map((row) => ({
    gathering: row.gathering_id,
    seed: row.seed_id,
    since: row.standard_at ?? row.written_at,
  }));
};
