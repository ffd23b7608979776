/**
 * That a phase ends at its time. The channel's eyes see to it; but a channel that becomes public or shared is shown nothing that was
 * there before, so whoever facilitates watches too, a minute later, with theirs. Two jobs, since erasing a person erases theirs.
 */
import { minute, type Instant } from '../../../core/clock.ts';
import type { UserId } from '../../../core/ids.ts';
import type { JobRef } from '../../../core/job.ts';
import type { Scope } from '../../../core/scope.ts';
import { jobNames } from '../ids.ts';
import type { RetroRow } from '../tables.ts';

type Row = Pick<RetroRow, 'id' | 'channel_id'>;

const asChannel = ({ id }: Row): JobRef => ({ job: jobNames.phaseEnd, params: { retro: id } });
const asPerson = ({ id, channel_id }: Row, person: UserId): JobRef => ({
  job: jobNames.phaseWatch,
  params: { retro: id, channel: channel_id, person },
});

/** Has the phase end at `endsAt`; `null`: nothing is left to end. @param facilitator `null`: nobody at the moment */
export async function scheduleEnd(
  scope: Scope,
  row: Row,
  facilitator: UserId | null,
  endsAt: Instant | null,
): Promise<void> {
  if (endsAt === null) await scope.cancel(asChannel(row));
  else await scope.schedule(asChannel(row), endsAt, { kind: 'channel', channelId: row.channel_id });
  if (facilitator === null) return;
  const watch = asPerson(row, facilitator);
  if (endsAt === null) await scope.cancel(watch);
  else await scope.schedule(watch, endsAt + minute, { kind: 'person', userId: facilitator });
}

/** Whoever facilitated watches no more. */
export async function stopWatching(scope: Scope, row: Row, facilitator: UserId): Promise<void> {
  await scope.cancel(asPerson(row, facilitator));
}
