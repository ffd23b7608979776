/** A project with a planned retrospective: its row, its form, and its ids in buttons, posts and jobs. */
import { recordsIn } from '#core/records.ts';
import { z } from 'zod';
import { audience, channel, choice, day, instant, number, person, text } from '#core/columns.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { context } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import {
  dateField,
  defineModal,
  renderModal,
  input,
  type RenderedModal,
  personField,
  textField,
} from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { conversationField } from '#core/kit/pickers.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { findRow } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { channelLink } from '#core/sentence.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { shorten } from '#core/text.ts';
import type { Translator } from '../session/words.ts';
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
export async function loadProject(read: ReadScope, id: RowId): Promise<ProjectRow | null> {
  return findRow(read.from(projects), { id });
}

/** Projects still planned, the earliest end first. @param channel without one, of all channels that the viewer is in */
export async function plannedProjects(read: ReadScope, channel?: ChannelId): Promise<ProjectRow[]> {
  const planned = read.from(projects).selectAll().where('it.state', 'in', ['planned', 'asked']);
  return (channel === undefined ? planned : planned.where('it.channel_id', '=', channel))
    .orderBy('it.ends_on')
    .orderBy('it.id')
    .execute();
}

/** A channel's projects, the last ended first, without cancelled and moved ones. */
export async function projectsOf(read: ReadScope, channel: ChannelId): Promise<ProjectRow[]> {
  return read
    .from(projects)
    .selectAll()
    .where('it.channel_id', '=', channel)
    .where('it.state', 'in', ['planned', 'asked', 'held'])
    .orderBy('it.ends_on', 'desc')
    .orderBy('it.id')
    .execute();
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

const project = z.object({ project: rowValue });

/** `project`: the one being changed; without one, a new one is planned. */
export const planModal = defineModal(
  'retro.plan',
  z.object({ channel: channelValue, project: rowValue.optional() }),
  {
    name: textField(),
    ends: dateField(),
    owner: personField(),
  },
);

export const moveModal = defineModal('retro.project-where', project, {
  where: conversationField(),
});

export const projectsModal = defineModal('retro.projects', z.object({}), {});

export const startProject = defineAction('retro.project-start', project);
export const changeProject = defineAction('retro.project-change', project);

/** `page`: of the list that holds the button, which is redrawn. */
export const cancelProject = defineAction(
  'retro.project-cancel',
  z.object({ project: rowValue, page: pageNumber.optional() }),
);

export const takeProject = defineAction(
  'retro.project-take',
  z.object({ project: rowValue, page: pageNumber.optional() }),
);

export const moveProject = defineAction('retro.project-move', project);
export const listProjects = defineAction('retro.projects', z.object({}));

export const projectsPages = definePages('retro.projects', z.object({ page: pageNumber }));

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
export function plannedPost(row: Named): PostRef {
  return planPosts.planned.ref({ project: row.id }, inChannel(row), row.owner_id ?? undefined);
}

/** The question before its end, in the channel. */
export function askPost(row: Named & Pick<ProjectRow, 'round'>): PostRef {
  return planPosts.ask.ref({ project: row.id, round: row.round }, inChannel(row), row.owner_id ?? undefined);
}

/** Asks only its owner where else to hold it. */
export function wherePost(row: Pick<ProjectRow, 'id'>, owner: UserId): PostRef {
  return planPosts.where.ref({ project: row.id }, { kind: 'person', user: owner, urgency: 'due' });
}

/** In the thread of the plan: other teams' lessons that fit. See `lessons/handlers.ts`. */
export function projectLessonsPost(row: Named): PostRef {
  const under = plannedPost(row);
  return planPosts.lessons.ref({ project: row.id }, { kind: 'thread', under });
}

export interface OwnProject {
  readonly row: ProjectRow;
  /** Its owner has left the channel, or was erased. */
  readonly isOwnerless: boolean;
}

/** The form's input in its stored form. Fields the rules do not know are stored the same way. */
export const planRecords = recordsIn(projects, { name: 'name', endsOn: 'ends_on', owner: 'owner_id' });

type Typed = ReturnType<typeof planRecords.read>;

export type PlanWishes = Omit<Typed, 'endsOn'> & ProjectWishes;
export type Plan = Omit<Typed, 'endsOn' | 'owner'> & ProjectPlan;

/** The form that plans one, or changes a plan. @param of the project being changed; without one, a new one is planned */
export function renderPlan(
  t: Translator,
  of: { readonly channel: ChannelId; readonly project?: RowId },
  typed: { readonly [Name in keyof Typed]?: Typed[Name] },
): RenderedModal {
  const isNew = of.project === undefined;
  return renderModal(
    planModal,
    of,
    {
      title: t.plain(isNew ? 'plan.title' : 'plan.changeTitle'),
      submit: t.plain(isNew ? 'plan.submit' : 'save'),
      close: t.plain('cancel'),
    },
    [
      context(t.mrkdwn('plan.intro', { channel: channelLink(of.channel) })),
      input(
        planModal,
        'name',
        { label: t.plain('plan.name'), placeholder: t.plain('plan.nameExample') },
        shorten(typed.name ?? '', limits.input),
      ),
      input(planModal, 'ends', { label: t.plain('plan.ends') }, typed.endsOn),
      input(
        planModal,
        'owner',
        { label: t.plain('plan.owner'), hint: t.plain('plan.ownerHint') },
        typed.owner,
      ),
    ],
  );
}
