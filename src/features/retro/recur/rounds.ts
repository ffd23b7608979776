/** What the occurrences of both schedules begin with: how the last rounds went, and the row of this one. */
import { nextStep } from '#core/quiet.ts';
import type { ScheduleContext } from '#core/schedule.ts';
import { fewIn, type RoundRow, rounds, roundsIn } from './rows.ts';
import { patience } from './rules.ts';

/** Whether this round is to begin, by how the ones before it went. */
export async function stepFor({ scope, channel }: ScheduleContext): Promise<ReturnType<typeof nextStep>> {
  const latest = (await roundsIn(scope, channel.channelId))
    .filter(({ state }) => state !== 'coming' && state !== 'fell_out')
    .slice(0, patience);
  const few = await fewIn(
    scope,
    latest.map(({ id }) => id),
  );
  const went = latest.map(({ id, state }) => ({ state, isQuiet: state === 'held' && few.has(id) }));
  return nextStep(went, patience);
}

/** What a round is before anybody was asked. */
export async function roundRow(
  { scope, channel, schedule }: ScheduleContext,
  of: Pick<RoundRow, 'id' | 'on_date' | 'starts_at' | 'state'>,
): Promise<RoundRow> {
  const row: RoundRow = {
    ...of,
    channel_id: channel.channelId,
    facilitator_id: null,
    answer: 'asked',
    owner_id: schedule.owner,
    decided_by: null,
  };
  const audience = await scope.audience({ kind: 'conversation', channel: channel.channelId });
  await scope.insert(rounds, row, { audience, by: [], names: 'shown' });
  return row;
}
