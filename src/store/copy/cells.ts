/** What a table holds, as both databases have it: its cells, how many rows, and a digest of them. */
import { createHash } from 'node:crypto';
import { storable } from '../engines/storable.ts';
import { NotCopied } from './not-copied.ts';

export interface Column {
  readonly table: string;
  readonly name: string;
  /** Whether PostgreSQL keeps whole numbers in it, or text. */
  readonly isNumber: boolean;
}

/** What a cell may hold. SQLite would take anything in any column. */
export type Cell = string | number | null;

/**
 * @param cell as SQLite has it
 * @returns the same without what PostgreSQL refuses in a text, which Lore never writes
 * @throws NotCopied, without what is in it
 */
export function cellOf(cell: unknown, { table, name, isNumber }: Column): Cell {
  const found =
    cell === null || typeof cell === 'string' || Number.isSafeInteger(cell) ? typeof cell : 'other';
  if (cell !== null && found !== (isNumber ? 'number' : 'string'))
    throw new NotCopied(
      `In the database that --from names, ${table}.${name} holds something else than ${isNumber ? 'a whole number' : 'text'}, which Lore has not written and PostgreSQL would not take. Nothing was copied. Mend that row with sqlite3 (typeof(${name}) finds it), and copy again.`,
    );
  return storable(cell);
}

/** Rows of one table, counted, with a digest that does not depend on their order. */
export class Tally {
  #rows = 0;
  #sum = 0n;

  /** @param cells of one row, always in the same order of columns */
  add(cells: readonly Cell[]): void {
    this.#rows += 1;
    const hash = createHash('sha256').update(JSON.stringify(cells)).digest();
    // A sum, since the two databases have their rows in different orders; an exclusive or would not see a row that is there twice.
    this.#sum = BigInt.asUintN(64, this.#sum + hash.readBigUInt64BE());
  }

  get rows(): number {
    return this.#rows;
  }

  /** 16 hexadecimal digits. */
  get digest(): string {
    return this.#sum.toString(16).padStart(16, '0');
  }
}
