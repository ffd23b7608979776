/** Voting, and finishing a phase: a person's own rows, which others may only count. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { errors, nothing, open, type Reply, update } from '#core/listener.ts';
import { refuse, type Result } from '#core/result.ts';
import type { ReadScope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { isLastToAnswer } from '../collect/screens.ts';
import { cardsIn } from '../group/operations.ts';
import { topicsIn } from '../group/rows.ts';
import { type Acting, onRetro, onRetroForm, onRetroPages, refusedAt } from '../session/answers.ts';
import { hasAnswered, type Loaded } from '../session/load.ts';
import { applyEvent } from '../session/operations.ts';
import { isOpen, type Refusal, type Retro } from '../session/phases.ts';
import { type TurnAnswer, turns } from '../session/rows.ts';
import { whyNot } from '../session/rules.ts';
import { ballotOf, saveBallot } from './rows.ts';
import { type Ballot, type BallotRefusal, choose } from './rules.ts';
import * as screens from './screens.ts';

/** The voting form for its viewer. @param page counted from 0 */
export async function voteViewOf(read: ReadScope, loaded: Loaded, page: number): Promise<screens.VoteView> {
  const { row, retro } = loaded;
  const isLastWord = retro.phase === 'vote' && !retro.isReopened;
  return {
    ...(await cardsIn(read, loaded)),
    ballot: await ballotOf(read, row.id),
    isLast: isLastWord && isLastToAnswer(loaded, await hasAnswered(read, row, 'vote')),
    page,
  };
}

/**
 * Saves a person's votes so far: closing the form loses nothing, and it does not count as answered yet.
 * @param loaded in its current, settled state
 * @param chosen votes by topic; topics missing from it stay as they are
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

/** The same, and it counts as answered, even without a vote. */
export async function saveVotes(
  work: Work,
  loaded: Loaded,
  by: UserId,
  chosen: ReadonlyMap<RowId, number>,
): Promise<Result<Retro, Refusal | BallotRefusal>> {
  // Before the event's effects: voting may be over with these.
  const kept = await keepVotes(work, loaded, by, chosen);
  return kept.ok ? answer(work, loaded, by, 'vote', 'votes') : kept;
}

/** "I'm done": in phases that last as long as people have something to say. @param loaded in its current, settled state */
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
  // In a phase with both votes and "I'm done", votes alone do not end it.
  const counts = kind === 'ready' || phase === 'vote';
  const isFirst = counts && !(await hasAnswered(work.scope, loaded.row, phase));
  const happened = await applyEvent(work, loaded, { kind, by, isFirst });
  if (!happened.ok || !counts) return happened;
  await work.scope.upsertOwn(
    turns,
    { retro_id: loaded.row.id, phase, answer: given, opening: loaded.row.opening },
    { audience: loaded.row.conversation_id },
  );
  await work.scope.refreshHome(by);
  return happened;
}

type Chosen = Readonly<Record<(typeof screens.topicFields)[number], string | null>>;

/** Votes by topic, for the form's topics. An empty field changes nothing. */
function chosenIn(shown: readonly RowId[], fields: Chosen): ReadonlyMap<RowId, number> {
  return new Map(
    shown.flatMap((topic, at): [RowId, number][] => {
      const field = screens.topicFields[at];
      const votes = field === undefined ? null : fields[field];
      return votes === null ? [] : [[topic, Number(votes)]];
    }),
  );
}

const ofBallot: readonly string[] = ['topicGone', 'manyOnOne', 'overBudget'] satisfies BallotRefusal[];
const isOfBallot = (code: Refusal | BallotRefusal): code is BallotRefusal => ofBallot.includes(code);

const vote =
  (reply: typeof open) =>
  async ({ t, loaded, scope }: Acting, { page = 0 }: { retro: RowId; page?: number }): Promise<Reply> =>
    reply(screens.renderVote(t, loaded, await voteViewOf(scope, loaded, page)));

export const voting: FeaturePart = {
  actions: [
    onRetro(screens.vote, 'vote', vote(open)),
    ...onRetroPages(screens.votePages, 'vote', vote(update)),
  ],
  views: [
    onRetroForm(
      screens.voteModal,
      'topic0',
      async (here, { shown }, fields) => {
        const saved = await saveVotes(here, here.loaded, here.by, chosenIn(shown, fields));
        if (saved.ok) return nothing;
        return isOfBallot(saved.code)
          ? errors({ topic0: here.t.plain(`vote.${saved.code}`) })
          : refusedAt(here, 'topic0', saved.code);
      },
      async (here, { page, shown }, fields) => {
        const { t, loaded } = here;
        const kept = await keepVotes(here, loaded, here.by, chosenIn(shown, fields));
        // People who may not vote, or no longer, read why on submission.
        const why = kept.ok ? undefined : kept.code;
        if (why !== undefined && !isOfBallot(why)) return nothing;
        const view = await voteViewOf(here.scope, loaded, page);
        return why === undefined
          ? update(screens.renderVote(t, loaded, view))
          : update(screens.renderVote(t, loaded, { ...view, refused: why }, here.newId()));
      },
    ),
  ],
};
