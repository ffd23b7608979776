/** Lets only values through that both engines treat alike. */
import { clean } from '#core/text.ts';

/**
 * @param value what a query binds
 * @returns cleaned text; whole numbers and null unchanged
 * @throws for booleans, dates, fractions, `undefined` and objects: bugs that only one engine would report
 */
export function storable(value: unknown): string | number | null {
  if (value === null) return null;
  if (typeof value === 'string') return clean(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new Error(`a row holds text, whole numbers and null, not ${typeof value}`);
}
