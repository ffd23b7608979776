/** Where the pulse belongs, its tree, and its windows with the tree as it was when each opened. No row here says who answered, or what. */
import {
  channel,
  choice,
  flag,
  group,
  instant,
  number,
  partOf,
  person,
  reference,
  text,
} from '#core/columns.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import type { Place } from './tree/rules.ts';

/** The channel to which everything of the pulse belongs, and with whose access its jobs run. */
export const setups = sharedTable(
  'pulse',
  {
    channel_id: channel,
    set_by: person.orNull.theirs,
    set_at: instant,
    /** Another channel was chosen then. */
    ended_at: instant.orNull,
  },
  {
    kept: { name: 'pulse.setups', days: 730, since: 'ended_at' },
    exported: { as: 'pulseSetups', order: 'set_at' },
  },
);
export type SetupRow = RowOf<typeof setups>;

/** A team, or what several are part of. */
export const places = sharedTable(
  'pulse_place',
  {
    channel_id: channel,
    name: text,
    /** `null`: part of nothing. */
    under_id: reference.orNull.as('partOf'),
    /** Who is in a team: those in a public channel, or in a user group. Neither: what several are part of. */
    people_channel_id: channel.orNull.as('people'),
    people_group_id: group.orNull,
    /** Who leads it; `null`: nobody is named, or they erased their data. */
    leader_id: person.orNull.theirs.as('leader'),
    /** When they were asked to agree beforehand; it belongs to the message that asks. */
    asked_at: instant.orNull.internal,
    agreed_at: instant.orNull,
    /** Who is in two teams counts in the first in this order. */
    sort: number.internal,
    removed_at: instant.orNull,
  },
  {
    kept: { name: 'pulse.places', days: 730, since: 'removed_at' },
    exported: { as: 'pulsePlaces', order: 'sort', withId: true },
    called: ({ name }) => name,
  },
);
export type PlaceRow = RowOf<typeof places>;

/**
 * - `open`: people can answer
 * - `closed`: nobody can any more, and what comes of it is being made
 * - `published`
 * - `void`: nothing comes of it, since its key was lost or its channel was
 */
export const windowStates = ['open', 'closed', 'published', 'void'] as const;

/** Its id is that of its ballot (`Scope.ballots`). */
export const windows = sharedTable(
  'pulse_window',
  {
    channel_id: channel,
    opened_by: person.orNull.theirs,
    opened_at: instant,
    closes_at: instant,
    /** How many people stand behind a figure at least. */
    least: number,
    /** Of the statements (`items.ts`). */
    version: number,
    state: choice(windowStates),
    closed_at: instant.orNull,
    published_at: instant.orNull,
  },
  {
    kept: { name: 'pulse.windows', days: 1_095, since: 'closes_at' },
    exported: { as: 'pulseWindows', order: 'opened_at', withId: true },
  },
);
export type WindowRow = RowOf<typeof windows>;

/** The tree as it was when a window opened, of what was asked. */
export const windowPlaces = sharedTable(
  'pulse_window_place',
  {
    window_id: partOf(windows).as('window'),
    /** The place of the tree, the same in every window; where a ballot says a place, it is this. */
    place_id: reference.as('place'),
    name: text,
    /** The `place_id` of what it was part of. */
    under_id: reference.orNull.as('partOf'),
    is_team: flag,
    /** Who agreed to answer; `null`: they erased their data. */
    leader_id: person.orNull.theirs.as('leader'),
    /** How many people were asked in a team; 0: no team. */
    asked: number,
    sort: number.internal,
  },
  { exported: { as: 'pulseWindowPlaces', order: 'sort' } },
);
export type WindowPlaceRow = RowOf<typeof windowPlaces>;

/**
 * The newest: who chose another channel could not end the one before if it had become private or shared. `null`: no channel was chosen, or the viewer may
 * not know.
 */
export async function setupOf(read: ReadScope): Promise<SetupRow | null> {
  return (await findRows(read.from(setups), { ended_at: null }, '-set_at', 'id'))[0] ?? null;
}

/** The tree, in its order. */
export async function treeOf(read: ReadScope): Promise<readonly PlaceRow[]> {
  const setup = await setupOf(read);
  return setup === null
    ? []
    : findRows(read.from(places), { channel_id: setup.channel_id, removed_at: null }, 'sort', 'id');
}

export const loadPlace = (read: ReadScope, id: RowId): Promise<PlaceRow | null> =>
  findRow(read.from(places), { id, removed_at: null });

export const loadWindow = (read: ReadScope, id: RowId): Promise<WindowRow | null> =>
  findRow(read.from(windows), { id });

/** All that are kept, the newest first. */
export const windowsOf = (read: ReadScope): Promise<WindowRow[]> =>
  findRows(read.from(windows), {}, '-opened_at', 'id');

/** The frozen tree of a window, in its order. */
export const placesOf = (read: ReadScope, window: RowId): Promise<WindowPlaceRow[]> =>
  findRows(read.from(windowPlaces), { window_id: window }, 'sort', 'id');

/** As the rules read it. */
export const asPlace = (row: PlaceRow): Place => ({
  id: row.id,
  name: row.name,
  under: row.under_id,
  source: row.people_channel_id ?? row.people_group_id,
  leader: row.leader_id,
  isAgreed: hasAgreed(row),
});

export const hasAgreed = ({ leader_id: leader, agreed_at: at }: PlaceRow): boolean =>
  leader !== null && at !== null;

/** Whether this person leads it, and was asked then. */
export const isAskedOf = (row: PlaceRow, user: UserId, askedAt: number): boolean =>
  row.leader_id === user && row.asked_at === askedAt;
