/**
 * The last weeks of the made-up company: its people share notes, and since yesterday a channel is asked for them once a week, so that something
 * is due next. All of it by the commands that anyone types, while the clock goes on to today.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { elementsOf } from '../app/values.ts';
import { listAt, textAt } from '../json.ts';
import type { Sandbox } from '../server.ts';
import type { ViewRecord } from '../state/world.ts';
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

/** The same for what was set up: the command that shows what there is, of which they take the first. */
const SET_UP: typeof SHARED = [[1, '15:20', 'U0KATRIN', 'C0LEARNING', '/lore settings']];

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

/** What its people said, shared and set up before `today`, oldest first; a share is the command that keeps it. */
export function linesBefore(today: number): readonly Line[] {
  const notes = readNotes();
  const commands = [
    ...SHARED.map(([days, time, userId, channelId, path]) => ({
      ...{ days, time, userId, channelId },
      text: `/learned ${notes.get(path) ?? ''}`,
    })),
    ...SET_UP.map(([days, time, userId, channelId, text]) => ({ days, time, userId, channelId, text })),
  ].map(({ days, time, ...line }) => ({
    ...line,
    at: workTime(today, days, time, zoneOf(line.userId)),
    isReply: false,
  }));
  return [...CHANNELS.flatMap((seed) => linesOf(seed, today)), ...commands].toSorted((a, b) => a.at - b.at);
}

/**
 * Plays the weeks up to `today` (epoch milliseconds). Once the app does not take a command, no more of them are typed: the company then has
 * less of a past.
 */
export async function playHistory(sandbox: Sandbox, today: number): Promise<void> {
  const begin = sandbox.core.clock.now();
  let isTaken = true;
  for (const line of linesBefore(today)) {
    const { at, channelId, userId: as, text, isReply } = line;
    const isCommand = text.startsWith('/');
    if (at < begin || (isCommand && !isTaken)) continue;
    await sandbox.page('clock', { as, to: at });
    const thread = isReply ? { threadTs: lastSaid(sandbox, channelId) } : {};
    await sandbox.page('say', { as, channelId, text, ...thread });
    if (isCommand) isTaken = await submits(sandbox, as);
  }
  await sandbox.page('clock', { as: 'U0MARA', to: today });
}

/** The `ts` of the last message of a channel that someone wrote, and that is no reply. */
function lastSaid({ world, core }: Sandbox, channelId: string): string {
  const said = (world.messages[channelId] ?? []).filter(({ threadTs }) => threadTs === null);
  return said.findLast(({ userId }) => userId !== core.install.botUserId)?.ts ?? '';
}

/** So long the app may take to open a form, in ms. */
const PATIENCE_MS = 10_000;

/** Submits the form that a command opens for someone, as it stands; from a list of what can be set up, that of the first. @returns whether it was taken */
async function submits(sandbox: Sandbox, as: string): Promise<boolean> {
  const until = sandbox.core.clock.wall() + PATIENCE_MS;
  const pressed = new Set<string>();
  while (sandbox.core.clock.wall() < until) {
    const form = sandbox.world.modals.findLast(({ userId }) => userId === as);
    if (form?.view['submit'] !== undefined)
      return (await sandbox.page('submit', { as, viewId: form.id, inputs: {} }))['ok'] === true;
    if (form !== undefined && !pressed.has(form.id)) {
      pressed.add(form.id);
      await pressesFirst(sandbox, as, form);
    }
    await sleep(20);
  }
  return false;
}

/** Presses the first button of a list. What says that the app is at work has none. */
async function pressesFirst(sandbox: Sandbox, as: string, { id: viewId, view }: ViewRecord): Promise<void> {
  for (const block of listAt(view, 'blocks')) {
    const button = elementsOf(block).find(({ type }) => type === 'button');
    if (button === undefined) continue;
    const [blockId, actionId] = [textAt(block, 'block_id'), textAt(button, 'action_id')];
    const where = { kind: 'view', viewId };
    await sandbox.page('act', { as, where, blockId, actionId, value: { kind: 'button' }, inputs: {} });
    return;
  }
}
