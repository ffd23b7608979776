/** A person's own cards: the form with all columns, the list, and the form for one card. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { RowId } from '#core/ids.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { actions, context, section, userText } from '#core/kit/blocks.ts';
import { defineModal, renderModal, input, type RenderedModal, textField } from '#core/kit/modal.ts';
import { definePages, pageBy, pageNumber, pager } from '#core/kit/pages.ts';
import { rowValue } from '#core/kit/values.ts';
import { join } from '#core/text.ts';
import { ofRetro, pageOfRetro } from '../session/ids.ts';
import type { Loaded } from '../session/load.ts';
import { type Kept, keptNow, plainPromise, promise } from '../session/promises.ts';
import { columnName, type Translator } from '../session/words.ts';
import { type Column, columnsIn } from '../start/formats.ts';
import { type CardRow, type Draft, isChangeable } from './rows.ts';

export const addCards = defineAction('retro.add', ofRetro);
export const discardDraft = defineAction('retro.discard', ofRetro);
export const nothingToAdd = defineAction('retro.nothing', ofRetro);
export const seeCards = defineAction('retro.see', ofRetro);

/** `topic`: only its cards. */
export const seePages = definePages(
  'retro.see',
  z.object({ retro: rowValue, page: pageNumber, topic: rowValue.optional() }),
);

export const ownCards = defineAction('retro.own', ofRetro);
export const ownPages = definePages('retro.own', pageOfRetro);

export const editCard = defineAction('retro.edit', z.object({ card: rowValue }));
export const deleteCard = defineAction('retro.delete', z.object({ card: rowValue }));

/** The form's fields, by column of the format. */
export const columnFields = ['column0', 'column1', 'column2', 'column3', 'column4'] as const;

const cardsField = textField({ lines: true, optional: true, isLive: true });

/** `shown`: the cards in the inputs when the form was opened; saving changes or deletes only these. */
export const cardsModal = defineModal(
  'retro.cards',
  z.object({ retro: rowValue, shown: z.array(rowValue).max(60) }),
  Object.fromEntries(columnFields.map((name) => [name, cardsField])) as Record<
    (typeof columnFields)[number],
    typeof cardsField
  >,
);

const ownModal = defineModal('retro.own-cards', ofRetro, {});
export const editModal = defineModal('retro.edit-card', z.object({ card: rowValue }), {
  text: textField({ lines: true }),
});

export const seeModal = defineModal('retro.see-cards', ofRetro, {});

/** How much of a person's existing cards the form holds, which leaves room to add some. */
const inForm = { cards: 60, characters: 2_400 };

const ownPage = { items: 20, characters: 9_000 };

interface CardsView {
  /** The person's cards in this retrospective. */
  readonly own: readonly CardRow[];
  readonly draft: Draft | null;
  /** Whether everyone else has answered. */
  readonly isLast: boolean;
  /** Whether the person has answered in this phase. */
  readonly hasAnswered: boolean;
}

/** The form without a draft: few cards can all be edited in place; with many, it only adds. */
export function untouched({ row }: Pick<Loaded, 'row'>, all: readonly CardRow[]): Draft {
  const columns = columnsIn(row);
  const own = all.filter((card) => isChangeable(row, card));
  const texts = columns.map((column) => textOf(column, own));
  const fits = own.length <= inForm.cards && texts.every((text) => text.length <= inForm.characters);
  return fits
    ? { typed: texts, shown: own.map(({ id }) => id) }
    : { typed: columns.map(() => ''), shown: [] };
}

/**
 * The form for cards, with the draft or else the person's cards. Cards that do not fit are edited in "My cards".
 * @param round new to make the inputs forget their content
 */
