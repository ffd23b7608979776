import type { Instant } from '../../../src/core/clock.ts';
import type { ChannelId, RowId } from '../../../src/core/ids.ts';
import { sharedTable } from '../../../src/core/tables.ts';

export interface PebbleRow {
  readonly id: RowId;
  readonly channel_id: ChannelId;
  readonly words: string;
  readonly kept_at: Instant;
}
export const pebbles = sharedTable<PebbleRow>('pebble');
