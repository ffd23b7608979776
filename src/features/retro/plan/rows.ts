/** Planned projects as stored. */
import { audience, channel, choice, day, instant, number, person, text } from '#core/columns.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { recordsIn } from '#core/records.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { isSameName, projectStates } from './rules.ts';

/** It is the channel's: everyone there sees, changes and cancels it, and it survives the erasure of its planner. */
export const projects = sharedTable(
  'retro_project',
  {
    name: text,
    about: text.orNull,
    channel_id: channel,
    /** The audience of everyone in the channel. */
    conversation_id: audience,
    /** In the channel's zone. */
    ends_on: day,
    /** When that day is over. */
    ends_at: instant.internal,
    /** `null`: erased. */
    owner_id: person.orNull.theirs,
    planner_id: person.orNull.theirs.as('plannedBy'),
    state: choice(projectStates),
    /** When Lore asks, or asked, in the channel. */
    ask_at: instant.internal,
    /** Increments when Lore must ask again because the end moved: each round is its own message. */
    round: number.internal,
    /** Who last changed, started, moved or cancelled it, and when. */
    decided_by: person.orNull.internal,
    decided_at: instant.orNull.internal,
    /** In the channel's zone; `null`: not known. */
    planned_on: day.orNull.internal,
    /** Its end when a review before the work was last offered, and how often it was: see `before/following.ts`. */
    before_end: day.orNull.internal,
    before_offers: number.internal,
    /** The end that it was planned with, and how often that moved; `null`: an old plan, of which only the end that it has is known. */
    first_end: day.orNull,
    end_moves: number,
  },
  {
    // As long as its retrospective.
    kept: { name: 'retro.projects', days: 730, since: 'ends_at' },
    exported: { as: 'projects', withId: true },
  },
);

export type ProjectRow = RowOf<typeof projects>;

/** @returns `null` if this viewer may not see it, or it is gone */
export const loadProject = (read: ReadScope, id: RowId): Promise<ProjectRow | null> =>
  findRow(read.from(projects), { id });

/** Projects still planned, the earliest end first. @param channel without one, of all channels that the viewer is in */
export function plannedProjects(read: ReadScope, channel?: ChannelId): Promise<ProjectRow[]> {
  const here = channel === undefined ? {} : { channel_id: channel };
  return findRows(read.from(projects), { ...here, state: ['planned', 'asked'] }, 'ends_on', 'id');
}

/** A channel's projects, the last ended first, without cancelled and moved ones. */
export function projectsOf(read: ReadScope, channel: ChannelId): Promise<ProjectRow[]> {
  const counted = { channel_id: channel, state: ['planned', 'asked', 'held'] } as const;
  return findRows(read.from(projects), counted, '-ends_on', 'id');
}

/** The channel's project of this name: a planned one, or else the last one held. */
export async function projectNamed(
  read: ReadScope,
  channel: ChannelId,
  name: string,
): Promise<ProjectRow | null> {
  const all = [...(await plannedProjects(read, channel)), ...(await projectsOf(read, channel))];
  return all.find((project) => isSameName(project.name, name)) ?? null;
}

/** The form's input in its stored form. Fields the rules do not know are stored the same way. */
export const planRecords = recordsIn(projects, {
  name: 'name',
  about: 'about',
  endsOn: 'ends_on',
  owner: 'owner_id',
});

export type Typed = ReturnType<typeof planRecords.read>;

export interface OwnProject {
  readonly row: ProjectRow;
  /** Its owner has left the channel, or was erased. */
  readonly isOwnerless: boolean;
}

/** The earliest end first. @param person the viewer, a member of the workspace */
export async function ownProjects(read: ReadScope, person: UserId): Promise<readonly OwnProject[]> {
  const rows = await plannedProjects(read);
  const members = new Map<ChannelId, readonly Person[]>();
  for (const { channel_id: channel } of rows)
    if (!members.has(channel)) members.set(channel, await read.members(channel));
  return rows
    .map((row) => {
      const there = members.get(row.channel_id) ?? [];
      return { row, isOwnerless: !there.some(({ userId }) => userId === row.owner_id) };
    })
    .filter(({ row, isOwnerless }) => isOwnerless || row.owner_id === person);
}
