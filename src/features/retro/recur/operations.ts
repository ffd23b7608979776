/** A retrospective comes round: it begins, is put to its owner after quiet ones, or pauses. */
import type { UserId } from '#core/ids.ts';
import { continueAs, pauseFrom, type QuietChoice } from '#core/quiet.ts';
import { posted, type ScheduleOutcome, type ScheduleRefusal, skip } from '#core/recurrence.ts';
import { refuse, type Result } from '#core/result.ts';
import type { ScheduleContext } from '#core/schedule.ts';
import { formatDayOfMonth } from '#core/time/format.ts';
import type { Work } from '#core/work.ts';
import { calendarOf } from '../session/load.ts';
import { openRetrosIn } from '../session/rows.ts';
import { retroCopy } from '../session/words.ts';
import { begin } from '../start/operations.ts';
import { planOf } from '../start/rules.ts';
import { beganPost, quietPost, scheduleNames } from './ids.ts';
import { roundRow, stepFor } from './rounds.ts';
import { loadRound, type RoundRow, rounds, roundsIn } from './rows.ts';
import { kindFor } from './rules.ts';
import { countAvailable, facilitatorAt, fallOut } from './turns.ts';

/** Runs when a round is due. */
export async function comeRound(context: ScheduleContext): Promise<ScheduleOutcome> {
  const { scope, channel, schedule, occurrence, now } = context;
  const { channelId } = channel;
  const step = await stepFor(context);
  const [last] = (await roundsIn(scope, channelId)).filter(({ state }) => state === 'asked');
  if (step === 'pause' && last !== undefined) {
    await pauseUnasked(context, last);
    return skip('nobody_takes_part');
  }
  const open = await openRetrosIn(scope, channelId);
  const known = await loadRound(scope, occurrence.id);
  // The last one still goes on.
  if (open.some(({ round_id: round }) => round !== null)) {
    if (known !== null) await fallOut(context, known);
    return skip('too_soon');
  }
  const members = await scope.members(channelId);
  const of = { id: occurrence.id, on_date: occurrence.on, starts_at: now, state: 'coming' } as const;
  const row = known ?? (await roundRow(context, of));
  if (step === 'askOwner') return putToOwner(context, row);

  const calendar = await calendarOf(scope, channelId);
  const facilitator = facilitatorAt(row, members, now);
  const every = 'every' in schedule.rule ? schedule.rule.every : 'month';
  const t = retroCopy.in(channel.locale, channel.tz);
  const about = t.plain('round.about', {
    channel: channel.name.replaceAll(/[-_]+/g, ' '),
    day: formatDayOfMonth(now, channel.locale, channel.tz),
  });
  const { plan, refused } = planOf(usually(about, every, facilitator), null, members, now, calendar);
  if (refused !== null || plan.participants.length === 0) {
    await fallOut(context, row);
    return skip('nobody_available');
  }
  const retro = await begin(context, channel, plan, { members, calendar, project: null, round: row.id });
  await scope.update(rounds, row.id, { state: 'held', starts_at: now, facilitator_id: facilitator });
  await countAvailable(context, row, facilitator);
  const nth = (await roundsIn(scope, channelId)).filter(({ state }) => state === 'held').length;
  await scope.publish(beganPost(retro, row.id, nth));
  return posted;
}

/** Everything as it usually is. */
const usually = (
  about: string,
  every: Parameters<typeof kindFor>[0],
  facilitator: UserId | null,
): Parameters<typeof planOf>[0] => ({
  about,
  kind: kindFor(every),
  facilitator,
  format: null,
  columns: [],
  pace: null,
  ended: null,
  names: null,
  cardsFor: null,
  who: null,
  people: [],
  invitees: null,
  collect: null,
  group: null,
  vote: null,
  discuss: null,
  actions: null,
});

async function putToOwner(context: ScheduleContext, row: RoundRow): Promise<ScheduleOutcome> {
  const { scope, schedule } = context;
  await fallOut(context, row, { state: 'asked', owner_id: schedule.owner });
  if (schedule.owner === null) await pauseUnasked(context, row);
  else await scope.publish(quietPost(row.id, schedule.owner));
  return skip('nobody_takes_part');
}

/** Nobody chose, or there is nobody to ask. */
async function pauseUnasked({ scope, channel, occurrence }: ScheduleContext, row: RoundRow): Promise<void> {
  const pausedUntil = pauseFrom(occurrence.on);
  await scope.schedules.change(channel.channelId, scheduleNames.round, { pausedUntil });
  await scope.update(rounds, row.id, { state: 'paused' });
  if (row.owner_id !== null) await scope.refresh(quietPost(row.id, row.owner_id));
}

/** The owner, or anyone else who may, chooses how to continue. */
export async function decideRounds(
  work: Pick<Work, 'scope' | 'now'>,
  row: RoundRow,
  by: UserId,
  choice: QuietChoice,
): Promise<Result<null, ScheduleRefusal | 'decided'>> {
  if (row.state !== 'asked') return refuse('decided');
  const changed = await continueAs(work, row.channel_id, scheduleNames.round, choice);
  if (!changed.ok) return changed;
  await work.scope.update(rounds, row.id, { state: choice, decided_by: by });
  if (row.owner_id !== null) await work.scope.refresh(quietPost(row.id, row.owner_id));
  return changed;
}
