/** Planning ahead: the form, the announcement, the question before the end, and where else to hold it. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { ChannelId, RowId } from '#core/ids.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { actions, context, header, section, userText } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  dateField,
  defineModal,
  input,
  personField,
  renderModal,
  type RenderedModal,
  textField,
} from '#core/kit/modal.ts';
import { definePages, pageBy, pageNumber, pager } from '#core/kit/pages.ts';
import { conversationField } from '#core/kit/pickers.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import type { RenderedLesson } from '#core/lessons.ts';
import type { Message } from '#core/post.ts';
import { atMoment, channelLink, nameOf, onDay } from '#core/sentence.ts';
import { join, type Mrkdwn, shorten } from '#core/text.ts';
import { beginBefore } from '../before/ids.ts';
import {
  type Belongs,
  belongsInForm,
  belongsSentences,
  nothingBelongs,
  sourcesButtons,
} from '../facts/in-plan.ts';
import { lessonSections } from '../lessons/screens.ts';
import { noonOf, type Translator } from '../session/words.ts';
import { planPosts } from './ids.ts';
import type { OwnProject, ProjectRow, Typed } from './rows.ts';
import { isPlanned, projectLimits } from './rules.ts';

const project = z.object({ project: rowValue });

/** `page`: of the list that holds the button, which is redrawn. */
const listed = project.extend({ page: pageNumber.optional() });

/** `project`: the one being changed; without one, a new one is planned. */
export const planModal = defineModal(
  'retro.plan',
  z.object({ channel: channelValue, project: rowValue.optional() }),
  {
    name: textField(),
    about: textField({ lines: true, optional: true, most: projectLimits.about }),
    /** A choice, so that lessons that fit what is written above it can appear without taking the focus from it. */
    ends: dateField({ isLive: true }),
    owner: personField(),
  },
);

/** Its id is that of the post that leads to it. */
export const moveModal = defineModal(planPosts.where.post, project, { where: conversationField() });
export const projectsModal = defineModal('retro.projects', z.object({}), {});

export const startProject = defineAction('retro.project-start', project);
export const changeProject = defineAction('retro.project-change', project);
export const cancelProject = defineAction('retro.project-cancel', listed);
export const takeProject = defineAction('retro.project-take', listed);
export const moveProject = defineAction('retro.project-move', project);
export const listProjects = defineAction('retro.projects', z.object({}));
export const projectsPages = definePages('retro.projects', z.object({ page: pageNumber }));

/**
 * The form that plans one, or changes a plan.
 * @param of the project being changed; without one, a new one is planned
 * @param lessons that fit what is written
 * @param belongs to the one being changed
 */
export function renderPlan(
  t: Translator,
  of: { readonly channel: ChannelId; readonly project?: RowId | undefined },
  typed: Partial<Typed>,
  lessons: readonly RenderedLesson[],
  belongs = nothingBelongs,
): RenderedModal {
  const words =
    of.project === undefined ? t.modal('plan.title', 'plan.submit') : t.modal('plan.changeTitle', 'save');
  const name = t.labels('plan.name', { placeholder: 'plan.nameExample' });
  const about = t.labels('plan.about', { hint: 'plan.aboutHint', placeholder: 'plan.aboutExample' });
  const owner = t.labels('plan.owner', { hint: 'plan.ownerHint' });
  return renderModal(planModal, of, words, [
    context(t.mrkdwn('plan.intro', { channel: channelLink(of.channel) })),
    input(planModal, 'name', name, shorten(typed.name ?? '', limits.input)),
    input(planModal, 'about', about, shorten(typed.about ?? '', projectLimits.about)),
    input(planModal, 'ends', t.labels('plan.ends'), typed.endsOn),
    input(planModal, 'owner', owner, typed.owner),
    ...(of.project === undefined ? [] : belongsInForm(t, of.project, belongs)),
    ...(lessons.length === 0
      ? []
      : [
          section(t.mrkdwn('plan.lessons')),
          ...lessonSections(lessons),
          ...(of.project === undefined ? [context(t.mrkdwn('plan.lessonsLater'))] : []),
        ]),
  ]);
}

