/** Counts what a channel shared and used, as far as the viewer may see it. */
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import type { Looked } from '#core/kit/show-picture.ts';
import type { ReadScope } from '#core/scope.ts';
import { shares, uses } from '../rows.ts';
import { mondaysUntil, type Week, weeksOf } from './rules.ts';

/** @param tz the reader's IANA zone @returns `null` if the viewer is not in that channel */
export async function readQuarter(
  read: ReadScope,
  { channel, until }: Looked,
  tz: string,
): Promise<readonly Week[] | null> {
  if ((await read.channel(channel)) === null) return null;
  const mondays = mondaysUntil(until, tz);
  const from = mondays[0] ?? until;
  const rows = await read
    .from(shares)
    .select(['it.id', 'it.shared_at'])
    .where('it.channel_id', '=', channel)
    .where('it.taken_back_at', 'is', null)
    .where('it.shared_at', '<=', until)
    .execute();
  const used: Instant[] = [];
  for (const some of chunks(rows.map(({ id }) => id))) {
    const found = await read
      .from(uses)
      .select('it.used_at')
      .where('it.share_id', 'in', some)
      .where('it.used_at', '>=', from)
      .where('it.used_at', '<=', until)
      .execute();
    used.push(...found.map(({ used_at: at }) => at));
  }
  return weeksOf(mondays, { shared: rows.map(({ shared_at: at }) => at), used });
}
