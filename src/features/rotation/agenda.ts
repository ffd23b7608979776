/** An hour before the team meets: who presents, and what was shared, to talk about. */
import type { KnownBlock } from '@slack/types';
import { messageOf } from '#core/kit/message.ts';
import { day, type Instant } from '#core/clock.ts';
import type { Feature } from '#core/feature.ts';
import type { UserId } from '#core/ids.ts';
import { actions, context, divider, header } from '#core/kit/blocks.ts';
import type { Message } from '#core/post.ts';
import { posted, type ScheduleOutcome, skip } from '#core/recurrence.ts';
import type { ScheduleContext } from '#core/schedule.ts';
import { namesOf } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { AgendaItem, AgendaItems } from '#core/week.ts';
import type { Translator } from './copy.ts';
import { agendaPost, meetingOf } from './ids.ts';
import { comingIn, meetingBefore, type SlotRow } from './rows.ts';
import { scheduleNames, shownOf } from './rules.ts';
import { volunteerButtons, whoBlocks, whoLines } from './screens.ts';
import { meetAt } from './slots.ts';

/** The period covered if there was no recent meeting. */
const usualSpan = 7 * day;

const longestSpan = 35 * day;

/** @param items what the practices of the workspace contribute */
export async function handOut(context: ScheduleContext, items: AgendaItems): Promise<ScheduleOutcome> {
  const { scope, channel, schedule, occurrence, now } = context;
  const { channelId, locale, tz } = channel;
  const coming = await comingIn(scope, channelId);
  const slot = coming.find((row) => row.on_date === occurrence.on);
  const next = coming.find((row) => row.on_date > occurrence.on);
  if (slot !== undefined && occurrence.beforeAt !== null) await meetAt(context, slot, occurrence.beforeAt);
  const since = (await lastMet(context)) ?? now - usualSpan;
  const week = { channel: channelId, from: Math.max(since, now - longestSpan), to: now };
  const said = await items(scope, week, { now, locale, tz });
  if (slot === undefined && said.length === 0) return skip('nothing_to_say');
  await scope.publish(
    agendaPost(
      {
        slot: slot?.id ?? occurrence.id,
        from: week.from,
        to: week.to,
        ...(next === undefined ? {} : { next: next.id }),
      },
      channelId,
      schedule.owner,
      [
        ...(slot === undefined ? [] : [slot.id]),
        ...(next === undefined ? [] : [next.id, meetingOf(next)]),
        ...said.map(({ id }) => id),
      ],
    ),
  );
  return posted;
}

/** When the team met last, as far as is known: where nobody takes turns there is only the agenda of that day. */
async function lastMet({
  scope,
  channel: { channelId },
  occurrence,
}: ScheduleContext): Promise<Instant | null> {
  const before = await meetingBefore(scope, channelId, occurrence.on);
  const agenda = await scope.schedules.lastPosted(channelId, scheduleNames.agenda);
  return before === null ? agenda : Math.max(before.meets_at, agenda ?? 0);
}

/**
 * @param slot `null`: no presenter was sought
 * @param next the next meeting, if the channel reads here who presents then
 * @param owners the people responsible
 */
export function agendaMessage(
  t: Translator,
  { slot, next }: { readonly slot: SlotRow | null; readonly next: SlotRow | null },
  items: readonly AgendaItem[],
  owners: readonly UserId[],
): Message {
  const who = slot === null ? [] : whoLines(t, slot);
  const isOpen = slot !== null && slot.second_id === null && shownOf(slot) === 'nobody';
  const buttons = isOpen ? volunteerButtons(t, slot) : [];
  const intro = t.mrkdwn(items.length === 0 ? 'agenda.empty' : 'agenda.shared');
  const how =
    owners.length === 0 ? t.mrkdwn('agenda.how') : t.mrkdwn('agenda.howOwner', { owner: namesOf(owners) });
  return messageOf(
    header(t.plain('agenda.header')),
    ...who,
    ...(buttons.length === 0 ? [] : [actions(buttons)]),
    intro,
    ...items.map(({ block }) => block),
    ...(next === null ? [] : nextBlocks(t, next)),
    context(how),
  );
}

/** Who presents at the next meeting, as soon as the channel may know of it. */
function nextBlocks(t: Translator, row: SlotRow): (Mrkdwn | KnownBlock)[] {
  const shown = shownOf(row);
  const isSaid =
    row.state === 'fell_out' || shown === 'presents' || (row.state === 'coming' && shown === 'asked');
  return isSaid ? [divider(), t.mrkdwn('agenda.next'), ...whoBlocks(t, row)] : [];
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
