/** Owing an answer: who is asked, reminded, and asked instead; answering; and whether it helped. */
import { day } from '#core/clock.ts';
import { type AudienceId, rowId, type RowId, type UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { insertion, type Insertion, type Scope } from '#core/scope.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import type { LocalDate } from '#core/time/date.ts';
import { instantOf } from '#core/time/zone.ts';
import type { Work } from '#core/work.ts';
import type { OfPlace } from '../results/ids.ts';
import { resultsPost } from '../results/ids.ts';
import { loadWindow, placesOf, type WindowRow } from '../rows.ts';
import { dutyJobs, helpedPost, ofRow, owedPost, rounds } from './ids.ts';
import {
  answers,
  type AnswerRow,
  duties,
  type DutyRow,
  type helpedAnswers,
  loadAnswer,
  loadDuty,
} from './rows.ts';
import { leadersOf, type Led, nextLeader, reminderOf, timesOf } from './rules.ts';

/** With the access of the window's channel. @param places about which something is said, with the audience of what their leader says */
export async function startDuties(
  { scope, now, newId }: Work,
  { id: window, channel_id: from }: WindowRow,
  led: readonly Led[],
  places: ReadonlyMap<RowId, AudienceId>,
): Promise<void> {
  const everybody = await scope.audience({ kind: 'workspace', from });
  const here = { kind: 'channel', channelId: from } as const;
  const rows: Insertion[] = [];
  for (const [place, audience] of places) {
    const [first = null] = leadersOf(led, place);
    const leader = first === null ? null : await scope.person(first);
    const isHoliday = await holidaysOf(leader?.workingHours.holidays ?? null);
    const { dueAt, endsAt } = timesOf(leader, now, isHoliday);
    // One id for both: what is drawn from either is found by it.
    const of = { id: rowId(newId()), window_id: window, place_id: place };
    rows.push(
      insertion(
        duties,
        {
          ...{ ...of, leader_id: first, asked_at: now, due_at: dueAt, ends_at: endsAt },
          ...{ state: 'open', done_at: null },
        },
        { audience: everybody, by: [], names: 'shown' },
      ),
      insertion(
        answers,
        {
          ...{ ...of, said_by: null, said_at: null, heard: '', change: null },
          ...{ reason: null, follow_on: null, helped: null, asked_at: null },
        },
        { audience, by: [], names: 'shown' },
      ),
    );
    await scope.runAt(dutyJobs.due.ref(ofRow(of)), dueAt, here);
    await scope.runAt(dutyJobs.lapse.ref(ofRow(of)), endsAt, here);
    if (leader !== null)
      await scope.runAt(
        dutyJobs.remind.ref({ ...ofRow(of), round: rounds.reminder }),
        reminderOf(dueAt, leader, isHoliday),
        here,
      );
  }
  await scope.insertAll(rows);
}

/** A day or two before it is due, to who has not answered. */
export async function remind({ scope }: Pick<Work, 'scope'>, of: OfPlace, round: number): Promise<void> {
  const duty = await loadDuty(scope, of.window, of.place);
  if (duty?.state !== 'open' || duty.leader_id === null) return;
  const until = round === rounds.reminder ? duty.due_at : duty.ends_at;
  await scope.publish(owedPost(of, round, duty.leader_id, until));
}

/** Nobody has answered: the leader one place up is asked instead, and nobody is told why. */
export async function passUp({ scope }: Pick<Work, 'scope'>, of: OfPlace): Promise<void> {
  const duty = await loadDuty(scope, of.window, of.place);
  const window = await loadWindow(scope, of.window);
  if (duty?.state !== 'open' || window === null) return;
  const led: Led[] = [];
  for (const { place_id: place, under_id: under, leader_id: leader } of await placesOf(scope, of.window)) {
    const isHere = leader !== null && (await scope.person(leader))?.memberType === 'member';
    // Who is asked now keeps their place in the order, here or not.
    led.push({ place, under, leader: isHere || leader === duty.leader_id ? leader : null });
  }
  const next = nextLeader(leadersOf(led, of.place), duty.leader_id);
  const person = next === null ? null : await scope.person(next);
  if (person === null) return;
  await scope.update(duties, duty.id, { leader_id: person.userId });
  await scope.publish(owedPost(of, rounds.passed, person.userId, duty.ends_at));
  await scope.runAt(
    dutyJobs.remind.ref({ ...of, round: rounds.last }),
    reminderOf(duty.ends_at, person, await holidaysOf(person.workingHours.holidays)),
    { kind: 'channel', channelId: window.channel_id },
  );
  // What the one before has been sent asks for nothing any more.
  if (duty.leader_id !== null) await redraw(scope, of, duty.leader_id);
  await scope.refreshHome(...(duty.leader_id === null ? [] : [duty.leader_id]), person.userId);
}

export interface Said {
  readonly heard: string;
  readonly change: string | null;
  readonly reason: string | null;
  readonly followOn: LocalDate | null;
}

/** At nine in the morning of the day on which they are asked whether it helped. */
const nine = 9 * 60;

/** @returns whether it was still owed */
export async function answer(
  { scope, now }: Work,
  of: OfPlace,
  person: Person,
  { heard, change, reason, followOn }: Said,
): Promise<boolean> {
  const duty = await loadDuty(scope, of.window, of.place);
  const row = await loadAnswer(scope, of.window, of.place);
  if (duty === null || row === null) return false;
  const by = person.userId;
  const only = { where: { leader_id: by, state: 'open' } } as const;
  if (!(await scope.update(duties, duty.id, { state: 'answered', done_at: now }, only))) return false;
  await scope.update(answers, row.id, {
    ...{ said_by: by, said_at: now, heard, change, reason, follow_on: followOn },
  });
  if (followOn !== null)
    await scope.runAt(dutyJobs.helped.ref(of), instantOf(followOn, nine, person.tz), {
      kind: 'person',
      userId: by,
    });
  await redraw(scope, of, by);
  await scope.refreshShowing(row.id);
  await scope.refreshHome(by);
  return true;
}

async function redraw(scope: Scope, of: OfPlace, user: UserId): Promise<void> {
  await scope.refresh(
    resultsPost(of.window, user),
    ...Object.values(rounds).map((round) => owedPost(of, round, user, 0)),
  );
}

/** With the access of who answered. */
export async function askWhetherItHelped(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  of: OfPlace,
): Promise<void> {
  const row = await loadAnswer(scope, of.window, of.place);
  if (row === null || row.said_by === null || row.change === null || isSettled(row)) return;
  await scope.update(answers, row.id, { asked_at: now });
  await scope.publish(helpedPost(of, now, row.said_by));
}

/** How long after "too early" they are asked again. */
const later = 30 * day;

const isSettled = ({ helped }: AnswerRow): boolean => helped === 'yes' || helped === 'no';

/** @returns whether it was theirs to say, and not said yet */
export async function sayWhetherItHelped(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  of: OfPlace,
  by: UserId,
  helped: (typeof helpedAnswers)[number],
): Promise<boolean> {
  const row = await loadAnswer(scope, of.window, of.place);
  if (row === null || row.said_by !== by || row.asked_at === null || isSettled(row)) return false;
  await scope.update(answers, row.id, { helped, asked_at: helped === 'early' ? null : row.asked_at });
  if (helped === 'early')
    await scope.runAt(dutyJobs.helped.ref(of), now + later, { kind: 'person', userId: by });
  await scope.refresh(helpedPost(of, row.asked_at, by));
  await scope.refreshShowing(row.id);
  return true;
}

/** How often it is looked at again, once its time is over. */
const everySoOften = 7 * day;

/**
 * Its time to answer is over. Where its channel has become private, its people alone can still read it, and no admin has to be among them: then it is closed
 * as an admin would, so that nothing stays owed which nobody can answer or close. With the access of the window's channel.
 */
export async function lapse({ scope, now }: Pick<Work, 'scope' | 'now'>, of: OfPlace): Promise<void> {
  const duty = await loadDuty(scope, of.window, of.place);
  const { viewer } = scope;
  if (duty?.state !== 'open' || viewer.kind !== 'channel') return;
  const isPublic = (await scope.channel(viewer.channelId))?.kind === 'public';
  if (isPublic) await scope.runAt(dutyJobs.lapse.ref(of), now + everySoOften, viewer);
  else await close({ scope, now }, duty);
}

/** For an admin. @returns whether it was open, and its time over */
export async function close({ scope, now }: Pick<Work, 'scope' | 'now'>, duty: DutyRow): Promise<boolean> {
  const isClosed = await scope.update(
    duties,
    duty.id,
    { state: 'closed', done_at: now },
    { where: { state: 'open' } },
  );
  if (isClosed) await scope.refreshShowing(duty.id);
  if (isClosed && duty.leader_id !== null) {
    await redraw(scope, ofRow(duty), duty.leader_id);
    await scope.refreshHome(duty.leader_id);
  }
  return isClosed;
}
