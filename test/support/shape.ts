/** Compares JSON with a sample of Slack's: which keys are there, and of which type. */

/** JSON as the samples hold it: every key Slack may send, with blank values. */
export type Sample = unknown;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The key of a sample whose keys are ids. */
export const anyKey = '*';

/** One object with the keys of all. */
function together(samples: readonly Sample[]): Record<string, Sample[]> {
  const all: Record<string, Sample[]> = {};
  for (const sample of samples.filter(isObject))
    for (const [key, value] of Object.entries(sample)) (all[key] ??= []).push(value);
  return all;
}

const typeOf = (value: unknown): string => (Array.isArray(value) ? 'array' : typeof value);

/**
 * @param samples that it may be like; for a list, those of its items
 * @param skips keys whose content is somebody's own, and checked elsewhere
 * @returns the paths at which `actual` has a key or a type that no sample has; a `null` is like anything
 */
export function strangers(
  actual: unknown,
  samples: readonly Sample[],
  skips: ReadonlySet<string>,
  path = '',
): readonly string[] {
  if (actual === null || samples.length === 0) return [];
  const alike = samples.filter((sample) => typeOf(sample) === typeOf(actual));
  if (alike.length === 0)
    return samples.every((sample) => sample === null) ? [] : [`${path}: ${typeOf(actual)}`];
  if (Array.isArray(actual)) {
    const items = alike.flatMap((sample) => sample as readonly Sample[]);
    return [...new Set(actual.flatMap((item) => strangers(item, items, skips, `${path}[]`)))];
  }
  if (!isObject(actual)) return [];
  const known = together(alike);
  return Object.entries(actual).flatMap(([key, value]) => {
    if (skips.has(key)) return [];
    const of = known[key] ?? known[anyKey];
    return of === undefined ? [`${path}.${key}`] : strangers(value, of, skips, `${path}.${key}`);
  });
}
