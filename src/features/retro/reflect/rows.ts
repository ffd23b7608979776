import { happeningKinds } from '#core/happening.ts';
import { channel, choice, instant, person, text } from '#core/columns.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { offerStates } from './rules.ts';

/** What happened in a channel, and what became of the offer to reflect on it. The channel's, without an author. */
export const reflections = sharedTable(
  'retro_reflection',
  {
    channel_id: channel,
    kind: choice(happeningKinds),
    what: text,
    /** `Happening.source`. */
    source: text.internal,
    /** JSON of `Happening.under`, without its owner. */
    under: text.orNull.internal,
    state: choice(offerStates).internal,
    happened_at: instant,
    /** When it was offered; `null`: it was not. */
    offered_at: instant.orNull,
    decided_by: person.orNull.theirs,
  },
  {
    kept: { name: 'retro.reflections', days: 365, since: 'happened_at' },
    exported: { as: 'reflections', order: 'happened_at' },
  },
);

export type ReflectionRow = RowOf<typeof reflections>;

/** @returns `null` if this viewer may not see it, or it is gone */
export const loadOffer = (read: ReadScope, id: RowId): Promise<ReflectionRow | null> =>
  findRow(read.from(reflections), { id });

/** The offers that a channel saw, the latest first. */
export const offersIn = (read: ReadScope, channel: ChannelId): Promise<ReflectionRow[]> =>
  findRows(
    read.from(reflections).where('it.offered_at', '>', 0),
    { channel_id: channel },
    '-offered_at',
    'id',
  );
