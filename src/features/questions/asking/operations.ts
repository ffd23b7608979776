/** Asking, closing, withdrawing and resting: what is written, and who is told. */
import { hour } from '#core/clock.ts';
import { type ChannelId, rowId, type RowId, type UserId } from '#core/ids.ts';
import { linkFor } from '#core/message-link.ts';
import type { Channel, Person } from '#core/people.ts';
import type { Names, ReadScope, Scope } from '#core/scope.ts';
import { type Audience, audienceFrom, isOpenToAll } from '#core/visibility.ts';
import type { Work } from '#core/work.ts';
import { answerPost, askedPost, jobNames } from '../ids.ts';
import { deleteAsks, stopAsking } from '../people/ending.ts';
import {
  answers,
  isQuiet,
  loadQuestion,
  ownQuestion,
  type Question,
  type QuestionRow,
  questions,
  quiet,
} from '../rows.ts';
import { type Place, restsAt, type State } from '../rules.ts';

/** A question that can be asked. */
export interface Asked {
  readonly words: string;
  readonly link: string;
  readonly channel: Channel;
  readonly place: Place;
  readonly names: Names;
}

/** How often the person who asked without their name is told of answers: nobody who answers knows whom to tell. */
const looksEvery = 3 * hour;

const audienceFor = (place: Place, channel: ChannelId, by: UserId): Audience => {
  if (place === 'people') return { kind: 'named', from: channel, people: [by] };
  return audienceFrom(channel, place === 'workspace');
};

/** A link that all who read the question may follow, or nothing. */
export function keptLink(link: string, channel: Channel, place: Place): string {
  return place === 'channel' || isOpenToAll(channel) ? linkFor(link, channel) : '';
}

/**
 * Stores a question, and posts it unless it is for people. It rests by itself, and who asked without their name is forgotten then at the latest.
 * @param asked what was checked before
 */
export async function ask(
  { scope, now, newId }: Work,
  { userId: by }: Pick<Person, 'userId'>,
  { words, link, channel, place, names }: Asked,
): Promise<QuestionRow> {
  const { channelId } = channel;
  const reach = await scope.audience(audienceFor(place, channelId, by));
  const seal = names === 'hidden' ? await scope.embargo() : null;
  if (seal !== null) await scope.open(seal);
  const row: QuestionRow = {
    id: rowId(newId()),
    channel_id: channelId,
    words,
    link: keptLink(link, channel, place),
    place,
    state: 'open',
    names,
    reach_id: reach,
    seal,
    from_public: isOpenToAll(channel) ? 1 : 0,
    accepted_id: null,
    asked_at: now,
    ended_at: null,
  };
  const written = { audience: reach, by: [by], names } as const;
  await scope.insert(questions, row, seal === null ? written : { ...written, embargo: seal });
  await scheduleRest(scope, row, by);
  if (seal !== null)
    await scope.runAt(jobNames.look.ref({ question: row.id }), now + looksEvery, {
      kind: 'person',
      userId: by,
    });
  if (place !== 'people') await scope.publish(askedPost(row, names === 'shown' ? by : undefined));
  await scope.refreshHome(by);
  return row;
}

async function scheduleRest(scope: Scope, row: QuestionRow, by: UserId): Promise<void> {
  const at = restsAt(row.asked_at);
  const channel = { kind: 'channel', channelId: row.channel_id } as const;
  // The channel sees nothing of a question that is for people.
  const as = row.place === 'people' ? ({ kind: 'person', userId: by } as const) : channel;
  await scope.runAt(jobNames.rest.ref({ question: row.id }), at, as);
  if (row.seal !== null) await scope.runAt(jobNames.forget.ref({ seal: row.seal }), at, channel);
}

/**
 * Asks the channel instead of people, with the access of the person who asked.
 * @returns the row after that; the same where it was not for people, or is over
 */
export async function postInChannel({ scope }: Work, row: QuestionRow, by: UserId): Promise<QuestionRow> {
  if (row.place !== 'people' || row.state !== 'open') return row;
  const reach = await scope.audience(audienceFor('channel', row.channel_id, by));
  if (!(await scope.changeAudience(questions, row.id, reach))) return row;
  const cells = { place: 'channel', reach_id: reach } as const;
  await scope.update(questions, row.id, cells, { mine: true });
  const after = { ...row, ...cells };
  await scheduleRest(scope, after, by);
  await scope.publish(askedPost(after, after.names === 'shown' ? by : undefined));
  await scope.refreshHome(by);
  return after;
}

/** Redraws everything that shows a question or its answers. */
export async function redraw(scope: Scope, { row, by, answers: all }: Question): Promise<void> {
  await scope.refresh(askedPost(row));
  for (const { row: answer } of all) {
    await scope.refresh(answerPost(answer, row.channel_id));
    await scope.refreshShowing(answer.id);
  }
  await scope.refreshShowing(row.id);
  if (by !== null) await scope.refreshHome(by);
}

/**
 * Ends a question of the viewer's, and forgets at once who asked it, if names are hidden.
 * @param to `answered` with the answer that is accepted
 * @returns whether it was still to be ended
 */
export async function end(
  { scope, now }: Work,
  question: Question,
  to: Extract<State, 'answered' | 'closed'>,
  accepted: RowId | null,
): Promise<boolean> {
  const { row } = question;
  const cells = { state: to, accepted_id: accepted, ended_at: now } as const;
  if (!(await scope.update(questions, row.id, cells, { mine: true, where: { state: row.state } })))
    return false;
  if (accepted !== null) await scope.update(answers, accepted, { accepted_at: now });
  await stopWaiting(scope, row);
  await redraw(scope, question);
  for (const { row: answer, by } of question.answers)
    if (answer.id === accepted && by !== null) await scope.refreshHome(by);
  await stopAsking(scope, row.id);
  if (row.seal !== null) await scope.anonymize(row.seal);
  return true;
}

async function stopWaiting(scope: Scope, { id: question, seal }: QuestionRow): Promise<void> {
  await scope.cancel(jobNames.rest.ref({ question }), jobNames.look.ref({ question }));
  if (seal !== null) await scope.cancel(jobNames.forget.ref({ seal }));
  await scope.deleteOwn(quiet, { question_id: question });
}

/** Deletes a question of the viewer's with all its answers. @returns whether there was one */
export async function withdraw({ scope }: Work, id: RowId): Promise<boolean> {
  const question = await ownQuestion(scope, id);
  if (question === null) return false;
  await stopWaiting(scope, question.row);
  await deleteAsks(scope, id);
  await scope.deleteParts(questions, id, answers);
  await scope.delete(questions, id);
  await redraw(scope, question);
  return true;
}

/** Nobody answered in time, or nobody said that it was answered. With the channel's access, or that of the person who asked people. */
export async function rest({ scope, now }: Pick<Work, 'scope' | 'now'>, id: RowId): Promise<void> {
  const question = await loadQuestion(scope, id);
  if (question === null || question.row.state !== 'open') return;
  await scope.update(questions, id, { state: 'rested', ended_at: now }, { where: { state: 'open' } });
  await redraw(scope, question);
}

/** Whether the person who asked is to be told of its answers. */
export const isWanted = async (read: ReadScope, { row }: Question): Promise<boolean> =>
  row.state === 'open' && !(await isQuiet(read, row.id));

export const looksAgainAt = (now: number): number => now + looksEvery;
