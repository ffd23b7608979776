/** When to take the next step. */
export interface Steps {
  /** Awaited before each. */
  readonly giveWay: () => Promise<void>;
  /** Whether to stop after the one that was taken: others wait for their turn. */
  readonly isOver: () => boolean;
}

const oneByOne: Steps = { giveWay: async () => undefined, isOver: () => false };

/**
 * Runs `work` over items in order, some at a time, at least one in each lane. Everything it started has ended when it returns.
 * @throws the first error, after the others have ended
 */
export async function inParallel<Item, Result>(
  atOnce: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  { giveWay, isOver }: Steps = oneByOne,
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
      if (errors.length > 0 || isOver()) return;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  if (errors.length > 0) throw errors[0];
  return results;
}
