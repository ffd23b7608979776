/** Proposing, answering and settling: what is written, and who is told. */
import type { Instant } from '#core/clock.ts';
import { type ChannelId, rowId, type RowId, type UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { jobs, type OfRound, roundFor } from '../ids.ts';
import { begin } from '../meetings/begin.ts';
import { openTalks } from '../meetings/rows.ts';
import { reaches } from '../mentors/room.ts';
import { roundsOf } from '../pool.ts';
import {
  answers,
  blocks,
  isPaused,
  isWhole,
  joins,
  loadPair,
  met,
  ofPair,
  ownBlocks,
  ownJoin,
  pairOf,
  type PairKind,
  type PairRow,
  pairs,
  type Said,
  seatsOf,
} from '../rows.ts';

export interface Proposal {
  readonly channel: ChannelId;
  readonly kind: PairKind;
  /** Two or three; for a mentor, the one who asks and then the mentor. */
  readonly people: readonly UserId[];
  /** The fixed time: unless all said yes, each then reads that nothing came of it. */
  readonly until: Instant;
  /** The occurrence that put them together, if one did. */
  readonly round?: RowId;
}

export const roundOf = ({ round_id: round, channel_id: channel, until }: PairRow): OfRound => ({
  round,
  channel,
  until,
});

/** Proposes people to each other. With the access of their channel, or of one of them who is in it. */
export async function propose(work: Work, proposal: Proposal): Promise<PairRow> {
  const { scope, now, newId } = work;
  const { channel, kind, people, until } = proposal;
  const [one = null, two = null, three = null] = people;
  const id = rowId(newId());
  const row: PairRow = {
    id,
    round_id: proposal.round ?? id,
    channel_id: channel,
    kind,
    one_id: one,
    two_id: two,
    three_id: three,
    size: people.length,
    proposed_at: now,
    until,
    state: 'proposed',
  };
  const audience = await scope.audience({ kind: 'named', from: channel, people });
  await scope.insert(pairs, row, { audience, by: [], names: 'shown' });
  for (const person of people) {
    const as = { kind: 'person', userId: person } as const;
    await scope.runAt(jobs.proposed.ref({ pair: id, person }), now, as);
    await scope.runAt(jobs.settled.ref({ ...roundOf(row), person }), until, as);
  }
  return row;
}

/** A person learns whom a round found for them, with their own access. Whom they would rather not talk with stays unsaid. */
export async function deliver(work: Work, id: RowId): Promise<void> {
  const { scope } = work;
  const row = await loadPair(scope, id);
  if (row === null || scope.viewer.kind !== 'person' || row.state !== 'proposed' || !isWhole(row)) return;
  const self = scope.viewer.userId;
  const others = ofPair(row).filter((user) => user !== self);
  if (row.kind === 'peer' && !(await remember(work, row, others))) return;
  if (!(await isShown(scope, row, self))) return;
  await scope.publish(roundFor(roundOf(row), self));
  await scope.refreshHome(self);
}

/** Whether the viewer is told of a proposal: it is for them, and with nobody they would rather not talk with. */
async function isShown(read: ReadScope, row: PairRow, self: UserId): Promise<boolean> {
  const not = await ownBlocks(read);
  return !ofPair(row).some((user) => not.has(user)) && (await isFor(read, row, self));
}

/** Whether a proposal is shown to the viewer. Who talks already is not proposed to each other once more: nothing comes of it, as of any other. */
export const isFor = async (read: ReadScope, row: PairRow, self: UserId): Promise<boolean> =>
  (await reaches(read, row, self)) && !(row.kind === 'peer' && (await talkTogether(read, seatsOf(row))));

/** Whether these people, the viewer among them, talk already. */
async function talkTogether(read: ReadScope, people: readonly (UserId | null)[]): Promise<boolean> {
  for (const { pair_id: id } of await openTalks(read)) {
    const talking = await loadPair(read, id);
    if (talking !== null && people.every((user) => seatsOf(talking).includes(user))) return true;
  }
  return false;
}

/** Keeps with whom somebody was put together, which only the next round uses. @returns whether they still take part */
async function remember({ scope, now }: Work, row: PairRow, others: readonly UserId[]): Promise<boolean> {
  const { channel_id: channel } = row;
  const join = await ownJoin(scope, channel);
  const audience = await roundsOf(scope, channel);
  if (join === null || audience === null || isPaused(join, now)) return false;
  for (const other of others) {
    const before = await findRow(scope.from(met), { channel_id: channel, other_id: other });
    const known = {
      times: (before?.times ?? 0) + 1,
      // All of a round have its instant, by which rounds are told apart.
      last_at: row.proposed_at,
      talks_until: before?.talks_until ?? null,
    };
    await scope.upsertOwn(met, { channel_id: channel, other_id: other, ...known }, { audience });
  }
  const trios = join.trios + (row.size > 2 ? 1 : 0);
  await scope.upsertOwn(joins, { ...join, trios }, { audience });
  return true;
}

/** What the viewer answered; `null`: nothing. */
export const answerTo = async (read: ReadScope, pair: RowId): Promise<Said | null> =>
  (await findRow(read.from(answers), { pair_id: pair }))?.answer ?? null;

/** Whether all people of a pair can still talk: nobody left, and nobody erased their data. */
export async function areHere(read: ReadScope, row: PairRow): Promise<boolean> {
  if (!isWhole(row)) return false;
  for (const user of ofPair(row)) if ((await read.person(user))?.memberType !== 'member') return false;
  return true;
}

/** @returns whether all have said yes now, and it begins */
export async function answer(work: Work, row: PairRow, self: UserId, said: Said): Promise<boolean> {
  const { scope, now } = work;
  const people = ofPair(row);
  const audience = await scope.audience({ kind: 'named', from: row.channel_id, people });
  await scope.upsertOwn(answers, { pair_id: row.id, answer: said, answered_at: now }, { audience });
  const redraw = async (users: readonly UserId[]) => {
    await scope.refresh(...users.map((user) => roundFor(roundOf(row), user)));
    await scope.refreshHome(...users);
  };
  const agreed = (await scope.countBy(answers, 'answer', { pair_id: row.id })).get('yes') ?? 0;
  if (agreed < row.size || !(await areHere(scope, row))) {
    await redraw([self]);
    return false;
  }
  if (!(await scope.update(pairs, row.id, { state: 'agreed' }, { where: { state: 'proposed' } })))
    return false;
  await begin(work, { ...row, state: 'agreed' });
  await redraw(people);
  return true;
}

/** The fixed time has come, with the access of one person of the round: unless all said yes, they read that nothing came of it. */
export async function settle(work: Work, of: OfRound): Promise<void> {
  const { scope } = work;
  if (scope.viewer.kind !== 'person') return;
  const self = scope.viewer.userId;
  const row = await pairOf(scope, of.round);
  const isMentor = row?.kind === 'mentor';
  const takesPart = isMentor || (await keepWaiting(work, of.channel, row, self));
  if (row?.state === 'agreed' || row?.state === 'ended') return;
  // Nobody waits for anything any more.
  const post = roundFor(of, self, 'suggestion');
  // Who stopped or paused meanwhile is written nothing more.
  if (takesPart) await scope.publish(post);
  await scope.refresh(post);
  await scope.refreshHome(self);
}

/** Who had nobody to talk with, and had not said no, comes first in the next round. @returns whether they still take part */
async function keepWaiting(
  { scope, now }: Work,
  channel: ChannelId,
  row: PairRow | null,
  self: UserId,
): Promise<boolean> {
  const join = await ownJoin(scope, channel);
  const audience = await roundsOf(scope, channel);
  if (join === null || audience === null || isPaused(join, now)) return false;
  const isPaired = row !== null && row.state !== 'proposed';
  const said = row === null ? null : await answerTo(scope, row.id);
  const waits = isPaired || said === 'no' ? 0 : 1;
  const before = said === null ? join.unanswered : 0;
  // Only what somebody was shown can be left without an answer.
  const wasSilent = row !== null && said === null && (await isShown(scope, row, self));
  const unanswered = wasSilent ? before + 1 : before;
  await scope.upsertOwn(joins, { ...join, seen_at: now, waits, unanswered }, { audience });
  for (const block of await findRows(scope.from(blocks), { channel_id: channel }))
    await scope.upsertOwn(blocks, { ...block, since: now }, { audience });
  return true;
}
