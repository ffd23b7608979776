/** Giving votes, and saying that one is through with a phase: rows of one's own, which others may only count. */
import { wordsFor } from '../session/words.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { onPages } from '#core/kit/pages.ts';
import {
  errors,
  type Interaction,
  nothing,
  onAction,
  onSubmit,
  open,
  type Reply,
  update,
} from '#core/listener.ts';
import { refuse, type Result } from '#core/result.ts';
import type { ReadScope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { isLastToAnswer } from '../collect/screens.ts';
import { cardsIn } from '../group/operations.ts';
import { topicsIn } from '../group/rows.ts';
import { withRetroFor } from '../session/answers.ts';
import { hasAnswered, type Loaded, loadRetro } from '../session/load.ts';
import { applyEvent, settle } from '../session/operations.ts';
import { isOpen } from '../session/phases.ts';
import type { Refusal, Retro } from '../session/retro.ts';
import { type TurnAnswer, turns } from '../session/rows.ts';
import { whyNot } from '../session/rules.ts';
import { ballotOf, saveBallot } from './rows.ts';
import { type Ballot, type BallotRefusal, choose } from './rules.ts';
import { renderVote, topicFields, vote as voteId, voteModal, votePages, type VoteView } from './screens.ts';

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

const vote =
  (reply: typeof open) =>
  (interaction: Interaction, { retro: id, page = 0 }: { retro: RowId; page?: number }) =>
    withRetroFor(interaction, id, 'vote', async (loaded) =>
      reply(renderVote(wordsFor(interaction), loaded, await voteViewOf(interaction.scope, loaded, page))),
    );

async function loadedNow(interaction: Interaction, id: RowId): Promise<Loaded | null> {
  const loaded = await loadRetro(interaction.scope, id);
  return loaded === null ? null : settle(interaction, loaded);
}

type Chosen = Readonly<Record<(typeof topicFields)[number], string | null>>;

/** Votes by topic, of the topics that stood in the form. A field that holds nothing says nothing. */
function chosenIn(shown: readonly RowId[], fields: Chosen): ReadonlyMap<RowId, number> {
  return new Map(
    shown.flatMap((topic, at): [RowId, number][] => {
      const field = topicFields[at];
      const votes = field === undefined ? null : fields[field];
      return votes === null ? [] : [[topic, Number(votes)]];
    }),
  );
}

const ofBallot: readonly string[] = ['topicGone', 'manyOnOne', 'overBudget'] satisfies BallotRefusal[];
const isOfBallot = (code: Refusal | BallotRefusal): code is BallotRefusal => ofBallot.includes(code);

const voted = onSubmit(
  voteModal,
  async (interaction, { retro: id, shown }, fields): Promise<Reply> => {
    const t = wordsFor(interaction);
    const loaded = await loadedNow(interaction, id);
    if (loaded === null) return errors({ topic0: t.plain('refused.gone') });
    const saved = await saveVotes(interaction, loaded, interaction.person.userId, chosenIn(shown, fields));
    if (saved.ok) return nothing;
    return errors({
      topic0: t.plain(isOfBallot(saved.code) ? `vote.${saved.code}` : `refused.${saved.code}`),
    });
  },
  async (interaction, { retro: id, page, shown }, fields): Promise<Reply> => {
    const loaded = await loadedNow(interaction, id);
    if (loaded === null) return nothing;
    const kept = await keepVotes(interaction, loaded, interaction.person.userId, chosenIn(shown, fields));
    const why = kept.ok ? undefined : kept.code;
    // Whoever may not vote, or not any more, reads why when they submit it.
    if (why !== undefined && !isOfBallot(why)) return nothing;
    const view = await voteViewOf(interaction.scope, loaded, page);
    const t = wordsFor(interaction);
    return why === undefined
      ? update(renderVote(t, loaded, view))
      : update(renderVote(t, loaded, { ...view, refused: why }, interaction.newId()));
  },
);

export const voting: FeaturePart = {
  actions: [onAction(voteId, vote(open)), ...onPages(votePages, vote(update))],
  views: [voted],
};
