/** Who facilitates a round: asked in turn among those who like to, passed on, swapped. */
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { type Candidate, thoseWho } from '#core/kit/taking-turns.ts';
import type { Interaction, Reading } from '#core/listener.ts';
import type { Person } from '#core/people.ts';
import { occurrenceId, posted, type ScheduleOutcome, skip } from '#core/recurrence.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { ScheduleContext } from '#core/schedule.ts';
import type { Instant } from '#core/clock.ts';
import { askTimes } from '#core/turns.ts';
import type { Work } from '#core/work.ts';
import type { Others } from '../lessons/operations.ts';
import { plannedProjects } from '../plan/rows.ts';
import { calendarOf } from '../session/load.ts';
import { askPost, ownerPost, roundJobs, scheduleNames } from './ids.ts';
import { roundRow, stepFor } from './rounds.ts';
import { loadRound, type PartRow, parts, type RoundRow, rounds, roundsIn, turns } from './rows.ts';
import { canFacilitate, nextFacilitator } from './rules.ts';

/** Days before a round: asks the person whose turn it is. */
export async function seekFacilitator(context: ScheduleContext): Promise<ScheduleOutcome> {
  const { scope, channel, occurrence, now } = context;
  const { channelId } = channel;
  for (const old of await roundsIn(scope, channelId))
    if (old.state === 'coming' && old.starts_at <= now) await fallOut(context, old);
  // Its owner is asked how to continue instead.
  if ((await stepFor(context)) !== 'begin') return skip('nothing_to_say');
  const id = occurrenceId(scheduleNames.round, channelId, occurrence.on);
  const starts_at = occurrence.beforeAt ?? occurrence.at;
  const row =
    (await loadRound(scope, id)) ??
    (await roundRow(context, { id, on_date: occurrence.on, starts_at, state: 'coming' }));
  if (await ask(context, row)) return posted;
  const isAnyone = (await turns.inChannel(scope, channelId)).some(({ takes_part: part }) => part === 1);
  return skip(isAnyone ? 'nobody_available' : 'nobody_takes_part');
}

/** Those who like to facilitate, and can then. */
const candidatesFor = async ({ scope }: Work, row: RoundRow): Promise<Candidate<PartRow>[]> =>
  thoseWho(await turns.members(scope, row.channel_id), (person, isHoliday) =>
    canFacilitate(person, row.starts_at, isHoliday),
  );

/** Asks the next one; if there is none, tells the owner. @returns whether there is one */
async function ask(work: Work, row: RoundRow): Promise<boolean> {
  const { scope } = work;
  const all = await candidatesFor(work, row);
  const able = all.filter(({ part }) => part.passed_on !== row.id);
  // Nobody else can: those who were left out unasked, since they were invited to lead, are asked after all.
  if (able.length === 0)
    for (const one of all) if (!(await scope.refresh(askPost(row, one.person)))) able.push(one);
  const owners = (await plannedProjects(scope, row.channel_id)).flatMap(({ owner_id: owner }) => owner ?? []);
  const next = nextFacilitator(able, new Set(owners), work.newId);
  if (next !== null) await give(work, row, next, 'asked');
  else if (row.owner_id !== null) await scope.publish(ownerPost(row.id, row.owner_id));
  return next !== null;
}

/** Being chosen counts at once, and is taken back when it is passed on. */
async function give(work: Work, row: RoundRow, person: UserId, answer: RoundRow['answer']): Promise<void> {
  const { scope, now } = work;
  if (row.facilitator_id !== null && row.facilitator_id !== person) await count(work, row, -1);
  const after = { ...row, facilitator_id: person, answer };
  if (row.facilitator_id !== person) await count(work, after, 1);
  await scope.update(rounds, row.id, { facilitator_id: person, answer });
  await redraw(work, row);
  await redraw(work, after);
  const wait = roundJobs.unanswered.ref({ round: row.id });
  if (answer === 'accepted') return scope.cancel(wait);
  const asks = roundJobs.ask.ref({ round: row.id, person }, person);
  await scope.runAt(asks, now, { kind: 'person', userId: person });
  const { answerBy } = askTimes(row.starts_at, now, await calendarOf(scope, row.channel_id));
  if (answerBy === null) await scope.cancel(wait);
  else await scope.runAt(wait, answerBy, { kind: 'channel', channelId: row.channel_id });
}

async function count(work: Work, row: RoundRow, by: 1 | -1): Promise<void> {
  if (row.facilitator_id === null) return;
  const part = await turns.of(work.scope, row.channel_id, row.facilitator_id);
  if (part !== null) await turns.count(work, part, row.id, by);
}

/** They cannot: the next one is asked. */
async function passOn(work: Work, row: RoundRow): Promise<void> {
  await count(work, row, -1);
  const free = { ...row, facilitator_id: null, answer: 'asked' } as const;
  await work.scope.update(rounds, row.id, { facilitator_id: null, answer: 'asked' });
  await redraw(work, row);
  await ask(work, free);
}

/** It does not take place, or not before its owner decides: nobody facilitated it. */
export async function fallOut(
  work: Work,
  row: RoundRow,
  to: Partial<RoundRow> & Pick<RoundRow, 'state'> = { state: 'fell_out' },
): Promise<void> {
  await count(work, row, -1);
  await work.scope.update(rounds, row.id, to);
  await redraw(work, row);
}

