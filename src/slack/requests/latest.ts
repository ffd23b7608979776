/** Of what is said again and again, each time anew and whole, only the latest counts: what stands in an open form for example. */

/** How many keys are kept; what came under the oldest counts then, even if it is not the latest. */
const most = 10_000;

/** @returns takes note of something under a key; what it returns says whether that is still the latest */
export function latest(): (key: string) => () => boolean {
  const last = new Map<string, { isLatest: boolean }>();
  return (key) => {
    const before = last.get(key);
    if (before !== undefined) before.isLatest = false;
    const mine = { isLatest: true };
    last.delete(key);
    last.set(key, mine);
    for (const oldest of last.keys()) {
      if (last.size <= most) break;
      last.delete(oldest);
    }
    return () => mine.isLatest;
  };
}
