/** Fields that exports describe differently from how they are stored. */
import { recordsOf } from '#core/export.ts';
import { linked } from './adding/rows.ts';
import { ownIn } from './read.ts';
import { lessons } from './rows.ts';

export const records = [
  // In a card author's own export, with their decision.
  recordsOf(lessons, async (rows, { view: read, subject, plain }) => {
    const told = rows.filter(({ state }) => state !== 'gone');
    const own = subject.kind === 'person' ? await ownIn(read, told) : new Map<string, never>();
    const links = await linked.of(
      read,
      told.map(({ id }) => id),
    );
    return told.map((row) => {
      const theirs = own.get(row.id);
      const link = links.get(row.id)?.source?.link ?? '';
      return {
        ...plain(row),
        // As far as the viewer may know it.
        ...(link === '' ? {} : { link }),
        ...(theirs === undefined ? {} : { cardsOfYours: theirs.count, agreed: theirs.agreed }),
      };
    });
  }),
];
