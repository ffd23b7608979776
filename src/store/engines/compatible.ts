/**
 * Whether this Lore may run on a database, by the migrations that ran there. A Lore that was rolled back finds some that it does not know: what a
 * newer one added is no hindrance, what it took away may be.
 */

/** A migration that ran, as the database tells it. */
export interface Ran {
  readonly name: string;
  /** The migration that a Lore must at least know to run after this one; `null`: any may; `undefined`: the database is too old to say. */
  readonly needs: string | null | undefined;
  /** The version of Lore that ran it; `null`: one before 0.2. */
  readonly lore: string | null;
}

export interface SchemaState {
  /** The migration that ran last; `null`: the database is new. */
  readonly at: string | null;
  /** The version of Lore that ran it; `null`: one before 0.2. */
  readonly by: string | null;
  /** The migrations still to run, in order. */
  readonly waiting: readonly string[];
  /** Those of a newer Lore, with which this one may run. Then none is waiting. */
  readonly ahead: readonly string[];
}

/** A newer Lore has changed the database so that this one would break; the message is for the operator. */
export class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew';
}

/**
 * @param ran in any order
 * @param known the migrations of this Lore, in order
 * @param version of this Lore
 * @throws SchemaTooNew
 */
export function judge(ran: readonly Ran[], known: readonly string[], version: string): SchemaState {
  const last = ran.toSorted((a, b) => (a.name < b.name ? -1 : 1)).at(-1);
  const names = new Set(ran.map(({ name }) => name));
  const waiting = known.filter((name) => !names.has(name));
  const ahead = ran.filter(({ name }) => !known.includes(name));
  const newest = known.at(-1) ?? '';
  const mayRun = ahead.every(({ needs }) => needs === null || (needs !== undefined && needs <= newest));
  if (ahead.length > 0 && (waiting.length > 0 || !mayRun)) {
    const by = last?.lore ?? null;
    throw new SchemaTooNew(
      `${by === null ? 'Another Lore' : `Lore ${by}`} has updated this database (${last?.name ?? ''}), and this Lore (${version}) can’t run on it any more. Install ${by === null ? 'the version that did' : `${by} or later`} again, or restore the backup from before that update: docs/operations/upgrade.md.`,
    );
  }
  return {
    at: last?.name ?? null,
    by: last?.lore ?? null,
    waiting,
    ahead: ahead.map(({ name }) => name).toSorted(),
  };
}

/** pg-boss changes its tables as a whole: who knows an older version of them may not use them. @param boss the version that is there */
export const bossTooNew = ({ by }: Pick<SchemaState, 'by'>, boss: number, version: string): SchemaTooNew =>
  new SchemaTooNew(
    `${by === null ? 'Another Lore' : `Lore ${by}`} has updated the queue in this database (pgboss ${boss}), and this Lore (${version}) can’t work with it any more. Install that version again, or restore the backup from before that update: docs/operations/upgrade.md.`,
  );
