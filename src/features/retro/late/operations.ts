/** Cards that are written late: told in the thread, held until the phase ends, or kept for the next retrospective. */
import { rowId, type RowId, type EmbargoId } from '#core/ids.ts';
import { findRow } from '#core/rows.ts';
import { insertion, type Scope } from '#core/scope.ts';
import { dropDraft } from '../collect/operations.ts';
import { type Loaded, loadRetro } from '../session/load.ts';
import type { Doing } from '../session/operations.ts';
import { type RetroRow, retros } from '../session/rows.ts';
import { latePost } from './ids.ts';
import { keepFor, keptFor, type KeptLine } from './kept.ts';
import { tell } from './told.ts';
import { lateCards, type LateRow, ownLateOf } from './rows.ts';
import { type LatePlace, placeOf, roundOf } from './rules.ts';

/** Adds them where they go now: see `placeOf`. */
export async function addLate(doing: Doing, lines: readonly KeptLine[]): Promise<void> {
  const { scope, loaded, by, now, newId } = doing;
  const { row, retro } = loaded;
  const place = placeOf(retro, row.names);
  await dropDraft(scope, row.id, by);
  if (place === 'next') {
    const before = await keptFor(scope, row.channel_id);
    return keepFor(doing, row, [...before, ...lines]);
  }
  const embargo = place === 'held' ? { embargo: await lateSeal(scope, row) } : {};
  const written = { audience: row.conversation_id, by: [by], names: row.names, ...embargo };
  const round = roundOf(place, retro, now);
  await scope.insertAll(
    lines.map(({ column, text }, at) => {
      const of = { id: rowId(newId()), retro_id: row.id };
      return insertion(lateCards, { ...of, column_id: column, round, place: at + 1, text }, written);
    }),
  );
  if (place === 'thread') await tell(scope, latePost(row, round, by));
}

/** How many the person has already where they go now. */
export async function lateBefore({ scope, loaded: { row } }: Doing, place: LatePlace): Promise<number> {
  const before = place === 'next' ? keptFor(scope, row.channel_id) : ownLateOf(scope, row.id);
  return (await before).length;
}

async function lateSeal(scope: Scope, row: RetroRow): Promise<EmbargoId> {
  if (row.late_seal !== null) return row.late_seal;
  const seal = await scope.embargo();
  await scope.update(retros, row.id, { late_seal: seal });
  return seal;
}

/** Deletes one's own. @returns the retrospective; `null` if there was no such card */
export async function deleteLate(doing: Pick<Doing, 'scope' | 'by'>, id: RowId): Promise<Loaded | null> {
  const { scope, by } = doing;
  const card: LateRow | null = await findRow(scope.mine(lateCards), { id });
  const loaded = card === null ? null : await loadRetro(scope, card.retro_id);
  if (card === null || loaded === null || !(await scope.delete(lateCards, id))) return null;
  await scope.refresh(latePost(loaded.row, card.round, by));
  return loaded;
}
