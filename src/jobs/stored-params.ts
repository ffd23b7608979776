/** Reads the stored parameters of posts and jobs, and checks them again. */
import { z } from 'zod';
import { type AnyId, isId } from '#core/ids.ts';
import type { Params } from '#core/post-ref.ts';

const params = z.record(
  z.string(),
  z.union([z.number(), z.custom<AnyId>((value) => isId(value), 'neither an id nor a number')]),
);

/**
 * @param text JSON of an object of ids and numbers
 * @returns `null` for anything else, which no version of Lore wrote, so retrying would not help
 */
export function readParams(text: string): Params | null {
  try {
    return params.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Not JSON.
    return null;
  }
}
