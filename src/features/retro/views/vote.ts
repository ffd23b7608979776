/** The form for votes: each choice is kept at once; submitted, it counts as answered. */
import type { RowId } from '../../../core/ids.ts';
import {
  errors,
  nothing,
  onSubmit,
  update,
  type Interaction,
  type Reply,
  type ViewListener,
} from '../../../core/listener.ts';
import { wordsIn } from '../actions/with-retro.ts';
import { voteDrawing } from '../blocks/vote.ts';
import type { Refusal } from '../domain.ts';
import type { BallotRefusal } from '../domain/votes.ts';
import { topicFields, voteModal } from '../ids/group.ts';
import { loadRetro, type Loaded } from '../repository.ts';
import { settle } from '../service/happen.ts';
import { keepVotes, saveVotes, voteViewOf } from '../service/vote.ts';

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

const vote = onSubmit(
  voteModal,
  async (interaction, { retro: id, shown }, fields): Promise<Reply> => {
    const { say } = wordsIn(interaction);
    const loaded = await loadedNow(interaction, id);
    if (loaded === null) return errors({ topic0: say.plain('refused.gone') });
    const saved = await saveVotes(interaction, loaded, interaction.person.userId, chosenIn(shown, fields));
    if (saved.ok) return nothing;
    return errors({
      topic0: say.plain(isOfBallot(saved.code) ? `vote.${saved.code}` : `refused.${saved.code}`),
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
    const words = wordsIn(interaction);
    return why === undefined
      ? update(voteDrawing(words, loaded, view))
      : update(voteDrawing(words, loaded, { ...view, refused: why }, interaction.newId()));
  },
);

export const voteViews: readonly ViewListener[] = [vote];
