/** Talking about topics: reading one, going on with it or from it, and noting what came out of it. */
import type { Instant } from '../../../core/clock.ts';
import type { RowId } from '../../../core/ids.ts';
import {
  nothing,
  onAction,
  open,
  type ActionListener,
  type Interaction,
  type Reply,
} from '../../../core/listener.ts';
import { outcomeDrawing } from '../blocks/discuss.ts';
import { seeDrawing } from '../blocks/see.ts';
import * as ids from '../ids/discuss.ts';
import type { Loaded } from '../repository.ts';
import { loadDiscussion } from '../repository/topics.ts';
import { readCards } from '../service/read.ts';
import { themesOf } from '../service/themes.ts';
import { goOnFrom, goOnWith } from '../service/talk.ts';
import type { DiscussionRow } from '../tables.ts';
import { refused, tell, tellUnread, withRetro, withRetroFor, wordsIn } from './with-retro.ts';

interface Of {
  readonly discussion: RowId;
}

async function withTopic(
  interaction: Interaction,
  id: RowId,
  run: (loaded: Loaded, topic: DiscussionRow) => Promise<Reply> | Reply,
): Promise<Reply> {
  const one = await loadDiscussion(interaction.scope, id);
  if (one === null) return tell(interaction, 'refused.gone');
  return withRetro(interaction, one.retro_id, (loaded) => run(loaded, one));
}

const read = (interaction: Interaction, { discussion }: Of) =>
  withTopic(interaction, discussion, async (loaded, { topic_id: topic }) => {
    const cards = await readCards(interaction, loaded, 0, topic);
    if (!cards.ok) return tellUnread(interaction, loaded);
    const theme = (await themesOf(interaction.scope, loaded.row)).find((one) => one.topic === topic);
    return open(seeDrawing(wordsIn(interaction), loaded, { ...cards.value, theme }));
  });

const goOn = (interaction: Interaction, value: Of & { readonly asked: Instant }) =>
  withTopic(interaction, value.discussion, async (loaded) => {
    const gone = await goOnWith(interaction, loaded, interaction.person.userId, value);
    if (gone.ok) return nothing;
    return gone.code === 'already' ? tell(interaction, 'talk.already') : refused(interaction, gone.code);
  });

const next = (interaction: Interaction, { discussion }: Of) =>
  withTopic(interaction, discussion, async (loaded) => {
    const gone = await goOnFrom(interaction, loaded, interaction.person.userId, discussion);
    return gone.ok ? nothing : refused(interaction, gone.code);
  });

const note = (interaction: Interaction, { discussion }: Of) =>
  withTopic(interaction, discussion, (loaded, topic) =>
    withRetroFor(interaction, loaded.row.id, 'note', () => open(outcomeDrawing(wordsIn(interaction), topic))),
  );

export const discussActions: readonly ActionListener[] = [
  onAction(ids.readTopic, read),
  onAction(ids.talkOn, goOn),
  onAction(ids.nextTopic, next),
  onAction(ids.noteOutcome, note),
];
