/** What a forum made that others can use. */
import { channel, instant, partOf, text } from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { findRow } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { forumTable } from '../rows.ts';

export const artefacts = sharedTable(
  'forum_artefact',
  {
    forum_id: partOf(forumTable).internal,
    channel_id: channel,
    /** In one line. */
    what: text,
    /** Its address, or empty. */
    link: text,
    made_at: instant,
  },
  { exported: { as: 'forumArtefacts', order: 'made_at', writers: 'by' } },
);

export type ArtefactRow = RowOf<typeof artefacts>;

/** @returns `null` if it is gone, or not for this viewer */
export const loadArtefact = (read: ReadScope, id: RowId): Promise<ArtefactRow | null> =>
  findRow(read.from(artefacts), { id });
