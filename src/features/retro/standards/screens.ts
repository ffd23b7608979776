/** The form after "Did it help?", which asks what changed; and a standard that did, where others read of it. */
import { z } from 'zod';
import { type Piece, section, userText } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import {
  choiceField,
  defineModal,
  input,
  renderModal,
  type RenderedModal,
  textField,
} from '#core/kit/modal.ts';
import { listField } from '#core/kit/pickers.ts';
import { standardLabels } from '#core/kit/standard-fields.ts';
import type { MadeLesson } from '#core/lessons.ts';
import { writtenPlain } from '#core/markup/written.ts';
import { type Standard, standardKinds } from '#core/standard.ts';
import { shorten } from '#core/text.ts';
import { actionRecords, type ActionRow } from '../action-items/operations.ts';
import { type ListAt, ofAction } from '../action-items/ids.ts';
import { type Helped, helpedAnswers } from '../session/phases.ts';
import type { Translator } from '../session/words.ts';
import { standardOf } from './rules.ts';

/** No standard changed, or it belongs to no lesson. */
export const none = 'none';

export const helpedModal = defineModal('retro.helped', ofAction.extend({ helped: z.enum(helpedAnswers) }), {
  how: textField({ optional: true }),
  kind: choiceField([none, ...standardKinds], 'radio'),
  name: textField({ optional: true }),
  link: textField({ optional: true }),
  lesson: listField(),
});

/** A lesson that may have changed a standard. */
export type Choosable = Pick<MadeLesson, 'id' | 'title'>;

/** More lessons than a list takes. */
const mostLessons = limits.options - 1;

/**
 * The answer is already stored; a line may be added, and what changed. What did not help is asked about no standard.
 * @param lessons of its retrospective, of which the person may say that they changed one
 */
export function renderHelped(
  t: Translator,
  row: ActionRow,
  helped: Helped,
  lessons: readonly Choosable[],
  at?: ListAt,
): RenderedModal {
  const how = t.labels('helped.how', { hint: 'helped.howHint' });
  return renderModal(
    helpedModal,
    { action: row.id, ...at, helped },
    t.modal('helped.title', 'save', 'close'),
    [
      section(t.mrkdwn('helped.noted')),
      userText({ written: row.what, as: 'title' }),
      input(helpedModal, 'how', how, row.helped_how),
      ...(helped === 'no' && row.standard_kind === null ? [] : standardInputs(t, row, lessons)),
    ],
  );
}

function standardInputs(t: Translator, row: ActionRow, lessons: readonly Choosable[]) {
  const { kind, name, link } = standardLabels(t);
  const { standardLesson } = actionRecords.read(row);
  const known = standardOf(actionRecords.read(row));
  const choices = [
    { value: none, text: t.plain('helped.noLesson') },
    ...lessons
      .slice(0, mostLessons)
      .map(({ id, title }) => ({ value: id, text: shorten(writtenPlain(title), limits.optionText) })),
  ];
  const nothing = { [none]: t.plain('helped.noStandard') };
  const asked = { label: t.plain('helped.standard'), choices: { ...nothing, ...kind.choices } };
  const which = {
    label: t.plain('helped.lesson'),
    hint: t.plain('helped.lessonHint'),
    groups: [{ label: t.plain('helped.lessons'), choices }],
  };
  return [
    input(helpedModal, 'kind', asked, known?.kind ?? none),
    input(helpedModal, 'name', name, known?.name ?? ''),
    input(helpedModal, 'link', link, known?.link ?? ''),
    ...(lessons.length === 0 ? [] : [input(helpedModal, 'lesson', which, standardLesson ?? none)]),
  ];
}

/** What it is called. Without a name, which went with the person who gave it: what kind it is. */
export const standardNamed = (t: Translator, { kind, name }: Standard): string =>
  name === '' ? t.plain(`standard.kind.${kind}`) : t.plain(`changed.${kind}`, { name });

/** What it is called, and where it is. */
export const standardPieces = (t: Translator, standard: Standard): Piece[] => [
  ...(standard.name === ''
    ? [standardNamed(t, standard)]
    : t.pieces(`changed.${standard.kind}`, { name: standard.name })),
  ...(standard.link === '' ? [] : [' (', { link: standard.link, text: t.plain('changed.link') }, ')']),
];

/** For the end of a line about an action: nothing, if no standard changed. */
export function changedPieces(
  t: Translator,
  action: Parameters<typeof standardOf>[0],
  lead: 'changed.inLine' | 'changed.alone',
): Piece[] {
  const standard = standardOf(action);
  return standard === null ? [] : [t.plain(lead), ' ', ...standardPieces(t, standard)];
}
