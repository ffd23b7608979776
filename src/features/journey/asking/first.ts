/**
 * Going first: a channel's question waits until a person has published an entry there, for two weeks at most, and only as long as the channel allows
 * it.
 */
import { type ChannelId, rowId, type RowId, type UserId } from '#core/ids.ts';
import type { JobRef } from '#core/job-ref.ts';
import { type ChannelRefusal, mayPostIn } from '#core/kit/begin.ts';
import type { Person } from '#core/people.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { ReadScope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { firstPost, jobNames } from '../ids.ts';
import { type FirstRow, firsts, hasWaitedSince, loadFirst, waitingIn } from '../rows.ts';
import { type FirstState, waits } from '../rules.ts';

export type FirstRefusal = ChannelRefusal | 'guest' | 'already' | 'again';

/** Makes a channel's question wait for an entry of this person. */
export async function wantFirst(
  work: Work,
  person: Person,
  channel: ChannelId,
): Promise<Result<null, FirstRefusal>> {
  const { scope, now } = work;
  if (person.memberType !== 'member') return refuse('guest');
  const may = mayPostIn(await scope.channel(channel));
  if (!may.ok) return may;
  const waiting = await waitingIn(scope, channel);
  if (waiting.some(({ teller_id }) => teller_id === person.userId)) return refuse('already');
  // If the channel refused or waited long enough, the same person cannot delay it again.
  if (await hasWaitedSince(scope, channel, now - waits)) return refuse('again');
  const row: FirstRow = {
    id: rowId(work.newId()),
    channel_id: channel,
    teller_id: person.userId,
    state: 'waiting',
    until: now + waits,
    ended_by: null,
    ended_at: null,
  };
  const audience = await scope.audience({ kind: 'conversation', channel });
  await scope.insert(firsts, row, { audience, by: [person.userId], names: 'shown' });
  await scope.publish(firstPost(row));
  // With the person's own access: the channel's sees nothing while Lore is not in it.
  await scope.runAt(endJob(row.id), row.until, { kind: 'person', userId: person.userId });
  return ok(null);
}

/** Ends the wait. @param by the person who ended it, if one did @returns `over` if nobody is waiting any more */
export async function endFirst(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  row: FirstRow,
  state: Exclude<FirstState, 'waiting'>,
  by: UserId | null,
): Promise<Result<null, 'over'>> {
  const change = { state, ended_by: by, ended_at: now };
  const isEnded = await scope.update(firsts, row.id, change, { where: { state: 'waiting' } });
  if (!isEnded) return refuse('over');
  await scope.cancel(endJob(row.id));
  await scope.refresh(firstPost(row));
  return ok(null);
}

/** This person published an entry in the channel. */
export async function toldFirst(work: Work, channel: ChannelId, user: UserId): Promise<void> {
  for (const row of await waitingIn(work.scope, channel))
    if (row.teller_id === user) await endFirst(work, row, 'told', user);
}

export async function firstIsOver(work: Pick<Work, 'scope' | 'now'>, id: RowId): Promise<void> {
  const row = await loadFirst(work.scope, id);
  if (row !== null) await endFirst(work, row, 'over', null);
}

/** See `Feature.comesFirst`: a member of the channel wants to publish there first. */
export async function comesFirst(read: ReadScope, channel: ChannelId): Promise<boolean> {
  const waiting = await waitingIn(read, channel);
  if (waiting.length === 0) return false;
  const members = new Set((await read.members(channel)).map(({ userId }) => userId));
  return waiting.some(({ teller_id }) => members.has(teller_id));
}

const endJob = (first: RowId): JobRef => jobNames.firstEnd.ref({ first });
