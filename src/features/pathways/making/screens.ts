/** The forms in which a pathway is made. */
import type { KnownBlock } from '@slack/types';
import type { ChannelId, RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { chunks } from '#core/chunks.ts';
import { input, type Modal, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { type Reach, reachBlocks } from '#core/kit/reach.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import { shorten, type Mrkdwn, type Plain } from '#core/text.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import { changeWords } from '../page.ts';
import type { ActivityRow, PathwayRow, SkillRow, Told, Whole } from '../rows.ts';
import { type Format, formats, type Level, levels, type Moment, moments } from '../rules.ts';
import type { Named } from './operations.ts';

/** What a choice says, for each of its values. */
const said = <Name extends string>(names: readonly Name[], word: (name: Name) => Plain) =>
  Object.fromEntries(names.map((one): [string, Plain] => [one, word(one)]));

const levelChoices = (t: T) => said(levels, (one) => t.plain(`level.${one}`));
const formatChoices = (t: T) => said(formats, (one) => t.plain(`format.${one}`));

type NameForm = Modal<unknown, Pick<typeof ids.nameModal.fields, 'role' | 'about'>>;

function nameInputs(t: T, modal: NameForm, { role, about }: Named): KnownBlock[] {
  return [
    input(modal, 'role', t.labels('form.role', { placeholder: 'form.roleExample' }), role),
    input(modal, 'about', t.labels('form.about', { placeholder: 'form.aboutExample' }), about),
  ];
}

export interface NewView {
  readonly channel: ChannelId;
  readonly reach: Reach;
  readonly named: Named;
}

export function renderNew(t: T, { channel, reach, named }: NewView): RenderedModal {
  const of = { channel, ...(reach.isWide ? { wide: true as const } : {}) };
  const at = channelLink(channel);
  return renderModal(ids.newModal, of, t.modal('new.title', 'new.submit'), [
    ...reachBlocks(t, ids.newModal, reach, {
      label: t.plain('new.reach'),
      onlyHere: t.mrkdwn('new.onlyHere', { channel: at }),
      widerMeans: t.mrkdwn('new.widerMeans', { channel: at }),
    }),
    ...nameInputs(t, ids.newModal, named),
    context(t.mrkdwn('new.means', { channel: at })),
  ]);
}

/** What somebody else changed while a form was open: it stands above what was typed. */
export function quickerLine(t: T, last: Told | undefined): Mrkdwn {
  if (last === undefined) return t.mrkdwn('form.quicker');
  return t.mrkdwn('form.quickerThan', { by: nameOf(last.changed_by), what: changeWords(t, last) });
}

const above = (notice: Mrkdwn | null): KnownBlock[] => (notice === null ? [] : [section(notice)]);

export function renderName(t: T, row: PathwayRow, typed: Named, notice: Mrkdwn | null = null): RenderedModal {
  const ending = button(
    ids.end,
    t.plain('end.button'),
    { pathway: row.id },
    { style: 'danger', confirm: t.confirm('end.title', 'end.means', 'end.button') },
  );
  return renderModal(ids.nameModal, { pathway: row.id, rev: row.revision }, t.modal('name.title', 'save'), [
    ...above(notice),
    ...nameInputs(t, ids.nameModal, typed),
    actions([ending]),
  ]);
}

export interface AddTyped {
  readonly skill: string;
  readonly level: Level | null;
  readonly format: Format | null;
  readonly lines: string;
}

export const nothingTyped: AddTyped = { skill: '', level: null, format: null, lines: '' };

const skillInputs = (
  t: T,
  modal: Modal<unknown, Pick<typeof ids.skillModal.fields, 'skill' | 'level'>>,
  { skill, level }: Pick<AddTyped, 'skill' | 'level'>,
): KnownBlock[] => [
  input(modal, 'skill', t.labels('form.skill', { placeholder: 'form.skillExample' }), skill),
  input(modal, 'level', { label: t.plain('form.level'), choices: levelChoices(t) }, level),
];

export function renderAdd(
  t: T,
  row: PathwayRow,
  typed: AddTyped,
  notice: Mrkdwn | null = null,
): RenderedModal {
  const { addModal: modal } = ids;
  return renderModal(modal, { pathway: row.id, rev: row.revision }, t.modal('add.title', 'add.submit'), [
    ...above(notice),
    ...skillInputs(t, modal, typed),
    input(modal, 'format', { label: t.plain('form.format'), choices: formatChoices(t) }, typed.format),
    input(
      modal,
      'lines',
      t.labels('add.lines', { hint: 'add.linesHint', placeholder: 'add.linesExample' }),
      typed.lines,
    ),
    context(t.mrkdwn('add.means')),
  ]);
}

const outButton = (t: T, action: typeof ids.skillOut, of: PartOf, means: Plain) =>
  button(action, t.plain('out.button'), of, {
    style: 'danger',
    confirm: {
      title: t.plain('out.title'),
      text: means,
      confirm: t.plain('out.button'),
      deny: t.plain('cancel'),
    },
  });

interface PartOf {
  readonly pathway: RowId;
  readonly rev: number;
  readonly part: RowId;
}

export function renderSkill(
  t: T,
  { row, activities }: Whole,
  { id }: SkillRow,
  typed: Pick<AddTyped, 'skill' | 'level'>,
  notice: Mrkdwn | null = null,
): RenderedModal {
  const of = { pathway: row.id, rev: row.revision, part: id };
  const count = activities.filter(({ skill_id: skill }) => skill === id).length;
  return renderModal(ids.skillModal, of, t.modal('skill.title', 'save'), [
    ...above(notice),
    ...skillInputs(t, ids.skillModal, typed),
    actions([outButton(t, ids.skillOut, of, t.plain('out.skill', { count }))]),
  ]);
}

/** What a form of an activity holds. */
export interface ActivityTyped {
  readonly title: string;
  readonly link: string;
  readonly effort: string;
  readonly format: Format | null;
  readonly required: readonly 'required'[];
  /** An id, or `first`. */
  readonly after: string | null;
  readonly moment: Moment | null;
}

/** In a list: it comes after nothing. */
export const first = 'first';

export const typedOf = (row: ActivityRow): ActivityTyped => ({
  title: row.title,
  link: row.link,
  effort: row.effort,
  format: row.format,
  required: row.is_required === 1 ? ['required'] : [],
  after: row.after_id ?? first,
  moment: row.moment,
});

/** A list takes so many in a group. */
const mostInGroup = 100;

export function renderActivity(
  t: T,
  { row, activities }: Whole,
  { id }: ActivityRow,
  typed: ActivityTyped,
  notice: Mrkdwn | null = null,
): RenderedModal {
  const { activityModal: modal } = ids;
  const of = { pathway: row.id, rev: row.revision, part: id };
  const others = activities
    .filter((one) => one.id !== id)
    .map((one) => ({ value: one.id as string, text: shorten(one.title, 70) }));
  const groups = chunks([{ value: first, text: t.plain('activity.first') }, ...others], mostInGroup).map(
    (choices) => ({ label: t.plain('activity.afterGroup'), choices }),
  );
  const momentChoices = said(moments, (one) => t.plain(`moment.${one}`));
  return renderModal(modal, of, t.modal('activity.title', 'save'), [
    ...above(notice),
    input(modal, 'title', t.labels('activity.name'), typed.title),
    input(modal, 'format', { label: t.plain('form.format'), choices: formatChoices(t) }, typed.format),
    input(modal, 'link', t.labels('activity.link'), typed.link),
    input(
      modal,
      'effort',
      t.labels('activity.effort', { placeholder: 'activity.effortExample' }),
      typed.effort,
    ),
    input(
      modal,
      'required',
      { label: t.plain('activity.required'), choices: { required: t.plain('activity.isRequired') } },
      typed.required,
    ),
    input(modal, 'after', { label: t.plain('activity.after'), groups }, typed.after),
    input(
      modal,
      'moment',
      { label: t.plain('activity.moment'), hint: t.plain('activity.momentHint'), choices: momentChoices },
      typed.moment,
    ),
    actions([outButton(t, ids.activityOut, of, t.plain('out.activity'))]),
  ]);
}
