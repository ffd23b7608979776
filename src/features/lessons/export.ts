/** What is told of these rows in other words than they are stored in. */
import { recordsOf } from '#core/export.ts';
import { ownIn } from './read.ts';
import { lessons } from './rows.ts';

export const records = [
  // With what somebody whose card is in it decided, in their own export.
  recordsOf(lessons, async (rows, { view: read, subject, plain }) => {
    const told = rows.filter(({ state }) => state !== 'gone');
    const own = subject.kind === 'person' ? await ownIn(read, told) : new Map<string, never>();
    return told.map((row) => {
      const theirs = own.get(row.id);
      return {
        ...plain(row),
        ...(theirs === undefined ? {} : { cardsOfYours: theirs.count, agreed: theirs.agreed }),
      };
    });
  }),
];
