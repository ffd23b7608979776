/** A person's own cards: only their author writes, edits and deletes them, within the rules. */
import { day, type Instant } from '#core/clock.ts';
import { rowId, type RowId, type UserId } from '#core/ids.ts';
import type { JobRef } from '#core/job-ref.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { insertion, type Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { jobNames } from '../session/ids.ts';
import { hasAnswered, type Loaded, loadRetro, type Mine, ownCard, ownCardsOf } from '../session/load.ts';
import { applyEvent } from '../session/operations.ts';
import type { Refusal, Retro } from '../session/phases.ts';
import { turns } from '../session/rows.ts';
import { limitsOf, whyNot } from '../session/rules.ts';
import { columnsIn } from '../start/formats.ts';
import {
  type CardRow,
  cards,
  diffCards,
  type Diffed,
  type Draft,
  draftEnd,
  endAt,
  isChangeable,
  linesOf,
  marks,
  ownDrafts,
} from './rows.ts';
import { untouched } from './screens.ts';

export type CardsRefusal =
  | { readonly kind: 'rules'; readonly code: Refusal }
  | { readonly kind: 'empty' }
  | { readonly kind: 'long'; readonly column: number; readonly length: number }
  | { readonly kind: 'many'; readonly count: number };

type Outcome =
  { readonly ok: true; readonly retro: Retro } | { readonly ok: false; readonly why: CardsRefusal };

/**
 * Makes the person's cards what they typed.
 * @param mine what they had before
 * @param draft the form's content, which covers only its own cards; their others stay
 */
export async function saveCards(
  work: Work,
  loaded: Loaded,
  by: UserId,
  { cards: all, answered }: Mine,
  { shown, typed }: Draft,
): Promise<Outcome> {
  const columns = columnsIn(loaded.row);
  const own = all.filter((card) => isChangeable(loaded.row, card));
  const mended = columns.map(({ id }, index) => {
    const those = all.filter((card) => card.column_id === id && shown.includes(card.id));
    // Cards that others can already read stay unchanged, even if an old form shows them.
    const lines = without(
      linesOf(typed[index] ?? ''),
      those.filter((card) => !own.includes(card)).map(({ text }) => text),
    );
    return {
      column: id,
      ...diffCards(
        those.filter((card) => own.includes(card)),
        lines,
      ),
    };
  });
  const isFirst = answered !== loaded.row.opening;
  const left = countAfter(own, mended);
  const event =
    left === 0 && own.length > 0 ? withdrawal(by, !isFirst) : ({ kind: 'answer', by, isFirst } as const);
  // Lateness is reported first: then nothing else helps.
  const tooLate = whyNot(loaded.retro, event, work.now);
  if (tooLate !== null) return { ok: false, why: { kind: 'rules', code: tooLate } };
  const why = whyNotThese(mended, own, all.length);
  if (why !== null) return { ok: false, why };

  // Before the event's effects: it may end collecting, and then these cards count as topics.
  for (const { changed, gone } of mended) {
    for (const { id, text } of changed) await work.scope.update(cards, id, { text }, { mine: true });
    for (const id of gone) await removeCard(work, id);
  }
  const last = Math.max(0, ...all.map((card) => card.place));
  const added = mended.flatMap(({ column, added: lines }) =>
    lines.map((text) => ({ column_id: column, text })),
  );
  await insertCards(
    work,
    loaded,
    by,
    added.map((card, nth) => ({ ...card, place: last + 1 + nth })),
  );
  const happened = await applyEvent(work, loaded, event);
  if (!happened.ok) return { ok: false, why: { kind: 'rules', code: happened.code } };
  await noteAnswer(work, loaded, by, left === 0 ? null : 'cards', draftEnd(loaded.row.id, by));
  await ownDrafts.drop(work.scope, loaded.row.id);
  return { ok: true, retro: happened.value };
}

/** @param all how many cards the person has here, including those that can no longer be edited */
function whyNotThese(mended: readonly Diffed[], own: readonly CardRow[], all: number): CardsRefusal | null {
  for (const [column, { changed, added }] of mended.entries()) {
    const long = [...changed.map(({ text }) => text), ...added].find((text) => text.length > limitsOf.card);
    if (long !== undefined) return { kind: 'long', column, length: long.length };
  }
  const count = countAfter(own, mended);
  if (own.length === 0 && count === 0) return { kind: 'empty' };
  const many = count + all - own.length;
  return many > limitsOf.cardsEach ? { kind: 'many', count: many } : null;
}

