/** What the app did by itself, and why, as its follower's side of the clock hands it over: the last two thousand lines. */
import * as z from 'zod';
import type { JournalView } from './protocol.ts';

const KEPT = 2000;

/** As the app hands them over: what it calls its workspace is left out. */
export const journalLine = z.object({
  at: z.number(),
  of: z.enum(['post', 'message', 'picture', 'job', 'ritual']),
  name: z.string(),
  did: z.enum(['sent', 'withdrawn', 'held', 'failed', 'unknown', 'missed', 'skipped', 'moved', 'done']),
  why: z.string().nullable(),
  channel: z.string().nullable(),
  minutes: z.number().nullable(),
});

export interface Journal {
  readonly all: readonly JournalView[];
  /** Notes lines, the oldest first. */
  add(lines: readonly z.infer<typeof journalLine>[]): void;
}

/** Nothing was done yet; `told` hears of what is added. */
export function makeJournal(told: (lines: readonly JournalView[]) => void): Journal {
  let all: readonly JournalView[] = [];
  let count = 0;
  return {
    get all() {
      return all;
    },
    add: (lines) => {
      if (lines.length === 0) return;
      const views = lines.map((line) => ({ id: (count += 1), ...line }));
      all = [...all, ...views].slice(-KEPT);
      told(views);
    },
  };
}
