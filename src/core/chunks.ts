/**
 * The items in order, in chunks.
 * @param size of a chunk; the default is what both engines can bind in one statement
 */
export function chunks<T>(items: readonly T[], size = 500): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
