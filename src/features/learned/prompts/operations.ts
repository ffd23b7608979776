/** Asks a channel weekly, and less often if nobody answers. */
import type { UserId } from '#core/ids.ts';
import { posted, type ScheduleOutcome, type ScheduleRefusal, skip } from '#core/recurrence.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { ScheduleContext } from '#core/schedule.ts';
import { addDates } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';
import type { Work } from '#core/work.ts';
import { promptPost, quietPost, weekly } from '../ids.ts';
import { lastAsked } from '../read.ts';
import { type PromptRow, prompts } from '../rows.ts';
import { nextStep, pauseDays, type PromptState, rarer } from '../rules.ts';
import { questionCount } from './screens.ts';

/** How many earlier prompts count. */
const looksAt = 4;

/** Runs when the channel's prompt is due. */
export async function askChannel(context: ScheduleContext): Promise<ScheduleOutcome> {
  const { scope, channel, schedule, occurrence, now } = context;
  const { latest, count } = await lastAsked(scope, channel.channelId, looksAt);
  const step = nextStep(latest);
  const [last] = latest;
  if (step === 'pause' && last !== undefined) {
    await pauseUnasked(context, last.id);
    return skip('nobody_takes_part');
  }
  const row: PromptRow = {
    id: occurrence.id,
    channel_id: channel.channelId,
    question: count % questionCount,
    asked_at: now,
    place: schedule.place,
    state: step === 'askOwner' ? 'asked' : 'open',
    owner_id: schedule.owner,
    decided_by: null,
  };
  const audience = await scope.audience({ kind: 'conversation', channel: channel.channelId });
  await scope.insert(prompts, row, { audience, by: [], names: 'shown' });
  if (step !== 'askOwner') {
    await scope.publish(promptPost(row));
    return posted;
  }
  if (schedule.owner === null) await pauseUnasked(context, row.id);
  else await scope.publish(quietPost(row.id, schedule.owner));
  return skip('nobody_takes_part');
}

/** Nobody chose, or there is nobody to ask. */
async function pauseUnasked(
  { scope, channel, schedule, occurrence }: ScheduleContext,
  prompt: PromptRow['id'],
): Promise<void> {
  await scope.schedules.change(channel.channelId, weekly, {
    pausedUntil: addDates(occurrence.on, pauseDays),
  });
  await scope.update(prompts, prompt, { state: 'paused' });
  if (schedule.owner !== null) await scope.refresh(quietPost(prompt, schedule.owner));
}

export type Choice = Extract<PromptState, 'rarer' | 'paused' | 'ended'>;

/** The owner, or anyone else who may, chooses how to continue. */
export async function decide(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  row: PromptRow,
  by: UserId,
  choice: Choice,
): Promise<Result<null, ScheduleRefusal | 'decided'>> {
  if (row.state !== 'asked') return refuse('decided');
  const schedule = await scope.schedules.of(row.channel_id, weekly);
  const channel = await scope.channel(row.channel_id);
  if (schedule === null || channel === null) return refuse('not_here');
  const every = 'every' in schedule.rule ? rarer(schedule.rule.every) : null;
  if (choice === 'rarer' && every === null) return refuse('decided');
  const today = localTime(now, channel.tz).date;
  const change =
    choice === 'ended'
      ? { isOn: false }
      : choice === 'paused' || every === null
        ? { pausedUntil: addDates(today, pauseDays) }
        : { every };
  const changed = await scope.schedules.change(row.channel_id, weekly, change);
  if (!changed.ok) return changed;
  await scope.update(prompts, row.id, { state: choice, decided_by: by });
  if (row.owner_id !== null) await scope.refresh(quietPost(row.id, row.owner_id));
  return ok(null);
}
