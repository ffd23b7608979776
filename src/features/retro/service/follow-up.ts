/** What follows when an action is agreed on or changes: its owner is asked, later and now, and Home shows how it stands. */
import type { Work } from '../../../core/work.ts';
import type { UserId } from '../../../core/ids.ts';
import type { ActionItem } from '../domain/actions.ts';
import { asks, asksOf } from '../domain/follow-up.ts';
import type { Retro } from '../domain.ts';
import { followJobs } from '../ids/follow-up.ts';
import type { Loaded } from '../repository.ts';
import { acceptPost, askPost } from '../posts/follow-up.ts';
import { workerOf } from './own-actions.ts';
import { refreshPrepared } from './prepare.ts';

/** @param after how it is stored now */
export async function followUp(work: Work, { row, retro: before }: Loaded, after: Retro): Promise<void> {
  if (before.actions === after.actions) return;
  for (const action of after.actions) {
    const known = before.actions.find(({ id }) => id === action.id);
    if (known !== action) await followOne(work, known, action, after.facilitator);
  }
  await refreshPrepared(work.scope, row.channel_id);
}

async function followOne(
  work: Work,
  known: ActionItem | undefined,
  action: ActionItem,
  facilitator: UserId | null,
): Promise<void> {
  const { scope } = work;
  const owners = new Set([known?.owner, action.owner].filter((owner) => owner != null));
  for (const person of owners)
    for (const ask of asks) await scope.cancel(followJobs[ask].ref({ action: action.id, person }));
  await askLater(work, action);
  if (action.state === 'proposed' && action.owner !== null && action.owner !== known?.owner)
    await scope.publish(acceptPost(action.id, action.owner));
  for (const person of owners) {
    await scope.refresh(acceptPost(action.id, person));
    for (const ask of asks) await scope.refresh(askPost(ask, known ?? action, person));
    await scope.refreshHome(person);
  }
  if (action.owner === null && facilitator !== null) await scope.refreshHome(facilitator);
}

async function askLater({ scope, now }: Work, action: ActionItem): Promise<void> {
  const { owner } = action;
  const person = owner === null ? null : await scope.person(owner);
  if (owner === null || person === null) return;
  for (const { ask, at } of asksOf(action, await workerOf(person), now))
    await scope.schedule(followJobs[ask].ref({ action: action.id, person: owner }, owner), at, {
      kind: 'person',
      userId: owner,
    });
}