const endOf = (t: Translator, row: ProjectRow) => onDay(noonOf(row.ends_on, t.tz));

/** Says that a retrospective is planned, and the plan's outcome. @param offersReview whether it offers to look ahead */
export function plannedMessage(
  t: Translator,
  row: ProjectRow,
  offersReview: boolean,
  belongs: Belongs = nothingBelongs,
): Message {
  const ends = endOf(t, row);
  const at = atMoment(row.ask_at);
  if (row.state === 'asked') return titledMessage(t, row, [t.mrkdwn('project.asked', { ends, at })]);
  if (row.state !== 'planned') return titledMessage(t, row, [over(t, row)]);
  const planned =
    row.planner_id === null
      ? t.mrkdwn('project.planned', { ends, at })
      : t.mrkdwn('project.plannedBy', { by: nameOf(row.planner_id), ends, at });
  const ahead = button(
    beginBefore,
    t.plain('before.begin'),
    { channel: row.channel_id, project: row.id },
    { style: 'primary' },
  );
  return titledMessage(
    t,
    row,
    [
      planned,
      ...(offersReview ? [t.mrkdwn('before.planned')] : []),
      ...belongsSentences(t, belongs),
      caredFor(t, row),
    ],
    [...(offersReview ? [ahead] : []), ...changeButtons(t, row), ...sourcesButtons(t, row, belongs)],
    row.about ?? '',
  );
}

/** The question before the end. @param round the one it was asked in: after the end moves it is asked again */
export function askMessage(t: Translator, row: ProjectRow, round: number): Message {
  const ends = endOf(t, row);
  if (!isPlanned(row.state)) return titledMessage(t, row, [over(t, row)]);
  if (row.round !== round || row.state === 'planned')
    return titledMessage(t, row, [t.mrkdwn('project.askedAgain', { ends, at: atMoment(row.ask_at) })]);
  const isOver = row.ends_at <= row.ask_at;
  const question = t.mrkdwn(isOver ? 'project.askEnded' : 'project.ask', { ends });
  const start = button(startProject, t.plain('project.start'), { project: row.id }, { style: 'primary' });
  return titledMessage(t, row, [question, caredFor(t, row)], [start, ...changeButtons(t, row)]);
}

/** To its owner: where else it can be held. */
export function whereMessage(t: Translator, row: ProjectRow): Message {
  if (!isPlanned(row.state)) return titledMessage(t, row, [over(t, row)]);
  const channel = channelLink(row.channel_id);
  const choose = button(moveProject, t.plain('project.choose'), { project: row.id }, { style: 'primary' });
  return messageOf(
    t.mrkdwn('project.where', { name: row.name, ends: endOf(t, row), channel }),
    context(t.mrkdwn('project.whereWhy')),
    actions([choose, cancelButton(t, row)]),
  );
}

/** Where else it can be held: any channel that both the reader and Lore are in. */
export const renderMove = (t: Translator, row: ProjectRow): RenderedModal =>
  renderModal(moveModal, { project: row.id }, t.modal('move.title', 'move.submit'), [
    section(t.mrkdwn('move.intro', { name: row.name, ends: endOf(t, row) })),
    input(moveModal, 'where', t.labels('move.where')),
  ]);

/** Who owns it, who changed it, and how to stop it. */
function caredFor(t: Translator, row: ProjectRow): Mrkdwn {
  return join(
    [
      row.owner_id === null
        ? t.mrkdwn('project.noOwner')
        : t.mrkdwn('project.owner', { owner: nameOf(row.owner_id) }),
      ...(row.decided_by === null ? [] : [t.mrkdwn('project.changedBy', { by: nameOf(row.decided_by) })]),
      t.mrkdwn('project.stop'),
    ],
    ' ',
  );
}

