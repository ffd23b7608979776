/** Opening the form for votes, and turning its pages: what was chosen is kept already. */
import { onPages } from '../../../core/kit/pages.ts';
import type { RowId } from '../../../core/ids.ts';
import { onAction, open, update, type ActionListener, type Interaction } from '../../../core/listener.ts';
import { voteDrawing } from '../blocks/vote.ts';
import * as ids from '../ids/group.ts';
import { voteViewOf } from '../service/vote.ts';
import { withRetroFor, wordsIn } from './with-retro.ts';

const vote =
  (reply: typeof open) =>
  (interaction: Interaction, { retro: id, page = 0 }: { retro: RowId; page?: number }) =>
    withRetroFor(interaction, id, 'vote', async (loaded) =>
      reply(voteDrawing(wordsIn(interaction), loaded, await voteViewOf(interaction.scope, loaded, page))),
    );

export const voteActions: readonly ActionListener[] = [
  onAction(ids.vote, vote(open)),
  ...onPages(ids.votePages, vote(update)),
];
