/** How long this feature's rows are kept. */
import { rowKind, type RowKind } from '../../core/retention.ts';
import { rotationCopy } from './copy.ts';
import { slots, turns } from './tables.ts';

export const kinds: readonly RowKind[] = [
  rowKind({
    name: 'rotation.slots',
    title: (locale) => rotationCopy.in(locale, 'UTC').plain('kept.slots'),
    days: 365,
    table: slots,
    since: 'meets_at',
    parts: [],
  }),
  rowKind({
    name: 'rotation.turns',
    title: (locale) => rotationCopy.in(locale, 'UTC').plain('kept.turns'),
    days: 365,
    table: turns,
    since: 'counted_at',
    parts: [],
  }),
];
