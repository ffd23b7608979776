/** A person's own predictions in the open round: only they read, change and delete them until it is joined. */
import { rowId, type RowId, type UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import { insertion, type ReadScope } from '#core/scope.ts';
import type { Person } from '#core/people.ts';
import type { Work } from '#core/work.ts';
import { diffCards } from '../collect/rows.ts';
import { peopleNamedIn } from '../session/naming-people.ts';
import { beforePost } from './ids.ts';
import { join } from './operations.ts';
import { answers, type BeforeRow, befores, type PredictionRow, predictions, turns } from './rows.ts';
import { hasEverybodyAnswered, type PredictionKind, predictionKinds, whoIsThere } from './rules.ts';

/** In the order in which they were written. */
export const ownPredictions = (
  read: ReadScope,
  { id, round }: Pick<BeforeRow, 'id' | 'round'>,
): Promise<PredictionRow[]> => findRows(read.mine(predictions), { before_id: id, round }, 'place', 'id');

/** Whether the viewer has answered in the open round. */
export const hasAnswered = async (read: ReadScope, { id }: Pick<BeforeRow, 'id'>): Promise<boolean> =>
  (await findRow(read.from(turns), { before_id: id })) !== null;

/** Lines by kind. */
export type Lines = Readonly<Record<PredictionKind, readonly string[]>>;

/** The people of the channel who stand in what is written, those whose own words it is included. */
export async function namedIn(
  read: ReadScope,
  { channel_id: channel }: Pick<BeforeRow, 'channel_id'>,
  lines: Lines,
): Promise<readonly UserId[]> {
  const members = await read.members(channel);
  const names = await read.names(members.map(({ userId }) => userId));
  return peopleNamedIn([...lines.fails, ...lines.protects].join('\n'), names);
}

/**
 * Makes the person's predictions what they typed; nothing typed is an answer, too. The last one to answer joins the round.
 * @param shown their rows in the form; their others stay
 */
export async function answer(
  work: Work,
  row: BeforeRow,
  person: Person,
  lines: Lines,
  shown: readonly RowId[],
): Promise<void> {
  const { scope, now, newId } = work;
  const own = await ownPredictions(scope, row);
  const written = {
    audience: row.conversation_id,
    embargo: row.seal,
    by: [person.userId],
    names: 'hidden',
  } as const;
  let place = Math.max(0, ...own.map((one) => one.place));
  for (const kind of predictionKinds) {
    const before = own.filter((one) => one.kind === kind && shown.includes(one.id));
    const { changed, added, gone } = diffCards(before, lines[kind]);
    for (const { id, text } of changed) await scope.update(predictions, id, { text }, { mine: true });
    for (const id of gone) await scope.delete(predictions, id);
    const of = { before_id: row.id, kind, round: row.round };
    await scope.insertAll(
      added.map((text) =>
        insertion(predictions, { id: rowId(newId()), ...of, text, place: (place += 1) }, written),
      ),
    );
  }
  if (!(await hasAnswered(scope, row))) {
    const answer_id = rowId(newId());
    await scope.insert(answers, { id: answer_id, before_id: row.id, round: row.round }, written);
    const counts = whoIsThere([person], now).length === 1 ? 1 : 0;
    await scope.upsertOwn(turns, { before_id: row.id, answer_id, counts }, { audience: row.conversation_id });
    await scope.update(befores, row.id, { answered: row.answered + 1 });
    // Once, since each redrawing is counted: how often somebody wrote is nobody's business.
    await scope.refreshHome(person.userId);
  }
  await scope.refresh(beforePost(row));
  const there = whoIsThere(await scope.members(row.channel_id), now).length;
  if (hasEverybodyAnswered(row.asked, there, await countedIn(scope, row))) await join(work, row);
}

async function countedIn(read: ReadScope, { id }: BeforeRow): Promise<number> {
  return (await read.countBy(turns, 'before_id', { before_id: id, counts: 1 })).get(id) ?? 0;
}

/** Whether everybody else who is there has answered, so that what this person saves is shown at once. */
export async function isLastToAnswer(
  read: ReadScope,
  row: BeforeRow,
  person: Person,
  now: Work['now'],
): Promise<boolean> {
  if (whoIsThere([person], now).length === 0 || (await hasAnswered(read, row))) return false;
  const there = whoIsThere(await read.members(row.channel_id), now).length;
  return hasEverybodyAnswered(row.asked, there, (await countedIn(read, row)) + 1);
}
