/**
 * Moving the clock: what falls due on the way is played step by step, in order. The app's side (the follower) says when
 * it has something due (`GET /next`) and does everything due at an instant before it answers (`POST /advance`). Both answers bring along
 * what it did since, and why.
 */
import * as z from 'zod';
import type { Core } from '../core.ts';
import { journalLine } from '../journal.ts';
import { postScheduled } from '../web-api/scheduled.ts';

const lines = z.array(journalLine).default([]);
const nextAnswer = z.object({ at: z.number().nullable(), lines });
const advanceAnswer = z.object({ next: z.number().nullable(), lines });
const STEP_MS = 60_000;
const MOST_STEPS = 10_000;
const MOST_WITHOUT_PROGRESS = 20;

async function ask(core: Core, path: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(`${core.followerUrl ?? ''}${path}`, {
    ...init,
    signal: AbortSignal.any([core.closing, AbortSignal.timeout(STEP_MS)]),
  });
  if (!response.ok) throw new Error(`it answered HTTP ${response.status}`);
  return response.json();
}

async function askNext(core: Core): Promise<number | null> {
  if (core.followerUrl === undefined) return null;
  const answer = nextAnswer.parse(await ask(core, '/next', {}));
  core.journal.add(answer.lines);
  return answer.at;
}

async function advance(core: Core, now: number): Promise<number | null> {
  if (core.followerUrl === undefined) return null;
  const body = JSON.stringify({ now });
  const headers = { 'content-type': 'application/json' };
  const answer = advanceAnswer.parse(await ask(core, '/advance', { method: 'POST', headers, body }));
  core.journal.add(answer.lines);
  return answer.next;
}

/** Asks the app when it has something due, and tells the pages when that has changed. Silent when it does not answer. */
export async function refreshNextDue(core: Core): Promise<void> {
  if (core.followerUrl === undefined || core.movement.isMoving) return;
  const next = await askNext(core).catch(() => core.movement.nextDue);
  if (next === core.movement.nextDue) return;
  core.movement.nextDue = next;
  core.pages.clock();
}

async function play(core: Core, target: number, first: number | null): Promise<string | undefined> {
  let next = first;
  let withoutProgress = 0;
  for (let step = 0; next !== null && next <= target; step += 1) {
    if (step >= MOST_STEPS) return 'Too much is due on the way. Jump in smaller steps.';
    const now = core.clock.now();
    withoutProgress = next <= now ? withoutProgress + 1 : 0;
    if (withoutProgress > MOST_WITHOUT_PROGRESS) return 'Something is due that Lore can’t finish.';
    core.clock.set(Math.max(next, now));
    postScheduled(core);
    core.pages.clock();
    next = await advance(core, Math.max(next, now));
    core.movement.nextDue = next;
  }
  core.clock.set(target);
  postScheduled(core);
  core.movement.nextDue = await advance(core, Math.max(target, core.clock.now()));
  return undefined;
}

/** Moves the clock to an instant (epoch ms) or to the next thing due; gives a sentence when that was not possible. */
export async function moveClock(core: Core, to: number | 'next'): Promise<string | undefined> {
  if (core.movement.isMoving) return 'The clock is already moving.';
  if (to !== 'next' && !(to <= 8_000_000_000_000)) return 'That’s too far ahead.';
  if (to !== 'next' && to < core.clock.now()) return 'The clock only moves forward.';
  core.movement.isMoving = true;
  core.pages.clock();
  try {
    const next = await askNext(core);
    if (to === 'next' && next === null) return 'Nothing is due.';
    return await play(core, to === 'next' ? Math.max(next ?? 0, core.clock.now()) : to, next);
  } catch (error) {
    return `Lore didn’t follow the clock: ${error instanceof Error ? error.message : String(error)}.`;
  } finally {
    core.movement.isMoving = false;
    core.changed();
    core.pages.clock();
    core.pages.people();
  }
}
