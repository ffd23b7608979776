/** Where a person puts their actions, and what they are called there; and that something closed there is not done yet. */
import { connection, instant, reference, text } from '#core/columns.ts';
import type { ConnectionId } from '#core/connector.ts';
import type { RowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf } from '#core/tables.ts';
import type { Instant } from '#core/clock.ts';
import { retro_id } from '../session/rows.ts';

export const trackerPlaces = ownTable(
  'retro_tracker_place',
  ['connection_id'],
  {
    connection_id: connection,
    place: text.as('repository'),
    /** What they are called there; empty: nobody is assigned. */
    called: text.as('calledThere'),
    used_at: instant,
  },
  {
    kept: { name: 'retro.tracker', days: 730, since: 'used_at' },
    exported: { as: 'trackerPlaces', order: 'used_at' },
  },
);

export type TrackerPlaceRow = RowOf<typeof trackerPlaces>;

export const trackerAnswers = ownTable(
  'retro_tracker_answer',
  ['action_id'],
  { action_id: reference.as('action'), retro_id, answered_at: instant },
  { exported: { as: 'trackerAnswers', order: 'answered_at' } },
);

/** The viewer's own, the one used last first. */
export const placesOf = (read: ReadScope): Promise<TrackerPlaceRow[]> =>
  findRows(read.from(trackerPlaces), {}, '-used_at', 'connection_id');

export const placeOf = (read: ReadScope, id: ConnectionId): Promise<TrackerPlaceRow | null> =>
  findRow(read.from(trackerPlaces), { connection_id: id });

/** When the viewer last said that an action is not done yet; `null`: never. */
export const notYetAt = async (read: ReadScope, action: RowId): Promise<Instant | null> =>
  (await findRow(read.from(trackerAnswers), { action_id: action }))?.answered_at ?? null;
