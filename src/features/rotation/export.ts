/** What is told of these rows in other words than they are stored in. */
import { aChoice, recordsOf } from '../../core/export.ts';
import { turns } from './tables.ts';

export const records = [
  recordsOf(turns, async (rows, { plain }) =>
    rows.map((row) => ({ ...plain(row), part: aChoice(row.takes_part === 1 ? 'yes' : 'no') })),
  ),
];
