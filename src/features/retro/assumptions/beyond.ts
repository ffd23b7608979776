/** "Not in our control": the owner of an action asks a leader about what stands in its way, without waiting for it to come back. */
import type { FeaturePart } from '#core/feature.ts';
import type { UserId } from '#core/ids.ts';
import {
  clear,
  errors,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  update,
} from '#core/listener.ts';
import { findRow, findRows } from '#core/rows.ts';
import { tellSettled } from '../action-items/handlers.ts';
import { actionOf, type ActionRow, followOne, loadAction } from '../action-items/operations.ts';
import { isToDo } from '../action-items/rules.ts';
import { beyondAction } from '../action-items/screens.ts';
import { tell } from '../session/answers.ts';
import { loadRetro } from '../session/load.ts';
import { wordsFor } from '../session/words.ts';
import { renderBeyond } from './forms.ts';
import { beyondModal, cardPost } from './ids.ts';
import { leadersFor } from './leaders.ts';
import { ask, raise } from './operations.ts';
import { assumptions } from './rows.ts';
import { namesSomebody } from './view.ts';

/** @returns why this person cannot ask about it; `null` if they can */
function whyNot(interaction: Reading, action: ActionRow | null, by: UserId): Reply | null {
  if (action === null) return tell(interaction, 'refused.noSuchAction');
  if (!isToDo(action)) return tellSettled(wordsFor(interaction), action);
  return action.owner_id === by ? null : tell(interaction, 'refused.notYourAction');
}

const form = onReading(beyondAction, async (interaction, { action: id, page, channel }) => {
  const { scope, person } = interaction;
  const action = await loadAction(scope, id);
  const why = whyNot(interaction, action, person.userId);
  if (why !== null || action === null) return why ?? clear;
  const known = await findRow(scope.from(assumptions), { action_id: id, state: 'asked' });
  if (known !== null) return tell(interaction, 'assumption.already');
  const leaders = await leadersFor(scope, action.channel_id, person.userId);
  const drawn = renderBeyond(wordsFor(interaction), action, leaders, { page, channel });
  return (page === undefined ? open : update)(drawn);
});

const asked = onSubmit(beyondModal, async (interaction, { action: id }, { theme, leader }) => {
  const { scope, person } = interaction;
  const t = wordsFor(interaction);
  const action = await loadAction(scope, id);
  const loaded = action === null ? null : await loadRetro(scope, action.retro_id);
  if (action === null || loaded === null) return errors({ theme: t.plain('refused.noSuchAction') });
  if (whyNot(interaction, action, person.userId) !== null)
    return errors({ theme: t.plain(isToDo(action) ? 'refused.notYourAction' : 'assumption.actionOver') });
  if (theme === '') return errors({ theme: t.plain('assumption.themeEmpty') });
  if (await namesSomebody(scope, action.channel_id, theme))
    return errors({ theme: t.plain('assumption.namesPerson') });
  const { here } = await leadersFor(scope, action.channel_id, person.userId);
  const chosen = here.find(({ userId }) => userId === leader);
  if (chosen === undefined) return errors({ leader: t.plain('assumption.notAgreed') });
  const before = await findRows(scope.from(assumptions), { action_id: id }, 'id');
  if (before.some(({ state }) => state === 'asked')) return errors({ theme: t.plain('assumption.already') });
  // What one leader answered stays as it is, and theirs.
  const unanswered = before.find(({ state }) => state !== 'answered');
  const question = unanswered ?? (await raise(interaction, loaded.row, { action_id: id }));
  await ask(interaction, loaded, question, { theme, leader: chosen, by: person.userId });
  await scope.publish(cardPost(loaded.row, question));
  // It waits: its owner is not reminded.
  await followOne(interaction, actionOf(action), actionOf(action), null);
  return clear;
});

export const beyond: Required<Pick<FeaturePart, 'actions' | 'views'>> = { actions: [form], views: [asked] };
