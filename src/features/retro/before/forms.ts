/** The forms of a review before the work: one sentence that begins it, what could fail, and what is intended. */
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import type { Instant } from '#core/clock.ts';
import type { RenderedLesson } from '#core/lessons.ts';
import { atMoment, channelLink, namesOf } from '#core/sentence.ts';
import { join, shorten } from '#core/text.ts';
import { limits } from '#core/kit/limits.ts';
import { lessonSections } from '../lessons/screens.ts';
import type { ProjectRow } from '../plan/rows.ts';
import { promiseBefore } from '../session/promises.ts';
import type { Translator } from '../session/words.ts';
import * as ids from './ids.ts';
import type { BeforeRow } from './rows.ts';
import { limitsOf, type PredictionKind } from './rules.ts';

/** What the form that begins one knows. */
export interface BeginView {
  readonly channel: ChannelId;
  /** Its project; otherwise one of `projects` is chosen, if there are any. */
  readonly project?: RowId | undefined;
  /** `''`: it is called as its project or its channel. */
  readonly name: string;
  readonly projects: readonly ProjectRow[];
  /** What it is called if none of them is meant. */
  readonly channelName: string;
  /** When what is written would be joined; who is there now. */
  readonly until: Instant;
  readonly there: number;
}

/** The value that stands for no project. */
export const noProject = 'none';

export function renderBegin(t: Translator, view: BeginView): RenderedModal {
  const { channel, project, name, projects, until, there } = view;
  const place = { channel: channelLink(channel) };
  const intent = t.labels('before.begin.intent', { placeholder: 'before.begin.intentExample' });
  return renderModal(
    ids.beginModal,
    { channel, project, name },
    t.modal('before.begin.title', 'before.begin.submit'),
    [
      input(ids.beginModal, 'intent', intent),
      ...(projects.length === 0
        ? []
        : [input(ids.beginModal, 'project', choicesOf(t, view), projects[0]?.id)]),
      context(
        join(
          [
            t.mrkdwn('before.begin.intro', {
              ...place,
              until: atMoment(until),
              name,
              isNamed: name === '' ? 0 : 1,
            }),
            promiseBefore(t, 'open', there),
          ],
          ' ',
        ),
      ),
      ...(there === 0 ? [context(t.mrkdwn('before.begin.away', place))] : []),
    ],
  );
}

/** The channel's planned projects, and something else. */
function choicesOf(t: Translator, { projects, channelName }: BeginView) {
  const choices = projects
    .slice(0, limits.options - 1)
    .map(({ id, name }) => ({ value: id as string, text: shorten(name, limits.optionText) }));
  const other = { value: noProject, text: t.plain('before.begin.channelItself', { name: channelName }) };
  return {
    label: t.plain('before.begin.project'),
    groups: [{ label: t.plain('before.begin.projects'), choices: [...choices, other] }],
  };
}

/** What the form for what could fail holds. */
export interface PredictView {
  /** The round it writes in: the open one, or the next. */
  readonly round: number;
  readonly first: PredictionKind;
  readonly typed: Readonly<Record<PredictionKind, string>>;
  /** The person's rows in it. */
  readonly shown: readonly RowId[];
  /** Whom it asks about, since they stand in what was typed. */
  readonly named: readonly UserId[];
  /** Whether that round has been joined while the form was open. */
  readonly isTurned: boolean;
  readonly isLast: boolean;
  /** How many have answered, this person not counted, and how many are there. */
  readonly answered: number;
  readonly there: number;
  /** When it is joined. */
  readonly until: Instant;
}

export function renderPredict(t: Translator, row: BeforeRow, view: PredictView): RenderedModal {
  const { round, first, typed, shown, named, isTurned, isLast, answered, there, until } = view;
  const isAgain = row.state !== 'open';
  const fields = {
    fails: input(
      ids.predictModal,
      'fails',
      t.labels('before.failsLabel', { hint: 'before.failsHint', placeholder: 'before.failsExample' }),
      typed.fails,
    ),
    protects: input(
      ids.predictModal,
      'protects',
      t.labels('before.protectsLabel', {
        hint: 'before.protectsHint',
        placeholder: 'before.protectsExample',
      }),
      typed.protects,
    ),
  };
  const metadata = { before: row.id, round, first, shown: [...shown], named: [...named] };
  return renderModal(ids.predictModal, metadata, t.modal('before.predict.title', 'save'), [
    ...(named.length === 0 ? [] : [section(t.mrkdwn('before.named', { people: namesOf(named) }))]),
    ...(isTurned ? [section(t.mrkdwn('before.turned'))] : []),
    ...(isAgain ? [context(t.mrkdwn('before.againMeans', { until: atMoment(until) }))] : []),
    ...(first === 'fails' ? [fields.fails, fields.protects] : [fields.protects, fields.fails]),
    context(promiseBefore(t, 'mine', Math.max(answered + 1, there))),
    ...(isLast ? [context(t.mrkdwn('before.last'))] : []),
  ]);
}

/**
 * What is intended, how it will be known, and how the review is ended.
 * @param lessons that fit, as this person may read them
 */
export function renderChange(
  t: Translator,
  row: BeforeRow,
  lessons: readonly RenderedLesson[],
): RenderedModal {
  const measure = t.labels('before.changeMeasure', {
    hint: 'before.changeMeasureHint',
    placeholder: 'before.changeMeasureExample',
  });
  const confirm = {
    title: t.plain('before.endTitle'),
    text: t.plain('before.endText'),
    confirm: t.plain('before.endYes'),
    deny: t.plain('before.endNo'),
  };
  return renderModal(ids.changeModal, { before: row.id }, t.modal('before.changeTitle', 'save'), [
    input(ids.changeModal, 'intent', t.labels('before.changeIntent'), shorten(row.intent, limitsOf.intent)),
    input(ids.changeModal, 'measure', measure, shorten(row.measure, limitsOf.measure)),
    ...(lessons.length === 0 ? [] : [section(t.mrkdwn('plan.lessons')), ...lessonSections(lessons)]),
    actions([button(ids.endBefore, t.plain('before.end'), { before: row.id }, { style: 'danger', confirm })]),
  ]);
}