async function redraw({ scope }: Work, row: RoundRow): Promise<void> {
  if (row.facilitator_id !== null) {
    await scope.refresh(askPost(row, row.facilitator_id));
    await scope.refreshHome(row.facilitator_id);
  }
  if (row.owner_id !== null) await scope.refresh(ownerPost(row.id, row.owner_id));
}

/** Who facilitates a round that begins now: the person who agreed, if they are still there. */
export function facilitatorAt(row: RoundRow, members: readonly Person[], now: Instant): UserId | null {
  const person = members.find(({ userId }) => userId === row.facilitator_id);
  const isThere = person?.memberType === 'member' && (person.awayUntil ?? 0) <= now;
  return isThere && row.answer === 'accepted' ? person.userId : null;
}

/** A round began: counts who could have facilitated it. The days are not stored. */
export async function countAvailable(work: Work, row: RoundRow, facilitator: UserId | null): Promise<void> {
  const { scope, now } = work;
  // The person who was asked and did not answer, or is away now, did not facilitate.
  if (row.facilitator_id !== facilitator) await count(work, row, -1);
  for (const { person, part } of await candidatesFor(work, { ...row, starts_at: now }))
    await turns.countPossible(work, part, person === facilitator ? now : null);
  await scope.cancel(roundJobs.unanswered.ref({ round: row.id }));
  await redraw(work, row);
}

/** With the person's own access, which sees whether they were invited to lead: then somebody else is asked, if there is anybody. */
export async function askThem(work: Work, others: Others, id: RowId, person: UserId): Promise<void> {
  const row = await loadRound(work.scope, id);
  if (row?.state !== 'coming' || row.facilitator_id !== person || row.answer !== 'asked') return;
  const leads = await Promise.all(others().map(async (one) => (await one.leads?.(work.scope)) ?? false));
  const able = await candidatesFor(work, row);
  const isAlone = !able.some(({ part }) => part.person_id !== person && part.passed_on !== row.id);
  if (leads.includes(true) && !isAlone) await passOn(work, row);
  else await work.scope.publish(askPost(row, person));
}

/** Nobody answered in time. With the channel's access. */
export async function passOver(work: Work, id: RowId): Promise<void> {
  const row = await loadRound(work.scope, id);
  if (row?.state === 'coming' && row.facilitator_id !== null && row.answer === 'asked')
    await passOn(work, row);
}

export type RoundRefusal =
  'roundGone' | 'roundNotYours' | 'roundNoPerson' | 'roundYourself' | 'roundNotThere' | 'roundGuest';

type Answered = Result<RoundRow, RoundRefusal>;

/** The round, if the person is asked to facilitate it or has agreed. */
export async function ownRound({ scope, person, now }: Reading, id: RowId): Promise<Answered> {
  const row = await loadRound(scope, id);
  if (row?.state !== 'coming' || row.starts_at <= now) return refuse('roundGone');
  return row.facilitator_id === person.userId ? ok(row) : refuse('roundNotYours');
}

export async function agree(it: Interaction, id: RowId): Promise<Answered> {
  const own = await ownRound(it, id);
  if (own.ok) await give(it, own.value, it.person.userId, 'accepted');
  return own;
}

export async function passTurn(it: Interaction, id: RowId): Promise<Answered> {
  const own = await ownRound(it, id);
  if (own.ok) await passOn(it, own.value);
  return own;
}

/** Somebody else who likes to, and can, is asked instead. */
export async function swapWith(it: Interaction, id: RowId, to: UserId | null): Promise<Answered> {
  const own = await ownRound(it, id);
  if (!own.ok) return own;
  if (to === null) return refuse('roundNoPerson');
  if (to === it.person.userId) return refuse('roundYourself');
  if (!(await candidatesFor(it, own.value)).some(({ person }) => person === to))
    return refuse('roundNotThere');
  await give(it, own.value, to, 'asked');
  return own;
}

/** They like to be asked from now on. */
export async function join(it: Interaction, id: RowId): Promise<Answered> {
  const row = await loadRound(it.scope, id);
  if (row === null) return refuse('roundGone');
  if (it.person.memberType !== 'member') return refuse('roundGuest');
  const part = { channel: row.channel_id, person: it.person.userId };
  await it.scope.runAt(roundJobs.joins.ref(part), it.now, { kind: 'channel', channelId: row.channel_id });
  return ok(row);
}

/** The same, with the channel's access. Where nobody facilitates the next round yet, somebody is asked. */
export async function putIn(work: Work, channel: ChannelId, person: UserId): Promise<void> {
  const { scope, now } = work;
  const known = await turns.of(scope, channel, person);
  if (known === null) await turns.begin(work, channel, person, 1);
  else await scope.update(parts, known.id, { takes_part: 1, counted_at: now });
  for (const row of await roundsIn(scope, channel))
    if (row.state === 'coming' && row.facilitator_id === null && row.starts_at > now) await ask(work, row);
}

/** They no longer like to be asked; what they were asked is passed on. */
export async function stepAside(it: Interaction, id: RowId): Promise<Answered> {
  const row = await loadRound(it.scope, id);
  if (row === null) return refuse('roundGone');
  const part = await turns.of(it.scope, row.channel_id, it.person.userId);
  if (part !== null) await it.scope.update(parts, part.id, { takes_part: 0 });
  if (row.state === 'coming' && row.facilitator_id === it.person.userId) await passOn(it, row);
  return ok(row);
}
