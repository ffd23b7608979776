/** How long this feature's rows are kept. */
import { ownKind, rowKind, type RowKind } from '../../core/retention.ts';
import { journeyCopy } from './copy.ts';
import { drafts, entries, firsts, keepings } from './tables.ts';

export const kinds: readonly RowKind[] = [
  rowKind({
    name: 'journey.entries',
    title: (locale) => journeyCopy.in(locale, 'UTC').plain('kept.entries'),
    days: 730,
    table: entries,
    since: 'told_at',
    parts: [],
  }),
  ownKind({
    name: 'journey.drafts',
    title: (locale) => journeyCopy.in(locale, 'UTC').plain('kept.drafts'),
    days: 90,
    table: drafts,
    since: 'typed_at',
  }),
  rowKind({
    name: 'journey.firsts',
    title: (locale) => journeyCopy.in(locale, 'UTC').plain('kept.firsts'),
    days: 90,
    table: firsts,
    since: 'ended_at',
    parts: [],
  }),
  ownKind({
    name: 'journey.choices',
    title: (locale) => journeyCopy.in(locale, 'UTC').plain('kept.choices'),
    days: 365,
    table: keepings,
    since: 'stopped_at',
  }),
];
