/** A pair that has said yes, and what of it is drawn again. */
import { day, type Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { type Worker, workerOf } from '#core/time/holidays.ts';
import { mentorJobs } from '../mentors/ids.ts';
import { loadPair, ofPair, type PairRow } from '../rows.ts';
import { checkFor, guideFor, meetingJobs, reminderFor, wishFor } from './ids.ts';
import { loadTalk, type TalkRow } from './rows.ts';

/** A pair that has said yes, as one of its people sees it. */
export interface Talking {
  readonly pair: PairRow;
  readonly talk: TalkRow;
}

/** @returns `null` if the viewer is not of this pair, or it is gone or has not begun */
export async function loadTalking(read: ReadScope, id: RowId): Promise<Talking | null> {
  const pair = await loadPair(read, id);
  const talk = pair === null ? null : await loadTalk(read, id);
  return pair === null || talk === null ? null : { pair, talk };
}

/** Those of a pair who can still talk: who left or erased their data is not among them. */
export async function presentIn(read: ReadScope, pair: PairRow): Promise<readonly Person[]> {
  const found = await Promise.all(ofPair(pair).map((user) => read.person(user)));
  return found.flatMap((one) => (one?.memberType === 'member' ? [one] : []));
}

export const workersOf = (people: readonly Person[]): Promise<readonly Worker[]> =>
  Promise.all(people.map(workerOf));

export const as = (userId: UserId) => ({ kind: 'person', userId }) as const;

export const audienceOf = (scope: Scope, pair: PairRow) =>
  scope.audience({ kind: 'named', from: pair.channel_id, people: ofPair(pair) });

export async function redraw(scope: Scope, pair: PairRow): Promise<void> {
  const people = ofPair(pair);
  await scope.refresh(...people.map((user) => guideFor(pair.id, user)));
  await scope.refreshHome(...people);
}

/** Redraws what was sent about this, besides the guide. */
export async function redrawAll(scope: Scope, { pair, talk }: Talking): Promise<void> {
  const people = ofPair(pair);
  for (const user of people) {
    if (talk.wish_nth > 0) await scope.refresh(wishFor(pair.id, talk.wish_nth, user));
    if (talk.round > 0) await scope.refresh(checkFor(pair.id, talk.round, user));
    if (talk.next_at !== null) await scope.refresh(reminderFor(pair.id, talk.next_at, user));
  }
  await redraw(scope, pair);
}

/** They are looked after once more tomorrow, with the access of this person. */
export const watchAgain = (scope: Scope, { id: pair }: PairRow, person: UserId, now: Instant) =>
  scope.runAt(meetingJobs.watch.ref({ pair, person }), now + day, as(person));

/** The mentor may have room again, or none any more: their own access says so. */
export async function recountMentor(scope: Scope, pair: PairRow, now: Instant): Promise<void> {
  const { kind, two_id: mentor } = pair;
  if (kind === 'mentor' && mentor !== null)
    await scope.runAt(mentorJobs.recount.ref({ person: mentor }), now, as(mentor));
}
