/** Voting, and finishing a phase: a person's own rows, which others may only count. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { errors, nothing, open, type Reply, update } from '#core/listener.ts';
import { refuse, type Result } from '#core/result.ts';
import { cardsIn, topicsIn } from '../group/rows.ts';
import {
  type Acting,
  onRetro,
  onRetroForm,
  onRetroPages,
  type PageOfRetro,
  refusedAt,
} from '../session/answers.ts';
import { hasAnswered } from '../session/load.ts';
import { applyEvent, type Doing } from '../session/operations.ts';
import { isOpen, type Refusal, type Retro } from '../session/phases.ts';
import { turns } from '../session/rows.ts';
import { isLastToAnswer, whyNot } from '../session/rules.ts';
import { ballotOf, saveBallot } from './rows.ts';
import { type Ballot, type BallotRefusal, choose } from './rules.ts';
import * as screens from './screens.ts';

/** The voting form. @param page counted from 0 @param refused why the latest choice was not saved: then the fields forget it */
async function formOf({ t, scope, loaded, newId }: Acting, page: number, refused?: BallotRefusal) {
  const { row, retro } = loaded;
  const isLastWord = retro.phase === 'vote' && !retro.isReopened;
  const view = {
    ...(await cardsIn(scope, row.id)),
    ballot: await ballotOf(scope, row.id),
    isLast: isLastWord && isLastToAnswer(retro, await hasAnswered(scope, row, 'vote')),
    page,
  };
  return refused === undefined
    ? screens.renderVote(t, loaded, view)
    : screens.renderVote(t, loaded, { ...view, refused }, newId());
}

/** Votes by topic; topics missing from it stay as they are. */
type Chosen = ReadonlyMap<RowId, number>;

/** Saves a person's votes so far: closing the form loses nothing, and it does not count as answered yet. */
async function keepVotes(
  { scope, now, loaded: { row, retro }, by }: Doing,
  chosen: Chosen,
): Promise<Result<Ballot, Refusal | BallotRefusal>> {
  const tooLate = whyNot(retro, { kind: 'vote', by }, now);
  if (tooLate !== null) return refuse(tooLate);
  const items = (await topicsIn(scope, row.id)).map(({ id }) => id);
  const before = await ballotOf(scope, row.id);
  const after = choose(before, chosen, items);
  if (after.ok) await saveBallot(scope, row, before, after.value, items);
  return after;
}

/** The same, and it counts as answered, even without a vote. */
export async function saveVotes(
  doing: Doing,
  chosen: Chosen,
): Promise<Result<Retro, Refusal | BallotRefusal>> {
  // Before the event's effects: voting may be over with these.
  const kept = await keepVotes(doing, chosen);
  return kept.ok ? answer(doing, 'vote') : kept;
}

/** @param kind `ready`: "I'm done", in phases that last as long as people have something to say */
export async function answer(doing: Doing, kind: 'vote' | 'ready'): Promise<Result<Retro, Refusal>> {
  const { scope, loaded, by } = doing;
  const { id: retro_id, opening, conversation_id: audience } = loaded.row;
  const { phase } = loaded.retro;
  if (!isOpen(phase)) return refuse(phase);
  // In a phase with both votes and "I'm done", votes alone do not end it.
  const counts = kind === 'ready' || phase === 'vote';
  const isFirst = counts && !(await hasAnswered(scope, loaded.row, phase));
  const happened = await applyEvent(doing, loaded, { kind, by, isFirst });
  if (!happened.ok || !counts) return happened;
  const given = kind === 'ready' ? 'ready' : 'votes';
  await scope.upsertOwn(turns, { retro_id, phase, answer: given, opening }, { audience });
  await scope.refreshHome(by);
  return happened;
}

/** An empty field changes nothing. @param shown the form's topics */
function chosenIn(shown: readonly RowId[], fields: screens.VoteFields): Chosen {
  return new Map(
    shown.flatMap((topic, at): [RowId, number][] => {
      const votes = fields[`topic${at}`] ?? null;
      return votes === null ? [] : [[topic, Number(votes)]];
    }),
  );
}

const ofBallot: readonly string[] = ['topicGone', 'manyOnOne', 'overBudget'] satisfies BallotRefusal[];
const isOfBallot = (code: Refusal | BallotRefusal): code is BallotRefusal => ofBallot.includes(code);

const vote =
  (reply: typeof open) =>
  async (here: Acting, { page = 0 }: PageOfRetro): Promise<Reply> =>
    reply(await formOf(here, page));

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
        const saved = await saveVotes(here, chosenIn(shown, fields));
        if (saved.ok) return nothing;
        return isOfBallot(saved.code)
          ? errors({ topic0: here.t.plain(`vote.${saved.code}`) })
          : refusedAt(here, 'topic0', saved.code);
      },
      async (here, { page, shown }, fields) => {
        const kept = await keepVotes(here, chosenIn(shown, fields));
        if (kept.ok) return update(await formOf(here, page));
        // People who may not vote, or no longer, read why on submission.
        return isOfBallot(kept.code) ? update(await formOf(here, page, kept.code)) : nothing;
      },
    ),
  ],
};
