/** The border to the databases: what both engines would take in the same way, and nothing else. */
import { clean } from '#core/text.ts';

/**
 * @param value what a query binds
 * @returns text that is clean, so that nothing else a person typed is lost; whole numbers and null as they are
 * @throws for booleans, dates, fractions, `undefined` and objects: a bug, which only one engine would notice
 */
export function storable(value: unknown): string | number | null {
  if (value === null) return null;
  if (typeof value === 'string') return clean(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new Error(`a row holds text, whole numbers and null, not ${typeof value}`);
}
