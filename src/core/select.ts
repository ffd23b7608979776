// oxlint-disable-next-line no-restricted-imports -- a type only; the builder comes guarded from the store
import type { SelectQueryBuilder } from 'kysely';

/**
 * A query over one guarded table. Its rows are called `it`, which is no table's name, so a join, which would bypass the guard, has nothing
 * to join.
 */
export type Select<Row> = SelectQueryBuilder<{ it: Row }, 'it', object>;
