/** Asking people, delivering, answering, passing on: what is written, and who is told. */
import {
  askedWithin,
  deliveryOf,
  isLeftAlone,
  type KnownAsk,
  restsUntil,
  unansweredInRow,
  waitsFor,
} from '#core/asked-people.ts';
import { hour, type Instant } from '#core/clock.ts';
import { rowId, type RowId, type UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import { addWorkingDays } from '#core/time/working.ts';
import type { Work } from '#core/work.ts';
import { store } from '../answers/operations.ts';
import { ask, type Asked } from '../asking/operations.ts';
import { expertise, mayBeAsked, ownExpertise, whoAgreed } from '../experts/rows.ts';
import { jobNames } from '../ids.ts';
import { ownQuestion, type QuestionRow } from '../rows.ts';
import { restsAt } from '../rules.ts';
import { askedPost, nobodyPost, peopleJobs } from './ids.ts';
import { type AskReply, type AskRow, asks, isWanted, loadAsk, replies } from './rows.ts';

/** Stores a question for people, each of whom reads it once their own access says that they may be asked. */
export async function askPeople(
  work: Work,
  person: Person,
  asked: Omit<Asked, 'place'>,
  people: readonly UserId[],
): Promise<QuestionRow> {
  const { scope, now, newId } = work;
  const { userId: by } = person;
  const question = await ask(work, person, { ...asked, place: 'people' });
  const isNamed = question.names === 'shown';
  const wanted = await scope.embargo();
  await scope.open(wanted);
  for (const peer of people) {
    const row: AskRow = {
      id: rowId(newId()),
      question_id: question.id,
      channel_id: question.channel_id,
      asked_by: isNamed ? by : null,
      peer_id: peer,
      words: question.words,
      asked_at: now,
      state: 'waiting',
      is_passed: 0,
      reach_id: question.reach_id,
      wanted,
    };
    const named = isNamed ? [by, peer] : [peer];
    const audience = await scope.audience({ kind: 'named', from: row.channel_id, people: named });
    const written = { audience, by: [by], names: question.names } as const;
    await scope.insert(asks, row, question.seal === null ? written : { ...written, embargo: question.seal });
    await send(scope, row.id, peer, now);
  }
  const until = await waitedUntil(person, now);
  const asker = { kind: 'person', userId: by } as const;
  await scope.runAt(peopleJobs.settle.ref({ question: question.id }), until, asker);
  // Before who asked is forgotten: only their access reads whom they asked.
  await scope.runAt(peopleJobs.over.ref({ question: question.id }), restsAt(now) - hour, asker);
  return question;
}

/** When somebody has had their time to answer, by the calendar of one of the two. */
async function waitedUntil(
  { workingHours, tz }: Pick<Person, 'workingHours' | 'tz'>,
  from: Instant,
): Promise<Instant> {
  return addWorkingDays(from, waitsFor, workingHours, tz, await holidaysOf(workingHours.holidays));
}

const send = (scope: Scope, id: RowId, peer: UserId, at: Instant) =>
  scope.runAt(peopleJobs.deliver.ref({ ask: id }), at, { kind: 'person', userId: peer });

/** With the access of the person who is asked. What is not delivered looks to who asked like an ask without an answer. */
export async function deliver({ scope, now }: Pick<Work, 'scope' | 'now'>, id: RowId): Promise<void> {
  const row = await loadAsk(scope, id);
  const { viewer } = scope;
  if (row?.state !== 'waiting' || viewer.kind !== 'person' || row.peer_id !== viewer.userId) return;
  const all = await received(scope, viewer.userId);
  // Somebody may have passed it on to who asked, whose name they cannot know.
  const isOwn = (await ownQuestion(scope, row.question_id)) !== null;
  const mayBe = mayBeAsked(await ownExpertise(scope)) && (await isWanted(scope, row)) && !isOwn;
  const others = all.map((other): KnownAsk => ({
    ...known(other),
    isOfSame: other.question_id === row.question_id,
  }));
  const delivery = deliveryOf(others, { mayBeAsked: mayBe, now });
  await scope.update(asks, id, { state: delivery === 'missed' ? 'missed' : 'asked' });
  if (delivery === 'delivered') await scope.publish(askedPost(row, viewer.userId));
  await rest(scope, viewer.userId, now);
}

const received = (read: ReadScope, peer: UserId): Promise<AskRow[]> =>
  findRows(read.from(asks), { peer_id: peer, state: 'asked' }, 'id');

const known = ({ asked_at: askedAt, is_passed: isPassed }: AskRow) => ({ askedAt, isPassed: isPassed === 1 });

/**
 * Takes a person out of the suggestions while they have been asked often enough, or leave all that they are asked without an answer. With their own
 * access.
 */
export async function rest(scope: Scope, person: UserId, now: Instant): Promise<void> {
  const own = await ownExpertise(scope);
  if (!mayBeAsked(own)) return;
  const until = restsUntil((await received(scope, person)).map(known), now);
  const { left, at } = await leftAt(scope, person, now);
  const isResting = until !== null || left !== null;
  for (const row of own) await scope.upsertOwn(expertise, { ...row, rests: isResting ? 1 : 0 });
  const wakes = [until, at].filter((one) => one !== null);
  if (wakes.length > 0)
    await scope.runAt(peopleJobs.rested.ref({ person }), Math.min(...wakes), {
      kind: 'person',
      userId: person,
    });
  if (left === null) return;
  await scope.refresh(askedPost(left, person));
  await scope.refreshHome(person);
}

/**
 * Whether the viewer left a few asks in a row without an answer since they last said what they know.
 * @returns `left`: the newest of them, if they are left alone now; `at`: when to look again, if that can change by itself
 */
async function leftAt(
  read: ReadScope,
  person: UserId,
  now: Instant,
): Promise<{ readonly left: AskRow | null; readonly at: Instant | null }> {
  const self = await read.person(person);
  const said = Math.max(0, ...(await ownExpertise(read)).map(({ said_at: at }) => at));
  const answered = new Set((await findRows(read.from(replies), {}, 'about')).map(({ about }) => about));
  const past = (await received(read, person)).map((row) => ({
    ...known(row),
    row,
    about: row.question_id,
    isAnswered: answered.has(row.id),
  }));
  const inRow = unansweredInRow(past).filter(({ askedAt }) => askedAt > said);
  if (self === null || !isLeftAlone(inRow.length)) return { left: null, at: null };
  const ends = await Promise.all(inRow.map(({ askedAt }) => waitedUntil(self, askedAt)));
  const isLeft = isLeftAlone(ends.filter((end) => end <= now).length);
  // What is over may be erased meanwhile, and counts no more.
  if (isLeft) return { left: inRow[0]?.row ?? null, at: now + askedWithin };
  return { left: null, at: Math.min(...ends.filter((end) => end > now)) };
}

/** The ask under which the viewer is told that they are left alone; `null`: they are not, or may not be asked at all. */
export async function leftAlone(read: ReadScope, now: Instant): Promise<AskRow | null> {
  const own = await ownExpertise(read);
  const isResting = mayBeAsked(own) && own.some(({ rests }) => rests === 1);
  if (!isResting || read.viewer.kind !== 'person') return null;
  return (await leftAt(read, read.viewer.userId, now)).left;
}

/** They may be asked again. What they leave without an answer counts from now. */
export async function goOn({ scope, now }: Pick<Work, 'scope' | 'now'>, person: UserId): Promise<void> {
  const left = await leftAlone(scope, now);
  if (left === null) return;
  for (const row of await ownExpertise(scope)) await scope.upsertOwn(expertise, { ...row, said_at: now });
  await rest(scope, person, now);
  await scope.refresh(askedPost(left, person));
  await scope.refreshHome(person);
}

/** The fixed time has come: who asked is offered the channel, if nobody has answered. With their access. */
export async function settle(scope: Scope, id: RowId): Promise<void> {
  const question = await ownQuestion(scope, id);
  const { viewer } = scope;
  if (question === null || viewer.kind !== 'person' || question.answers.length > 0) return;
  if (question.row.state === 'open' && question.row.place === 'people')
    await scope.publish(nobodyPost(id, viewer.userId));
}

/** Stores an answer for who asked alone. Where nobody knows who that is, their own access finds it a little later. */
export async function relay(work: Work, row: AskRow, by: UserId, words: string): Promise<void> {
  const { question_id: question, channel_id, asked_by: asker } = row;
  await store(work, { id: question, channel_id, place: 'people' }, row.reach_id, by, words);
  await reply(work, row, by, 'answered', null);
  if (asker !== null)
    await work.scope.runAt(jobNames.look.ref({ question }), work.now, { kind: 'person', userId: asker });
}

export async function reply(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  { id: about, question_id }: Pick<AskRow, 'id' | 'question_id'>,
  by: UserId,
  said: AskReply,
  passedTo: UserId | null,
): Promise<void> {
  // Any answer ends that they are left alone.
  if (about !== question_id) await goOn({ scope, now }, by);
  await scope.upsertOwn(replies, { question_id, about, reply: said, passed_to: passedTo, replied_at: now });
  await scope.refresh(
    about === question_id ? nobodyPost(about, by) : askedPost({ id: about, question_id }, by),
  );
}

/** Whom a person may pass an ask on to: who agreed, and is neither of the two. */
export async function whoTakesIt(read: ReadScope, row: AskRow, peer: UserId): Promise<readonly UserId[]> {
  const people = await whoAgreed(read);
  return [...people.keys()].filter((user) => user !== peer && user !== row.asked_by);
}

/** Hands it on: the other person is asked in the same words, and is not told by whom it was passed on. */
export async function pass(work: Work, row: AskRow, peer: UserId, to: UserId): Promise<void> {
  const { scope, now, newId } = work;
  await reply(work, row, peer, 'passed', to);
  const next: AskRow = {
    ...row,
    id: rowId(newId()),
    peer_id: to,
    asked_at: now,
    state: 'waiting',
    is_passed: 1,
  };
  const audience = await scope.audience({ kind: 'named', from: row.channel_id, people: [to] });
  await scope.insert(asks, next, { audience, by: [], names: 'shown' });
  await send(scope, next.id, to, now);
}
