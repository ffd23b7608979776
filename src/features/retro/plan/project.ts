/** A project with a planned retrospective: its row, and its posts and jobs. */
import { audience, channel, choice, day, instant, number, person, text } from '#core/columns.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { recordsIn } from '#core/records.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { isSameName, type ProjectPlan, projectStates, type ProjectWishes } from './rules.ts';

/** It is the channel's: everyone there sees, changes and cancels it, and it survives the erasure of its planner. */
export const projects = sharedTable(
  'retro_project',
  {
    name: text,
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

export const planPosts = {
  planned: postId<{ readonly project: RowId }>('retro.project'),
  ask: postId<{ readonly project: RowId; readonly round: number }>('retro.project-ask'),
  lessons: postId<{ readonly project: RowId }>('retro.project-lessons'),
  where: postId<{ readonly project: RowId }>('retro.project-where'),
} as const;

export const planJobs = {
  ask: jobId<{ project: RowId }>('retro.project-ask'),
  watch: jobId<{ project: RowId; person: UserId }>('retro.project-watch'),
} as const;

type Named = Pick<ProjectRow, 'id' | 'channel_id' | 'owner_id'>;
const inChannel = ({ channel_id: channel }: Named) => ({ kind: 'channel', channel }) as const;

/** Announces the plan: one message in the channel. */
export const plannedPost = (row: Named): PostRef =>
  planPosts.planned.ref({ project: row.id }, inChannel(row), row.owner_id ?? undefined);

/** The question before its end, in the channel. */
export const askPost = (row: Named & Pick<ProjectRow, 'round'>): PostRef =>
  planPosts.ask.ref({ project: row.id, round: row.round }, inChannel(row), row.owner_id ?? undefined);

/** Asks only its owner where else to hold it. */
export const wherePost = ({ id: project }: Named, user: UserId): PostRef =>
  planPosts.where.ref({ project }, { kind: 'person', user, urgency: 'due' });

/** In the thread of the plan: other teams' lessons that fit. See `lessons/handlers.ts`. */
export const projectLessonsPost = (row: Named): PostRef =>
  planPosts.lessons.ref({ project: row.id }, { kind: 'thread', under: plannedPost(row) });

/** The form's input in its stored form. Fields the rules do not know are stored the same way. */
export const planRecords = recordsIn(projects, { name: 'name', endsOn: 'ends_on', owner: 'owner_id' });

export type Typed = ReturnType<typeof planRecords.read>;

export type PlanWishes = Omit<Typed, 'endsOn'> & ProjectWishes;
export type Plan = Omit<Typed, 'endsOn' | 'owner'> & ProjectPlan;
