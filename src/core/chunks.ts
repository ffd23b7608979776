/**
 * The items in their order, some at a time.
 * @param size at most so many; as usual, what both engines bind in one statement
 */
export function chunks<T>(items: readonly T[], size = 500): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
