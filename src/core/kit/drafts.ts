/**
 * Saves what a person types into a form as they type, for them alone, so that closing the form loses nothing. The practice has an own table for it: one
 * row for each thing that a form is about, with a `typed_at`.
 */
import type { Instant } from '../clock.ts';
import { findRow } from '../rows.ts';
import type { ReadScope, Scope } from '../scope.ts';
import type { OwnTable } from '../tables.ts';
import type { Work } from '../work.ts';

/** @typeParam About what a form is about @typeParam Typed its fields @typeParam Draft the fields as stored */
export interface Drafts<About, Typed, Draft extends Typed> {
  /** @returns `null` if nothing is left to save */
  of(read: ReadScope, about: About): Promise<Draft | null>;
  /**
   * Stores the fields, or nothing if they are as the form would open anyway.
   * @param untouched how it would open
   * @returns whether something is stored
   */
  keep(work: Work, about: About, typed: Typed, untouched: Typed): Promise<boolean>;
  /** After it was saved, or is no longer wanted. */
  drop(scope: Scope, about: About): Promise<void>;
}

/**
 * @param key finds the draft of a form
 * @param stored how the fields are stored: `recordsIn`, or by hand
 * @param also other cells to write each time
 */
export function draftsIn<Row extends { readonly typed_at: Instant }, About, Typed, Draft extends Typed>(
  table: OwnTable<Row>,
  key: (about: About) => Partial<NoInfer<Row>>,
  stored: { read(row: NoInfer<Row>): Draft; cells(typed: Typed): Partial<NoInfer<Row>> },
  also: (work: Work) => Partial<NoInfer<Row>> = () => ({}),
): Drafts<About, Typed, Draft> {
  const drop = async (scope: Scope, about: About) => {
    await scope.deleteOwn(table, key(about));
  };
  return {
    of: async (read, about) => {
      const row = await findRow(read.from(table), key(about));
      return row === null ? null : stored.read(row);
    },
    keep: async (work, about, typed, untouched) => {
      const cells = stored.cells(typed);
      const isTouched = JSON.stringify(cells) !== JSON.stringify(stored.cells(untouched));
      if (isTouched)
        await work.scope.upsertOwn(table, {
          ...key(about),
          ...cells,
          ...also(work),
          typed_at: work.now,
        } as Row);
      else await drop(work.scope, about);
      return isTouched;
    },
    drop,
  };
}
