/** Parameters of posts and jobs as they lie in the database: checked again when they are read. */
import { z } from 'zod';
import { type AnyId, isId } from '#core/ids.ts';
import type { Params } from '#core/post-ref.ts';

const params = z.record(
  z.string(),
  z.union([z.number(), z.custom<AnyId>((value) => isId(value), 'neither an id nor a number')]),
);

/**
 * @param text JSON of an object of ids and numbers
 * @returns `null` for anything else, which no version of Lore wrote: trying again would not help
 */
export function readParams(text: string): Params | null {
  try {
    return params.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Not JSON.
    return null;
  }
}
