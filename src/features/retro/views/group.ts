/** The forms of grouping: joining topics by hand, and going on. */
import { messageOf } from '../../../core/kit/message.ts';
import { isId, rowId } from '../../../core/ids.ts';
import {
  clear,
  errors,
  onSubmit,
  say,
  update,
  type Reply,
  type ViewListener,
} from '../../../core/listener.ts';
import { wordsIn } from '../actions/with-retro.ts';
import { groupDrawing } from '../blocks/group.ts';
import { groupModal, joinModal } from '../ids/group.ts';
import { loadRetro } from '../repository.ts';
import { happen, settle } from '../service/happen.ts';
import { regroup } from '../service/group.ts';

const joinChosen = onSubmit(joinModal, async (interaction, { retro: id }, fields): Promise<Reply> => {
  const words = wordsIn(interaction);
  const found = await loadRetro(interaction.scope, id);
  if (found === null) return errors({ topics: words.say.plain('refused.gone') });
  const loaded = await settle(interaction, found);
  const topics = fields.topics.filter(isId).map(rowId);
  const newId = rowId(interaction.newId());
  const by = interaction.person.userId;
  const read = await regroup(interaction, loaded, by, { kind: 'chosen', topics, newId });
  if (!read.ok) return errors({ topics: words.say.plain(`refused.${read.code}`) });
  if (read.value.changed === 0) return errors({ topics: words.say.plain('joining.few') });
  return update(groupDrawing(words, loaded, read.value, 0));
});

const goOn = onSubmit(groupModal, async (interaction, { retro: id }): Promise<Reply> => {
  const { say: words } = wordsIn(interaction);
  const loaded = await loadRetro(interaction.scope, id);
  if (loaded === null) return say(messageOf(words.mrkdwn('refused.gone')));
  const event = { kind: 'endPhase', by: interaction.person.userId, phase: 'group' } as const;
  const happened = await happen(interaction, loaded, event);
  return happened.ok ? clear : say(messageOf(words.mrkdwn(`refused.${happened.code}`)));
});

export const groupViews: readonly ViewListener[] = [joinChosen, goOn];
