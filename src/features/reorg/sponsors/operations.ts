/** Naming who stands for learning in a channel: written with the channel’s access, so who names them need not be in it. */
import { type ChannelId, rowId, type UserId } from '#core/ids.ts';
import type { JobContext } from '#core/job.ts';
import type { Scope } from '#core/scope.ts';
import { audienceFrom, isOpenToAll } from '#core/visibility.ts';
import { sponsorPost } from '../ids.ts';
import { sponsorIn, type SponsorRow, sponsorTable } from './rows.ts';

/** With the channel’s access. @param of who does from now on, as whom somebody named; without them nobody does any more */
export async function nameSponsor(
  { scope, now, newId }: JobContext,
  of: { readonly channel: ChannelId; readonly sponsor?: UserId; readonly by?: UserId },
): Promise<void> {
  const { channel, sponsor: user = null, by = null } = of;
  const here = await scope.channel(channel);
  const before = await sponsorIn(scope, channel);
  if (here === null || (before !== null && before.sponsor_id === user)) return;
  if (before !== null) await endSponsor(scope, before, now);
  if (user === null || (await scope.person(user))?.memberType !== 'member') return;
  const audience = await scope.audience(audienceFrom(channel, isOpenToAll(here)));
  const id = rowId(newId());
  const row = { id, channel_id: channel, sponsor_id: user, named_by: by, named_at: now, ended_at: null };
  await scope.insert(sponsorTable, row, { audience, by: [], names: 'shown' });
  await scope.publish(sponsorPost(id, user));
}

/** @returns `false`: it had ended */
export async function endSponsor(scope: Scope, row: SponsorRow, now: number): Promise<boolean> {
  if (!(await scope.update(sponsorTable, row.id, { ended_at: now }, { where: { ended_at: null } })))
    return false;
  if (row.sponsor_id !== null) await scope.refresh(sponsorPost(row.id, row.sponsor_id));
  return true;
}
