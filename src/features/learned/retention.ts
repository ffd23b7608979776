/** How long shares are kept, with what others said about them; and the questions that asked for them. */
import { ownKind, partOf, rowKind, type RowKind } from '../../core/retention.ts';
import { learnedCopy } from './copy.ts';
import { drafts, prompts, quotes, shares, sources, useful, uses } from './tables.ts';

/** Three years: a lesson outlives the project that it comes from. */
const sharesFor = 1_095;
/** Nobody comes back to what they left for longer. */
const draftsFor = 14;
/** Two years: as long as others may compare how a team's weeks went. */
const promptsFor = 730;

export const kinds: readonly RowKind[] = [
  rowKind({
    name: 'learned.shares',
    title: (locale) => learnedCopy.in(locale, 'UTC').plain('kept.shares'),
    days: sharesFor,
    table: shares,
    since: 'shared_at',
    parts: [
      partOf(sources, 'share_id'),
      partOf(quotes, 'share_id'),
      partOf(uses, 'share_id'),
      partOf(useful, 'share_id'),
    ],
  }),
  rowKind({
    name: 'learned.prompts',
    title: (locale) => learnedCopy.in(locale, 'UTC').plain('kept.prompts'),
    days: promptsFor,
    table: prompts,
    since: 'asked_at',
    parts: [],
  }),
  ownKind({
    name: 'learned.drafts',
    title: (locale) => learnedCopy.in(locale, 'UTC').plain('kept.drafts'),
    days: draftsFor,
    table: drafts,
    since: 'typed_at',
  }),
];
