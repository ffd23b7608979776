/** What is read of digests, always with the eyes of the scope that is handed in. */
import type { Instant } from '../../core/clock.ts';
import type { ChannelId, RowId, UserId } from '../../core/ids.ts';
import type { ReadScope } from '../../core/scope.ts';
import { issues, items, notForMe, seen, verdicts, type ItemRow, type VerdictRow } from './tables.ts';

/** When the channel was told the last time; `null`: never. */
export async function lastTold(view: ReadScope, channel: ChannelId): Promise<Instant | null> {
  const query = view.from(issues).select('it.told_at').where('it.channel_id', '=', channel);
  const row = await query.orderBy('it.told_at', 'desc').limit(1).executeTakeFirst();
  return row?.told_at ?? null;
}

/** What stands in a digest, in its order. Empty when this viewer may not see it, or it is gone. */
export async function itemsOf(view: ReadScope, issue: RowId): Promise<ItemRow[]> {
  const query = view.from(items).selectAll().where('it.issue_id', '=', issue);
  return query.orderBy('it.place').orderBy('it.id').execute();
}

export async function loadItem(view: ReadScope, id: RowId): Promise<ItemRow | null> {
  return (await view.from(items).selectAll().where('it.id', '=', id).executeTakeFirst()) ?? null;
}

/** Everything the channel was told. */
export async function toldIn(
  view: ReadScope,
  channel: ChannelId,
): Promise<Pick<ItemRow, 'about_id' | 'source_id' | 'told_at'>[]> {
  const query = view.from(items).select(['it.about_id', 'it.source_id', 'it.told_at']);
  return query.where('it.channel_id', '=', channel).orderBy('it.id').execute();
}

/** What was said in a channel of what it was asked, by what it is about. */
export async function verdictsIn(
  view: ReadScope,
  channel: ChannelId,
): Promise<ReadonlyMap<RowId, VerdictRow>> {
  const query = view.from(verdicts).selectAll().where('it.channel_id', '=', channel);
  return new Map((await query.orderBy('it.id').execute()).map((row) => [row.about_id, row]));
}

/** Whom digests showed each of these, as far as the viewer may count. */
export async function seenBy(
  view: ReadScope,
  about: readonly RowId[],
): Promise<ReadonlyMap<RowId, ReadonlySet<UserId>>> {
  if (about.length === 0) return new Map();
  const rows = await view
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
export function againstEach(view: ReadScope): Promise<ReadonlyMap<RowId, number>> {
  return view.tally(notForMe, 'about_id', {});
}
