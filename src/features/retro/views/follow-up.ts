/** The forms in which an owner decides on their action. What is refused is said at its field, and what was typed stays. */
import { rowId } from '../../../core/ids.ts';
import {
  errors,
  onSubmit,
  update,
  type Interaction,
  type Reply,
  type ViewListener,
} from '../../../core/listener.ts';
import { afterwards, decideOn } from '../actions/follow-up.ts';
import { withRetro, wordsIn } from '../actions/with-retro.ts';
import { dropDrawing } from '../blocks/actions.ts';
import { actionError } from '../blocks/action-errors.ts';
import { actionLimits } from '../domain/actions.ts';
import type { Refusal } from '../domain.ts';
import { giveUpModal, helpedModal, moveModal, passModal, splitModal } from '../ids/follow-up.ts';

/** @param length of the text that was typed, where one was */
const at = (interaction: Interaction, field: string, code: Refusal, length = 0): Reply =>
  errors({ [field]: actionError(wordsIn(interaction), code, interaction.now, { what: length }) });

const pass = onSubmit(passModal, async (interaction, { action, page }, { to }): Promise<Reply> => {
  if (to === null) return at(interaction, 'to', 'ownerOutside');
  const why = await decideOn(interaction, action, { kind: 'pass', to });
  return why === null ? afterwards(interaction, page) : at(interaction, 'to', why);
});

const move = onSubmit(moveModal, async (interaction, { action, page }, { due }): Promise<Reply> => {
  const why = await decideOn(interaction, action, { kind: 'move', dueOn: due ?? '' });
  return why === null ? afterwards(interaction, page) : at(interaction, 'due', why);
});

const split = onSubmit(splitModal, async (interaction, { action, page }, fields): Promise<Reply> => {
  const { first, firstDue, second, secondDue } = fields;
  for (const [name, text] of [
    ['first', first],
    ['second', second],
  ] as const) {
    if (text === '') return at(interaction, name, 'whatEmpty');
    if (text.length > actionLimits.what) return at(interaction, name, 'whatLong', text.length);
  }
  const why = await decideOn(interaction, action, {
    kind: 'split',
    first: { what: first, dueOn: firstDue ?? '' },
    second: { id: rowId(interaction.newId()), what: second, dueOn: secondDue ?? '' },
  });
  if (why === null) return afterwards(interaction, page);
  // Which of the two dates it is, the sentence says by its example.
  const isDate = why === 'dueWrong' || why === 'duePast' || why === 'dueFar';
  return at(interaction, isDate ? 'secondDue' : 'first', why);
});

const giveUp = onSubmit(
  giveUpModal,
  async (interaction, { action, page, retro }, { reason }): Promise<Reply> => {
    const why = await decideOn(interaction, action, { kind: 'drop', reason });
    if (why !== null) return at(interaction, 'reason', why);
    if (retro === undefined) return afterwards(interaction, page);
    return withRetro(interaction, retro, (loaded) =>
      update(dropDrawing(wordsIn(interaction), loaded, interaction.person.userId)),
    );
  },
);

const helped = onSubmit(
  helpedModal,
  async (interaction, { action, page, helped: answer }, { how }): Promise<Reply> => {
    const why = await decideOn(interaction, action, { kind: 'helped', helped: answer, how });
    return why === null ? afterwards(interaction, page) : at(interaction, 'how', why);
  },
);

export const followViews: readonly ViewListener[] = [pass, move, split, giveUp, helped];
