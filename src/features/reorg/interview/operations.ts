/** A hand-over interview: offered, written, and handed to the one successor whom the person chooses, until they take it back. */
import { day } from '#core/clock.ts';
import { type ChannelId, rowId, type RowId, type UserId } from '#core/ids.ts';
import type { JobContext } from '#core/job.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { dayOf } from '../brief/screens.ts';
import * as ids from '../ids.ts';
import { loadReorg, noticesOf, type ReorgRow } from '../rows.ts';
import {
  handedBy,
  type HandoverRow,
  handovers,
  interviewOf,
  type InterviewRow,
  interviews,
  loadHandover,
} from './rows.ts';
import { handed, offeredFor, type Part } from './rules.ts';

/** After the channels have read the brief. */
const later = day;
const remindAfter = 7 * day;

/** Whether the reminder is there, in which it goes on. */
export const isReminded = ({ state, offered_at: at }: InterviewRow, now: number): boolean =>
  state === 'offered' && now >= at + remindAfter;

/** Offered with the person’s own access, so that it stands with nobody else. Who is offered it twice is offered it once. */
export async function offerSoon(scope: Scope, reorg: RowId, user: UserId, now: number): Promise<void> {
  const offer = ids.jobs.offer.ref({ reorg, user, round: 0 });
  await scope.runAt(offer, now + later, { kind: 'person', userId: user });
}

/** @param round 1: the one reminder, to who has said nothing */
export async function offer({ scope, now }: JobContext, { reorg, user, round }: ids.ToOffer): Promise<void> {
  const row = await loadReorg(scope, reorg);
  const before = await interviewOf(scope, reorg);
  if (row === null || row.ended_at !== null) return;
  if (round === 0 ? before !== null : before?.state !== 'offered') return;
  const fresh = { reorg_id: reorg, state: 'offered', asked: '', known: '' } as const;
  if (round === 0) {
    await scope.upsertOwn(interviews, { ...fresh, gives_asked: 1, gives_known: 1, offered_at: now });
    const again = ids.jobs.offer.ref({ reorg, user, round: 1 });
    await scope.runAt(again, now + remindAfter, { kind: 'person', userId: user });
  }
  await redrawOnItsDay({ scope, now }, row, user);
  await scope.publish(ids.interviewPost(reorg, round, user));
  if (round === 1) await scope.refresh(ids.interviewPost(reorg, 0, user));
  await scope.refreshHome(user);
}

/** On the day of the change, and a month later. */
async function redrawOnItsDay(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  { id: reorg, effect_on: on }: ReorgRow,
  user: UserId,
): Promise<void> {
  const at = dayOf(on, (await scope.person(user))?.tz ?? 'UTC');
  for (const when of [at, at + offeredFor])
    if (when > now)
      await scope.runAt(ids.jobs.changed.ref({ reorg, user, at: when }), when, {
        kind: 'person',
        userId: user,
      });
}

/** The day is reached, unless it was moved: then it is redrawn on the other one, too. */
export async function changed(
  { scope, now }: JobContext,
  { reorg, user }: ids.OfReorg & ids.OneUser,
): Promise<void> {
  await redraw(scope, reorg, user);
  const row = await loadReorg(scope, reorg);
  if (row !== null) await redrawOnItsDay({ scope, now }, row, user);
}

export async function redraw(scope: Scope, reorg: RowId, user: UserId): Promise<void> {
  await scope.refresh(ids.interviewPost(reorg, 0, user), ids.interviewPost(reorg, 1, user));
  await scope.refreshHome(user);
}

/** What is typed is theirs as it is typed; once a successor is chosen, who reads what stands here, only as it is saved. */
export async function keepTyped(
  scope: Scope,
  row: InterviewRow,
  user: UserId,
  words: Pick<InterviewRow, Part>,
): Promise<void> {
  if ((await standing(scope, row.reorg_id, user)) === null)
    await scope.upsertOwn(interviews, { ...row, ...words });
}

/** Saved: who was handed parts of it reads them as they stand now. */
export async function save(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  row: InterviewRow,
  user: UserId,
  words: Pick<InterviewRow, Part>,
): Promise<void> {
  await scope.upsertOwn(interviews, { ...row, ...words, state: 'open' });
  const handover = await standing(scope, row.reorg_id, user);
  if (handover?.state === 'yes')
    await scope.runAt(ids.jobs.hand.ref({ handover: handover.id }), now, { kind: 'person', userId: user });
  await redraw(scope, row.reorg_id, user);
}