/** Its outcome, by whom and when. */
function over(t: Translator, row: ProjectRow): Mrkdwn {
  const at = atMoment(row.decided_at ?? row.ends_at);
  const state = row.state === 'held' || row.state === 'moved' ? row.state : 'cancelled';
  const byNobody = {
    held: 'project.wasHeld',
    moved: 'project.wasMoved',
    cancelled: 'project.wasCancelled',
  } as const;
  return row.decided_by === null
    ? t.mrkdwn(byNobody[state], { at })
    : t.mrkdwn(`project.${state}`, { by: nameOf(row.decided_by), at });
}

type Buttons = Parameters<typeof actions>[0];

/** What everyone in the channel may do with a plan. */
function changeButtons(t: Translator, row: ProjectRow, page?: number): Buttons {
  const label = t.plain('project.changeLabel', { name: row.name });
  const change = button(changeProject, t.plain('change'), { project: row.id }, { label });
  return [change, cancelButton(t, row, page)];
}

function cancelButton(t: Translator, row: ProjectRow, page?: number) {
  const label = t.plain('project.cancelLabel', { name: row.name });
  const confirm = {
    title: t.plain('project.cancelTitle'),
    text: t.plain('project.cancelText'),
    confirm: t.plain('project.cancelYes'),
    deny: t.plain('project.cancelNo'),
  };
  const value = { project: row.id, page };
  return button(cancelProject, t.plain('project.cancel'), value, { label, confirm });
}

function titledMessage(
  t: Translator,
  row: ProjectRow,
  sentences: readonly [Mrkdwn, ...Mrkdwn[]],
  buttons: Buttons = [],
  about = '',
): Message {
  const [first, ...rest] = sentences;
  return messageOf(
    header(t.plain('project.title', { name: row.name })),
    ...(about === '' ? [] : [userText({ written: about })]),
    first,
    ...rest.map((text) => context(text)),
    ...(buttons.length === 0 ? [] : [actions(buttons)]),
  );
}

const inList = { items: 30, characters: 9_000 };

/** At most three blocks: the next one, and a button to the others. */
export function projectsInHome(t: Translator, mine: readonly OwnProject[]): KnownBlock[] {
  // Unowned projects come first: they need an owner.
  const [first] = mine.toSorted((a, b) => Number(b.isOwnerless) - Number(a.isOwnerless));
  if (first === undefined) return [];
  const all = t.plain('home.projects', { count: mine.length });
  return [...projectBlocks(t, first), ...(mine.length > 1 ? [actions([button(listProjects, all, {})])] : [])];
}

/** In rich text, since a name containing `*` or `_` would otherwise change the formatting. */
function projectBlocks(t: Translator, { row, isOwnerless }: OwnProject, page?: number): KnownBlock[] {
  const line = t.pieces(isOwnerless ? 'home.projectOwnerless' : 'home.project', {
    name: { bold: row.name },
    channel: channelLink(row.channel_id),
    ends: endOf(t, row),
  });
  const label = t.plain('home.takeLabel', { name: row.name });
  const take = button(takeProject, t.plain('home.take'), { project: row.id, page }, { label });
  return [userText(...line), actions(isOwnerless ? [take] : changeButtons(t, row, page))];
}

/** All of them, in pages. */
export function renderProjects(t: Translator, mine: readonly OwnProject[], wanted: number): RenderedModal {
  const page = pageBy(mine, ({ row }) => row.name.length, inList, wanted);
  return renderModal(projectsModal, {}, t.modal('list.projects'), [
    ...(mine.length === 0
      ? [section(t.mrkdwn('list.noProjects'))]
      : page.shown.flatMap((one) => projectBlocks(t, one, page.page))),
    ...pager(t, page, projectsPages, (to) => ({ page: to })),
  ]);
}
