/** Answering, changing, taking back and telling who asked: what is written, and who is told. */
import { type AudienceId, rowId, type RowId, type UserId } from '#core/ids.ts';
import type { Work } from '#core/work.ts';
import { isWanted, looksAgainAt } from '../asking/operations.ts';
import { answerPost, askedPost, jobNames, waitsPost } from '../ids.ts';
import {
  type AnswerRow,
  answers,
  isQuiet,
  ownAnswer,
  ownQuestion,
  type Question,
  type QuestionRow,
  quiet,
} from '../rows.ts';

/** Stores what somebody answers. @param reach whom it is for */
export async function store(
  { scope, now, newId }: Work,
  { id, channel_id, place }: Pick<QuestionRow, 'id' | 'channel_id' | 'place'>,
  reach: AudienceId,
  by: UserId,
  words: string,
): Promise<AnswerRow> {
  const row: AnswerRow = {
    id: rowId(newId()),
    question_id: id,
    channel_id,
    words,
    place,
    answered_at: now,
    edited_at: null,
    accepted_at: null,
  };
  await scope.insert(answers, row, { audience: reach, by: [by], names: 'shown' });
  return row;
}

/** Stores an answer, and posts it in the thread; who asked is told with their own access, since only that knows them where names are hidden. */
export async function answer(
  work: Work,
  { row, by: asker }: Question,
  by: UserId,
  words: string,
): Promise<void> {
  const { scope, now } = work;
  const one = await store(work, row, row.reach_id, by, words);
  await scope.publish(answerPost(one, row.channel_id));
  await scope.refresh(askedPost(row));
  if (asker !== null && row.names === 'shown')
    await scope.runAt(jobNames.look.ref({ question: row.id }), now, { kind: 'person', userId: asker });
}

/** With the access of the person who asked: each answer is told once, unless they want to hear no more. */
export async function look({ scope, now }: Pick<Work, 'scope' | 'now'>, id: RowId): Promise<void> {
  const { viewer } = scope;
  const question = await ownQuestion(scope, id);
  if (question === null || viewer.kind !== 'person' || question.row.state !== 'open') return;
  if (await isWanted(scope, question))
    for (const { row } of question.answers) await scope.publish(waitsPost(row, viewer.userId));
  await scope.refreshHome(viewer.userId);
  if (question.row.names === 'hidden')
    await scope.runAt(jobNames.look.ref({ question: id }), looksAgainAt(now), viewer);
}

/** Changes the viewer's answer, while it is not accepted. @returns whether there was one */
export async function change({ scope, now }: Work, id: RowId, words: string): Promise<boolean> {
  const row = await ownAnswer(scope, id);
  const cells = { words, edited_at: now };
  if (row === null || !(await scope.update(answers, id, cells, { mine: true, where: { accepted_at: null } })))
    return false;
  await scope.refresh(answerPost(row, row.channel_id));
  await scope.refreshShowing(id);
  return true;
}

/** Deletes the viewer's answer, while it is not accepted. @returns whether there was one */
export async function takeBack({ scope }: Work, id: RowId): Promise<boolean> {
  const row = await ownAnswer(scope, id);
  if (row === null || row.accepted_at !== null || !(await scope.delete(answers, id))) return false;
  await scope.refresh(answerPost(row, row.channel_id));
  await scope.refreshShowing(id);
  return true;
}

/** The viewer, who asked, wants to hear no more of it. */
export async function leaveAlone(
  { scope, now }: Work,
  { row, answers: all }: Question,
  by: UserId,
): Promise<void> {
  if (await isQuiet(scope, row.id)) return;
  await scope.upsertOwn(quiet, { question_id: row.id, said_at: now });
  for (const { row: one } of all) await scope.refresh(waitsPost(one, by));
  await scope.refreshHome(by);
}
