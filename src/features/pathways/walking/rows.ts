/** What people who follow a pathway keep for themselves, and to whom they show how far they are. */
import {
  channel,
  choice,
  day,
  flag,
  instant,
  number,
  partOf,
  person,
  reference,
  text,
} from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { pathways } from '../rows.ts';
import { didKinds } from './rules.ts';

/** In days. */
const days = 1_095;

/** Theirs alone: nobody learns who follows a pathway, or how many do. */
export const follows = ownTable(
  'pathway_follow',
  ['pathway_id'],
  {
    pathway_id: partOf(pathways),
    followed_at: instant,
    /** When they were told of what is tied to their first project, or their first retrospective. */
    planned_told_at: instant.orNull.internal,
    facilitated_told_at: instant.orNull.internal,
  },
  { exported: { as: 'pathwaysFollowed', order: 'followed_at' } },
);
export type FollowRow = RowOf<typeof follows>;

/** What they finished, from a pathway or elsewhere. It outlives the pathway. */
export const dones = ownTable(
  'pathway_done',
  ['done_id'],
  {
    done_id: reference.internal,
    /** `null`: elsewhere. */
    pathway_id: reference.orNull,
    activity_id: reference.orNull.internal,
    what: text,
    is_required: flag,
    finished_at: instant,
    /** Empty: they did not say. */
    will_use: text,
    use_on: day.orNull,
    asked_at: instant.orNull.internal,
    did: choice(didKinds).orNull,
  },
  {
    kept: { name: 'pathways.done', days, since: 'finished_at' },
    exported: { as: 'pathwaysFinished', order: 'finished_at' },
  },
);
export type DoneRow = RowOf<typeof dones>;

/** Where they agreed to be counted, and whether they want messages. */
export const settings = ownTable(
  'pathway_setting',
  [],
  {
    /** `null`: nowhere. */
    channel_id: channel.orNull,
    counts_since: instant.orNull,
    is_quiet: flag,
    set_at: instant,
  },
  {
    kept: { name: 'pathways.settings', days, since: 'set_at' },
    exported: { as: 'pathwaySettings' },
  },
);

/** That somebody who agreed finished something that nobody required: once for a channel and a quarter, for its conversation to count. */
export const counted = ownTable(
  'pathway_counted',
  ['channel_id', 'quarter'],
  { channel_id: channel, quarter: number, counted_at: instant },
  {
    kept: { name: 'pathways.counted', days: 730, since: 'counted_at' },
    exported: { as: 'pathwayCounted', order: 'counted_at' },
  },
);

/** How far somebody is, for the one to whom they show it, until they take it back. */
export const shown = sharedTable(
  'pathway_shown',
  {
    pathway_id: partOf(pathways),
    person_id: person.orNull.theirs,
    shown_to: person.orNull.theirs,
    done: number,
    of: number,
    shown_at: instant,
    /** When the one to whom it is shown put it away. */
    hidden_at: instant.orNull,
  },
  { exported: { as: 'pathwayShown', only: 'person', order: 'shown_at' } },
);
export type ShownRow = RowOf<typeof shown>;

/** @returns `null`: it is taken back, or not for this viewer */
export const loadShown = (read: ReadScope, id: RowId): Promise<ShownRow | null> =>
  findRow(read.from(shown), { id });

/** What the viewer follows, the first first. */
export const ownFollows = (read: ReadScope): Promise<FollowRow[]> =>
  findRows(read.from(follows), {}, 'followed_at', 'pathway_id');

export const ownFollow = (read: ReadScope, pathway: RowId): Promise<FollowRow | null> =>
  findRow(read.from(follows), { pathway_id: pathway });

/** What the viewer finished, the newest first. */
export const ownDones = (read: ReadScope): Promise<DoneRow[]> =>
  findRows(read.from(dones), {}, '-finished_at', 'done_id');

export const ownDone = (read: ReadScope, id: RowId): Promise<DoneRow | null> =>
  findRow(read.from(dones), { done_id: id });

export const ownSetting = (read: ReadScope): Promise<RowOf<typeof settings> | null> =>
  findRow(read.from(settings), {});
