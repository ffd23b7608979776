/** Asks a channel weekly, and less often if nobody answers. */
import type { UserId } from '#core/ids.ts';
import { continueAs, nextStep, pauseFrom, type QuietChoice } from '#core/quiet.ts';
import { posted, type ScheduleOutcome, type ScheduleRefusal, skip } from '#core/recurrence.ts';
import { refuse, type Result } from '#core/result.ts';
import type { ScheduleContext } from '#core/schedule.ts';
import type { Work } from '#core/work.ts';
import { promptPost, quietPost, weekly } from '../ids.ts';
import { lastAsked } from '../read.ts';
import { type PromptRow, prompts } from '../rows.ts';
import { questionCount } from './screens.ts';

/** After so many unanswered prompts in a row the channel is not asked until its owner decides. */
const patience = 3;

/** Runs when the channel's prompt is due. */
export async function askChannel(context: ScheduleContext): Promise<ScheduleOutcome> {
  const { scope, channel, schedule, occurrence, now } = context;
  const { latest, count } = await lastAsked(scope, channel.channelId, patience);
  const step = nextStep(
    latest.map(({ state, answers }) => ({ state, isQuiet: state === 'open' && answers === 0 })),
    patience,
  );
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
  await scope.schedules.change(channel.channelId, weekly, { pausedUntil: pauseFrom(occurrence.on) });
  await scope.update(prompts, prompt, { state: 'paused' });
  if (schedule.owner !== null) await scope.refresh(quietPost(prompt, schedule.owner));
}

/** The owner, or anyone else who may, chooses how to continue. */
export async function decide(
  work: Pick<Work, 'scope' | 'now'>,
  row: PromptRow,
  by: UserId,
  choice: QuietChoice,
): Promise<Result<null, ScheduleRefusal | 'decided'>> {
  if (row.state !== 'asked') return refuse('decided');
  const changed = await continueAs(work, row.channel_id, weekly, choice);
  if (!changed.ok) return changed;
  await work.scope.update(prompts, row.id, { state: choice, decided_by: by });
  if (row.owner_id !== null) await work.scope.refresh(quietPost(row.id, row.owner_id));
  return changed;
}
