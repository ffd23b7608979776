/** How long this feature's rows are kept. */
import { ownKind, partOf, rowKind, type RowKind } from '../../core/retention.ts';
import { digestCopy } from './copy.ts';
import { issues, items, notForMe, seen, verdicts } from './tables.ts';

export const kinds: readonly RowKind[] = [
  rowKind({
    name: 'digest.issues',
    title: (locale) => digestCopy.in(locale, 'UTC').plain('kept.issues'),
    days: 365,
    table: issues,
    since: 'told_at',
    parts: [partOf(items, 'issue_id')],
  }),
  rowKind({
    name: 'digest.seen',
    title: (locale) => digestCopy.in(locale, 'UTC').plain('kept.seen'),
    days: 90,
    table: seen,
    since: 'seen_at',
    parts: [],
  }),
  rowKind({
    name: 'digest.verdicts',
    title: (locale) => digestCopy.in(locale, 'UTC').plain('kept.verdicts'),
    days: 365,
    table: verdicts,
    since: 'said_at',
    parts: [],
  }),
  ownKind({
    name: 'digest.dismissed',
    title: (locale) => digestCopy.in(locale, 'UTC').plain('kept.notForMe'),
    days: 365,
    table: notForMe,
    since: 'said_at',
  }),
];
