/**
 * What every request needs before anything else: the workspace, the language of whoever acted. It chooses words, and where to answer; what
 * somebody may do is read from the database each time.
 */
import { late, within } from './in-turn.ts';

/**
 * @param look asks the database
 * @param options.atOnce ms that the database has, where something is remembered
 * @param options.most so many are remembered; the one that was not asked for longest goes
 * @returns what the database says; where it does not answer at once, what it said last. @throws what `look` throws, where nothing is
 * remembered
 */
export function remembered<Key extends readonly string[], Value>(
  look: (...key: Key) => Promise<Value>,
  options: { readonly atOnce: number; readonly most: number },
): (...key: Key) => Promise<Value> {
  const known = new Map<string, Value>();
  return async (...parts) => {
    const key = parts.join(' ');
    const asked = look(...parts).then((value) => {
      known.delete(key);
      known.set(key, value);
      for (const oldest of known.keys()) {
        if (known.size <= options.most) break;
        known.delete(oldest);
      }
      return value;
    });
    const found = await within(asked, options.atOnce).catch((): typeof late => late);
    if (found !== late) return found;
    return known.get(key) ?? asked;
  };
}
