/** What stands in the rows of connections, read. */
import { z } from 'zod';
import type { ConnectionId, ConnectorName, Reads, Refusal } from '#core/connector.ts';
import type { Cells } from '#core/columns.ts';
import { day, type Instant } from '#core/clock.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import type { connectionSourceTable, connectionTable } from './tables.ts';

export type ConnectionRow = Cells<typeof connectionTable>;
export type SourceRow = Cells<typeof connectionSourceTable>;

/** A connection as an admin reads it. */
export interface AdminsConnection {
  readonly id: ConnectionId;
  readonly connector: ConnectorName;
  readonly called: string;
  /** As of `connection.site`. */
  readonly site: string | null;
  readonly by: UserId | null;
  /** `null`: it was not asked yet, or cannot be. */
  readonly checkedAt: Instant | null;
  readonly reads: Reads | null;
  /** `null`: no event has come yet. */
  readonly heardAt: Instant | null;
  readonly refused: Refusal | null;
  /** Since when it has its secret. */
  readonly secretAt: Instant;
  /** Events that are signed with the secret before this one still count. */
  readonly isRenewing: boolean;
}

/** What an event is checked with. */
export interface Behind {
  readonly team: TeamId;
  readonly connector: ConnectorName;
  readonly site: string | null;
  /** The one that holds, and the one before while that counts. */
  readonly secrets: readonly string[];
}

/** So long the secret before counts at most, until an event comes with the new one. */
const longestOverlap = 7 * day;

export const isRenewing = (
  { secret_before: before, secret_at: at }: Pick<ConnectionRow, 'secret_before' | 'secret_at'>,
  now: Instant,
): boolean => before !== null && now - at < longestOverlap;

const readsShape = z.object({ count: z.number(), places: z.array(z.string()) });

export function readsIn(stored: string | null): Reads | null {
  if (stored === null) return null;
  return readsShape.parse(JSON.parse(stored));
}

export const adminsConnection = (row: ConnectionRow, now: Instant): AdminsConnection => ({
  id: row.id,
  connector: row.connector,
  called: row.called,
  site: row.site,
  by: row.connected_by,
  checkedAt: row.checked_at,
  reads: readsIn(row.reads),
  heardAt: row.heard_at,
  refused: row.refused,
  secretAt: row.secret_at,
  isRenewing: isRenewing(row, now),
});
