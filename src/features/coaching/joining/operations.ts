/** Joining the rounds of a channel, pausing and stopping: each for oneself alone. */
import type { Instant } from '#core/clock.ts';
import { type ChannelId, rowId, type UserId } from '#core/ids.ts';
import type { Channel, Person } from '#core/people.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { audienceFrom, isOpenToAll } from '#core/visibility.ts';
import type { Work } from '#core/work.ts';
import { jobs, roundFor, roundsName } from '../ids.ts';
import { answer, answerTo, roundOf } from '../pairs/operations.ts';
import { roundsOf } from '../pool.ts';
import {
  blocks,
  joins,
  type JoinRow,
  met,
  ofPair,
  ownJoin,
  ownJoins,
  type PairRow,
  pairs,
  places,
} from '../rows.ts';
import type { NotWithRefusal } from './rules.ts';

/** Whether a channel has rounds. */
export const hasRounds = async (read: ReadScope, channel: ChannelId): Promise<boolean> =>
  (await read.schedules.of(channel, roundsName))?.isOn === true;

/** What a person says of themself when they join. */
export interface Wish {
  readonly team: ChannelId | null;
  readonly notWith: readonly UserId[];
}

/** Joins, or changes what was said. @param channel one where there are rounds and the person is */
export async function joinRounds(
  work: Work,
  self: UserId,
  channel: Channel,
  { team, notWith }: Wish,
): Promise<void> {
  const { scope, now } = work;
  const { channelId: at } = channel;
  const before = await ownJoin(scope, at);
  const row: JoinRow = {
    channel_id: at,
    team_channel_id: team,
    joined_at: before?.joined_at ?? now,
    paused_until: before?.paused_until ?? null,
    waits: before?.waits ?? 0,
    trios: before?.trios ?? 0,
    unanswered: 0,
    seen_at: now,
  };
  const audience = await scope.audience({ kind: 'conversation', channel: at });
  await scope.upsertOwn(joins, row, { audience });
  await scope.deleteOwn(blocks, {});
  // Whom somebody does not want to talk with is the same in all of their rounds.
  for (const join of await ownJoins(scope)) {
    for (const other of notWith)
      await scope.upsertOwn(blocks, { channel_id: join.channel_id, other_id: other, since: now });
    await keep(scope, join);
  }
  // Also in what is proposed already: nothing comes of it, as of silence.
  await sayNo(work, self, {}, (row) => ofPair(row).some((user) => notWith.includes(user)));
  await know(work, channel);
  await redrawProposals(scope, now);
  await refreshHome(scope);
}

/** Whom somebody does not want to talk with is no longer proposed to them. */
async function redrawProposals(scope: Scope, now: Instant): Promise<void> {
  if (scope.viewer.kind !== 'person') return;
  const self = scope.viewer.userId;
  const open = await findRows(scope.from(pairs).where('it.until', '>', now), { state: 'proposed' }, 'id');
  await scope.refresh(...open.map((row) => roundFor(roundOf(row), self)));
}

/** Notes that a channel has rounds, so that those who may see it find them. */
export async function know({ scope, now, newId }: Work, channel: Channel): Promise<void> {
  const { channelId: at } = channel;
  const known = await findRow(scope.from(places), { channel_id: at });
  if (known !== null) {
    await scope.update(places, known.id, { known_at: now });
    return;
  }
  const audience = await scope.audience(audienceFrom(at, isOpenToAll(channel)));
  const row = { id: rowId(newId()), channel_id: at, known_at: now };
  await scope.insert(places, row, { audience, by: [], names: 'shown' });
}

/** The channels with rounds that the viewer may know of. */
export async function placesOf(read: ReadScope): Promise<readonly ChannelId[]> {
  const all = (await findRows(read.from(places), {}, 'channel_id')).map(({ channel_id: at }) => at);
  const seen = await read.visibleChannels(all);
  const found: ChannelId[] = [];
  for (const at of all)
    if (seen.has(at) && ((await read.channel(at)) === null || (await hasRounds(read, at)))) found.push(at);
  return found;
}

