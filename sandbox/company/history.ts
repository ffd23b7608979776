/**
 * The last weeks of the made-up company: its people share notes, and since yesterday a channel is asked for them once a week, so that something
 * is due next. All of it by the commands that anyone types, while the clock goes on to today.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Sandbox } from '../server.ts';
import { makeStage, type Stage } from './actor.ts';
import { CHANNELS, linesOf, type Line } from './channels.ts';
import { zoneOf } from './people.ts';
import { timeOf } from './scene.ts';
import { SCENES } from './story.ts';
import { workTime } from './work-time.ts';

const DAY = 86_400_000;
/** How long before today the company begins, where it has a history: before the first share. */
export const HISTORY_MS = 21 * DAY;

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
  [8, '10:30', 'U0MARA', 'C0LEARNING', 'internet/hide-overflowing-text-for-google-sheets-column.md'],
  [7, '13:40', 'U0CAROL', 'C0LEARNING', 'internet/enable-keyboard-shortcuts-in-gmail.md'],
  [5, '14:15', 'U0HANA', 'C0WEBSITE', 'chrome/pause-javascript-from-the-source-devtools-panel.md'],
  [3, '10:35', 'U0SEUN', 'C0LEARNING', 'internet/analyze-your-website-performance.md'],
  [1, '16:45', 'U0MEILING', 'C0LEARNING', 'postgres/count-the-number-of-trues-in-an-aggregate-query.md'],
];

const note = z.object({ path: z.string(), title: z.string(), body: z.string() });

/** Markdown as one would say the same at Slack, on one line. */
const asTyped = (markdown: string): string =>
  markdown
    .replaceAll('\n', ' ')
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replaceAll(/\b_([^_]+)_\b/g, '$1');

/** The title and the first paragraph of each note that is shared, by its path. */
function readNotes(): ReadonlyMap<string, string> {
  const wanted = new Set(SHARED.map(([, , , , path]) => path));
  const notes = new Map<string, string>();
  for (const line of readFileSync(NOTES, 'utf8').split('\n').filter(Boolean)) {
    const { path, title, body } = note.parse(JSON.parse(line));
    const [paragraph = ''] = body.split('\n\n');
    if (wanted.has(path)) notes.set(path, `${title}. ${asTyped(paragraph)}`);
  }
  return notes;
}

/** What its people said, shared and set up before `today`, oldest first; a share is the command that keeps it. */
export function linesBefore(today: number): readonly Line[] {
  const notes = readNotes();
  const commands = SHARED.map(([days, time, userId, channelId, path]) => ({
    ...{ days, time, userId, channelId },
    text: `/learned ${notes.get(path) ?? ''}`,
  })).map(({ days, time, ...line }) => ({
    ...line,
    at: workTime(today, days, time, zoneOf(line.userId)),
    isReply: false,
  }));
  return [...CHANNELS.flatMap((seed) => linesOf(seed, today)), ...commands].toSorted((a, b) => a.at - b.at);
}

/** From now on pages say that the past is being played, until it has been. */
export function awaitHistory({ core }: Sandbox): void {
  core.world.hasPast = true;
  core.movement.isArriving = true;
}

/**
 * Plays the weeks up to `today` (epoch milliseconds).
 * @returns what of them could not be played, one line each: the company then has less of a past
 */
export async function playHistory(
  sandbox: Sandbox,
  today: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const stage = makeStage(sandbox);
  const begin = sandbox.core.clock.now();
  const missing: string[] = [];
  const isOver = () => signal.aborted;
  const plays = [
    ...linesBefore(today).map((line) => ({ at: line.at, who: line.userId, play: () => write(stage, line) })),
    ...SCENES.map((scene) => ({
      at: timeOf(scene, today),
      who: scene.who,
      play: () => scene.play(stage, today),
    })),
    { at: today, who: '', play: async () => {} },
  ].toSorted((a, b) => a.at - b.at);
  for (const { at, who, play } of plays) {
    if (isOver()) return [];
    if (at < begin) continue;
    try {
      if (at > sandbox.core.clock.now()) await stage.moveTo(at);
      await play();
    } catch (error) {
      if (isOver()) return [];
      missing.push(error instanceof Error ? error.message : String(error));
      await stage.closeForms(who);
    }
  }
  sandbox.core.movement.isArriving = false;
  sandbox.core.pages.clock();
  return missing;
}

/** Says a line; a share is the command that keeps it, and its form as it stands but for who may see it. */
async function write(stage: Stage, { channelId, userId, text, isReply }: Line): Promise<void> {
  const root = isReply ? stage.findLast(channelId) : undefined;
  await stage.say(userId, channelId, text, root === undefined ? {} : { threadTs: root.ts });
  if (!text.startsWith('/')) return;
  await stage.fill(userId, { reach: 'workspace' });
}
