/** Dates for a talk, and next steps: what is written, and who is told. */
import type { Instant } from '#core/clock.ts';
import { rowId, type UserId } from '#core/ids.ts';
import type { JobContext } from '#core/job.ts';
import type { Person } from '#core/people.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import type { LocalDate } from '#core/time/date.ts';
import { type Worker, workerOf } from '#core/time/holidays.ts';
import type { Work } from '#core/work.ts';
import * as ids from '../ids.ts';
import {
  bothIn,
  type DateRow,
  dates,
  datesOf,
  isOpenStep,
  isShared,
  loadShare,
  loadStep,
  otherIn,
  type ShareRow,
  shares,
  type StepRow,
  steps,
} from '../rows.ts';
import { asksAt, isAhead, remindsAt, type StepAnswer, talkLasts } from './rules.ts';

const as = (userId: UserId) => ({ kind: 'person', userId }) as const;

const audienceOf = (scope: Scope, row: ShareRow) =>
  scope.audience({ kind: 'named', from: row.channel_id, people: bothIn(row) });

/** Those of the two who are still there. */
async function presentIn(read: ReadScope, row: ShareRow): Promise<readonly Person[]> {
  const found = await Promise.all(bothIn(row).map((user) => read.person(user)));
  return found.flatMap((one) => (one?.memberType === 'member' ? [one] : []));
}

/** When the two are at work. */
export const workersOf = async (read: ReadScope, row: ShareRow): Promise<readonly Worker[]> =>
  Promise.all((await presentIn(read, row)).map(workerOf));

/** In place of what they proposed before; what the other proposed stays. */
export async function propose(
  { scope, now, newId }: Work,
  row: ShareRow,
  self: UserId,
  ats: readonly Instant[],
): Promise<void> {
  for (const { id } of (await datesOf(scope, row, 0)).filter(({ by_id: by }) => by === self))
    await scope.delete(dates, id);
  const written = { audience: await audienceOf(scope, row), by: [self], names: 'shown' } as const;
  for (const at of ats)
    await scope.insert(
      dates,
      { id: rowId(newId()), share_id: row.id, by_id: self, at, round: row.round },
      written,
    );
  const proposals = row.proposals + 1;
  await scope.update(shares, row.id, { proposals, touched_at: now });
  const other = otherIn(row, self);
  for (const user of bothIn(row)) await scope.refresh(ids.datesFor(row.id, row.proposals, user));
  if (other !== null) await scope.publish(ids.datesFor(row.id, proposals, other));
  const passed = ids.jobs.passed.ref({ share: row.id, person: self });
  await scope.runAt(passed, Math.max(...ats, (row.talk_at ?? 0) + talkLasts), as(self));
  await scope.refreshHome(...bothIn(row));
}

/** What is past is not proposed any more, and of a talk that took place it is said so. */
export async function passed({ scope }: JobContext, { share: id }: ids.OfShare): Promise<void> {
  const row = await loadShare(scope, id);
  if (row !== null) await redraw(scope, row);
}

/** It holds for both. @returns whether it could still be agreed on */
export async function agree(
  { scope, now }: Work,
  row: ShareRow,
  self: UserId,
  { at, round }: DateRow,
): Promise<boolean> {
  const change = { talk_at: at, round: round + 1, touched_at: now };
  if (!(await scope.update(shares, row.id, change, { where: { round, ended_at: null } }))) return false;
  const other = otherIn(row, self);
  if (other !== null) await scope.publish(ids.talkFor(row.id, at, other));
  for (const person of await presentIn(scope, row)) {
    const when = remindsAt(at, await workerOf(person), now);
    const { userId } = person;
    if (when !== null)
      await scope.runAt(ids.jobs.remind.ref({ share: row.id, person: userId, at }), when, as(userId));
  }
  await scope.runAt(ids.jobs.passed.ref({ share: row.id, person: self }), at + talkLasts, as(self));
  await redraw(scope, row);
  return true;
}

/** The other is told; one that took place stays. */
export async function callOff({ scope, now }: Work, row: ShareRow, self: UserId): Promise<void> {
  const { talk_at: at } = row;
  if (!isAhead(at, now)) return;
  if (!(await scope.update(shares, row.id, { talk_at: null, touched_at: now }, { where: { talk_at: at } })))
    return;
  const other = otherIn(row, self);
  if (other !== null) await scope.publish(ids.offFor(row.id, at, other));
  await redraw(scope, row);
}

/** What was said about dates, and about the time that held until now. */
async function redraw(scope: Scope, row: ShareRow): Promise<void> {
  for (const user of bothIn(row)) {
    await scope.refresh(ids.datesFor(row.id, row.proposals, user));
    if (row.talk_at !== null)
      await scope.refresh(ids.talkFor(row.id, row.talk_at, user), ids.reminderFor(row.id, row.talk_at, user));
  }
  await scope.refreshHome(...bothIn(row));
}

/** With the access of the one who is reminded, once; nothing if it was moved, or is off. */
export async function remind({ scope }: JobContext, { share: id, at }: ids.OfTalk): Promise<void> {
  const row = await loadShare(scope, id);
  if (row === null || !isShared(row) || row.talk_at !== at || scope.viewer.kind !== 'person') return;
  await scope.publish(ids.reminderFor(id, at, scope.viewer.userId));
}

/** @returns whether it could be sealed */
export async function addStep(
  { scope, now, newId }: Work,
  row: ShareRow,
  self: UserId,
  step: { readonly what: string; readonly owner: UserId; readonly due: LocalDate },
): Promise<boolean> {
  const what = await scope.seal(step.what);
  if (what === null) return false;
  const id = rowId(newId());
  const cells = {
    ...{ id, share_id: row.id, what, owner_id: step.owner, due_on: step.due },
    ...{ agreed_at: now, answer: null, answered_at: null },
  };
  const written = { audience: await audienceOf(scope, row), by: [self], names: 'shown' } as const;
  await scope.insert(steps, cells, written);
  await scope.update(shares, row.id, { touched_at: now });
  for (const person of await presentIn(scope, row)) {
    const { userId } = person;
    const at = asksAt(step.due, await workerOf(person), now);
    if (at !== null) await scope.runAt(ids.jobs.step.ref({ step: id, person: userId }), at, as(userId));
  }
  await scope.refreshHome(...bothIn(row));
  return true;
}

/** With the access of each of the two, once, when it is due. */
export async function askAbout({ scope }: JobContext, { step: id }: ids.OfStep): Promise<void> {
  const step = await loadStep(scope, id);
  if (step === null || !isOpenStep(step) || scope.viewer.kind !== 'person') return;
  await scope.publish(ids.stepFor(id, scope.viewer.userId));
}

export async function answer(
  { scope, now }: Work,
  row: ShareRow,
  { id }: StepRow,
  said: StepAnswer,
): Promise<void> {
  await scope.update(steps, id, { answer: said, answered_at: now });
  await scope.update(shares, row.id, { touched_at: now });
  for (const user of bothIn(row)) await scope.refresh(ids.stepFor(id, user));
  await scope.refreshHome(...bothIn(row));
}
