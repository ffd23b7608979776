/** The last weeks of the made-up company: its people share notes, each by the command that anybody types, while the clock goes on to today. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Sandbox } from '../server.ts';

const DAY = 86_400_000;
/** How long before today the company begins, where it has a history. */
export const HISTORY_MS = 19 * DAY;

const NOTES = join(import.meta.dirname, 'til-notes.jsonl');

/** Days before today, who, where, and which note. */
const SHARED: readonly (readonly [daysAgo: number, userId: string, channelId: string, path: string])[] = [
  [18, 'U0ARJUN', 'C0LEARNING', 'git/stashing-untracked-files.md'],
  [17, 'U0PRIYA', 'C0WEBSITE', 'chrome/toggle-device-mode.md'],
  [15, 'U0NOOR', 'C0LEARNING', 'javascript/start-node-process-in-specific-timezone.md'],
  [12, 'U0DIEGO', 'C0WEBSITE', 'css/change-the-orientation-of-an-image.md'],
  [11, 'U0MARA', 'C0LEARNING', 'internet/download-a-google-doc-as-specific-format.md'],
  [9, 'U0CAROL', 'C0LEARNING', 'mac/keyboard-shortcuts-for-interacting-with-text-areas.md'],
  [6, 'U0HANA', 'C0WEBSITE', 'javascript/format-a-decimal-to-a-fixed-number-of-digits.md'],
  [4, 'U0SEUN', 'C0LEARNING', 'postgres/count-the-number-of-trues-in-an-aggregate-query.md'],
  [2, 'U0MEILING', 'C0LEARNING', 'mac/run-a-hardware-check.md'],
];

const note = z.object({ path: z.string(), title: z.string(), body: z.string() });

/** The title and the first paragraph of each note that is shared, by its path. */
function readNotes(): ReadonlyMap<string, string> {
  const wanted = new Set(SHARED.map(([, , , path]) => path));
  const notes = new Map<string, string>();
  for (const line of readFileSync(NOTES, 'utf8').split('\n').filter(Boolean)) {
    const { path, title, body } = note.parse(JSON.parse(line));
    const [paragraph = ''] = body.split('\n\n');
    if (wanted.has(path)) notes.set(path, `${title}. ${paragraph.replaceAll('\n', ' ')}`);
  }
  return notes;
}

/**
 * Plays the weeks up to `today` (epoch milliseconds). What the app does not know or take is left out: the company then has less of a past.
 * @returns how many notes were shared
 */
export async function playHistory(sandbox: Sandbox, today: number): Promise<number> {
  const notes = readNotes();
  let shared = 0;
  for (const [daysAgo, as, channelId, path] of SHARED) {
    await sandbox.page('clock', { as, to: today - daysAgo * DAY });
    await sandbox.page('say', { as, channelId, text: `/learned ${notes.get(path) ?? ''}` });
    const form = sandbox.world.modals.findLast(({ userId }) => userId === as);
    if (form === undefined) continue;
    const answer = await sandbox.page('submit', { as, viewId: form.id, inputs: {} });
    if (answer['ok'] === true) shared += 1;
  }
  await sandbox.page('clock', { as: 'U0MARA', to: today });
  return shared;
}