export function cardsForm(
  t: Translator,
  loaded: Loaded,
  { own, draft, isLast, hasAnswered }: CardsView,
  round = '',
): RenderedModal {
  const { row } = loaded;
  const kept = keptNow(loaded, t.now);
  const withThem = hasAnswered
    ? kept
    : { ...kept, answers: kept.answers + 1, invitees: Math.max(kept.invitees, kept.answers + 1) };
  const { typed, shown } = draft ?? untouched({ row }, own);
  const standing = own.filter(({ id }) => shown.includes(id));
  const standsAside = standing.length < own.length;
  const mine =
    own.length === 0
      ? []
      : [standsAside ? t.mrkdwn('cards.more', { count: own.length }) : t.mrkdwn('cards.shown')];
  const buttons = [
    ...(draft === null ? [] : [button(discardDraft, t.plain('form.discard'), { retro: row.id })]),
    // Not beside cards in the form: if deleted there, saving the form would bring them back.
    ...(standsAside ? [button(ownCards, t.plain('cards.own'), { retro: row.id })] : []),
  ];
  return renderModal(
    cardsModal,
    { retro: row.id, shown: standing.map(({ id }) => id) },
    t.modal('cards.title', 'save'),
    [
      context(join([t.mrkdwn('cards.intro'), promise(t, 'ownCards', kept), promise(t, 'draft', kept)], ' ')),
      context(promise(t, 'ownName', withThem)),
      ...(isLast ? [context(t.mrkdwn('cards.last'))] : []),
      ...(draft === null ? mine : [t.mrkdwn('typedBefore')]).map((text) => context(text)),
      ...(buttons.length === 0 ? [] : [actions(buttons)]),
      ...columnsIn(row).flatMap((column, index) => {
        const field = columnFields[index];
        if (field === undefined) return [];
        const over = {
          label: columnName(t, column),
          ...('own' in column ? {} : { hint: t.plain(column.question) }),
        };
        return [input(cardsModal, field, over, typed[index] ?? '', round)];
      }),
    ],
  );
}

function textOf(column: Column, own: readonly CardRow[]): string {
  return own
    .filter((card) => card.column_id === column.id)
    .map(({ text }) => text)
    .join('\n');
}

/** All of a person's cards, each with its actions. */
export function renderOwn(
  t: Translator,
  loaded: Loaded,
  own: readonly CardRow[],
  wanted: number,
): RenderedModal {
  const { row, retro } = loaded;
  const kept = keptNow(loaded, t.now);
  const columns = columnsIn(row);
  const sorted = columns.flatMap(({ id }) => own.filter((card) => card.column_id === id));
  const page = pageBy(sorted, ({ text }) => text.length, ownPage, wanted);
  const canEdit = (card: CardRow) => retro.phase === 'collect' && isChangeable(row, card);
  return renderModal(
    ownModal,
    { retro: row.id },
    t.modal('own.title'),
    own.length === 0
      ? [section(t.mrkdwn('own.none'))]
      : [
          ...page.shown.flatMap((card) => ownCard(t, card, kept, canEdit(card))),
          ...pager(t, page, ownPages, (to) => ({ retro: row.id, page: to })),
        ],
  );
}

function ownCard(t: Translator, card: CardRow, kept: Kept, canEdit: boolean): KnownBlock[] {
  const value = { card: card.id };
  const edit = button(editCard, t.plain('change'), value, {
    label: t.plain('own.editLabel', { text: card.text }),
  });
  const remove = button(deleteCard, t.plain('own.delete'), value, {
    style: 'danger',
    label: t.plain('own.deleteLabel', { text: card.text }),
    confirm: {
      title: t.plain('own.deleteTitle'),
      text: plainPromise(t, 'deleting', canEdit ? { ...kept, isOpen: false } : kept),
      confirm: t.plain('own.delete'),
      deny: t.plain('keep'),
    },
  });
  return [userText({ written: card.text }), actions(canEdit ? [edit, remove] : [remove])];
}

/** Edits one card. */
export function renderEdit(
  t: Translator,
  card: { readonly id: RowId; readonly text: string },
): RenderedModal {
  return renderModal(editModal, { card: card.id }, t.modal('edit.title', 'save'), [
    input(editModal, 'text', { label: t.plain('edit.label') }, card.text),
  ]);
}
