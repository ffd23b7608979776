/** Forms in which people say what has come of a lesson. */
import { button } from '#core/kit/action.ts';
import { actions, context, section, userText } from '#core/kit/blocks.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { limits } from '#core/kit/limits.ts';
import { standardLabels } from '#core/kit/standard-fields.ts';
import { writtenPlain } from '#core/markup/written.ts';
import { shorten } from '#core/text.ts';
import type { Translator } from '../copy.ts';
import type { LessonRow } from '../rows.ts';
import { useLesson } from '../ids.ts';
import { noLesson, retireModal, standardModal, triedModal } from './ids.ts';
import { outcomes } from './rules.ts';

const titled = ({ title }: Pick<LessonRow, 'title'>) => userText({ written: title, as: 'title' });

const labels = <Name extends string>(names: readonly Name[], said: (name: Name) => string) =>
  Object.fromEntries(names.map((name) => [name, said(name)]));

/** @param here the team that is proposed */
export function renderTry(t: Translator, row: LessonRow, here: ChannelId | null): RenderedModal {
  return renderModal(triedModal, { lesson: row.id }, t.modal('try.title', 'save'), [
    titled(row),
    context(t.mrkdwn('try.counted')),
    actions([button(useLesson, t.plain('try.undo'), { lesson: row.id })]),
    input(triedModal, 'went', {
      label: t.plain('try.went'),
      choices: labels(outcomes, (name) => t.plain(`try.went.${name}`)),
    }),
    input(triedModal, 'how', t.labels('try.how', { placeholder: 'try.howExample' })),
    input(triedModal, 'team', t.labels('try.team', { hint: 'try.teamHint' }), here),
    input(triedModal, 'name', {
      label: t.plain('try.name'),
      choices: { me: t.plain('try.withMyName') },
    }),
    context(t.mrkdwn('try.means')),
  ]);
}

export function renderStandard(t: Translator, row: LessonRow): RenderedModal {
  const { standard_kind: kind, standard_name: name, standard_link: link } = row;
  const labels = standardLabels(t);
  return renderModal(standardModal, { lesson: row.id }, t.modal('standard.title', 'save'), [
    titled(row),
    input(standardModal, 'kind', labels.kind, kind),
    input(standardModal, 'name', labels.name, name ?? ''),
    input(standardModal, 'link', labels.link, link ?? ''),
  ]);
}

/** @param others which may be read instead, the likeliest first */
export function renderRetire(
  t: Translator,
  row: LessonRow,
  others: readonly { readonly id: RowId; readonly title: string }[],
): RenderedModal {
  const choices = [
    { value: noLesson, text: t.plain('retire.noLesson') },
    ...others.map(({ id, title }) => ({
      value: id,
      text: shorten(writtenPlain(title), limits.optionText),
    })),
  ];
  const isRetired = row.retired_at !== null;
  return renderModal(
    retireModal,
    { lesson: row.id },
    t.modal('retire.title', isRetired ? 'save' : 'retire.submit'),
    [
      titled(row),
      section(t.mrkdwn(isRetired ? 'retire.isDone' : 'retire.means')),
      input(
        retireModal,
        'why',
        t.labels('retire.why', { placeholder: 'retire.whyExample' }),
        row.retired_why ?? '',
      ),
      ...(others.length === 0
        ? []
        : [
            input(
              retireModal,
              'instead',
              {
                label: t.plain('retire.instead'),
                groups: [{ label: t.plain('retire.lessons'), choices }],
              },
              row.replaced_by ?? noLesson,
            ),
          ]),
    ],
  );
}
