/** Fields that exports describe differently from how they are stored. */
import { anInstant, aPerson, type Records, recordsOf } from '#core/export.ts';
import { linkOf, withOthers } from './read.ts';
import { shares } from './rows.ts';

export const records = [
  // With its links into Slack, as far as the viewer may know them.
  recordsOf(shares, async (rows, { view: read, plain }) =>
    (await withOthers(read, rows)).map((share) => {
      const linked: Records = {
        linkedAuthor: aPerson(share.source?.author_id ?? null),
        declinedAt: anInstant(share.source?.declined_at ?? null),
      };
      const whole: Records = { ...plain(share.row), link: linkOf(share) };
      const record = Object.entries(whole);
      const at = record.findIndex(([key]) => key === 'sharedAt');
      return Object.fromEntries(record.toSpliced(at, 0, ...Object.entries(linked)));
    }),
  ),
];