export async function decline(scope: Scope, row: InterviewRow, user: UserId): Promise<void> {
  await scope.upsertOwn(interviews, { ...row, state: 'no' });
  await redraw(scope, row.reorg_id, user);
}

/** The one that is asked, or has agreed. */
export const standing = async (read: ReadScope, reorg: RowId, user: UserId): Promise<HandoverRow | null> =>
  (await handedBy(read, reorg, user)).find(({ state }) => state === 'asked' || state === 'yes') ?? null;

/** The last one that the person asked for, if any, and whether who was asked is a full member of the workspace. */
export async function askedLast(read: ReadScope, reorg: RowId, user: UserId) {
  const [handover = null] = await handedBy(read, reorg, user);
  const to = handover?.to_id ?? null;
  return { handover, isHere: to !== null && (await read.person(to))?.memberType === 'member' };
}

/** A channel of the brief that the person is in: what they hand over is kept with it, and it never sees it. */
export async function keptWith(read: ReadScope, reorg: RowId): Promise<ChannelId | null> {
  const notices = await noticesOf(read, reorg);
  for (const { channel_id: channel } of notices) if ((await read.channel(channel)) !== null) return channel;
  const home = (await loadReorg(read, reorg))?.channel_id ?? null;
  return home !== null && (await read.channel(home)) !== null ? home : null;
}

/** Asks somebody; they read nothing of it before they said yes. */
export async function askSuccessor(
  { scope, now, newId }: Work,
  row: InterviewRow,
  user: UserId,
  to: UserId,
  gives: ReadonlySet<Part>,
  from: ChannelId,
): Promise<void> {
  const before = await standing(scope, row.reorg_id, user);
  if (before !== null) await takeBack(scope, before);
  await scope.upsertOwn(interviews, {
    ...row,
    gives_asked: gives.has('asked') ? 1 : 0,
    gives_known: gives.has('known') ? 1 : 0,
  });
  const audience = await scope.audience({ kind: 'named', from, people: [user, to] });
  const id = rowId(newId());
  const words = { asked: '', known: '' };
  const handover: HandoverRow = {
    ...{ id, reorg_id: row.reorg_id, from_id: user, to_id: to, state: 'asked', ...words, asked_at: now },
  };
  await scope.insert(handovers, handover, { audience, by: [], names: 'shown' });
  await scope.publish(ids.successorPost(id, to));
  await scope.refreshHome(to);
  await redraw(scope, row.reorg_id, user);
}

/** @returns `false`: it is not theirs to answer (any more) */
export async function answer(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  handover: HandoverRow,
  user: UserId,
  said: 'yes' | 'no',
): Promise<boolean> {
  const where = { state: 'asked', to_id: user } as const;
  if (!(await scope.update(handovers, handover.id, { state: said }, { where }))) return false;
  const { from_id: from } = handover;
  if (from !== null) {
    if (said === 'yes')
      await scope.runAt(ids.jobs.hand.ref({ handover: handover.id }), now, { kind: 'person', userId: from });
    await scope.publish(ids.answeredPost(handover.id, from));
    await scope.refreshHome(from);
  }
  await scope.refresh(ids.successorPost(handover.id, user));
  await scope.refreshHome(user);
  return true;
}

/** With the access of the person whose it is: the parts that they chose, and nothing else. */
export async function hand({ scope }: JobContext, { handover: id }: ids.OfHandover): Promise<void> {
  const handover = await loadHandover(scope, id);
  const row = handover === null ? null : await interviewOf(scope, handover.reorg_id);
  if (handover === null || row === null || handover.state !== 'yes' || handover.to_id === null) return;
  const gives = new Set<Part>();
  if (row.gives_asked === 1) gives.add('asked');
  if (row.gives_known === 1) gives.add('known');
  await scope.update(handovers, handover.id, handed(row, gives), { where: { state: 'yes' } });
  await scope.refresh(ids.successorPost(handover.id, handover.to_id));
  await scope.refreshHome(handover.to_id);
}

/** The successor reads nothing of it any more. */
export async function takeBack(scope: Scope, handover: HandoverRow): Promise<void> {
  const words = { state: 'back', asked: '', known: '' } as const;
  await scope.update(handovers, handover.id, words);
  const { to_id: to, from_id: from } = handover;
  if (to !== null) {
    await scope.refresh(ids.successorPost(handover.id, to));
    await scope.refreshHome(to);
  }
  if (from !== null) await scope.refresh(ids.answeredPost(handover.id, from));
}
