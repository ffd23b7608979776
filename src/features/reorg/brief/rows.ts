/** The brief that an admin is writing: theirs alone until they send it. */
import { channel, choice, day, instant, person, reference, text } from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { recordsIn } from '#core/records.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf } from '#core/tables.ts';
import { type Change, kinds } from './rules.ts';

/** In days. What stands in a brief that was sent is needed until it is over, a month after a day within a year. */
const days = { draft: 90, changes: 400 } as const;

export const drafts = ownTable(
  'reorg_draft',
  [],
  {
    /** Where it was begun: what is sent is kept with that channel. */
    channel_id: channel,
    why: text,
    stays: text,
    ask_id: person.orNull.as('ask'),
    effect_on: day,
    typed_at: instant,
  },
  { kept: { name: 'reorg.drafts', days: days.draft, since: 'typed_at' }, exported: { as: 'reorgDraft' } },
);
export type DraftRow = RowOf<typeof drafts>;

export const draftChanges = ownTable(
  'reorg_draft_change',
  ['change_id'],
  {
    change_id: reference.internal,
    /** Of a brief that was sent to this channel; `null`: it is not sent. */
    reorg_id: reference.orNull.internal,
    channel_id: channel,
    kind: choice(kinds),
    other_id: channel.orNull.as('other'),
    name: text,
    leader_id: person.orNull.as('leader'),
    added_at: instant,
  },
  {
    kept: { name: 'reorg.draftChanges', days: days.changes, since: 'added_at' },
    exported: { as: 'reorgDraftChanges', order: 'added_at' },
  },
);
export type DraftChangeRow = RowOf<typeof draftChanges>;

export const draftOf = (read: ReadScope): Promise<DraftRow | null> => findRow(read.from(drafts), {});

/** @param reorg `null`: of the one that is not sent */
export const draftChangesOf = (read: ReadScope, reorg: RowId | null = null): Promise<DraftChangeRow[]> =>
  findRows(read.from(draftChanges), { reorg_id: reorg }, 'added_at', 'change_id');

/** What changes, in a draft and in what a channel reads. */
export const changeIn = recordsIn(draftChanges, {
  channel: 'channel_id',
  kind: 'kind',
  other: 'other_id',
  name: 'name',
  leader: 'leader_id',
});
export const changeOf = (row: Parameters<typeof changeIn.read>[0]): Change => changeIn.read(row);
