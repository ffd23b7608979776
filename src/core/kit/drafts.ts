/**
 * What a person types into a form is kept as they type, for their eyes alone, so that a form that was closed loses nothing. The practice
 * has an own table for it: one row of each thing that a form is about, with a `typed_at`.
 */
import type { Instant } from '../clock.ts';
import { findRow } from '../rows.ts';
import type { ReadScope, Scope } from '../scope.ts';
import type { OwnTable } from '../tables.ts';
import type { Work } from '../work.ts';

/** @typeParam About what a form is about @typeParam Typed what stands in it @typeParam Draft the same as it is kept */
export interface Drafts<About, Typed, Draft extends Typed> {
  /** @returns `null`: nothing was typed that is not saved */
  of(read: ReadScope, about: About): Promise<Draft | null>;
  /**
   * Keeps what stands in the form; nothing when it is what would stand there anyway.
   * @param untouched what would
   * @returns whether something is kept
   */
  keep(work: Work, about: About, typed: Typed, untouched: Typed): Promise<boolean>;
  /** Saved, or not wanted any more. */
  drop(scope: Scope, about: About): Promise<void>;
}

/**
 * @param key of the draft of a form about this
 * @param stored how what stands in it is stored: `recordsIn`, or by hand
 * @param anew what else is written each time
 */
export function draftsIn<Row extends { readonly typed_at: Instant }, About, Typed, Draft extends Typed>(
  table: OwnTable<Row>,
  key: (about: About) => Partial<NoInfer<Row>>,
  stored: { read(row: NoInfer<Row>): Draft; cells(typed: Typed): Partial<NoInfer<Row>> },
  anew: (work: Work) => Partial<NoInfer<Row>> = () => ({}),
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
          ...anew(work),
          typed_at: work.now,
        } as Row);
      else await drop(work.scope, about);
      return isTouched;
    },
    drop,
  };
}
