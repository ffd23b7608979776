/** Proposing an action item, and what is wrong with one that was typed. */
import { rowId } from '#core/ids.ts';
import { errors, nothing, open, type Reading, type Reply } from '#core/listener.ts';
import { onDay } from '#core/sentence.ts';
import { type Acting, onRetro, onRetroForm } from '../session/answers.ts';
import { usualDueDate } from '../session/lengths.ts';
import { applyEvent } from '../session/operations.ts';
import type { ActionItem, Refusal } from '../session/phases.ts';
import { noonOf, wordsFor } from '../session/words.ts';
import { noStandard } from '../standards/rules.ts';
import { actionLimits, mostActions, standingActions, stateOfNew } from './rules.ts';
import * as screens from './screens.ts';

export const propose = onRetro(screens.proposeAction, 'propose', ({ t, loaded, by, now }) =>
  standingActions(loaded.retro).length >= mostActions
    ? open(screens.renderDrop(t, loaded, by))
    : open(screens.renderPropose(t, loaded, by, now)),
);

/** A new action item, as it was typed in a form. */
export const proposed = (
  { by, newId }: Pick<Acting, 'by' | 'newId'>,
  {
    due,
    whenThen = '',
    ...typed
  }: Pick<ActionItem, 'what' | 'owner'> & {
    readonly due: string;
    readonly whenThen?: string;
  },
): ActionItem => ({
  id: rowId(newId()),
  ...typed,
  whenThen,
  proposer: by,
  dueOn: due,
  state: stateOfNew(by, typed.owner),
  doneAt: null,
  reason: '',
  helped: null,
  helpedHow: '',
  ...noStandard,
});

export const saveProposal = onRetroForm(screens.proposeModal, 'what', async (here, _metadata, fields) => {
  const action = proposed(here, { ...fields, due: fields.due ?? '' });
  const happened = await applyEvent(here, here.loaded, { kind: 'propose', by: here.by, action });
  if (happened.ok) return nothing;
  const { length } = happened.code === 'whenLong' ? fields.whenThen : fields.what;
  return proposalError(here, happened.code, length);
});

/** Why something cannot be agreed on, where the form says it. @param length of the text that was typed */
export const proposalError = (interaction: Reading, code: Refusal, length: number): Reply =>
  errorAt(interaction, fieldOf[code] ?? 'what', code, length);

/** Where the form of a proposal shows a refusal; any other at what is to be done. */
export const fieldOf: Partial<Record<Refusal, 'owner' | 'due' | 'whenThen'>> = {
  ownerOutside: 'owner',
  whenLong: 'whenThen',
  dueWrong: 'due',
  duePast: 'due',
  dueFar: 'due',
};

/** Why not, at a field. @param length of the text that was typed, if any */
export function errorAt(interaction: Reading, field: string, code: Refusal, length = 0): Reply {
  const t = wordsFor(interaction);
  const example = onDay(noonOf(usualDueDate(interaction.now, t.tz), t.tz));
  const most = code === 'whenLong' ? actionLimits.whenThen : actionLimits.what;
  return errors({ [field]: t.plain(`refused.${code}`, { length, most, example }) });
}
