/** Cards, what is typed and not saved, and which cards are still their authors’ alone. */
import type { Instant } from '#core/clock.ts';
import { instant, number, text } from '#core/columns.ts';
import type { RowId, UserId } from '#core/ids.ts';
import type { JobRef } from '#core/job-ref.ts';
import { draftsIn } from '#core/kit/drafts.ts';
import type { Scope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { jobNames } from '../session/ids.ts';
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
 * are. It is under embargo as its card is, and comes and goes with it.
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

/**
 * Whether a card was written since collecting began, or was opened again: until it is over it is its author's alone, and can be changed. What was written
 * before that can be read: changed now it would tell when its author was here.
 */
export const isChangeable = (
  retro: { readonly opening: number },
  card: { readonly opening: number },
): boolean => card.opening === retro.opening;

export interface Diffed {
  readonly changed: readonly { readonly id: RowId; readonly text: string }[];
  readonly added: readonly string[];
  readonly gone: readonly RowId[];
}

/** @returns the cards in what was typed: one a line, trimmed, without empty ones */
export function linesOf(typed: string): string[] {
  return typed
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/**
 * Finds which line is which card, so that an edited card keeps its row: first lines that are a card's very text, then the others in
 * order; lines left over are new cards, cards left over were removed.
 * @param before the cards that stood in the form, in its order
 */
export function diffCards(
  before: readonly { readonly id: RowId; readonly text: string }[],
  lines: readonly string[],
): Diffed {
  const open = [...before];
  const unmatched = lines.filter((line) => {
    const at = open.findIndex(({ text }) => text === line);
    if (at >= 0) open.splice(at, 1);
    return at < 0;
  });
  const both = Math.min(open.length, unmatched.length);
  return {
    changed: open.slice(0, both).map(({ id }, index) => ({ id, text: unmatched[index] ?? '' })),
    added: unmatched.slice(both),
    gone: open.slice(both).map(({ id }) => id),
  };
}

/** Has a person's draft end, if they have one: which only their own eyes see. */
export async function endAt(scope: Scope, retro: RowId, person: UserId, at: Instant): Promise<void> {
  await scope.runAt(draftEnd(retro, person), at, { kind: 'person', userId: person });
}

/** Ends a draft when its time has come. */
export const draftEnd = (retro: RowId, person: UserId): JobRef => jobNames.draftEnd.ref({ retro, person });
