/** Giving votes, and saying that one is through with a phase: rows of one's own, which others may only count. */
import type { Work } from '../../../core/work.ts';
import type { RowId, UserId } from '../../../core/ids.ts';
import { refuse, type Result } from '../../../core/result.ts';
import type { ReadScope } from '../../../core/scope.ts';
import { isLastToAnswer } from '../blocks/cards.ts';
import type { VoteView } from '../blocks/vote.ts';
import { whyNot, type Refusal, type Retro } from '../domain.ts';
import { isOpen } from '../domain/flow.ts';
import { choose, type Ballot, type BallotRefusal } from '../domain/votes.ts';
import { hasAnswered, type Loaded } from '../repository.ts';
import { ballotOf, saveBallot } from '../repository/ballots.ts';
import { topicsIn } from '../repository/topics.ts';
import { turns, type TurnAnswer } from '../tables.ts';
import { cardsIn } from './group.ts';
import { happen } from './happen.ts';

/** The form for votes as it stands for whoever looks at it. @param page counted from 0 */
export async function voteViewOf(view: ReadScope, loaded: Loaded, page: number): Promise<VoteView> {
  const { row, retro } = loaded;
  const isLastWord = retro.phase === 'vote' && !retro.isReopened;
  return {
    ...(await cardsIn(view, loaded)),
    ballot: await ballotOf(view, row.id),
    isLast: isLastWord && isLastToAnswer(loaded, await hasAnswered(view, row, 'vote')),
    page,
  };
}

/**
 * Makes the person's votes what they chose so far: nothing is lost when the form is closed, and it does not count as answered yet.
 * @param loaded as it stands now: settled
 * @param chosen votes by topic; topics that are not in it stay as they are
 */
export async function keepVotes(
  { scope, now }: Work,
  loaded: Loaded,
  by: UserId,
  chosen: ReadonlyMap<RowId, number>,
): Promise<Result<Ballot, Refusal | BallotRefusal>> {
  const tooLate = whyNot(loaded.retro, { kind: 'vote', by }, now);
  if (tooLate !== null) return refuse(tooLate);
  const items = (await topicsIn(scope, loaded.row.id)).map(({ id }) => id);
  const before = await ballotOf(scope, loaded.row.id);
  const after = choose(before, chosen, items);
  if (after.ok) await saveBallot(scope, loaded.row, before, after.value, items);
  return after;
}

/** The same, and it counts as answered, also without a vote. */
export async function saveVotes(
  work: Work,
  loaded: Loaded,
  by: UserId,
  chosen: ReadonlyMap<RowId, number>,
): Promise<Result<Retro, Refusal | BallotRefusal>> {
  // Before what follows from it: voting may be over with these.
  const kept = await keepVotes(work, loaded, by, chosen);
  return kept.ok ? answer(work, loaded, by, 'vote', 'votes') : kept;
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
  const isFirst = counts && !(await hasAnswered(work.scope, loaded.row, phase));
  const happened = await happen(work, loaded, { kind, by, isFirst });
  if (!happened.ok || !counts) return happened;
  await work.scope.put(
    turns,
    { retro_id: loaded.row.id, phase, answer: given, opening: loaded.row.opening },
    { audience: loaded.row.conversation_id },
  );
  await work.scope.refreshHome(by);
  return happened;
}
