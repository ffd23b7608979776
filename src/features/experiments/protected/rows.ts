/** What an admin protects, as far as a reader may see it. */
import type { RowId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { operations } from '../rows.ts';

/** As it stands in the list. */
export interface Operation {
  readonly id: RowId;
  readonly name: string;
}

/** What is protected now, each once, in the order of the alphabet. */
export async function protectedNow(read: ReadScope): Promise<readonly Operation[]> {
  const rows = await findRows(read.from(operations), { removed_at: null }, 'set_at', 'id');
  const each = new Map(rows.toReversed().map((row) => [row.name, row]));
  return [...each.values()].toSorted((one, other) => one.name.localeCompare(other.name));
}
