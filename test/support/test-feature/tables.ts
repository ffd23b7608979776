import { channel, instant, text } from '../../../src/core/columns.ts';
import { sharedTable } from '../../../src/core/tables.ts';

export const pebbles = sharedTable(
  'pebble',
  { channel_id: channel, words: text, kept_at: instant },
  { kept: { name: 'pebble.pebbles', days: 100, since: 'kept_at' }, exported: { as: 'pebbles' } },
);
