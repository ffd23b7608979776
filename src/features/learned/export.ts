/** What is told of these rows in other words than they are stored in. */
import { anInstant, aPerson, type Records, recordsOf } from '#core/export.ts';
import { linkOf, withOthers } from './read.ts';
import { shares } from './rows.ts';

export const records = [
  // With what it links to in Slack, as far as the viewer may know that.
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
