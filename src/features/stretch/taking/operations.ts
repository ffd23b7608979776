/** Taking something on, agreeing to it, and the ways out: what is written, and who is told. */
import { type AudienceId, type ChannelId, rowId, type UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { type Worker, workerOf } from '#core/time/holidays.ts';
import type { Work } from '#core/work.ts';
import * as ids from '../ids.ts';
import type { Offered } from '../offering/operations.ts';
import { type AssignmentRow, assignments, declines, loadAssignment, offers, peopleOf } from '../rows.ts';
import { answersUntil, looksUntil, nextCheck, runsUntil, waitingStates, wakesAt } from '../rules.ts';

export const as = (userId: UserId) => ({ kind: 'person', userId }) as const;

/** Somebody who is named in it, as far as tells when they work. */
export async function workerFor(read: ReadScope, user: UserId): Promise<Worker> {
  const person = await read.person(user);
  if (person === null) throw new Error('who is named is in this workspace');
  return workerOf(person);
}

export const isHere = async (read: ReadScope, user: UserId | null): Promise<boolean> =>
  user !== null && (await read.person(user))?.memberType === 'member';

/** What the viewer would like to take on, and has not begun. */
export async function waitingOf(read: ReadScope, self: UserId): Promise<AssignmentRow | null> {
  const rows = await findRows(read.from(assignments), { taker_id: self, state: waitingStates }, 'asked_at');
  return rows.find(({ began_at: began }) => began === null) ?? null;
}

/** Named by the one who takes it on, whose row it is. */
const audienceOf = (scope: Scope, row: AssignmentRow): Promise<AudienceId> =>
  scope.audience({ kind: 'named', from: row.channel_id, people: peopleOf(row) });

/** For the one who takes it on and the one who gives feedback, and nobody else. */
export const forTheTwo = (
  scope: Scope,
  { channel_id: from, taker_id, partner_id }: AssignmentRow,
): Promise<AudienceId> =>
  scope.audience({
    kind: 'named',
    from,
    people: [taker_id, partner_id].filter((user) => user !== null),
  });

export async function redraw(scope: Scope, row: AssignmentRow): Promise<void> {
  const { id, nth, taker_id: taker, offerer_id: offerer, partner_id: partner, round } = row;
  const two = [taker, partner].filter((user) => user !== null);
  await scope.refresh(
    ...[taker, offerer].flatMap((user) => (user === null ? [] : [ids.standingFor(id, user)])),
    ...(partner === null ? [] : [ids.standingFor(id, partner, nth)]),
    ...two.flatMap((user) => [ids.rateFor(id, user), ids.begunFor(id, nth, user)]),
    ...(round === 0 ? [] : two.map((user) => ids.checkFor(id, round, user))),
    ids.nameFor(id, nth, taker),
  );
  await scope.refreshHome(...peopleOf(row));
}

export async function watchAgain({ scope, now }: Work, row: AssignmentRow, user: UserId): Promise<void> {
  const at = wakesAt(row, now, user === row.taker_id);
  await scope.runAt(ids.jobs.watch.ref({ assignment: row.id, person: user }), at, as(user));
}

const watchAll = async (work: Work, row: AssignmentRow): Promise<void> => {
  for (const user of peopleOf(row)) await watchAgain(work, row, user);
};

/** Changes it, if it still stands as it was read. @returns the row as it is now; `null`: another was first */
export async function turn(
  work: Work,
  row: AssignmentRow,
  change: Partial<Omit<AssignmentRow, 'id'>>,
): Promise<AssignmentRow | null> {
  const { state, nth } = row;
  if (!(await work.scope.update(assignments, row.id, change, { where: { state, nth } }))) return null;
  const turned = { ...row, ...change };
  if (turned.state !== 'over') await watchAll(work, turned);
  return turned;
}

/** @returns `null`: somebody else was first */
export async function take(
  work: Work,
  self: Person,
  { row: offer, by }: Offered,
  partner: UserId,
  channel: ChannelId,
): Promise<AssignmentRow | null> {
  const { scope, now, newId } = work;
  if (!(await scope.update(offers, offer.id, { state: 'taken' }, { where: { state: 'open' } }))) return null;
  const { what, skill, challenge, weeks, support } = offer;
  const row: AssignmentRow = {
    id: rowId(newId()),
    offer_id: offer.id,
    channel_id: channel,
    ...{ what, skill, challenge, weeks, support },
    taker_id: self.userId,
    offerer_id: by.userId,
    partner_id: partner,
    nth: 1,
    state: 'asked',
    asked_at: now,
    ...{ began_at: null, check_at: null, round: 0, start_seal: null, end_seal: null },
    ...{ start_self: 0, start_partner: 0, end_self: 0, end_partner: 0 },
    until: answersUntil(now, await workerOf(by)),
  };
  // Who is named may read it from now on, and hears of it once the one who offers it has agreed.
  const audience = await audienceOf(scope, row);
  await scope.insert(assignments, row, { audience, by: [self.userId], names: 'shown' });
  await scope.publish(ids.standingFor(row.id, self.userId, 0, 'answer'));
  await scope.publish(ids.standingFor(row.id, by.userId));
  await watchAll(work, row);
  await scope.refreshHome(self.userId, by.userId);
  return row;
}

/** The one who offers it agrees: the person named for feedback is asked. */
export async function agree(work: Work, row: AssignmentRow): Promise<void> {
  const { scope, now } = work;
  const { partner_id: partner } = row;
  if (partner === null || !(await isHere(scope, partner))) return look(work, row);
  const until = answersUntil(now, await workerFor(scope, partner));
  const turned = await turn(work, row, { state: 'proposed', until });
  if (turned !== null) await propose(scope, turned);
}

async function propose(scope: Scope, row: AssignmentRow): Promise<void> {
  if (row.partner_id !== null) await scope.publish(ids.standingFor(row.id, row.partner_id, row.nth));
  await redraw(scope, row);
}

/** Nobody gives feedback (any more): the one who takes it on names somebody else. Why, nobody reads. */
export async function look(work: Work, row: AssignmentRow): Promise<void> {
  const { scope, now } = work;
  const change = { state: 'looking', partner_id: null, check_at: null, until: looksUntil(row, now) } as const;
  const turned = await turn(work, row, change);
  if (turned === null) return;
  const { id, nth, taker_id: taker, partner_id: partner } = row;
  await scope.runAt(ids.jobs.narrow.ref({ assignment: id, person: taker }), now, as(taker));
  await scope.publish(ids.nameFor(id, nth, taker));
  await redraw(scope, turned);
  if (partner === null) return;
  await scope.refresh(ids.standingFor(id, partner, nth), ids.checkFor(id, row.round, partner));
  await scope.refreshHome(partner);
}

/** With the access of the one who takes it on: who gives no feedback (any more) reads it no more. */
export async function narrow({ scope }: Work, { assignment: id }: ids.OfAssignment): Promise<void> {
  const row = await loadAssignment(scope, id);
  if (row !== null) await scope.changeAudience(assignments, id, await audienceOf(scope, row));
}

/** Names somebody else for feedback. They are asked at once if the one who offers it has agreed already. */
export async function name(work: Work, row: AssignmentRow, partner: UserId): Promise<void> {
  const { scope, now } = work;
  const nth = row.nth + 1;
  const isAgreed = row.state !== 'asked';
  const until = isAgreed ? answersUntil(now, await workerFor(scope, partner)) : row.until;
  const state = isAgreed ? 'proposed' : 'asked';
  const turned = await turn(work, row, { nth, partner_id: partner, state, until });
  if (turned === null) return;
  await scope.changeAudience(assignments, row.id, await audienceOf(scope, turned));
  await redraw(scope, row);
  if (isAgreed) await propose(scope, turned);
}

/** The one who is asked would rather not: theirs alone. To the others it is as if they had said nothing. */
export async function decline({ scope, now }: Work, { id, nth }: AssignmentRow, self: UserId): Promise<void> {
  await scope.upsertOwn(declines, { assignment_id: id, nth, said_at: now });
  await scope.refresh(ids.standingFor(id, self, nth));
  await scope.refreshHome(self);
}

/** Somebody agrees to give feedback: it begins, or goes on with them. What both rate from now on is kept from each other anew. */
export async function begin(work: Work, row: AssignmentRow): Promise<void> {
  const { scope, now } = work;
  const until = runsUntil(row, now);
  const turned = await turn(work, row, {
    state: 'going',
    began_at: row.began_at ?? now,
    check_at: nextCheck(now, until, await workerFor(scope, row.taker_id)),
    start_seal: await scope.embargo(),
    end_seal: await scope.embargo(),
    ...{ start_self: 0, start_partner: 0, end_self: 0, end_partner: 0 },
    until,
  });
  if (turned === null) return;
  await scope.deleteOwn(declines, { assignment_id: row.id });
  await scope.publish(ids.begunFor(row.id, row.nth, row.taker_id));
  await redraw(scope, turned);
}

/**
 * Nothing came of it, or somebody is out, or it is done: over for all, and who ended it nobody reads.
 * @param by who pressed, and knows it already; `null`: its time has come
 */
export async function end(work: Work, row: AssignmentRow, by: UserId | null): Promise<void> {
  const { scope, now } = work;
  const turned = await turn(work, row, { state: 'over', check_at: null, until: now });
  if (turned === null) return;
  // What has not begun can be taken on by others. What has, its owner offers again if they like.
  if (row.began_at === null && row.offerer_id !== null) {
    const { id: assignment, offer_id: offer, offerer_id: person } = row;
    // The one who takes it on may not see the offer any more; the one who offers it does.
    if (!(await scope.update(offers, offer, { state: 'open' }, { where: { state: 'taken' } })))
      await scope.runAt(ids.jobs.release.ref({ offer, assignment, person }), now, as(person));
  }
  for (const user of toldOf(row)) if (user !== by) await scope.publish(ids.overFor(row.id, user));
  await redraw(scope, turned);
}

/** Who is told that it is over: those who had heard more of it than a question. */
function toldOf({ state, began_at: began, taker_id: taker, offerer_id: offerer, partner_id }: AssignmentRow) {
  const all = state === 'asked' ? [taker] : [taker, offerer, ...(began === null ? [] : [partner_id])];
  return new Set(all.filter((user) => user !== null));
}
