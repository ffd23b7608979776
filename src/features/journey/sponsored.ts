/** Who stands for learning where a channel’s people are, as other practices say: what they publish comes first there. */
import { day, type Instant } from '#core/clock.ts';
import type { Feature } from '#core/feature.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { entries, type EntryRow } from './rows.ts';

/** Practices that name sponsors. */
export type Sponsoring = () => readonly Pick<Feature, 'sponsors'>[];

export async function sponsorsIn(
  practices: Sponsoring,
  read: ReadScope,
  channel: ChannelId,
): Promise<ReadonlySet<UserId>> {
  const found = new Set<UserId>();
  for (const { sponsors } of practices())
    for (const user of (await sponsors?.(read, channel)) ?? []) found.add(user);
  return found;
}

/** For so long App Home shows it, and so many entries are looked at. */
const recent = 14 * day;
const most = 20;

/** The newest entry of another person in a channel of the viewer’s whose sponsor they are; `null`: none lately. */
export async function sponsored(
  practices: Sponsoring,
  read: ReadScope,
  viewer: UserId,
  now: Instant,
): Promise<EntryRow | null> {
  const lately = read
    .from(entries)
    .where('it.told_at', '>=', now - recent)
    .where('it.teller_id', '!=', viewer)
    .limit(most);
  for (const row of await findRows(lately, { withdrawn_at: null }, '-told_at', 'id')) {
    if ((await read.channel(row.channel_id)) === null) continue;
    if ((await sponsorsIn(practices, read, row.channel_id)).has(row.teller_id)) return row;
  }
  return null;
}
