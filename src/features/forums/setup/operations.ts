/** Setting up a forum: who is asked, and how it begins. */
import { rowId, type RowId, type UserId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { askPost, begunPost, jobs, planPost } from '../ids.ts';
import { forumIn, type ForumRow, forumTable, loadForum, people } from '../rows.ts';
import { reachOf } from '../meetings/rows.ts';
import {
  answers,
  answerTo,
  type AskRow,
  asks,
  asksOf,
  loadPlan,
  type PlanRow,
  plans,
  type YesRow,
  yeses,
  yesesTo,
} from './rows.ts';
import { coreSize, firstRule, meetsSchedule, type Part, type Rhythm, type SaidAnswer } from '../rules.ts';

export interface Wanted {
  readonly channel: Channel;
  readonly subject: string;
  readonly about: string;
  readonly core: readonly UserId[];
  readonly sponsor: UserId;
  readonly every: Rhythm;
}

/** Stores it and asks everybody; who sets it up has agreed to what they choose themself for. */
export async function plan(work: Work, by: UserId, wanted: Wanted): Promise<PlanRow> {
  const { scope, now, newId } = work;
  const row: PlanRow = {
    id: rowId(newId()),
    channel_id: wanted.channel.channelId,
    subject: wanted.subject,
    about: wanted.about,
    every: wanted.every,
    planned_by: by,
    planned_at: now,
    state: 'asking',
  };
  const audience = await scope.audience({ kind: 'named', from: row.channel_id, people: [by] });
  await scope.insert(plans, row, { audience, by: [by], names: 'shown' });
  for (const user of wanted.core) await askFor(work, row, by, user, 'core');
  await askFor(work, row, by, wanted.sponsor, 'sponsor');
  await scope.publish(planPost(row.id, by));
  await scope.refreshHome(by);
  return row;
}

async function askFor(work: Work, row: PlanRow, by: UserId, user: UserId, part: Part): Promise<void> {
  const { scope, now, newId } = work;
  if (user === by) return sayYes(work, row, by, by, part);
  const ask: AskRow = {
    id: rowId(newId()),
    plan_id: row.id,
    channel_id: row.channel_id,
    subject: row.subject,
    about: row.about,
    asked_by: by,
    person_id: user,
    part,
    asked_at: now,
  };
  const audience = await scope.audience({ kind: 'named', from: row.channel_id, people: [by, user] });
  await scope.insert(asks, ask, { audience, by: [by], names: 'shown' });
  await scope.publish(askPost(ask.id, user));
  await scope.refreshHome(user);
}

async function sayYes(
  { scope, now, newId }: Work,
  { id, channel_id: from }: Pick<PlanRow, 'id' | 'channel_id'>,
  by: UserId,
  user: UserId,
  part: Part,
): Promise<void> {
  const yes: YesRow = { id: rowId(newId()), plan_id: id, person_id: user, part, said_at: now };
  const audience = await scope.audience({ kind: 'named', from, people: [...new Set([by, user])] });
  await scope.insert(yeses, yes, { audience, by: [user], names: 'shown' });
}

/** At most so many people are asked for one forum. */
const mostAsked = 8;

/** Asks one more person. @returns `false`: they were asked before, or enough people were */
export async function askAnother(
  work: Work,
  row: PlanRow,
  by: UserId,
  user: UserId,
  part: Part,
): Promise<'asked' | 'before' | 'enough'> {
  const asked = await asksOf(work.scope, row.id);
  const agreed = await yesesTo(work.scope, row.id);
  if ([...asked, ...agreed].some(({ person_id: person }) => person === user)) return 'before';
  if (asked.length >= mostAsked) return 'enough';
  await askFor(work, row, by, user, part);
  await work.scope.refresh(planPost(row.id, by));
  if (user === by) await work.scope.runAt(jobs.begin.ref({ plan: row.id }), work.now, asPerson(by));
  return 'asked';
}

const asPerson = (userId: UserId) => ({ kind: 'person', userId }) as const;

/** What somebody answers to a question; no is theirs alone. @returns `false`: they had said yes before */
export async function answer(work: Work, ask: AskRow, user: UserId, said: SaidAnswer): Promise<boolean> {
  const { scope, now } = work;
  if ((await answerTo(scope, ask))?.answer === 'yes') return false;
  await scope.upsertOwn(answers, { plan_id: ask.plan_id, ask_id: ask.id, answer: said, answered_at: now });
  // Their answer holds for what others ask of them as well.
  for (const { id } of await findRows(
    scope.from(asks),
    { person_id: user, channel_id: ask.channel_id },
    'id',
  ))
    await scope.refresh(askPost(id, user));
  await scope.refreshHome(user);
  if (said === 'no' || ask.asked_by === null) return true;
  await sayYes(work, { id: ask.plan_id, channel_id: ask.channel_id }, ask.asked_by, user, ask.part);
  await scope.refresh(planPost(ask.plan_id, ask.asked_by));
  await scope.runAt(jobs.begin.ref({ plan: ask.plan_id }), now, asPerson(ask.asked_by));
  return true;
}

/** Nobody is asked any more; what those who were asked read says so by itself. */
export async function drop(scope: Scope, row: PlanRow, by: UserId): Promise<void> {
  await scope.update(plans, row.id, { state: 'dropped' });
  await scope.refresh(planPost(row.id, by));
  for (const ask of await asksOf(scope, row.id))
    if (ask.person_id !== null) {
      await scope.delete(asks, ask.id);
      await scope.refresh(askPost(ask.id, ask.person_id));
      await scope.refreshHome(ask.person_id);
    }
  await scope.refreshHome(by);
}

/** Who agreed and is still there, the first first. */
export async function agreedTo(
  read: ReadScope,
  row: PlanRow,
): Promise<{ readonly core: readonly UserId[]; readonly sponsor: UserId | null }> {
  const members = new Map((await read.members(row.channel_id)).map((one) => [one.userId, one]));
  const core: UserId[] = [];
  let sponsor: UserId | null = null;
  for (const { person_id: user, part } of await yesesTo(read, row.id)) {
    if (user === null) continue;
    if (part === 'core' && members.get(user)?.memberType === 'member') core.push(user);
    if (part === 'sponsor' && (await read.person(user))?.memberType === 'member') sponsor ??= user;
  }
  return { core: [...new Set(core)].slice(0, coreSize), sponsor };
}

/** Begins it if three agreed, and takes in a sponsor who agrees later. With the access of who set it up. */
export async function begin(work: Work, id: RowId): Promise<void> {
  const { scope, now } = work;
  const row = await loadPlan(scope, id);
  const channel = row === null ? null : await scope.channel(row.channel_id);
  if (row === null || channel === null || row.state === 'dropped' || row.planned_by === null) return;
  const agreed = await agreedTo(scope, row);
  if (row.state === 'begun') return lateSponsor(work, row, agreed.sponsor);
  if ((await forumIn(scope, row.channel_id)) !== null) return drop(scope, row, row.planned_by);
  if (agreed.core.length < coreSize || channel.isArchived || !channel.hasLore) return;
  const forum: ForumRow = {
    id: row.id,
    channel_id: row.channel_id,
    subject: row.subject,
    about: row.about,
    state: 'on',
    set_up_by: row.planned_by,
    began_at: now,
    counts_from: now,
    asked_at: null,
    decided_by: null,
    ended_at: null,
  };
  const audience = await scope.audience(reachOf(channel, row));
  await scope.insert(forumTable, forum, { audience, by: [], names: 'shown' });
  for (const user of agreed.core) await takeIn(work, forum, user, 'core');
  if (agreed.sponsor !== null) await takeIn(work, forum, agreed.sponsor, 'sponsor');
  await scope.update(plans, row.id, { state: 'begun' });
  await scope.refresh(planPost(row.id, row.planned_by));
  for (const ask of await asksOf(scope, row.id))
    if (ask.person_id !== null) await scope.refresh(askPost(ask.id, ask.person_id));
  await scope.refreshHome(row.planned_by, ...agreed.core);
  const weeks = row.every === 'fortnight' ? 2 : 4;
  const channelId = row.channel_id;
  await scope.runAt(jobs.starts.ref({ forum: row.id, weeks }), now, { kind: 'channel', channelId });
}

/** Writes that somebody is in the core group, or the sponsor. */
export async function takeIn(
  { scope, now, newId }: Work,
  forum: ForumRow,
  user: UserId,
  part: Part,
): Promise<void> {
  const audience = await scope.audience({ kind: 'conversation', channel: forum.channel_id });
  await scope.insert(
    people,
    { id: rowId(newId()), forum_id: forum.id, person_id: user, part, since_at: now },
    { audience, by: [], names: 'shown' },
  );
}

async function lateSponsor(work: Work, row: PlanRow, sponsor: UserId | null): Promise<void> {
  const forum = await loadForum(work.scope, row.id);
  if (forum === null || sponsor === null) return;
  const known = await findRow(work.scope.from(people), { forum_id: forum.id, part: 'sponsor' });
  if (known !== null) return;
  await takeIn(work, forum, sponsor, 'sponsor');
  await work.scope.refresh(begunPost(forum));
}

/** It meets from now on, and the channel reads so. With the channel's access. */
export async function start({ scope }: Pick<Work, 'scope'>, id: RowId, weeks: number): Promise<void> {
  const forum = await loadForum(scope, id);
  if (forum === null) return;
  const every = weeks === 2 ? 'fortnight' : 'month';
  await scope.schedules.change(forum.channel_id, meetsSchedule, { rule: firstRule(every), isOn: true });
  await scope.publish(begunPost(forum));
}
