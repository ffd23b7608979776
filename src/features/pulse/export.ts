/** What a person’s own export says of the pulse: in which they were asked, and in which team. What they answered nobody can find. */
import { recordsOf } from '#core/export.ts';
import { windows, windowsOf } from './rows.ts';
import { ownPlace } from './window/operations.ts';

export const records = [
  recordsOf(windows, async (rows, { view, subject, plain }) => {
    if (subject.kind !== 'person') return rows.map(plain);
    const theirs = new Set(rows.map(({ id }) => id));
    const found = [];
    for (const row of await windowsOf(view)) {
      const place = await ownPlace(view, row.id);
      if (place !== null || theirs.has(row.id)) found.push({ ...plain(row), askedIn: place?.name ?? null });
    }
    return found;
  }),
];
