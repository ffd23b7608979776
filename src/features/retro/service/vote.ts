/** Giving votes, and saying that one is through with a phase: rows of one's own, which others may only count. */
import type { RowId, UserId } from '../../../core/ids.ts';
import { refuse, type Result } from '../../../core/result.ts';
import { whyNot, type Refusal, type Retro } from '../domain.ts';
import { isOpen } from '../domain/flow.ts';
import { choose, type BallotRefusal } from '../domain/votes.ts';
import { hasAnswered, type Loaded } from '../repository.ts';
import { ballotOf, saveBallot, topicsIn } from '../repository/topics.ts';
import { turns, type TurnAnswer } from '../tables.ts';
import { happen, type Work } from './happen.ts';

/**
 * Makes the person's votes what they chose; it counts as answered, also without a vote.
 * @param loaded as it stands now: settled
 * @param chosen votes by topic; topics that are not in it stay as they are
 */
export async function saveVotes(
  work: Work,
  loaded: Loaded,
  by: UserId,
  chosen: ReadonlyMap<RowId, number>,
): Promise<Result<Retro, Refusal | BallotRefusal>> {
  const { scope, now } = work;
  const tooLate = whyNot(loaded.retro, { kind: 'vote', by }, now);
  if (tooLate !== null) return refuse(tooLate);
  const items = (await topicsIn(scope, loaded.row.id)).map(({ id }) => id);
  const before = await ballotOf(scope, loaded.row.id);
  const after = choose(before, chosen, items);
  if (!after.ok) return after;
  // Before what follows from it: voting may be over with these.
  await saveBallot(scope, loaded.row, before, after.value);
  return answer(work, loaded, by, 'vote', 'votes');
}

/** "I am through": in phases that take as long as somebody has something to say. @param loaded as it stands now: settled */
export const sayReady = (work: Work, loaded: Loaded, by: UserId): Promise<Result<Retro, Refusal>> =>
  answer(work, loaded, by, 'ready', 'ready');

async function answer(
  work: Work,
  loaded: Loaded,
  by: UserId,
  kind: 'vote' | 'ready',
  given: TurnAnswer,
): Promise<Result<Retro, Refusal>> {
  const { phase } = loaded.retro;
  if (!isOpen(phase)) return refuse(phase);
  // Where one votes and is through, votes alone are not the last word.
  const counts = kind === 'ready' || phase === 'vote';
  const isFirst = counts && !(await hasAnswered(work.scope, loaded.row.id, phase));
  const happened = await happen(work, loaded, { kind, by, isFirst });
  if (!happened.ok || !counts) return happened;
  await work.scope.put(
    turns,
    { retro_id: loaded.row.id, phase, answer: given },
    { audience: loaded.row.conversation_id },
  );
  await work.scope.refreshHome(by);
  return happened;
}