/** Removes one line for each given text. */
function without(lines: readonly string[], texts: readonly string[]): string[] {
  const left = [...texts];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function countAfter(own: readonly CardRow[], mended: readonly Diffed[]): number {
  return mended.reduce((count, { added, gone }) => count + added.length - gone.length, own.length);
}

const withdrawal = (by: UserId, hadAnswered: boolean) => ({ kind: 'withdraw', by, hadAnswered }) as const;

async function insertCards(
  { scope, newId }: Work,
  { row }: Loaded,
  by: UserId,
  written: readonly Omit<CardRow, 'id' | 'retro_id' | 'opening'>[],
): Promise<void> {
  const how = { embargo: row.added_seal ?? row.card_seal, by: [by], names: row.names };
  await scope.insertAll(
    written.flatMap((one) => {
      const of = { id: rowId(newId()), retro_id: row.id };
      const card: CardRow = { ...of, opening: row.opening, ...one };
      return [
        insertion(cards, card, { ...how, audience: row.participants_id }),
        insertion(marks, of, { ...how, audience: row.conversation_id }),
      ];
    }),
  );
}

/** @returns whether this person had one */
async function removeCard({ scope }: Work, id: RowId): Promise<boolean> {
  await scope.delete(marks, id);
  return scope.delete(cards, id);
}

/** @param answer `null`: they no longer count as having answered @param over jobs that are no longer needed */
async function noteAnswer(
  { scope }: Work,
  { row }: Loaded,
  by: UserId,
  answer: 'cards' | 'nothing' | null,
  ...over: readonly JobRef[]
): Promise<void> {
  const turn = { retro_id: row.id, phase: 'collect' } as const;
  if (answer === null) await scope.deleteOwn(turns, turn);
  else
    await scope.upsertOwn(
      turns,
      { ...turn, answer, opening: row.opening },
      { audience: row.conversation_id },
    );
  const remind = jobNames.remind.ref({ retro: row.id, person: by });
  await scope.cancel(...(answer === null ? [] : [remind]), ...over);
  await scope.refreshHome(by);
}

/** "Nothing to add" counts as an answer. @returns the state after; `haveCards` if the person has cards: those are their answer */
export async function answerNothing(
  work: Work,
  loaded: Loaded,
  by: UserId,
): Promise<Result<Retro, Refusal | 'haveCards'>> {
  const isFirst = !(await hasAnswered(work.scope, loaded.row, 'collect'));
  const all = await ownCardsOf(work.scope, loaded.row.id);
  const own = all.filter((card) => isChangeable(loaded.row, card));
  if (own.length > 0 && !isFirst)
    return refuse(whyNot(loaded.retro, { kind: 'answer', by }, work.now) ?? 'haveCards');
  const happened = await applyEvent(work, loaded, { kind: 'answer', by, isFirst });
  if (!happened.ok) return happened;
  // People who left lose their answer but keep their cards, which are their answer when they return.
  await noteAnswer(work, loaded, by, own.length > 0 ? 'cards' : 'nothing');
  return own.length > 0 ? refuse('haveCards') : happened;
}

/** Edits the text of one's own card during collecting, but not of an earlier card that others can already read. */
export async function changeCard(
  work: Work,
  id: RowId,
  by: UserId,
  text: string,
): Promise<Result<Loaded, Refusal | 'cardGone' | 'cardRead'>> {
  const found = await ownCardWithRetro(work, id);
  if (found === null) return refuse('cardGone');
  if (found.retro.phase === 'collect' && !isChangeable(found.row, found.card)) return refuse('cardRead');
  const happened = await applyEvent(work, found, { kind: 'answer', by, isFirst: false });
  if (!happened.ok) return happened;
  await work.scope.update(cards, id, { text }, { mine: true });
  return ok(found);
}

/** Deletes one's own card, at any time; during collecting, deleting the last one withdraws the answer. */
export async function deleteCard(work: Work, id: RowId, by: UserId): Promise<Result<Loaded, 'cardGone'>> {
  const found = await ownCardWithRetro(work, id);
  if (found === null || !(await removeCard(work, id))) return refuse('cardGone');
  const left = (await ownCardsOf(work.scope, found.row.id)).filter((card) => isChangeable(found.row, card));
  if (left.length === 0 && found.retro.phase === 'collect' && isChangeable(found.row, found.card)) {
    const hadAnswered = await hasAnswered(work.scope, found.row, 'collect');
    // Refused once collecting is over: then the answer still counts, but the card is gone.
    const happened = await applyEvent(work, found, withdrawal(by, hadAnswered));
    if (happened.ok) await noteAnswer(work, found, by, null);
  }
  return ok(found);
}

/** A card that the person wrote, with its retrospective. */
export async function ownCardWithRetro(
  work: Work,
  id: RowId,
): Promise<(Loaded & { readonly card: CardRow }) | null> {
  const card = await ownCard(work.scope, id);
  const loaded = card === null ? null : await loadRetro(work.scope, card.retro_id);
  return card === null || loaded === null ? null : { ...loaded, card };
}

/** Nobody returns to a draft later than that. */
const kept = 14 * day;

/** Saves the form's content, unless it equals what the form would show anyway. People who may not write cards save nothing. */
export async function keepDraft(work: Work, loaded: Loaded, by: UserId, draft: Draft): Promise<void> {
  const { scope, now } = work;
  if (whyNot(loaded.retro, { kind: 'answer', by }, now) !== null) return;
  const own = await ownCardsOf(scope, loaded.row.id);
  const shown = own.filter(({ id }) => draft.shown.includes(id));
  const { id } = loaded.row;
  const typed = { typed: draft.typed, shown: shown.map((card) => card.id) };
  const isKept = await ownDrafts.keep(work, id, typed, untouched(loaded, shown));
  if (isKept) await endAt(scope, id, by, Math.min(now + kept, loaded.retro.endsAt ?? now));
  else await scope.cancel(draftEnd(id, by));
}

/** The draft was saved, or is no longer wanted. */
export async function dropDraft(scope: Scope, retro: RowId, by: UserId): Promise<void> {
  await ownDrafts.drop(scope, retro);
  await scope.cancel(draftEnd(retro, by));
}

/** Deletes an expired draft, with its author's access. */
export async function endDraft({ scope, now }: Work, retro: RowId, by: UserId): Promise<void> {
  const draft = await ownDrafts.of(scope, retro);
  if (draft === null) return;
  const loaded = await loadRetro(scope, retro);
  const until = Math.min(draft.typedAt + kept, loaded === null ? Infinity : collectingUntil(loaded));
  if (until <= now) await dropDraft(scope, retro, by);
  else await endAt(scope, retro, by, until);
}

const collectingUntil = ({ retro }: Loaded): Instant => (retro.phase === 'collect' ? (retro.endsAt ?? 0) : 0);
