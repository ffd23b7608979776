/** Cards, unsaved input, and which cards only their authors can read. */
import type { Instant } from '#core/clock.ts';
import { instant, number, text } from '#core/columns.ts';
import type { RowId, UserId } from '#core/ids.ts';
import type { JobRef } from '#core/job-ref.ts';
import { draftsIn } from '#core/kit/drafts.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { jobNames } from '../session/ids.ts';
import { retro_id, storedIds, storedTexts } from '../session/rows.ts';

/** One line of text for the participants. It has no time and no global number: these would lead back to the author. */
export const cards = sharedTable(
  'retro_card',
  {
    retro_id,
    column_id: text,
    /** Its position among its author's own cards here, so that they find them in their order. Only the author reads it. */
    place: number.leadsBack.internal,
    /** `RetroRow.opening` when it was written. */
    opening: number.leadsBack.internal,
    text,
  },
  { exported: { as: 'cards', withId: true, writers: 'authors' } },
);

export type CardRow = RowOf<typeof cards>;

/** A card as participants read it. */
export type ReadableCard = Omit<CardRow, 'place' | 'opening'>;

/** In the order in which they were written. */
export const ownCardsOf = async (read: ReadScope, retro: RowId): Promise<CardRow[]> =>
  findRows(read.mine(cards), { retro_id: retro }, 'place', 'id');

/** The cards that the viewer may read, in an order that reveals no author. */
export async function readableCards(read: ReadScope, retro: RowId): Promise<ReadableCard[]> {
  const shown = read.from(cards).select(['it.id', 'it.retro_id', 'it.column_id', 'it.text']);
  return shown.where('it.retro_id', '=', retro).orderBy('it.id').execute();
}

/** A person's unsaved input in the form for cards: only they can read it, and only for a while. */
export const drafts = ownTable(
  'retro_draft',
  ['retro_id'],
  {
    retro_id,
    /** JSON: the text of each column's input. */
    typed: text.as('text'),
    /** JSON: the ids of the cards in the form when it was opened, as in `cardsModal`. */
    shown: text.internal,
    typed_at: instant.internal,
  },
  { exported: { as: 'drafts' } },
);

/**
 * Only the existence of a card, under the card's id, so that the channel knows the number of topics without reading the cards. It is under the card's
 * embargo, and is created and deleted with it.
 */
export const marks = sharedTable('retro_mark', { retro_id });

/** A person's unsaved input in the form. */
export interface Draft {
  /** The text of each input, by column of the format. */
  readonly typed: readonly string[];
  /** The cards in the inputs when the form was opened. */
  readonly shown: readonly RowId[];
}

/** In its stored form. */
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
 * Whether a card was written since collecting began or was reopened: until collecting is over only its author can read and edit it. Editing an older,
 * readable card would reveal when its author was here.
 */
export const isChangeable = (
  retro: { readonly opening: number },
  card: { readonly opening: number },
): boolean => card.opening === retro.opening;

/** Removes one line for each given text. */
export function without(lines: readonly string[], texts: readonly string[]): string[] {
  const left = [...texts];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

export interface Diffed {
  readonly changed: readonly { readonly id: RowId; readonly text: string }[];
  readonly added: readonly string[];
  readonly gone: readonly RowId[];
}

/** @returns the typed cards: one per line, trimmed, without empty ones */
export function linesOf(typed: string): string[] {
  return typed
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/**
 * Matches lines to cards, so that an edited card keeps its row: first lines with a card's exact text, then the others in order. Remaining lines are
 * new cards; remaining cards were removed.
 * @param before the cards in the form, in its order
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

/** Schedules the end of a person's draft, if they have one, which only their own access can see. */
export async function endAt(scope: Scope, retro: RowId, person: UserId, at: Instant): Promise<void> {
  await scope.runAt(draftEnd(retro, person), at, { kind: 'person', userId: person });
}

/** Ends an expired draft. */
export const draftEnd = (retro: RowId, person: UserId): JobRef => jobNames.draftEnd.ref({ retro, person });
