/** How often a person is asked: their own choice, planned in their working time, and ended by three questions without an entry. */
import { minute } from '#core/clock.ts';
import type { NamedGroup } from '#core/feature.ts';
import type { UserId } from '#core/ids.ts';
import type { JobRef } from '#core/job-ref.ts';
import type { Person } from '#core/people.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { ReadScope } from '#core/scope.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import { instantOf, localTime } from '#core/time/zone.ts';
import type { Work } from '#core/work.ts';
import { journeyCopy } from '../copy.ts';
import { askPost, invitationPost, jobNames, namedPost, practice } from '../ids.ts';
import { keepingOf, type KeepingRow, keepings } from '../rows.ts';
import { askedAt, firstDay, limitsOf, nextDay, patience, type Recurrence } from '../rules.ts';

const never: KeepingRow = {
  rhythm: 'never',
  nth: 0,
  asked_nth: 0,
  due_on: null,
  next_at: null,
  unanswered: 0,
  answered_nth: 0,
  stopped_nth: 0,
  stopped_at: null,
  invited_by: null,
};

/** @param by whose invitation this answers; a button proves nothing, so an invitation that was never sent counts as none */
export async function setRecurrence(
  work: Work,
  person: Person,
  recurrence: Recurrence,
  by?: UserId,
): Promise<void> {
  const before = (await keepingOf(work.scope)) ?? never;
  const isInvited = by !== undefined && (await work.scope.refresh(invitationPost(by, person.userId)));
  const kept = isInvited ? { ...before, invited_by: by } : before;
  if (recurrence === 'never') await end(work, person.userId, kept);
  else {
    const { now } = work;
    const { tz } = person;
    const isAsked = before.rhythm !== 'never';
    await plan(work, person, {
      ...kept,
      rhythm: recurrence,
      // Replaces what is planned; a question already asked keeps its number.
      nth: Math.max(before.nth, before.asked_nth + 1),
      due_on: isAsked ? nextDay(localTime(now, tz).date, recurrence, now, tz) : firstDay(now, tz),
      unanswered: 0,
      stopped_at: null,
    });
  }
  await work.scope.refresh(namedPost(person.userId));
  await work.scope.refreshHome(person.userId);
}

/** Stops the questions. @param nth the one in whose message they stopped */
export async function stopAsking(work: Work, user: UserId, nth: number): Promise<void> {
  const before = (await keepingOf(work.scope)) ?? never;
  await end(work, user, { ...before, stopped_nth: nth });
  await work.scope.refresh(askPost(nth, user));
  await work.scope.refreshHome(user);
}

async function end({ scope, now }: Work, user: UserId, row: KeepingRow): Promise<void> {
  await scope.upsertOwn(keepings, { ...row, rhythm: 'never', due_on: null, next_at: null, stopped_at: now });
  await scope.cancel(askJob(user, row.nth));
  await scope.cancel(nextJob(user));
}

/**
 * Schedules the person's question on its planned day. The question is a prompt, which may be missed; the step after it is not, so a missed one ends
 * nothing.
 */
async function plan(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  person: Person,
  row: KeepingRow & { readonly due_on: string },
): Promise<void> {
  const { userId } = person;
  const asked = askedAt(person, row.due_on, now, await holidaysOf(person.workingHours.holidays));
  // If they never work, look again after their next turn: they may have changed their hours.
  const at = asked ?? instantOf(row.due_on, 0, person.tz);
  await scope.upsertOwn(keepings, { ...row, next_at: asked });
  if (asked === null) await scope.cancel(askJob(userId, row.nth));
  else await scope.runAt(askJob(userId, row.nth), asked, { kind: 'person', userId });
  await scope.runAt(nextJob(userId), at + minute, { kind: 'person', userId });
}

/** Reschedules the question after the person's working time changed. With their own access. */
export async function replan(work: Pick<Work, 'scope' | 'now'>, user: UserId): Promise<void> {
  const row = await keepingOf(work.scope);
  const person = await work.scope.person(user);
  if (row === null || person === null || row.due_on === null) return;
  // About to run: it plans the next one with the new hours anyway.
  if (row.next_at !== null && row.next_at <= work.now) return;
  await plan(work, person, { ...row, due_on: row.due_on });
}

/** Asks, with the person's own access. @returns `away`: the question is skipped */
export async function ask({ scope, now }: Work, user: UserId, nth: number): Promise<'done' | 'away'> {
  const row = await keepingOf(scope);
  const person = await scope.person(user);
  if (row === null || row.rhythm === 'never' || row.nth !== nth || person === null) return 'done';
  if (person.awayUntil !== null && person.awayUntil > now) return 'away';
  await scope.upsertOwn(keepings, { ...row, asked_nth: nth, unanswered: row.unanswered + 1 });
  await scope.publish(askPost(nth, user));
  return 'done';
}

/** After a question, whatever its outcome: plans the next one or none, with the person's own access. */
export async function goOn(work: Work, user: UserId): Promise<void> {
  const { scope, now } = work;
  const row = await keepingOf(scope);
  const person = await scope.person(user);
  if (row === null || row.due_on === null || row.rhythm === 'never' || person === null) return;
  if (row.unanswered >= patience) await end(work, user, row);
  else {
    const next = nextDay(row.due_on, row.rhythm, now, person.tz);
    await plan(work, person, { ...row, nth: row.nth + 1, due_on: next });
  }
  await scope.refreshHome(user);
}

/** An entry was published: it answers the last question. */
export async function noteAnswer({ scope }: Work, user: UserId): Promise<void> {
  const row = await keepingOf(scope);
  if (row === null) return;
  await scope.upsertOwn(keepings, { ...row, unanswered: 0, answered_nth: row.asked_nth });
  if (row.asked_nth > 0) await scope.refresh(askPost(row.asked_nth, user));
}

const askJob = (person: UserId, nth: number): JobRef => jobNames.ask.ref({ person, nth }, person);
const nextJob = (person: UserId): JobRef => jobNames.next.ref({ person });

export type InviteRefusal = 'notAdmin' | 'nobody' | 'many' | 'notMembers';

/** @returns how many people are invited */
export async function invite(
  { scope }: Work,
  by: Person,
  people: readonly UserId[],
): Promise<Result<number, InviteRefusal>> {
  if (!by.isAdmin) return refuse('notAdmin');
  const chosen = [...new Set(people)];
  if (chosen.length === 0) return refuse('nobody');
  if (chosen.length > limitsOf.invited) return refuse('many');
  for (const user of chosen)
    if ((await scope.person(user))?.memberType !== 'member') return refuse('notMembers');
  for (const user of chosen) await scope.publish(invitationPost(by.userId, user));
  return ok(chosen.length);
}

/** Whether the viewer was invited to keep a journey: by a person, or by a group that they are in. */
export async function leads(read: ReadScope): Promise<boolean> {
  return (await read.namedFor(practice)) !== null || (await keepingOf(read))?.invited_by != null;
}

export const named: NamedGroup = {
  label: journeyCopy.named('named.label'),
  hint: journeyCopy.named('named.hint'),
  changed: async ({ scope, person }) => {
    const post = namedPost(person.userId);
    const by = await scope.namedFor(practice);
    // People who already chose, by themselves or after an invitation, are not invited.
    if (by !== null && (await keepingOf(scope)) === null) await scope.publish(post);
    // Rendered on sending, so it reaches nobody who left the group before.
    else await scope.refresh(post);
  },
};