/** Takes no part until then; what is open is answered with no. @param channel `null`: in all of their rounds @returns how many */
export async function pauseRounds(
  work: Work,
  self: UserId,
  channel: ChannelId | null,
  until: Instant | null,
): Promise<number> {
  const { scope } = work;
  const theirs = (await ownJoins(scope)).filter(({ channel_id: at }) => channel === null || at === channel);
  for (const row of theirs) {
    await keep(scope, { ...row, paused_until: until, unanswered: 0 });
    if (until === null) await redrawLast(scope, self, row.channel_id);
    else await sayNo(work, self, ofRounds(row.channel_id));
  }
  await refreshHome(scope);
  return theirs.length;
}

/**
 * Takes part by this row, with all that goes with it, so that nobody is in a round without what they said of it. Who left the channel is in no round of
 * it until they are back (`rejoin`).
 */
async function keep(scope: Scope, row: JoinRow): Promise<void> {
  const of = { channel_id: row.channel_id };
  const audience = await roundsOf(scope, row.channel_id);
  const written = audience === null ? {} : { audience };
  await scope.upsertOwn(joins, row, written);
  for (const block of await findRows(scope.from(blocks), of)) await scope.upsertOwn(blocks, block, written);
  for (const one of await findRows(scope.from(met), of)) await scope.upsertOwn(met, one, written);
}

/** Takes part no more. @returns whether they did */
export async function stopRounds(work: Work, self: UserId, channel: ChannelId): Promise<boolean> {
  const { scope } = work;
  const gone = await scope.deleteOwn(joins, { channel_id: channel });
  if (gone > 0) await sayNo(work, self, ofRounds(channel));
  await refreshHome(scope);
  return gone > 0;
}

const ofRounds = (channel: ChannelId) => ({ channel_id: channel, kind: 'peer' }) as const;

/** Answers with no what is open. @param of which @param isOf of those, which; all, unless given */
async function sayNo(
  work: Work,
  self: UserId,
  of: Partial<PairRow>,
  isOf: (row: PairRow) => boolean = () => true,
): Promise<void> {
  const { scope, now } = work;
  for (const row of await findRows(scope.from(pairs), { ...of, state: 'proposed' }))
    if (row.until > now && isOf(row) && (await answerTo(scope, row.id)) !== 'no')
      await answer(work, row, self, 'no');
}

/** The message that said that the rounds rest for them has nothing to press any more. */
async function redrawLast(scope: Scope, self: UserId, channel: ChannelId): Promise<void> {
  const [last] = await findRows(scope.from(pairs).limit(1), ofRounds(channel), '-proposed_at');
  if (last !== undefined) await scope.refresh(roundFor(roundOf(last), self));
}

async function refreshHome(scope: Scope): Promise<void> {
  if (scope.viewer.kind === 'person') await scope.refreshHome(scope.viewer.userId);
}

/** Why somebody cannot be named as "not with". */
export async function notWithRefusal(
  read: ReadScope,
  self: Person,
  users: readonly UserId[],
): Promise<NotWithRefusal | null> {
  if (users.includes(self.userId)) return 'self';
  for (const user of users) if ((await read.person(user))?.memberType === 'bot') return 'bot';
  return null;
}

/** The channel has other readers now: rows written for those before are read no more, so each is written again with their own access. */
export async function askAgain(work: Work, channel: Channel): Promise<void> {
  for (const { userId, memberType } of await work.scope.members(channel.channelId))
    if (memberType === 'member') await comesBack(work, channel, userId);
}

/** Somebody is in the channel, perhaps once more: what they said of its rounds holds, by their own access. */
export const comesBack = ({ scope, now }: Work, { channelId }: Channel, userId: UserId): Promise<void> =>
  scope.runAt(jobs.rejoins.ref({ channel: channelId, person: userId }), now, { kind: 'person', userId });

/** See `askAgain` and `comesBack`. With the person's access. */
export async function rejoin({ scope }: Work, channel: ChannelId): Promise<void> {
  const join = await ownJoin(scope, channel);
  if (join !== null) await keep(scope, join);
}
