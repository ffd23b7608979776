/** Statements whose text is put together once. For a short one that takes longer than running it. */
import { CompiledQuery, type DialectAdapter, type Kysely, type QueryResult } from 'kysely';
import type { Schema } from '../schema.ts';
import { storable } from './storable.ts';

/** More texts than this are not kept: lists come in many lengths. */
const most = 500;

/** By the adapter, of which each open database has its own. */
const kept = new WeakMap<DialectAdapter, Map<string, string>>();

/**
 * @param name all that the text depends on, apart from which values are text, numbers or null
 * @param values in the order in which they stand in the statement
 * @param build with these values and no others
 * @throws when `build` has other values, or another order
 */
export async function runKept(
  db: Kysely<Schema>,
  name: string,
  values: readonly unknown[],
  build: () => { readonly compile: (db: Kysely<Schema>) => CompiledQuery },
): Promise<QueryResult<unknown>> {
  const { adapter } = db.getExecutor();
  const texts = kept.get(adapter) ?? new Map<string, string>();
  kept.set(adapter, texts);
  const parameters = values.map(storable);
  const key = `${name} ${parameters.map((value) => (value === null ? '0' : typeof value)).join(' ')}`;
  const known = texts.get(key);
  if (known !== undefined) return db.executeQuery(CompiledQuery.raw(known, parameters));
  const compiled = build().compile(db);
  if (
    compiled.parameters.some((value, nth) => value !== parameters[nth]) ||
    compiled.parameters.length !== values.length
  )
    throw new Error(`the values of "${name}" are not those of its text`);
  if (texts.size < most) texts.set(key, compiled.sql);
  return db.executeQuery(compiled);
}
