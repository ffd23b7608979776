/** Chance that is the same each time. */
import { createHash } from 'node:crypto';

/**
 * Ids for a company that is new: what is drawn by them, whose turn it is for one, is then drawn alike each time.
 * @param seed any text: each gives other ids
 */
export function drawnAlike(seed = ''): { readonly next: () => string } {
  let drawn = 0;
  return {
    next: () => {
      const bytes = createHash('sha256').update(`${seed}${drawn}`).digest();
      drawn += 1;
      return Array.from(bytes.subarray(0, 26), (byte) =>
        '0123456789abcdefghjkmnpqrstvwxyz'.charAt(byte & 31),
      ).join('');
    },
  };
}
