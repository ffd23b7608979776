/** A person's own cards: only their author writes, edits and deletes them, within the rules. */
import { day, type Instant } from '#core/clock.ts';
import { rowId, type RowId, type UserId } from '#core/ids.ts';
import type { JobRef } from '#core/job-ref.ts';
import type { Interaction } from '#core/listener.ts';
import { refuse, type Result } from '#core/result.ts';
import { findRow } from '#core/rows.ts';
import { insertion, type Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { discussionPost, discussionsOf } from '../discuss/operations.ts';
import { cardIdsOf, groupingsOf, topicNames } from '../group/rows.ts';
import { jobNames, mainPost } from '../session/ids.ts';
import { hasAnswered, loadRetro } from '../session/load.ts';
import { applyEvent, type Doing } from '../session/operations.ts';
import type { Refusal, Retro } from '../session/phases.ts';
import { type RetroRow, retros, turns } from '../session/rows.ts';
import { limitsOf, whyNot } from '../session/rules.ts';
import { columnsIn } from '../start/formats.ts';
import * as rows from './rows.ts';
import { untouched } from './screens.ts';

/** The sentence that says it, its values, and the column it is about. */
export interface CardsRefusal {
  readonly key: 'cards.empty' | 'cards.long' | 'cards.many' | `refused.${Refusal | 'gone'}`;
  readonly values?: Readonly<Record<string, number>>;
  readonly column?: number;
}

/** What to say of the first line that is longer than a card may be, if there is one. @param lines by column */
export function longLine(lines: readonly (readonly string[])[]): Required<CardsRefusal> | null {
  for (const [column, those] of lines.entries()) {
    const long = those.find((text) => text.length > limitsOf.card);
    if (long !== undefined)
      return { key: 'cards.long', column, values: { length: long.length, most: limitsOf.card } };
  }
  return null;
}

/** A person's cards, and in which opening they last answered. */
interface Mine {
  readonly cards: readonly rows.CardRow[];
  readonly answered: number | null;
}

/**
 * Makes the person's cards what they typed.
 * @param mine what they had before
 * @param draft the form's content, which covers only its own cards; their others stay
 * @returns what is wrong, if anything is
 */
export async function saveCards(doing: Doing, mine: Mine, draft: rows.Draft): Promise<CardsRefusal | null> {
  const wrong = await writeCards(doing, mine, draft);
  if (wrong === null) await rows.ownDrafts.drop(doing.scope, doing.loaded.row.id);
  return wrong;
}

/** One more card. What the person has typed in the form and not saved stays there. @returns what is wrong, if anything is */
export function addCard(
  doing: Doing,
  mine: Mine,
  column: string,
  text: string,
): Promise<CardsRefusal | null> {
  const typed = columnsIn(doing.loaded.row).map(({ id }) => (id === column ? text : ''));
  return writeCards(doing, mine, { shown: [], typed });
}

async function writeCards(
  doing: Doing,
  { cards: all, answered }: Mine,
  { shown, typed }: rows.Draft,
): Promise<CardsRefusal | null> {
  const { scope, loaded, by, now } = doing;
  const { row } = loaded;
  const isFirst = answered !== row.opening;
  const own = all.filter((card) => rows.isChangeable(row, card));
  const mended = columnsIn(row).map(({ id: column }, index) => {
    const those = all.filter((card) => card.column_id === column && shown.includes(card.id));
    // Cards that others can already read stay unchanged, even if an old form shows them.
    const readable = those.filter((card) => !own.includes(card)).map(({ text }) => text);
    const before = those.filter((card) => own.includes(card));
    return { column, ...rows.diffCards(before, rows.without(rows.linesOf(typed[index] ?? ''), readable)) };
  });
  const left = mended.reduce((count, { added, gone }) => count + added.length - gone.length, own.length);
  const event =
    left === 0 && own.length > 0 ? withdrawal(by, !isFirst) : ({ kind: 'answer', by, isFirst } as const);
  // Lateness is reported first: then nothing else helps.
  const tooLate = whyNot(loaded.retro, event, now);
  if (tooLate !== null) return { key: `refused.${tooLate}` };
  const long = longLine(mended.map(({ changed, added }) => [...changed.map(({ text }) => text), ...added]));
  if (long !== null) return long;
  if (own.length === 0 && left === 0) return { key: 'cards.empty' };
  // Includes those that can no longer be edited.
  const count = left + all.length - own.length;
  if (count > limitsOf.cardsEach) return { key: 'cards.many', values: { count, most: limitsOf.cardsEach } };

  // Before the event's effects: it may end collecting, and then this answer counts, and these cards are topics.
  for (const { changed, gone } of mended) {
    for (const { id, text } of changed) await scope.update(rows.cards, id, { text }, { mine: true });
    for (const id of gone) await removeCard(doing, id);
  }
  const last = Math.max(0, ...all.map((card) => card.place));
  const added = mended.flatMap(({ column, added: lines }) =>
    lines.map((text) => ({ column_id: column, text })),
  );
  await insertCards(
    doing,
    added.map((card, nth) => ({ ...card, place: last + 1 + nth })),
  );
  await noteAnswer(doing, left === 0 ? null : 'cards', rows.draftEnd(row.id, by));
  const happened = await applyEvent(doing, loaded, event);
  return happened.ok ? null : { key: `refused.${happened.code}` };
}

const withdrawal = (by: UserId, hadAnswered: boolean) => ({ kind: 'withdraw', by, hadAnswered }) as const;

async function insertCards(
  { scope, newId, loaded: { row }, by }: Doing,
  written: readonly Omit<rows.CardRow, 'id' | 'retro_id' | 'opening'>[],
): Promise<void> {
  const how = { embargo: row.added_seal ?? row.card_seal, by: [by], names: row.names };
  await scope.insertAll(
    written.flatMap((one) => {
      const of = { id: rowId(newId()), retro_id: row.id };
      return [
        insertion(
          rows.cards,
          { ...of, opening: row.opening, ...one },
          { ...how, audience: row.participants_id },
        ),
        insertion(rows.marks, of, { ...how, audience: row.conversation_id }),
      ];
    }),
  );
}

/** @returns whether this person had one */
async function removeCard({ scope, loaded: { row } }: Doing, id: RowId): Promise<boolean> {
  await scope.delete(rows.marks, id);
  if (!(await scope.delete(rows.cards, id))) return false;
  // Its topic may have been named after it, alone or with others that are gone.
  const left = new Set(await cardIdsOf(scope, row.id));
  const emptied = (await groupingsOf(scope, row.id)).filter(
    ({ cards }) => cards.includes(id) && !cards.some((card) => left.has(card)),
  );
  for (const topic of [id, ...emptied.map((one) => one.id)])
    await scope.update(topicNames, topic, { name: '' });
  return true;
}

/** @param answer `null`: they no longer count as having answered @param over jobs that are no longer needed */
async function noteAnswer(
  { scope, loaded: { row }, by }: Doing,
  answer: 'cards' | 'nothing' | null,
  ...over: readonly JobRef[]
): Promise<void> {
  const turn = { retro_id: row.id, phase: 'collect' } as const;
  const { opening, conversation_id: audience } = row;
  if (answer === null) await scope.deleteOwn(turns, turn);
  else await scope.upsertOwn(turns, { ...turn, answer, opening }, { audience });
  const remind = jobNames.remind.ref({ retro: row.id, person: by });
  await scope.cancel(...(answer === null ? [] : [remind]), ...over);
  await scope.refreshHome(by);
}

/** "Nothing to add" counts as an answer. @returns the state after; `haveCards` if the person has cards: those are their answer */
export async function answerNothing(doing: Doing): Promise<Result<Retro, Refusal | 'haveCards'>> {
  const { scope, loaded, by, now } = doing;
  const isFirst = !(await hasAnswered(scope, loaded.row, 'collect'));
  const all = await rows.ownCardsOf(scope, loaded.row.id);
  const hasCards = all.some((card) => rows.isChangeable(loaded.row, card));
  if (hasCards && !isFirst) return refuse(whyNot(loaded.retro, { kind: 'answer', by }, now) ?? 'haveCards');
  const event = { kind: 'answer', by, isFirst } as const;
  // Before the event's effects, as above. People who left lose their answer but keep their cards, which are their answer when they return.
  if (whyNot(loaded.retro, event, now) === null) await noteAnswer(doing, hasCards ? 'cards' : 'nothing');
  const happened = await applyEvent(doing, loaded, event);
  return happened.ok && hasCards ? refuse('haveCards') : happened;
}

/** A card that the person wrote, with its retrospective. */
export interface OfCard extends Doing {
  readonly card: rows.CardRow;
}

export async function withCard(interaction: Interaction, id: RowId): Promise<OfCard | null> {
  const card = await findRow(interaction.scope.mine(rows.cards), { id });
  const loaded = card === null ? null : await loadRetro(interaction.scope, card.retro_id);
  if (card === null || loaded === null) return null;
  return { ...interaction, loaded, by: interaction.person.userId, card };
}

/** Edits the text of one's own card during collecting, but not of an earlier card that others can already read. */
export async function changeCard(of: OfCard, text: string): Promise<Refusal | 'cardRead' | null> {
  const { scope, loaded, card, by } = of;
  if (loaded.retro.phase === 'collect' && !rows.isChangeable(loaded.row, card)) return 'cardRead';
  const happened = await applyEvent(of, loaded, { kind: 'answer', by, isFirst: false });
  if (!happened.ok) return happened.code;
  await scope.update(rows.cards, card.id, { text }, { mine: true });
  return null;
}

/** Its topic may be named or counted in these. */
async function redraw({ scope, loaded: { row } }: Doing): Promise<void> {
  await scope.refresh(mainPost(row));
  for (const one of await discussionsOf(scope, row.id)) await scope.refresh(discussionPost(row, one));
}

/** Deletes one's own card, at any time; during collecting, deleting the last one withdraws the answer. @returns whether there was one */
export async function deleteCard(of: OfCard): Promise<boolean> {
  const { scope, loaded, card, by } = of;
  const { row, retro } = loaded;
  if (!(await removeCard(of, card.id))) return false;
  if (retro.phase !== 'collect') await redraw(of);
  const left = (await rows.ownCardsOf(scope, row.id)).filter((one) => rows.isChangeable(row, one));
  if (left.length === 0 && retro.phase === 'collect' && rows.isChangeable(row, card)) {
    const hadAnswered = await hasAnswered(scope, row, 'collect');
    // Refused once collecting is over: then the answer still counts, but the card is gone.
    const happened = await applyEvent(of, loaded, withdrawal(by, hadAnswered));
    if (happened.ok) await noteAnswer(of, null);
  }
  return true;
}

/** A draft stays this long after it was typed, and after its retrospective ended. */
const kept = 14 * day;

/** Saves the form's content, unless it equals what the form would show anyway: also once collecting is over, so that no text is lost. People who were not asked save nothing. */
export async function keepDraft(doing: Doing, draft: rows.Draft): Promise<void> {
  const { scope, now, by, loaded } = doing;
  const { id } = loaded.row;
  if (!loaded.retro.participants.includes(by)) return;
  const shown = (await rows.ownCardsOf(scope, id)).filter((card) => draft.shown.includes(card.id));
  const typed = { typed: draft.typed, shown: shown.map((card) => card.id) };
  const isKept = await rows.ownDrafts.keep(doing, id, typed, untouched(loaded, shown));
  if (isKept) await rows.endAt(scope, id, by, now + kept);
  else await scope.cancel(rows.draftEnd(id, by));
}

/** The draft was saved, or is no longer wanted. */
export async function dropDraft(scope: Scope, retro: RowId, by: UserId): Promise<void> {
  await rows.ownDrafts.drop(scope, retro);
  await scope.cancel(rows.draftEnd(retro, by));
  await scope.refreshHome(by);
}

/** Deletes an expired draft, with its author's access. It waits for the end of a retrospective that they still see. */
export async function endDraft({ scope, now }: Work, retro: RowId, by: UserId): Promise<void> {
  const draft = await rows.ownDrafts.of(scope, retro);
  if (draft === null) return;
  const row = await findRow(scope.from(retros), { id: retro });
  const until = draftUntil(draft, row, now);
  if (until <= now) await dropDraft(scope, retro, by);
  else await rows.endAt(scope, retro, by, until);
}

/** @param row `null`: its author no longer sees the retrospective */
const draftUntil = (
  { typedAt }: { readonly typedAt: Instant },
  row: RetroRow | null,
  now: Instant,
): Instant => (row === null ? typedAt : Math.max(typedAt, row.ended_at ?? now)) + kept;
