/** The last weeks of the made-up company: its people share notes, each by the command that anybody types, while the clock goes on to today. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Sandbox } from '../server.ts';
import { CHANNELS, linesOf, type Line } from './channels.ts';
import { zoneOf } from './people.ts';
import { workTime } from './work-time.ts';

const DAY = 86_400_000;
/** How long before today the company begins, where it has a history: before the first share. */
export const HISTORY_MS = 20 * DAY;

const NOTES = join(import.meta.dirname, 'til-notes.jsonl');

/** Working days before today, at what time of their own, who, where, and which note. */
const SHARED: readonly (readonly [
  workingDaysAgo: number,
  time: string,
  userId: string,
  channelId: string,
  path: string,
])[] = [
  [13, '11:20', 'U0ARJUN', 'C0LEARNING', 'git/stashing-untracked-files.md'],
  [12, '15:05', 'U0PRIYA', 'C0WEBSITE', 'chrome/toggle-device-mode.md'],
  [11, '09:50', 'U0NOOR', 'C0LEARNING', 'javascript/start-node-process-in-specific-timezone.md'],
  [9, '16:10', 'U0DIEGO', 'C0WEBSITE', 'css/change-the-orientation-of-an-image.md'],
  [8, '10:30', 'U0MARA', 'C0LEARNING', 'internet/download-a-google-doc-as-specific-format.md'],
  [7, '13:40', 'U0CAROL', 'C0LEARNING', 'mac/keyboard-shortcuts-for-interacting-with-text-areas.md'],
  [5, '14:15', 'U0HANA', 'C0WEBSITE', 'javascript/format-a-decimal-to-a-fixed-number-of-digits.md'],
  [3, '10:35', 'U0SEUN', 'C0LEARNING', 'postgres/count-the-number-of-trues-in-an-aggregate-query.md'],
  [1, '16:45', 'U0MEILING', 'C0LEARNING', 'mac/run-a-hardware-check.md'],
];

const note = z.object({ path: z.string(), title: z.string(), body: z.string() });

/** The title and the first paragraph of each note that is shared, by its path. */
function readNotes(): ReadonlyMap<string, string> {
  const wanted = new Set(SHARED.map(([, , , , path]) => path));
  const notes = new Map<string, string>();
  for (const line of readFileSync(NOTES, 'utf8').split('\n').filter(Boolean)) {
    const { path, title, body } = note.parse(JSON.parse(line));
    const [paragraph = ''] = body.split('\n\n');
    if (wanted.has(path)) notes.set(path, `${title}. ${paragraph.replaceAll('\n', ' ')}`);
  }
  return notes;
}

/** What its people said and shared before `today`, oldest first; a share is the command that keeps it. */
export function linesBefore(today: number): readonly Line[] {
  const notes = readNotes();
  const shared = SHARED.map(([workingDaysAgo, time, userId, channelId, path]) => ({
    at: workTime(today, workingDaysAgo, time, zoneOf(userId)),
    channelId,
    userId,
    text: `/learned ${notes.get(path) ?? ''}`,
    isReply: false,
  }));
  return [...CHANNELS.flatMap((seed) => linesOf(seed, today)), ...shared].toSorted((a, b) => a.at - b.at);
}

/**
 * Plays the weeks up to `today` (epoch milliseconds). What the app does not know or take is left out: the company then has less of a past.
 * @returns how many notes were shared
 */
export async function playHistory(sandbox: Sandbox, today: number): Promise<number> {
  const begin = sandbox.core.clock.now();
  let shared = 0;
  for (const line of linesBefore(today)) {
    const { at, channelId, userId: as, text, isReply } = line;
    if (at < begin) continue;
    await sandbox.page('clock', { as, to: at });
    const thread = isReply ? { threadTs: lastSaid(sandbox, channelId) } : {};
    await sandbox.page('say', { as, channelId, text, ...thread });
    if (text.startsWith('/')) shared += Number(await submits(sandbox, as));
  }
  await sandbox.page('clock', { as: 'U0MARA', to: Math.max(today, sandbox.core.clock.wall()) });
  return shared;
}

/** The `ts` of the last message of a channel that somebody wrote, and that is no reply. */
function lastSaid({ world, core }: Sandbox, channelId: string): string {
  const said = (world.messages[channelId] ?? []).filter(({ threadTs }) => threadTs === null);
  return said.findLast(({ userId }) => userId !== core.install.botUserId)?.ts ?? '';
}

/** Submits the form that somebody has open, as it stands. @returns whether it was taken */
async function submits(sandbox: Sandbox, as: string): Promise<boolean> {
  const form = sandbox.world.modals.findLast(({ userId }) => userId === as);
  if (form === undefined) return false;
  return (await sandbox.page('submit', { as, viewId: form.id, inputs: {} }))['ok'] === true;
}
