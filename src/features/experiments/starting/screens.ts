/** What its owner reads before an experiment starts, and what its approver is asked. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, header, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { RenderedLesson } from '#core/lessons.ts';
import type { Message } from '#core/post.ts';
import { channelLink, mention, nameOf, onDay } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { labelled, nameIn, wordsOf } from '../card/screens.ts';
import { touchesBlocks } from '../changing/screens.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { Operation } from '../protected/rows.ts';
import { dueDay, type Experiment, saidIn, touchedBy } from '../rows.ts';
import type { Known } from './fitting.ts';

const lessonBlock = ({ short: { title, subtitle, body } }: RenderedLesson): KnownBlock =>
  section(
    join([
      join(['*' as Mrkdwn, title, '*' as Mrkdwn], ''),
      ...(subtitle === undefined ? [] : [subtitle]),
      body,
    ]),
  );

/** In how many characters an earlier result stands here. */
const excerpt = 300;

function earlierBlocks(t: T, one: Experiment): KnownBlock[] {
  const { row } = one;
  const values = { channel: channelLink(row.channel_id), day: onDay(row.over_at ?? row.due_at) };
  const how = row.decision === 'stop' ? 'stop' : row.state === 'ended' ? 'ended' : 'other';
  return [
    userText({ written: nameIn(t, one), as: 'title', most: excerpt }),
    section(
      t.mrkdwn(`earlier.${how}`, values),
      button(ids.openOne, t.plain('do.open'), { experiment: row.id }),
    ),
    ...(['result', 'lesson'] as const).flatMap((field) => {
      const said = saidIn(one, field);
      return said === '' ? [] : [userText(...labelled(t.plain(`short.${field}`), said, excerpt))];
    }),
  ];
}

/** @param asksTouches nobody has said whether something protected is touched, or its approver is not known */
export function renderStart(
  t: T,
  one: Experiment,
  known: Known,
  all: readonly Operation[],
  asksTouches: boolean,
): RenderedModal {
  const { row } = one;
  const isNew = known.lessons.length + known.earlier.length === 0;
  const of = { experiment: row.id, version: row.version };
  return renderModal(ids.startModal, of, t.modal('start.title', 'do.start'), [
    ...(isNew ? [context(t.mrkdwn('start.nothing'))] : [header(t.plain('start.known'))]),
    ...known.lessons.map(lessonBlock),
    ...known.earlier.flatMap((other) => earlierBlocks(t, other)),
    ...(known.earlier.length === 0
      ? []
      : [
          input(
            ids.startModal,
            'different',
            t.labels('field.different', { placeholder: 'field.differentExample' }),
            saidIn(one, 'different'),
          ),
        ]),
    ...(asksTouches ? touchesBlocks(t, ids.startModal, one, all) : []),
    ...(row.touching === 'some' && row.approval !== 'given' && row.approver_id !== null && !asksTouches
      ? [section(t.mrkdwn('start.asks', { approver: nameOf(row.approver_id) }))]
      : []),
    section(t.mrkdwn('start.means', { day: dueDay(one) })),
    ...(row.risks_at === null ? [context(t.mrkdwn('start.risks'))] : []),
  ]);
}

/** To who approves. @returns `null`: they are not asked any more */
export function approveMessage(t: T, one: Experiment, isInForm = false): Message | null {
  const { row } = one;
  const isOpen = row.state === 'draft' || row.state === 'running';
  if (!isOpen || row.approval === 'none') return null;
  const names = new Intl.ListFormat(t.language).format(touchedBy(one));
  const values = { owner: nameOf(row.owner_id), channel: channelLink(row.channel_id), names };
  const of = { experiment: row.id, version: row.version, ...(isInForm ? { form: true as const } : {}) };
  const no = button(
    ids.disapprove,
    t.plain(row.approval === 'given' ? 'approve.takeBack' : 'approve.no'),
    of,
  );
  const yes = (key: 'approve.yes' | 'approve.afterAll') =>
    button(ids.approve, t.plain(key), of, key === 'approve.yes' ? { style: 'primary' } : {});
  return messageOf(
    section(t.mrkdwn('approve.ask', values)),
    ...wordsOf(t, one),
    context(
      row.approval === 'asked' ? t.mrkdwn('approve.how') : t.mrkdwn(`approve.said.${row.approval}`, values),
    ),
    actions(
      row.approval === 'asked'
        ? [yes('approve.yes'), no]
        : [row.approval === 'given' ? no : yes('approve.afterAll')],
    ),
  );
}

/** The same, opened from App Home. @param isNewer it was changed while they read it */
export function renderAsked(t: T, one: Experiment, isNewer = false): RenderedModal | null {
  const message = approveMessage(t, one, true);
  if (message === null) return null;
  return renderModal(ids.askedModal, {}, t.modal('approve.title'), [
    ...(isNewer ? [section(t.mrkdwn('approve.newer'))] : []),
    ...message.blocks,
  ]);
}

/** In the thread: what the approver said. */
export function approvedMessage(t: T, { row }: Experiment): Message {
  const approver = nameOf(row.approver_id);
  if (row.approval !== 'given' && row.approval !== 'declined') return messageOf(t.mrkdwn('approved.changed'));
  if (row.owner_id === null) return messageOf(t.mrkdwn(`approved.${row.approval}`, { approver }));
  return messageOf(t.mrkdwn(`approved.${row.approval}.owner`, { approver, owner: mention(row.owner_id) }));
}
