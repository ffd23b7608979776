/** Load, decide, save, say: what every event of a retrospective goes through, whoever or whatever caused it. */
import type { Instant } from '../../../core/clock.ts';
import type { UserId } from '../../../core/ids.ts';
import { ok, type Result } from '../../../core/result.ts';
import type { Scope } from '../../../core/scope.ts';
import { decide, isOpen, linkKept, phases, type Refusal, type Retro, type RetroEvent } from '../domain.ts';
import { jobNames } from '../ids.ts';
import { asidePost, mainPost, takenOverPost, threadPost } from '../posts.ts';
import { columnsOf, saveRetro, type Loaded } from '../repository.ts';
import { endAt } from './drafts.ts';
import { scheduleEnd, stopWatching } from './ends.ts';

/** What a service works with: one transaction, and its moment. */
export interface Work {
  readonly scope: Scope;
  readonly now: Instant;
  readonly newId: () => string;
}

/**
 * Writes down that the time of a phase is up, if it is and nobody has noticed. Not where Lore cannot post: there it rests.
 * @returns how it stands now
 */
export async function settle(work: Work, loaded: Loaded): Promise<Loaded> {
  if (!loaded.retro.isReachable) return loaded;
  const settled = await change(work, loaded, { kind: 'timeUp' });
  return settled.ok ? { row: { ...loaded.row, ...columnsOf(settled.value) }, retro: settled.value } : loaded;
}

/**
 * Lets an event happen, with all that follows: seals, posts, jobs, everybody's Home. When the rules refuse it, nothing is written but
 * that the time was up.
 * @returns the state after it
 */
export async function happen(work: Work, loaded: Loaded, event: RetroEvent): Promise<Result<Retro, Refusal>> {
  return change(work, await settle(work, loaded), event);
}

async function change(work: Work, loaded: Loaded, event: RetroEvent): Promise<Result<Retro, Refusal>> {
  const decided = decide(loaded.retro, event, work.now);
  if (!decided.ok || isSame(loaded.retro, decided.value)) return decided;
  const after = decided.value;
  await saveRetro(work.scope, loaded, after);
  if (after.phase !== loaded.retro.phase) await phaseBegan(work, loaded, after, event);
  if (after.facilitator !== loaded.retro.facilitator && after.facilitator !== null) {
    await work.scope.publish(takenOverPost(loaded.row, after.facilitator));
    if (loaded.retro.facilitator !== null)
      await stopWatching(work.scope, loaded.row, loaded.retro.facilitator);
    await scheduleEnd(work.scope, loaded.row, after.facilitator, after.endsAt);
  }
  for (const owner of ownersTouched(loaded.retro, after)) await work.scope.refreshHome(owner);
  await work.scope.refresh(mainPost({ ...loaded.row, facilitator_id: after.facilitator }));
  return ok(after);
}

/** Whether nothing that others see or that is stored with the retrospective has changed. */
function isSame(before: Retro, after: Retro): boolean {
  return (Object.keys(after) as (keyof Retro)[]).every((name) => before[name] === after[name]);
}

async function phaseBegan(
  { scope, now }: Work,
  { row, retro: before }: Loaded,
  after: Retro,
  { kind }: RetroEvent,
): Promise<void> {
  const { opens } = phases[after.phase];
  if (opens.includes('cards')) await scope.open(row.card_seal);
  // Anybody can archive a channel: that shows nobody more than they could read.
  const isForChannel = opens.includes('channel') && kind !== 'channelGone';
  if (isForChannel && row.channel_seal !== null) await scope.open(row.channel_seal);
  await scope.publish(threadPost(row, after.phase));
  if (!after.isShown && after.facilitator !== null)
    await scope.publish(asidePost(row, after.phase, after.facilitator));

  const channel = { kind: 'channel', channelId: row.channel_id } as const;
  await scheduleEnd(scope, row, after.facilitator, after.endsAt);
  if (!isOpen(after.phase) && after.endedAt !== null && row.names === 'hidden') {
    const unlink = { job: jobNames.unlink, params: { seal: row.card_seal } };
    await scope.schedule(unlink, after.endedAt + linkKept, channel);
  }
  for (const person of before.participants) {
    await scope.cancel({ job: jobNames.remind, params: { retro: row.id, person } });
    if (before.phase === 'collect') await endAt(scope, row.id, person, now);
    await scope.refreshHome(person);
  }
}

function ownersTouched(before: Retro, after: Retro): Set<UserId> {
  const touched = after.actions.filter((action) => !before.actions.includes(action));
  return new Set(touched.flatMap(({ owner }) => (owner === null ? [] : [owner])));
}
