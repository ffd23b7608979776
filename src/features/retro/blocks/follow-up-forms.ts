/** The forms in which an owner decides on their action: whom to ask, another date, two steps of it, why it goes, how it helped. */
import { drawModal, input, type ModalDrawing } from '../../../core/kit/modal.ts';
import { section, userText } from '../../../core/kit/blocks.ts';
import type { RowId } from '../../../core/ids.ts';
import type { LocalDate } from '../../../core/time/date.ts';
import type { Helped } from '../domain/actions.ts';
import { giveUpModal, helpedModal, moveModal, passModal, splitModal } from '../ids/follow-up.ts';
import type { ActionRow } from '../tables.ts';
import type { Words } from './words.ts';

/** @param page of the list that it was opened from, which is drawn anew afterwards */
export function passDrawing({ say }: Words, row: ActionRow, page?: number): ModalDrawing {
  return drawModal(
    passModal,
    { action: row.id, page },
    { title: say.plain('pass.title'), submit: say.plain('pass.submit'), close: say.plain('cancel') },
    [
      userText({ bold: row.what }),
      input(passModal, 'to', { label: say.plain('pass.to'), hint: say.plain('pass.toHint') }),
    ],
  );
}

/** @param due proposed */
export function moveDrawing({ say }: Words, row: ActionRow, due: LocalDate, page?: number): ModalDrawing {
  return drawModal(
    moveModal,
    { action: row.id, page },
    { title: say.plain('moveDue.title'), submit: say.plain('save'), close: say.plain('cancel') },
    [
      userText({ bold: row.what }),
      input(moveModal, 'due', { label: say.plain('moveDue.due'), hint: say.plain('propose.dueHint') }, due),
    ],
  );
}

/** @param due proposed for the first; the second is chosen */
export function splitDrawing({ say }: Words, row: ActionRow, due: LocalDate, page?: number): ModalDrawing {
  const date = { label: say.plain('moveDue.due'), hint: say.plain('propose.dueHint') };
  return drawModal(
    splitModal,
    { action: row.id, page },
    { title: say.plain('split.title'), submit: say.plain('split.submit'), close: say.plain('cancel') },
    [
      input(splitModal, 'first', { label: say.plain('split.first') }, row.what),
      input(splitModal, 'firstDue', date, due),
      input(splitModal, 'second', { label: say.plain('split.second') }),
      input(splitModal, 'secondDue', date, due),
    ],
  );
}

/** @param from the list that it was opened from, which is drawn anew afterwards: of one's own actions, or of those of a retrospective */
export function giveUpDrawing(
  { say }: Words,
  row: ActionRow,
  from: { readonly page?: number | undefined; readonly retro?: RowId } = {},
): ModalDrawing {
  return drawModal(
    giveUpModal,
    { action: row.id, ...from },
    { title: say.plain('giveUp.title'), submit: say.plain('giveUp.submit'), close: say.plain('cancel') },
    [
      userText({ bold: row.what }),
      input(giveUpModal, 'reason', {
        label: say.plain('giveUp.reason'),
        hint: say.plain('giveUp.reasonHint'),
      }),
    ],
  );
}

/** The answer is stored already; a line may be added. */
export function helpedDrawing({ say }: Words, row: ActionRow, helped: Helped, page?: number): ModalDrawing {
  return drawModal(
    helpedModal,
    { action: row.id, page, helped },
    { title: say.plain('helped.title'), submit: say.plain('save'), close: say.plain('close') },
    [
      section(say.mrkdwn('helped.noted')),
      userText({ bold: row.what }),
      input(
        helpedModal,
        'how',
        { label: say.plain('helped.how'), hint: say.plain('helped.howHint') },
        row.helped_how,
      ),
    ],
  );
}
