/** Every id of this feature, with the value it carries. Values are ids: what may be done is decided on arrival. */
import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { rowValue } from '#core/kit/values.ts';
import { paged, retro } from '../session/ids.ts';

export const addCards = defineAction('retro.add', retro);
export const discardDraft = defineAction('retro.discard', retro);

export const nothingToAdd = defineAction('retro.nothing', retro);

export const seeCards = defineAction('retro.see', retro);

/** `topic`: only its cards. */
export const seePages = definePages(
  'retro.see',
  z.object({ retro: rowValue, page: pageNumber, topic: rowValue.optional() }),
);

export const ownCards = defineAction('retro.own', retro);
export const ownPages = definePages('retro.own', paged);

export const editCard = defineAction('retro.edit', z.object({ card: rowValue }));
export const deleteCard = defineAction('retro.delete', z.object({ card: rowValue }));

const cardsField = textField({ lines: true, optional: true, isLive: true });

/** `shown`: the cards that stood in the inputs when the form was opened; only these can be changed or go by saving it. */
export const cardsModal = defineModal(
  'retro.cards',
  z.object({ retro: rowValue, shown: z.array(rowValue).max(60) }),
  {
    column0: cardsField,
    column1: cardsField,
    column2: cardsField,
    column3: cardsField,
    column4: cardsField,
  },
);

export const ownModal = defineModal('retro.own-cards', retro, {});

export const editModal = defineModal('retro.edit-card', z.object({ card: rowValue }), {
  text: textField({ lines: true }),
});

export const seeModal = defineModal('retro.see-cards', retro, {});
