/** What was to take place in a channel, and whether it did. */
import type { Kysely } from 'kysely';
import { day, type Instant } from '#core/clock.ts';
import type { ChannelId, TeamId } from '#core/ids.ts';
import type { ScheduledTime, SkipReason } from '#core/recurrence.ts';
import type { Schema } from '../../store/schema.ts';
import type { RitualOccurrenceTable } from './tables.ts';

/** The reasons for which something fell out that people had been expecting. */
const expected: readonly string[] = [
  'nobody_available',
  'nobody_takes_part',
] as const satisfies readonly SkipReason[];

/** Moved further than this from its day by the rule, it was another one. */
const mostMoved = 7 * day;

/** See `SchedulesReader.held`. */
export async function heldBetween(
  db: Kysely<Schema>,
  team: TeamId,
  channel: ChannelId,
  from: Instant,
  to: Instant,
): Promise<readonly ScheduledTime[]> {
  const rows = await db
    .selectFrom('ritual_occurrence')
    .selectAll()
    .where('team_id', '=', team)
    .where('channel_id', '=', channel)
    .where('due_at', '>=', from)
    .where('due_at', '<', to)
    .orderBy('due_at')
    .orderBy('name')
    .execute();
  return rows
    .filter(wasExpected)
    .map((row) => ({ name: row.name, at: row.due_at, isHeld: row.state === 'posted' && !isFar(row) }));
}

const wasExpected = ({ state, reason }: RitualOccurrenceTable): boolean =>
  state === 'posted' ||
  (state === 'missed' && reason !== 'restored') ||
  (state === 'skipped' && reason !== null && expected.includes(reason));

const isFar = ({ moved, due_at: at, on_date: on }: RitualOccurrenceTable): boolean =>
  // A day of another zone can begin a day earlier or later.
  moved !== 'no' && Math.abs(at - Date.parse(on)) > mostMoved + day;
