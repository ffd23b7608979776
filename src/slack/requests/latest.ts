/** For repeated reports that each carry the whole state, such as input in an open form: tells whether one is still the latest. */

/** How many keys are remembered; reports under a forgotten key count even if they are not the latest. */
const most = 10_000;

/** @returns records a report under a key; what it returns says whether that is still the latest */
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
