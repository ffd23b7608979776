/** Who stands for learning in a channel: everybody there may know. */
import { channel, instant, person } from '#core/columns.ts';
import type { ChannelId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';

export const sponsorTable = sharedTable(
  'reorg_sponsor',
  {
    channel_id: channel,
    sponsor_id: person.orNull.theirs.as('sponsor'),
    named_by: person.orNull.theirs,
    named_at: instant,
    ended_at: instant.orNull,
  },
  {
    kept: { name: 'reorg.sponsors', days: 365, since: 'ended_at' },
    exported: { as: 'reorgSponsors', order: 'named_at' },
  },
);
export type SponsorRow = RowOf<typeof sponsorTable>;

/** The one of a channel that the viewer is in or is: at most one; `null`: nobody was named, or they erased their data. */
export const sponsorIn = async (read: ReadScope, here: ChannelId): Promise<SponsorRow | null> =>
  (await findRows(read.from(sponsorTable), { channel_id: here, ended_at: null }, '-named_at', '-id'))[0] ??
  null;
