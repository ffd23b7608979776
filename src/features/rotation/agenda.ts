/** An hour before the team meets: who presents, and what was shared, to talk about. */
import { messageOf } from '#core/kit/message.ts';
import { day } from '#core/clock.ts';
import type { Feature } from '#core/feature.ts';
import type { UserId } from '#core/ids.ts';
import { actions, context, header } from '#core/kit/blocks.ts';
import type { Message } from '#core/post.ts';
import { posted, type ScheduleOutcome, skip } from '#core/recurrence.ts';
import type { ScheduleContext } from '#core/schedule.ts';
import { namesOf } from '#core/sentence.ts';
import type { AgendaItem, AgendaItems } from '#core/week.ts';
import type { Translator } from './copy.ts';
import { agendaPost } from './ids.ts';
import { comingIn, meetingBefore, type SlotRow } from './rows.ts';
import { shownOf } from './rules.ts';
import { volunteerButtons, whoLines } from './screens.ts';
import { meetAt } from './slots.ts';

/** The period covered if there was no recent meeting. */
const usualSpan = 7 * day;

const longestSpan = 35 * day;

/** @param items what the practices of the workspace contribute */
export async function handOut(context: ScheduleContext, items: AgendaItems): Promise<ScheduleOutcome> {
  const { scope, channel, schedule, occurrence, now } = context;
  const { channelId, locale, tz } = channel;
  const slot = (await comingIn(scope, channelId)).find((row) => row.on_date === occurrence.on);
  if (slot !== undefined && occurrence.beforeAt !== null) await meetAt(context, slot, occurrence.beforeAt);
  const before = await meetingBefore(scope, channelId, occurrence.on);
  const since = before?.meets_at ?? now - usualSpan;
  const week = { channel: channelId, from: Math.max(since, now - longestSpan), to: now };
  const said = await items(scope, week, { now, locale, tz });
  if (slot === undefined && said.length === 0) return skip('nothing_to_say');
  await scope.publish(
    agendaPost({ slot: slot?.id ?? occurrence.id, from: week.from, to: week.to }, channelId, schedule.owner, [
      ...(slot === undefined ? [] : [slot.id]),
      ...said.map(({ id }) => id),
    ]),
  );
  return posted;
}

/** @param slot `null`: no presenter was sought @param owners the people responsible */
export function agendaMessage(
  t: Translator,
  slot: SlotRow | null,
  items: readonly AgendaItem[],
  owners: readonly UserId[],
): Message {
  const who = slot === null ? [] : whoLines(t, slot);
  const isOpen = slot !== null && slot.second_id === null && shownOf(slot) === 'nobody';
  const buttons = isOpen ? volunteerButtons(t, slot) : [];
  const intro = t.mrkdwn(items.length === 0 ? 'agenda.empty' : 'agenda.shared');
  const owner = owners.length === 0 ? null : { owner: namesOf(owners) };
  const isOver = slot?.state === 'over';
  const how =
    owner === null
      ? t.mrkdwn(isOver ? 'changeInSettings' : 'agenda.how')
      : t.mrkdwn(isOver ? 'setUpBy' : 'agenda.howOwner', owner);
  return messageOf(
    header(t.plain('agenda.header')),
    ...who,
    ...(buttons.length === 0 ? [] : [actions(buttons)]),
    intro,
    ...items.map(({ block }) => block),
    context(how),
  );
}

/** As many as a team can discuss. */
const mostItems = 20;

/** All contributions to a channel's agenda, one practice after the other. */
export function gathered(itemSources: readonly Pick<Feature, 'agendaItems'>[]): AgendaItems {
  return async (read, week, renderContext) => {
    const found = [];
    for (const { agendaItems } of itemSources)
      found.push(...((await agendaItems?.(read, week, renderContext)) ?? []));
    return found.slice(0, mostItems);
  };
}
