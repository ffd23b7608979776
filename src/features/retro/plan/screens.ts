/** Planning ahead: the form, the announcement, the question before the end, and where else to hold it. */
import { messageOf } from '#core/kit/message.ts';
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, header, section, userText } from '#core/kit/blocks.ts';
import { renderModal, input, type RenderedModal } from '#core/kit/modal.ts';
import { pageBy, pager } from '#core/kit/pages.ts';
import type { Message } from '#core/post.ts';
import { atMoment, channelLink, mention, onDay } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { noonOf, type Translator } from '../session/words.ts';
import {
  cancelProject,
  changeProject,
  listProjects,
  moveModal,
  moveProject,
  type OwnProject,
  type ProjectRow,
  projectsModal,
  projectsPages,
  startProject,
  takeProject,
} from './project.ts';
import { isPlanned } from './rules.ts';

/** Says that a retrospective is planned, and the plan's outcome. */
export function plannedMessage(t: Translator, row: ProjectRow): Message {
  const ends = onDay(noonOf(row.ends_on, t.tz));
  const at = atMoment(row.ask_at);
  if (row.state === 'asked') return titledMessage(t, row, [t.mrkdwn('project.asked', { ends, at })]);
  if (row.state !== 'planned') return titledMessage(t, row, [over(t, row)]);
  const planned =
    row.planner_id === null
      ? t.mrkdwn('project.planned', { ends, at })
      : t.mrkdwn('project.plannedBy', { by: mention(row.planner_id), ends, at });
  return titledMessage(t, row, [planned, caredFor(t, row)], changeButtons(t, row));
}

/** The question before the end. @param round the one it was asked in: after the end moves it is asked again */
export function askMessage(t: Translator, row: ProjectRow, round: number): Message {
  const ends = onDay(noonOf(row.ends_on, t.tz));
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
  const question = t.mrkdwn('project.where', {
    name: row.name,
    ends: onDay(noonOf(row.ends_on, t.tz)),
    channel: channelLink(row.channel_id),
  });
  const why = t.mrkdwn('project.whereWhy');
  const choose = button(moveProject, t.plain('project.choose'), { project: row.id }, { style: 'primary' });
  return messageOf(question, context(why), actions([choose, cancelButton(t, row)]));
}

/** Where else it can be held: any channel that both the reader and Lore are in. */
export function renderMove(t: Translator, row: ProjectRow): RenderedModal {
  const ends = onDay(noonOf(row.ends_on, t.tz));
  return renderModal(moveModal, { project: row.id }, t.modal('move.title', 'move.submit'), [
    section(t.mrkdwn('move.intro', { name: row.name, ends })),
    input(moveModal, 'where', { label: t.plain('move.where') }),
  ]);
}

/** Who owns it, who changed it, and how to stop it. */
function caredFor(t: Translator, row: ProjectRow): Mrkdwn {
  return join(
    [
      row.owner_id === null
        ? t.mrkdwn('project.noOwner')
        : t.mrkdwn('project.owner', { owner: mention(row.owner_id) }),
      ...(row.decided_by === null ? [] : [t.mrkdwn('project.changedBy', { by: mention(row.decided_by) })]),
      t.mrkdwn('project.stop'),
    ],
    ' ',
  );
}

/** Its outcome, by whom and when. */
function over(t: Translator, row: ProjectRow): Mrkdwn {
  const at = atMoment(row.decided_at ?? row.ends_at);
  const state = row.state === 'held' || row.state === 'moved' ? row.state : 'cancelled';
  const nobody = {
    held: 'project.wasHeld',
    moved: 'project.wasMoved',
    cancelled: 'project.wasCancelled',
  } as const;
  return row.decided_by === null
    ? t.mrkdwn(nobody[state], { at })
    : t.mrkdwn(`project.${state}`, { by: mention(row.decided_by), at });
}

type Buttons = Parameters<typeof actions>[0];

/** What everyone in the channel may do with a plan. */
export function changeButtons(t: Translator, row: ProjectRow, page?: number): Buttons {
  const change = button(
    changeProject,
    t.plain('change'),
    { project: row.id },
    { label: t.plain('project.changeLabel', { name: row.name }) },
  );
  return [change, cancelButton(t, row, page)];
}

function cancelButton(t: Translator, row: ProjectRow, page?: number) {
  return button(
    cancelProject,
    t.plain('project.cancel'),
    { project: row.id, page },
    {
      label: t.plain('project.cancelLabel', { name: row.name }),
      confirm: {
        title: t.plain('project.cancelTitle'),
        text: t.plain('project.cancelText'),
        confirm: t.plain('project.cancelYes'),
        deny: t.plain('project.cancelNo'),
      },
    },
  );
}

function titledMessage(
  t: Translator,
  row: ProjectRow,
  sentences: readonly [Mrkdwn, ...Mrkdwn[]],
  buttons: Buttons = [],
): Message {
  const [first, ...rest] = sentences;
  return messageOf(
    header(t.plain('project.title', { name: row.name })),
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
    ends: onDay(noonOf(row.ends_on, t.tz)),
  });
  const take = button(
    takeProject,
    t.plain('home.take'),
    { project: row.id, page },
    { label: t.plain('home.takeLabel', { name: row.name }) },
  );
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
