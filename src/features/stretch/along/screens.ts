/** The forms of the two: a line on how it goes, and how well the skill is there. */
import { context, section } from '#core/kit/blocks.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { nameOf } from '#core/sentence.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import { levels, type Moment } from '../rules.ts';
import { levelNames, type Seen } from '../taking/screens.ts';

export function renderCheck(t: T, { row, self, lines }: Seen): RenderedModal {
  const { checkModal: modal } = ids;
  const own = lines.find(({ round, by }) => round === row.round && by === self)?.words;
  return renderModal(modal, { assignment: row.id, round: row.round }, t.modal('check.title', 'save'), [
    input(modal, 'words', t.labels('check.label', { placeholder: 'check.example' }), own),
    context(t.mrkdwn('check.seen')),
  ]);
}

/** @param isCounted whether they agreed to be counted before */
export function renderRate(
  t: T,
  { row, part, ratings }: Seen,
  moment: Moment,
  isCounted: boolean,
): RenderedModal {
  const { rateModal: modal } = ids;
  const role = part === 'taker' ? 'self' : 'partner';
  const own = ratings.findLast((one) => one.moment === moment && one.role === role)?.rating;
  const { skill } = row;
  return renderModal(modal, { assignment: row.id, moment }, t.modal('rate.title', 'save'), [
    section(t.mrkdwn(`rate.ask.${role}`, { skill, taker: nameOf(row.taker_id) })),
    input(
      modal,
      'rating',
      { label: t.plain('rate.label'), choices: levelNames(t) },
      own === undefined ? undefined : levels[own - 1],
    ),
    ...(role === 'self' && moment === 'end'
      ? [
          input(
            modal,
            'count',
            {
              label: t.plain('count.label'),
              hint: t.plain('count.hint'),
              choices: { counted: t.plain('count.me') },
            },
            isCounted ? ['counted'] : [],
          ),
        ]
      : []),
    context(t.mrkdwn(role === 'partner' && moment === 'end' ? 'rate.seen.partner' : 'rate.seen')),
  ]);
}
