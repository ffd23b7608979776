/** Raising a question, asking a leader, and what follows when nobody is asked any more. */
import type { Instant } from '#core/clock.ts';
import { rowId, type UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { localTime } from '#core/time/zone.ts';
import type { Work } from '#core/work.ts';
import { actionItems, actionOf, followOne, loadAction, workerOf } from '../action-items/operations.ts';
import { isToDo } from '../action-items/rules.ts';
import { groupingsOf, topicsIn } from '../group/rows.ts';
import { earlierIn, firstTopics } from '../group/themes.ts';
import { type Loaded, loadRetro } from '../session/load.ts';
import type { RetroRow } from '../session/rows.ts';
import { rankedTopics, topTopics } from '../vote/rows.ts';
import { askPost, assumptionJobs, backPost, cardPost, openPost, remindPost } from './ids.ts';
import { type AssumptionRow, assumptions, assumptionsOf, doneBefore } from './rows.ts';
import {
  askTimes,
  type DoneAction,
  isVotingOver,
  type Known,
  reconciled,
  type Returned,
  returnedAfter,
} from './rules.ts';

const untouched = {
  theme: '',
  topic_id: null,
  action_id: null,
  done: '[]',
  state: 'raised',
  round: 0,
  leader_id: null,
  asked_by: null,
  asked_on: null,
  due_on: null,
  open_at: null,
  reminders: 0,
  answer: '',
  answered_at: null,
  change_id: null,
} as const;

/** Writes a new question. @param about the topic that came back, or the action that is not in the team's control */
export async function raise(
  { scope, newId }: Work,
  row: RetroRow,
  about: Pick<AssumptionRow, 'topic_id' | 'done'> | Pick<AssumptionRow, 'action_id'>,
): Promise<AssumptionRow> {
  const added: AssumptionRow = { ...untouched, ...about, id: rowId(newId()), retro_id: row.id };
  await scope.insert(assumptions, added, { audience: row.conversation_id, by: [], names: 'shown' });
  return added;
}

/** Which first topics came back although something was done, as far as the viewer may read. */
async function returnedIn(read: ReadScope, row: RetroRow, at: Instant): Promise<readonly Returned[]> {
  const now = await firstTopics(read, row);
  const before = now.length === 0 ? [] : await earlierIn(read, row);
  const done = await findRows(
    read.from(actionItems),
    { retro_id: before.map(({ id }) => id), state: 'done' },
    'done_at',
    'id',
  );
  if (done.length === 0) return [];
  const earlier = [];
  for (const one of before) earlier.push(...(await firstTopics(read, one)));
  const actions = done.flatMap(({ id, retro_id: retro, what, done_at: doneAt }): DoneAction[] =>
    doneAt === null ? [] : [{ id, retro, what, doneAt }],
  );
  return returnedAfter(now, earlier, actions, row.ended_at ?? at);
}

/**
 * Raises a question for each theme that came back, once voting is over, with the channel's access: it stands in the channel. After a reopened vote the
 * questions are those of the new result, and of topics that were joined since one stays.
 */
export async function lookForReturns(work: Work, { row }: Loaded): Promise<void> {
  const { scope, now } = work;
  if (!isVotingOver(row.phase)) return;
  const rows = (await assumptionsOf(scope, row.id)).filter(({ topic_id: topic }) => topic !== null);
  const topics = await topicsIn(scope, row.id);
  const groupings = await groupingsOf(scope, row.id);
  const known = rows.flatMap(({ id, topic_id: topic, state, ...it }): Known[] =>
    topic === null ? [] : [{ id, topic, state, done: doneBefore(it) }],
  );
  const firsts = topTopics(await rankedTopics(scope, row)).map(({ id }) => id);
  const { added, kept } = reconciled(known, await returnedIn(scope, row, now), firsts, (topic) => {
    const cards = groupings.find(({ id }) => id === topic)?.cards ?? [topic];
    return (
      topics.find(({ id, cards: those }) => id === topic || cards.some((card) => those.includes(card)))?.id ??
      null
    );
  });
  for (const { topic, done } of added) {
    const raised = await raise(work, row, { topic_id: topic, done: JSON.stringify(done) });
    await scope.publish(cardPost(row, raised));
  }
  for (const { id, topic, state, done } of kept) {
    const before = rows.find((one) => one.id === id);
    if (before === undefined) continue;
    await scope.update(assumptions, id, { topic_id: topic, state, done: JSON.stringify(done) });
    if (state === 'merged' && before.state === 'asked') await endRound(work, before);
    await scope.refresh(cardPost(row, before));
  }
}

/** A phase began: what stands in the questions may have changed, and once voting is over there may be new ones. */
export async function lookLater(work: Work, row: RetroRow, phase: RetroRow['phase']): Promise<void> {
  const { scope, now } = work;
  for (const one of await assumptionsOf(scope, row.id)) {
    if (phase === 'cancelled' && one.state === 'asked') await withdraw(work, row, one);
    await scope.refresh(cardPost(row, one));
  }
  if (!isVotingOver(phase)) return;
  const look = assumptionJobs.look.ref({ retro: row.id });
  await scope.runAt(look, now, { kind: 'channel', channelId: row.channel_id });
}

/** A leader is asked, and the one who was asked before no longer is. @returns whether it was: somebody else may have asked meanwhile */
export async function ask(
  work: Work,
  { row, retro }: Loaded,
  question: AssumptionRow,
  { theme, leader, by }: { readonly theme: string; readonly leader: Person; readonly by: UserId },
): Promise<boolean> {
  const { scope, now } = work;
  const { userId } = leader;
  const times = askTimes(await workerOf(leader), Math.max(now, leader.awayUntil ?? now));
  const { round, state } = question;
  const asked = {
    theme,
    state: 'asked',
    round: round + 1,
    leader_id: userId,
    asked_by: by,
    asked_on: localTime(now, retro.tz).date,
    due_on: times.dueOn,
    open_at: times.openAt,
    reminders: 0,
  } as const;
  const isFirst = await scope.update(assumptions, question.id, asked, { where: { round, state } });
  if (!isFirst) return false;
  await endRound(work, question);
  await scope.publish(askPost({ ...question, ...asked }, userId));
  for (const [at, due] of times.reminders.entries()) {
    const job = assumptionJobs.remind.ref({ assumption: question.id, person: userId, nth: at + 1 }, userId);
    if (due > now) await scope.runAt(job, due, { kind: 'person', userId });
  }
  const open = assumptionJobs.open.ref({ assumption: question.id });
  await scope.runAt(open, times.openAt, { kind: 'channel', channelId: row.channel_id });
  await scope.refresh(cardPost(row, question));
  await scope.refreshHome(userId);
  return true;
}

/** Nobody is asked any more, because the question is withdrawn: a theme's goes back to the team, and an action to its owner. */
export async function withdraw(work: Work, row: RetroRow, question: AssumptionRow): Promise<boolean> {
  const { scope } = work;
  const state = question.topic_id === null ? 'withdrawn' : 'raised';
  const nobody = { state, leader_id: null, asked_on: null, due_on: null, open_at: null } as const;
  const where = { round: question.round, state: 'asked' } as const;
  if (!(await scope.update(assumptions, question.id, nobody, { where }))) return false;
  await endRound(work, question);
  await scope.refresh(cardPost(row, question));
  await giveBack(work, question);
  return true;
}

/** Of whom was asked so far: no more reminders, and what they and the facilitator were sent says how it went on. */
export async function endRound({ scope }: Pick<Work, 'scope'>, question: AssumptionRow): Promise<void> {
  const { id: assumption, leader_id: leader, asked_by: by, retro_id: retro } = question;
  await scope.cancel(assumptionJobs.open.ref({ assumption }));
  const facilitator = (await loadRetro(scope, retro))?.retro.facilitator ?? null;
  for (const to of new Set([facilitator, by])) if (to !== null) await scope.refresh(openPost(question, to));
  if (leader === null) return;
  const both = [1, 2];
  await scope.cancel(...both.map((nth) => assumptionJobs.remind.ref({ assumption, person: leader, nth })));
  await scope.refresh(askPost(question, leader), ...both.map((nth) => remindPost(question, nth, leader)));
  await scope.refreshHome(leader);
}

/** An action that waited for a leader is its owner's again, who is told so. */
export async function giveBack(work: Work, question: AssumptionRow): Promise<void> {
  const action = question.action_id === null ? null : await loadAction(work.scope, question.action_id);
  if (action === null || !isToDo(action)) return;
  await followOne(work, actionOf(action), actionOf(action), null);
  if (action.owner_id !== null) await work.scope.publish(backPost(question, action.owner_id));
}

/** A leader left, or no longer agrees to be asked: the questions to them are open, and the facilitators can ask others. */
export async function leaderGone(work: Work, leader: UserId, only?: RetroRow['channel_id']): Promise<void> {
  const { scope } = work;
  for (const question of await findRows(
    scope.from(assumptions),
    { leader_id: leader, state: 'asked' },
    'id',
  )) {
    const loaded = await loadRetro(scope, question.retro_id);
    if (loaded === null || (only !== undefined && loaded.row.channel_id !== only)) continue;
    await scope.update(assumptions, question.id, { leader_id: null });
    await endRound(work, question);
    await scope.refresh(cardPost(loaded.row, question));
    await tellOpen(work, loaded, question);
  }
}

/** Tells the facilitator in private that a question is open; if they are gone, the person who asked. In the channel it says so, too. */
export async function tellOpen(
  { scope }: Pick<Work, 'scope'>,
  { row, retro }: Loaded,
  question: AssumptionRow,
): Promise<void> {
  const { facilitator, participants } = retro;
  const isThere = facilitator !== null && participants.includes(facilitator);
  const to = isThere ? facilitator : await stillHere(scope, row, question.asked_by);
  if (to !== null) await scope.publish(openPost(question, to));
}

async function stillHere(scope: Scope, row: RetroRow, person: UserId | null): Promise<UserId | null> {
  const members = person === null ? [] : await scope.members(row.channel_id);
  return members.some(({ userId }) => userId === person) ? person : null;
}
