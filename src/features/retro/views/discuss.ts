/** What came out of a topic, noted by whoever facilitates. */
import { clear, errors, onSubmit, type Reply, type ViewListener } from '../../../core/listener.ts';
import { wordsIn } from '../actions/with-retro.ts';
import { outcomeModal } from '../ids/discuss.ts';
import { discussionPost } from '../posts.ts';
import { loadRetro } from '../repository.ts';
import { loadDiscussion } from '../repository/topics.ts';
import { happen } from '../service/happen.ts';
import { discussions } from '../tables.ts';

const note = onSubmit(outcomeModal, async (interaction, { discussion: id }, { outcome }): Promise<Reply> => {
  const { scope, person } = interaction;
  const { say } = wordsIn(interaction);
  const one = await loadDiscussion(scope, id);
  const loaded = one === null ? null : await loadRetro(scope, one.retro_id);
  if (one === null || loaded === null) return errors({ outcome: say.plain('refused.gone') });
  const happened = await happen(interaction, loaded, { kind: 'note', by: person.userId });
  if (!happened.ok) return errors({ outcome: say.plain(`refused.${happened.code}`) });
  await scope.update(discussions, id, { outcome });
  await scope.refresh(discussionPost(loaded.row, one));
  return clear;
});

export const discussViews: readonly ViewListener[] = [note];
