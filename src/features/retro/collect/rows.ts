/** The rows of a retrospective itself, and of its cards. Days are in the channel's zone. */
import { draftsIn } from '#core/kit/drafts.ts';
import { instant, number, text } from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { retro_id, storedIds, storedTexts } from '../session/rows.ts';

/** One line of text for the participants. No time and no number over all of them: these would lead back to the author. */
export const cards = sharedTable(
  'retro_card',
  {
    retro_id,
    column_id: text,
    /** Its place among its author's own cards here, so that they find them as they typed them. Read by nobody else. */
    place: number.leadsBack.internal,
    /** `RetroRow.opening` when it was written. */
    opening: number.leadsBack.internal,
    text,
  },
  { exported: { as: 'cards', withId: true, writers: 'authors' } },
);

export type CardRow = RowOf<typeof cards>;

/** A card as those who take part read it. */
export type ReadableCard = Omit<CardRow, 'place' | 'opening'>;

/** What a person has typed into the form for cards and not saved: for their eyes alone, and only for a while. */
export const drafts = ownTable(
  'retro_draft',
  ['retro_id'],
  {
    retro_id,
    /** JSON: by column, what stood in its input. */
    typed: text.as('text'),
    /** JSON: the ids of the cards that stood in the form when it was opened, as in `cardsModal`. */
    shown: text.internal,
    typed_at: instant.internal,
  },
  { exported: { as: 'drafts' } },
);

/**
 * That there is a card, under the card's id and nothing more: so that the channel, which may not read the cards, knows how many topics there
 * are. It is sealed as its card is, and comes and goes with it.
 */
export const marks = sharedTable('retro_mark', { retro_id });

/** What a person typed into the form and has not saved. */
export interface Draft {
  /** What stood in each input, column by column of the format. */
  readonly typed: readonly string[];
  /** The cards that stood in the inputs when the form was opened. */
  readonly shown: readonly RowId[];
}

/** As it is kept. */
export const draftRecords = {
  read: (row: RowOf<typeof drafts>) => ({
    typed: storedTexts.parse(JSON.parse(row.typed)),
    shown: storedIds.parse(JSON.parse(row.shown)),
    typedAt: row.typed_at,
  }),
  cells: ({ typed, shown }: Draft) => ({ typed: JSON.stringify(typed), shown: JSON.stringify(shown) }),
};

export const ownDrafts = draftsIn(drafts, (retro: RowId) => ({ retro_id: retro }), draftRecords);
