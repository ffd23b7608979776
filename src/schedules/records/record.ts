/** Records each occurrence's outcome once and sets the next occurrence. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { ScheduleOutcome } from '#core/recurrence.ts';
import type { Planned } from '#core/time/recurrence.ts';
import { invalidateHomes } from '../../store/outbox/invalidate-homes.ts';
import type { Schema } from '../../store/schema.ts';
import { invalidateMembersHomes } from './homes.ts';
import { type ChannelRecurrences, following, seriesOf } from './rows.ts';
import type { RitualOccurrenceTable, ScheduleTable } from './tables.ts';

/** Where and when something changes. */
export interface Changing {
  readonly db: Kysely<Schema>;
  readonly team: TeamId;
  readonly channel: ChannelId;
  readonly now: Instant;
}

/** `silent`: nothing is recorded, since Lore has no part in it. */
export type Become =
  | ScheduleOutcome
  | {
      readonly kind: 'missed';
      /** `restored`: a database that is lost may have posted it. */
      readonly reason: 'late' | 'failed' | 'restored';
    }
  | { readonly kind: 'silent' };

/** How it ended. */
export type Ended = Exclude<Become, { kind: 'next_day' }>;

export async function update(
  { db, team, channel }: Pick<Changing, 'db' | 'team' | 'channel'>,
  name: string,
  cells: Partial<ScheduleTable>,
): Promise<void> {
  await db
    .updateTable('ritual')
    .set(cells)
    .where('team_id', '=', team)
    .where('channel_id', '=', channel)
    .where('name', '=', name)
    .execute();
}

/** Records the outcome and when the next occurrence is. */
export async function record(
  changing: Changing,
  recurrence: ChannelRecurrences,
  name: string,
  now: Planned,
  become: Ended,
): Promise<void> {
  if (become.kind !== 'silent') {
    const row: RitualOccurrenceTable = {
      team_id: changing.team,
      channel_id: changing.channel,
      name,
      on_date: now.on,
      due_at: now.at,
      moved: now.moved,
      state: become.kind,
      reason: become.kind === 'posted' ? null : become.reason,
      recorded_at: changing.now,
      is_seen: 0,
    };
    await changing.db.insertInto('ritual_occurrence').values(row).execute();
  }
  const series = seriesOf(recurrence, name);
  const next = series === null ? null : following(series, recurrence.calendar, now.on).next().value;
  await update(changing, name, {
    last_on: now.on,
    attempts: 0,
    next_on: next?.on ?? null,
    next_at: next?.at ?? null,
  });
  if (become.kind === 'missed') await tell(changing, recurrence.lookedAfterBy);
}

/** App Home shows a missed occurrence to the person responsible, or to all members if there is none. */
async function tell(changing: Changing, user: UserId | null): Promise<void> {
  if (user === null)
    return invalidateMembersHomes(changing.db, changing.team, changing.channel, changing.now);
  await invalidateHomes(changing.db, changing.team, changing.now).where('user_id', '=', user).execute();
}
