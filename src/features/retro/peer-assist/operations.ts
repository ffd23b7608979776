/** Asking, delivering, answering, passing on: what is written, and who is told. */
import { deliveryOf, type KnownAsk, restsUntil, waitsFor } from '#core/asked-people.ts';
import type { Instant } from '#core/clock.ts';
import { rowId, type RowId, type UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import { addWorkingDays } from '#core/time/working.ts';
import type { Work } from '#core/work.ts';
import { agreed, agreedTo } from '../agreed/operations.ts';
import type { BeforeRow } from '../before/rows.ts';
import { loadProject } from '../plan/rows.ts';
import { askedPost, assistJobs, guidePost, minePost } from './ids.ts';
import { type AssistRow, answers, answerTo, assists, loadAssist, type YesRow, yeses } from './rows.ts';
import type { AssistAnswer } from './rules.ts';

/** Who may ask: the owner of the project, or else the person who began the review; `null`: neither is known any more, and any member may. */
export async function ownerOf(read: ReadScope, { project_id: id, began_by: began }: BeforeRow) {
  const project = id === null ? null : await loadProject(read, id);
  return project?.owner_id ?? began;
}

/** Asks a person, who reads it once their own access says that they may be asked. */
export async function ask(
  { scope, now, newId }: Work,
  before: BeforeRow,
  { userId: by, workingHours, tz }: Person,
  peer: UserId,
  words: string,
): Promise<void> {
  const isHoliday = await holidaysOf(workingHours.holidays);
  const row: AssistRow = {
    id: rowId(newId()),
    before_id: before.id,
    channel_id: before.channel_id,
    name: before.name,
    asked_by: by,
    peer_id: peer,
    words,
    asked_at: now,
    until: addWorkingDays(now, waitsFor, workingHours, tz, isHoliday),
    state: 'waiting',
    is_passed: 0,
  };
  const audience = await scope.audience({ kind: 'named', from: row.channel_id, people: [by, peer] });
  await scope.insert(assists, row, { audience, by: [by], names: 'shown' });
  await send(scope, row.id, peer, now);
  await scope.runAt(assistJobs.settle.ref({ assist: row.id }), row.until, { kind: 'person', userId: by });
  const mine = minePost(before.id, by);
  await scope.publish(mine);
  await scope.refresh(mine);
}

const send = (scope: Scope, assist: RowId, peer: UserId, at: Instant) =>
  scope.runAt(assistJobs.deliver.ref({ assist }), at, { kind: 'person', userId: peer });

/** With the access of the person who is asked. */
export async function deliver({ scope, now }: Pick<Work, 'scope' | 'now'>, id: RowId): Promise<void> {
  const row = await loadAssist(scope, id);
  const { viewer } = scope;
  if (row?.state !== 'waiting' || viewer.kind !== 'person' || row.peer_id !== viewer.userId) return;
  const all = await findRows(scope.from(assists), { peer_id: viewer.userId, state: 'asked' }, 'id');
  const hasAgreed = (await ownAgreement(scope)) !== null;
  const isInTeam = (await scope.channel(row.channel_id)) !== null;
  const delivery = deliveryOf(all.map(asKnownTo(row)), { mayBeAsked: hasAgreed && !isInTeam, now });
  // What is held back looks like what was delivered.
  await scope.update(assists, id, { state: delivery === 'missed' ? 'missed' : 'asked' });
  if (delivery === 'delivered') await scope.publish(askedPost(row, viewer.userId));
  if (delivery === 'missed' && row.is_passed === 0 && row.asked_by !== null)
    await scope.refresh(minePost(row.before_id, row.asked_by));
  await rest(scope, viewer.userId, now);
}

const ownAgreement = (scope: ReadScope) => findRow(scope.from(agreed), { to: 'peers' });

const asKnownTo =
  (row: Pick<AssistRow, 'before_id'>) =>
  (other: AssistRow): KnownAsk => ({
    askedAt: other.asked_at,
    isPassed: other.is_passed === 1,
    isOfSame: other.before_id === row.before_id,
  });

/** Takes a person out of the suggestions while they have been asked often enough, with their own access. */
export async function rest(scope: Scope, person: UserId, now: Instant): Promise<void> {
  const row = await ownAgreement(scope);
  if (row === null) return;
  const all = await findRows(scope.from(assists), { peer_id: person, state: 'asked' }, 'id');
  const until = restsUntil(
    all.map((one) => asKnownTo(one)(one)),
    now,
  );
  await scope.upsertOwn(agreed, { ...row, rests: until === null ? 0 : 1 });
  if (until !== null)
    await scope.runAt(assistJobs.rested.ref({ person }), until, { kind: 'person', userId: person });
}

/** The fixed time has come: what the one who asked reads says so, whatever happened. */
export async function settle(scope: Scope, id: RowId): Promise<void> {
  const row = await loadAssist(scope, id);
  if (row !== null && row.asked_by !== null) await scope.refresh(minePost(row.before_id, row.asked_by));
}

/** @returns whether both read the guide now; `false`: they had said so before */
export async function agreeToHelp(work: Work, row: AssistRow, asker: UserId, peer: UserId): Promise<boolean> {
  const { scope, now, newId } = work;
  if ((await answerTo(scope, row))?.answer === 'yes') return false;
  await answer(work, row, peer, 'yes', null);
  const yes: YesRow = {
    id: rowId(newId()),
    before_id: row.before_id,
    name: row.name,
    asked_by: asker,
    peer_id: peer,
    said_at: now,
  };
  const audience = await scope.audience({ kind: 'named', from: row.channel_id, people: [asker, peer] });
  await scope.insert(yeses, yes, { audience, by: [peer], names: 'shown' });
  await scope.publish(guidePost(yes.id, asker, 'accept'));
  await scope.publish(guidePost(yes.id, peer, 'answer'));
  await scope.refresh(minePost(row.before_id, asker));
  return true;
}

export async function answer(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  row: AssistRow,
  peer: UserId,
  said: AssistAnswer,
  passedTo: UserId | null,
): Promise<void> {
  await scope.upsertOwn(answers, {
    before_id: row.before_id,
    assist_id: row.id,
    answer: said,
    passed_to: passedTo,
    answered_at: now,
  });
  await scope.refresh(askedPost(row, peer));
}

/** Whom a person may pass an ask on to: who agreed, and is neither of the two. */
export async function whoTakesIt(read: ReadScope, row: AssistRow, peer: UserId): Promise<readonly UserId[]> {
  const people = await agreedTo(read, 'peers');
  return people.map(({ userId }) => userId).filter((user) => user !== peer && user !== row.asked_by);
}

/** Hands it on: the other person is asked in the words of the one who asks, and is not told by whom it was passed on. */
export async function pass(work: Work, row: AssistRow, peer: UserId, to: UserId): Promise<void> {
  const { scope, now, newId } = work;
  await answer(work, row, peer, 'passed', to);
  const next: AssistRow = {
    ...row,
    id: rowId(newId()),
    peer_id: to,
    asked_at: now,
    state: 'waiting',
    is_passed: 1,
  };
  const audience = await scope.audience({ kind: 'named', from: row.channel_id, people: [to] });
  await scope.insert(assists, next, { audience, by: [], names: 'shown' });
  await send(scope, next.id, to, now);
}
