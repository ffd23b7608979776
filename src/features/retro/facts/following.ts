/** What a project follows, and when that ends: nothing is heard for long that no retrospective will show. */
import { day, type Instant } from '#core/clock.ts';
import type { Followed } from '#core/connections.ts';
import type { ConnectionId, Source } from '#core/connector.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import type { ProjectRow } from '../plan/rows.ts';
import { isPlanned } from '../plan/rules.ts';
import { sourcesEnd } from './ids.ts';
import { timelinesAbout } from './rows.ts';

/** After its last retrospective a project is heard of for this long: another one may be held. */
const heardFor = 90 * day;

export const isSource = ({ connection, source }: Followed, of: ConnectionId, one: Source): boolean =>
  connection === of && source.place === one.place && source.label === one.label;

/** Once nothing more is expected of the project here. */
export async function stopFollowing({ scope }: { readonly scope: Scope }, { id }: ProjectRow): Promise<void> {
  for (const { connection, source } of await scope.connections.followedBy(id))
    await scope.connections.unfollow(id, connection, source);
  await scope.cancel(sourcesEnd.ref({ project: id }));
}

/** A project that was moved follows on what it did. @param since when it was last looked back on, so that nothing is lost on the way */
export async function followOn(
  work: Work,
  followed: readonly Followed[],
  to: ProjectRow,
  since: Instant,
): Promise<void> {
  for (const { connection, source } of followed) await follow(work, to, connection, source, since);
}

export async function follow(
  work: Work,
  row: ProjectRow,
  connection: ConnectionId,
  source: Source,
  since: Instant,
): Promise<void> {
  await work.scope.connections.follow(row.id, row.channel_id, connection, source, since);
  await scheduleEnd(work, row);
}

/** Looks, after a while, whether anybody will ask for it. Scheduling it again moves it. */
export const scheduleEnd = ({ scope, now }: Work, { id, channel_id: channelId }: ProjectRow): Promise<void> =>
  scope.runAt(sourcesEnd.ref({ project: id }), now + heardFor, { kind: 'channel', channelId });

/** It ends, unless the project goes on, or was looked back on since. */
export async function endWhenUnused(work: Work, row: ProjectRow): Promise<void> {
  const [last] = await timelinesAbout(work.scope, row.id);
  const until = Math.max(isPlanned(row.state) ? row.ends_at : 0, last?.until ?? 0) + heardFor;
  const isUsed = until > work.now;
  if (isUsed) await scheduleEnd(work, row);
  else await stopFollowing(work, row);
}

/** Whether a project follows something, or could. */
export async function mayFollow(read: ReadScope, { id }: Pick<ProjectRow, 'id'>): Promise<boolean> {
  if ((await read.connections.followedBy(id)).length > 0) return true;
  return (await read.connections.list()).some(({ isRefused }) => !isRefused);
}
