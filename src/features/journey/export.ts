/** What is told of these rows in other words than they are stored in. */
import { aChannel, recordsOf } from '../../core/export.ts';
import { entriesOf } from './domain.ts';
import { channelsOf } from './repository.ts';
import { drafts, entries } from './tables.ts';

export const records = [
  recordsOf(entries, async (rows, { plain }) =>
    entriesOf(rows).map(({ entryId, rows: those }) => ({
      ...plain(those[0]),
      id: entryId,
      channels: those
        .map(({ channel_id: id }) => id)
        .toSorted()
        .map(aChannel),
    })),
  ),
  // The newest first.
  recordsOf(drafts, async (rows, { plain }) =>
    rows.toReversed().map((row) => ({ ...plain(row), channels: channelsOf(row).map(aChannel) })),
  ),
];
