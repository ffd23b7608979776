/** The rows of this feature. */
import { findRow } from '#core/rows.ts';
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

/** One digest of one channel: its id is that of the ritual's occurrence. The channel's, without an author. */
export const issues = sharedTable(
  'digest_issue',
  { channel_id: channel, told_at: instant },
  {
    kept: { name: 'digest.issues', days: 365, since: 'told_at' },
    exported: { as: 'issues', only: 'channel', order: 'told_at' },
  },
);

/** Whether something that was recalled in a channel still holds, as the last one said whom it was asked. The channel's, without an author. */
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

/** One thing that stands in a digest. It holds no word of it: that is read anew whenever it is drawn. */
export const items = sharedTable(
  'digest_item',
  {
    issue_id: partOf(issues).internal,
    channel_id: channel,
    /** 0 is the first. */
    place: number.internal,
    /** Which practice draws it. */
    practice: text.internal,
    about_id: reference,
    /** Its kind, by the name under which the practice declares it. */
    reason: choice<string>([]),
    /** The channel that it came from. */
    source_id: channel.internal,
    /** Whose it is, where it is one person's. */
    author_id: person.orNull.theirs,
    told_at: instant,
    /** Who may count what people say of it: those who may count who has seen it. */
    reach_id: audience,
  },
  { exported: { as: 'items', order: 'told_at' } },
);

export type ItemRow = RowOf<typeof items>;

/** A digest showed something of another channel to a person. Of a public channel the workspace may count it, of others the channel alone. */
export const seen = sharedTable(
  'digest_seen',
  { about_id: reference, person_id: person.orNull.theirs.internal, seen_at: instant },
  {
    kept: { name: 'digest.seen', days: 90, since: 'seen_at' },
    exported: { as: 'seen', only: 'person' },
  },
);

/** Somebody says that a thing is not for them. Others may only count these. */
export const notForMe = ownTable(
  'digest_not_for_me',
  ['about_id'],
  { about_id: reference, said_at: instant },
  {
    kept: { name: 'digest.dismissed', days: 365, since: 'said_at' },
    exported: { as: 'notForMe' },
  },
);

/** When the channel was told the last time; `null`: never. */
export async function lastTold(read: ReadScope, channel: ChannelId): Promise<Instant | null> {
  const query = read.from(issues).select('it.told_at').where('it.channel_id', '=', channel);
  const row = await query.orderBy('it.told_at', 'desc').limit(1).executeTakeFirst();
  return row?.told_at ?? null;
}

/** What stands in a digest, in its order. Empty when this viewer may not see it, or it is gone. */
export async function itemsOf(read: ReadScope, issue: RowId): Promise<ItemRow[]> {
  const query = read.from(items).selectAll().where('it.issue_id', '=', issue);
  return query.orderBy('it.place').orderBy('it.id').execute();
}

export async function loadItem(read: ReadScope, id: RowId): Promise<ItemRow | null> {
  return findRow(read.from(items), { id });
}

/** Everything the channel was told. */
export async function toldIn(
  read: ReadScope,
  channel: ChannelId,
): Promise<Pick<ItemRow, 'about_id' | 'source_id' | 'told_at'>[]> {
  const query = read.from(items).select(['it.about_id', 'it.source_id', 'it.told_at']);
  return query.where('it.channel_id', '=', channel).orderBy('it.id').execute();
}

/** What was said in a channel of what it was asked, by what it is about. */
export async function verdictsIn(
  read: ReadScope,
  channel: ChannelId,
): Promise<ReadonlyMap<RowId, VerdictRow>> {
  const query = read.from(verdicts).selectAll().where('it.channel_id', '=', channel);
  return new Map((await query.orderBy('it.id').execute()).map((row) => [row.about_id, row]));
}

/** Whom digests showed each of these, as far as the viewer may count. */
export async function seenBy(
  read: ReadScope,
  about: readonly RowId[],
): Promise<ReadonlyMap<RowId, ReadonlySet<UserId>>> {
  if (about.length === 0) return new Map();
  const rows = await read
    .from(seen)
    .select(['it.about_id', 'it.person_id'])
    .where('it.about_id', 'in', about)
    .execute();
  const people = new Map<RowId, Set<UserId>>();
  for (const { about_id: id, person_id: person } of rows)
    if (person !== null) people.set(id, (people.get(id) ?? new Set()).add(person));
  return people;
}

/** How many people said of each thing that it is not for them. */
export function againstEach(read: ReadScope): Promise<ReadonlyMap<RowId, number>> {
  return read.countBy(notForMe, 'about_id', {});
}
