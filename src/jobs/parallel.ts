/**
 * Runs `work` over items in order, some at a time. Everything it started has ended when it returns.
 * @param giveWay awaited before each
 * @throws the first error, after the others have ended
 */
export async function inParallel<Item, Result>(
  atOnce: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  giveWay: () => Promise<void> = async () => undefined,
): Promise<Result[]> {
  const results: Result[] = [];
  const errors: unknown[] = [];
  const left = items.values();
  const lane = async (): Promise<void> => {
    for (const item of left) {
      try {
        await giveWay();
        results.push(await work(item));
      } catch (error) {
        errors.push(error);
        return;
      }
      if (errors.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  if (errors.length > 0) throw errors[0];
  return results;
}
