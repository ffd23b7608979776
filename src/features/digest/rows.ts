import { findRow, findRows } from '#core/rows.ts';
import type { Instant } from '#core/clock.ts';
import {
  audience,
  channel,
  choice,
  flag,
  instant,
  number,
  partOf,
  person,
  reference,
  text,
} from '#core/columns.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';

/** One digest of one channel, under the id of the ritual's occurrence. The channel's, without an author. */
export const issues = sharedTable(
  'digest_issue',
  { channel_id: channel, told_at: instant },
  {
    kept: { name: 'digest.issues', days: 365, since: 'told_at' },
    exported: { as: 'issues', only: 'channel', order: 'told_at' },
  },
);

/** Whether a recalled item still holds, by the last answer in the channel. The channel's, without an author. */
export const verdicts = sharedTable(
  'digest_verdict',
  {
    channel_id: channel,
    about_id: reference,
    holds: flag,
    said_by: person.orNull.theirs.internal,
    said_at: instant,
  },
  {
    kept: { name: 'digest.verdicts', days: 365, since: 'said_at' },
    exported: { as: 'verdicts', only: 'person' },
  },
);

export type VerdictRow = RowOf<typeof verdicts>;

/** One item of a digest. It stores no words: they are read again for each rendering. */
export const items = sharedTable(
  'digest_item',
  {
    issue_id: partOf(issues).internal,
    channel_id: channel,
    /** 0 is the first. */
    place: number.internal,
    /** The practice that renders it. */
    practice: text.internal,
    about_id: reference,
    /** Its kind, as declared by the practice. */
    reason: choice<string>([]),
    /** The channel that it came from. */
    source_id: channel.internal,
    /** Its author, if it is one person's. */
    author_id: person.orNull.theirs,
    told_at: instant,
    /** Who may count the opinions on it: those who may count who has seen it. */
    reach_id: audience,
  },
  { exported: { as: 'items', order: 'told_at' } },
);

export type ItemRow = RowOf<typeof items>;

/** A digest showed a person an item of another channel. The workspace may count it for a public channel, only the channel itself otherwise. */
export const seen = sharedTable(
  'digest_seen',
  { about_id: reference, person_id: person.orNull.theirs.internal, seen_at: instant },
  {
    kept: { name: 'digest.seen', days: 90, since: 'seen_at' },
    exported: { as: 'seen', only: 'person' },
  },
);

/** A person says that an item is not for them. Others may only count these. */
export const notForMe = ownTable(
  'digest_not_for_me',
  ['about_id'],
  {
    about_id: reference,
    said_at: instant,
    /** It returned in its own channel then. */
    recalled: flag.orNull.internal,
  },
  {
    kept: { name: 'digest.dismissed', days: 365, since: 'said_at' },
    exported: { as: 'notForMe' },
  },
);

/** When the channel's last digest was; `null`: never. */
export async function lastTold(read: ReadScope, channel: ChannelId): Promise<Instant | null> {
  const query = read.from(issues).select('it.told_at').where('it.channel_id', '=', channel);
  const row = await query.orderBy('it.told_at', 'desc').limit(1).executeTakeFirst();
  return row?.told_at ?? null;
}

/** A digest's items in order. Empty if this viewer may not see it, or it is gone. */
export async function itemsOf(read: ReadScope, issue: RowId): Promise<ItemRow[]> {
  return findRows(read.from(items), { issue_id: issue }, 'place', 'id');
}

export async function loadItem(read: ReadScope, id: RowId): Promise<ItemRow | null> {
  return findRow(read.from(items), { id });
}

/** Everything in the channel's digests so far. */
export const toldIn = (read: ReadScope, channel: ChannelId): Promise<ItemRow[]> =>
  findRows(read.from(items), { channel_id: channel }, 'id');

/** The channel's answers on recalled items, by item. */
export async function verdictsIn(
  read: ReadScope,
  channel: ChannelId,
): Promise<ReadonlyMap<RowId, VerdictRow>> {
  const rows = await findRows(read.from(verdicts), { channel_id: channel }, 'id');
  return new Map(rows.map((row) => [row.about_id, row]));
}

/** Whom digests showed each of these items, as far as the viewer may count. */
export async function seenBy(
  read: ReadScope,
  about: readonly RowId[],
): Promise<ReadonlyMap<RowId, ReadonlySet<UserId>>> {
  const rows = await findRows(read.from(seen), { about_id: about });
  const people = new Map<RowId, Set<UserId>>();
  for (const { about_id: id, person_id: person } of rows)
    if (person !== null) people.set(id, (people.get(id) ?? new Set()).add(person));
  return people;
}

/** How many people said of each item that it is not for them. @param recalled only those who said so when it returned */
export function againstEach(read: ReadScope, recalled?: 'recalled'): Promise<ReadonlyMap<RowId, number>> {
  return read.countBy(notForMe, 'about_id', recalled === undefined ? {} : { recalled: 1 });
}
