/** A person's own cards: the form with all columns, the list, and the form for one card. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { RowId } from '#core/ids.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { actions, bullets, context, section, userText } from '#core/kit/blocks.ts';
import { defineModal, renderModal, input, type RenderedModal, textField } from '#core/kit/modal.ts';
import { definePages, pageBy, pageNumber, pager } from '#core/kit/pages.ts';
import { rowValue } from '#core/kit/values.ts';
import { join, shorten } from '#core/text.ts';
import { ofRetro, pageOfRetro } from '../session/ids.ts';
import type { Loaded } from '../session/load.ts';
import { type Kept, keptNow, plainPromise, promise } from '../session/promises.ts';
import { columnName, type Translator } from '../session/words.ts';
import { type Column, columnsIn } from '../start/formats.ts';
import { intentBlock } from '../supposed/screens.ts';
import { type CardRow, type Draft, isChangeable } from './rows.ts';

export const addCards = defineAction('retro.add', ofRetro);
export const discardDraft = defineAction('retro.discard', ofRetro);
export const takeKept = defineAction('retro.kept-take', ofRetro);
export const dropKept = defineAction('retro.kept-drop', ofRetro);
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
/** One that was written late: see `late/`. */
export const deleteLate = defineAction('retro.late-delete', z.object({ card: rowValue }));
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
  /** What they wrote after the channel's last one was over: offered, and never mixed in. */
  readonly offered: readonly string[];
  /** What was intended before the work, or empty. */
  readonly intent: string;
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
  { own, draft, offered, intent, isLast, hasAnswered }: CardsView,
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
      ...(intent === '' ? [] : [intentBlock(t, intent)]),
      ...(isLast ? [context(t.mrkdwn('cards.last'))] : []),
      ...(draft === null ? mine : [t.mrkdwn('typedBefore')]).map((text) => context(text)),
      ...(buttons.length === 0 ? [] : [actions(buttons)]),
      ...offer(t, row.id, offered),
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

/** How many of the kept cards stand in the form, and how much of each. */
const inOffer = { cards: 10, characters: 300 };

function offer(t: Translator, retro: RowId, offered: readonly string[]): KnownBlock[] {
  if (offered.length === 0) return [];
  const shown = offered.slice(0, inOffer.cards);
  const more = offered.length - shown.length;
  return [
    section(t.mrkdwn('kept.offered')),
    bullets(shown.map((text) => [{ written: shorten(text, inOffer.characters) }])),
    ...(more > 0 ? [context(t.mrkdwn('kept.more', { count: more }))] : []),
    actions([
      button(takeKept, t.plain('kept.take'), { retro }),
      button(dropKept, t.plain('kept.drop'), { retro }),
    ]),
  ];
}

function textOf(column: Column, own: readonly CardRow[]): string {
  return own
    .filter((card) => card.column_id === column.id)
    .map(({ text }) => text)
    .join('\n');
}

interface Written {
  readonly id: RowId;
  readonly text: string;
}

/** All of a person's cards, each with its actions. @param late those that they wrote after collecting */
export function renderOwn(
  t: Translator,
  loaded: Loaded,
  own: readonly CardRow[],
  wanted: number,
  late: readonly Written[],
): RenderedModal {
  const { row, retro } = loaded;
  const kept = keptNow(loaded, t.now);
  const columns = columnsIn(row);
  const sorted = columns.flatMap(({ id }) => own.filter((card) => card.column_id === id));
  const canEdit = (card: CardRow) => retro.phase === 'collect' && isChangeable(row, card);
  const all = [
    ...sorted.map((card) => ({ text: card.text, blocks: ownCard(t, card, kept, canEdit(card)) })),
    ...late.map((card) => ({ text: card.text, blocks: lateCard(t, card) })),
  ];
  const page = pageBy(all, ({ text }) => text.length, ownPage, wanted);
  return renderModal(
    ownModal,
    { retro: row.id },
    t.modal('own.title'),
    all.length === 0
      ? [section(t.mrkdwn('own.none'))]
      : [
          ...page.shown.flatMap(({ blocks }) => blocks),
          ...pager(t, page, ownPages, (to) => ({ retro: row.id, page: to })),
        ],
  );
}

function ownCard(t: Translator, card: CardRow, kept: Kept, canEdit: boolean): KnownBlock[] {
  const edit = button(
    editCard,
    t.plain('change'),
    { card: card.id },
    { label: t.plain('own.editLabel', { text: card.text }) },
  );
  const said = plainPromise(t, 'deleting', canEdit ? { ...kept, isOpen: false } : kept);
  const remove = removal(t, deleteCard, card, said);
  return [userText({ written: card.text }), actions(canEdit ? [edit, remove] : [remove])];
}

/** One that was written late: it was told as it stands, or will be, so it can only be deleted. */
const lateCard = (t: Translator, card: Written): KnownBlock[] => [
  userText({ bold: t.plain('own.late') }, ' ', { written: card.text }),
  actions([removal(t, deleteLate, card, t.plain('late.deleting'))]),
];

const removal = (t: Translator, action: typeof deleteCard, { id, text }: Written, said: string) =>
  button(
    action,
    t.plain('own.delete'),
    { card: id },
    {
      style: 'danger',
      label: t.plain('own.deleteLabel', { text }),
      confirm: {
        title: t.plain('own.deleteTitle'),
        text: said,
        confirm: t.plain('own.delete'),
        deny: t.plain('keep'),
      },
    },
  );

/** Edits one card. */
export function renderEdit(
  t: Translator,
  card: { readonly id: RowId; readonly text: string },
): RenderedModal {
  return renderModal(editModal, { card: card.id }, t.modal('edit.title', 'save'), [
    input(editModal, 'text', t.labels('edit.label'), card.text),
  ]);
}
