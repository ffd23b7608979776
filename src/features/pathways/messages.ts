/** What a channel and its editors read of a pathway. */
import type { Instant } from '#core/clock.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import type { Message } from '#core/post.ts';
import { nameOf, onDay } from '#core/sentence.ts';
import type { T, WalkT } from './copy.ts';
import * as ids from './ids.ts';
import { factsOf, roleOf } from './page.ts';
import type { PathwayRow, Whole } from './rows.ts';
import { leastEditors } from './rules.ts';
import * as walking from './walking/ids.ts';

const openButton = (t: T, { id }: PathwayRow) =>
  button(ids.openPathway, t.plain('open'), { pathway: id, page: 0 });

/** In the channel. */
export function cardMessage(t: T, walkT: WalkT, whole: Whole, now: Instant): Message {
  const { row, editors } = whole;
  const of = { pathway: row.id };
  const about = row.about === '' ? [] : [userText({ written: row.about, as: 'quote' })];
  const role = roleOf(t, row);
  const [by = null] = editors;
  if (row.state === 'draft')
    return messageOf(
      section(t.mrkdwn('card.draft', { role, by: nameOf(by) })),
      ...about,
      context(...factsOf(t, whole, now)),
      actions([
        ...(editors.length < leastEditors ? [button(ids.walk, t.plain('walk.button'), of)] : []),
        openButton(t, row),
      ]),
    );
  return messageOf(
    section(t.mrkdwn('card.published', { role })),
    ...about,
    context(...factsOf(t, whole, now)),
    actions([openButton(t, row), button(walking.follow, walkT.plain('follow'), of)]),
    context(walkT.mrkdwn('follow.means')),
  );
}

/** To an editor. @param nth 2: it is out of date by now */
export function reviewMessage(t: T, row: PathwayRow, nth: number): Message {
  const of = { pathway: row.id };
  const values = { role: roleOf(t, row), since: onDay(row.right_at ?? row.begun_at) };
  return messageOf(
    section(nth === 1 ? t.mrkdwn('review.line', values) : t.mrkdwn('review.stale', values)),
    actions([
      button(ids.stillRight, t.plain('right.button'), of, { style: 'primary' }),
      button(ids.openPathway, t.plain('review.change'), { pathway: row.id, page: 0 }),
      button(ids.leave, t.plain('leave.button'), of),
    ]),
    context(nth === 1 ? t.mrkdwn('review.how') : t.mrkdwn('review.last')),
  );
}

export const readyMessage = (t: T, row: PathwayRow): Message =>
  messageOf(
    section(t.mrkdwn('ready.line', { role: roleOf(t, row) })),
    actions([openButton(t, row)]),
    context(t.mrkdwn('ready.how')),
  );
