/** Renders a claimed post, and records the outcome of one that cannot be rendered. */
import { newReference } from '#core/ids.ts';
import type { Message } from '#core/post.ts';
import { NotInstalled } from '../store/settings/installed.ts';
import { draw, Undeliverable } from './draw.ts';
import { aboutDelivery } from './journal.ts';
import { again, change, type Delivery } from './outbox.ts';
import type { Parts } from './parts.ts';
import { afterThrow, mostRuns } from './retry.ts';
import { tellHome, whoIsTold } from './tell-home.ts';

/** @returns `null` if there is nothing to send; the row then has its outcome */
export async function drawClaimed(parts: Parts, mine: Delivery): Promise<Message | null> {
  const { system } = parts.store;
  try {
    const { message } = await draw(parts, mine);
    parts.tries.done(mine.id);
    if (message === null) await withdraw(parts, mine, 'nothing_to_say');
    return message;
  } catch (error) {
    // Its record is gone with the workspace.
    if (error instanceof NotInstalled) return null;
    const wait = parts.waitOf(error);
    if (wait !== null) {
      await change(system, mine, ['claimed'], again(mine, parts.clock.now() + wait));
      return null;
    }
    const reference = newReference(parts.ids);
    const runs = parts.tries.again(mine.id);
    const isFinal = error instanceof Undeliverable || runs >= mostRuns;
    parts.log.error(
      { reference, team: mine.team_id, post: mine.post, delivery: mine.id, err: error },
      isFinal ? 'gave up on a post that could not be drawn' : 'a post could not be drawn and will be retried',
    );
    const now = parts.clock.now();
    if (!isFinal) {
      await change(system, mine, ['claimed'], again(mine, now + afterThrow(runs)));
      return null;
    }
    parts.tries.done(mine.id);
    const note = error instanceof Undeliverable ? error.message : `error ${reference}`;
    const isChanged = await change(system, mine, ['claimed'], { state: 'failed', note, claimed_at: null });
    await tellHome(system, mine.team_id, whoIsTold(mine), now);
    if (isChanged) parts.journal(aboutDelivery(mine, { did: 'failed', why: note, at: now }));
    return null;
  }
}

/** Gives up a post that no longer has a place or anything to say. @param why a code */
export async function withdraw(parts: Parts, mine: Delivery, why: string): Promise<void> {
  const isChanged = await change(parts.store.system, mine, ['claimed'], {
    state: 'withdrawn',
    note: why,
    claimed_at: null,
  });
  if (isChanged) parts.journal(aboutDelivery(mine, { did: 'withdrawn', why, at: parts.clock.now() }));
}
