/**
 * One topic after the other, where everybody is there: each has an end, at which its thread asks whether to go on; without an answer, the next
 * one begins. The phase ends with the last, by its own time.
 */
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { Work } from '#core/work.ts';
import type { Loaded } from '../session/load.ts';
import { applyEvent, settle } from '../session/operations.ts';
import type { Refusal } from '../session/retro.ts';
import { endOf } from '../session/time.ts';
import { askPost, discussionPost, saidPost } from './ids.ts';
import { beginTopic, setEnd, wakeAt } from './operations.ts';
import { type DiscussionRow, discussionsOf } from './rows.ts';
import { allSaid, askedFor, onceMore, talkedAbout, topicOn } from './rules.ts';

/** What the time brings: the question, or the next topic. */
export async function turnTopics(work: Work, loaded: Loaded): Promise<void> {
  const { scope, now } = work;
  const current = await settle(work, loaded);
  const on = await topicOnNow(work, current);
  if (on === null) return;
  const { ends_at: asked } = on;
  if (now < asked) return wakeAt(work, current, asked);
  if (now < asked + askedFor) {
    await scope.publish(askPost(current.row, on, asked));
    return wakeAt(work, current, asked + askedFor);
  }
  await leave(work, current, on);
  await beginNext(work, current, on);
}

/** Somebody who takes part wants five minutes more. @param asked when the question was, which the first answer settles */
export async function goOnWith(
  work: Work,
  loaded: Loaded,
  by: UserId,
  { discussion, asked }: { readonly discussion: RowId; readonly asked: Instant },
): Promise<Result<Instant, Refusal | 'already'>> {
  const { scope, now } = work;
  const current = await settle(work, loaded);
  const on = await topicOnNow(work, current);
  if (on?.id === discussion && on.ends_at !== asked) return refuse('already');
  if (on?.id !== discussion || now >= asked + askedFor) return refuse('alreadyEnded');
  const endsAt = now + onceMore;
  const happened = await applyEvent(work, current, {
    kind: 'goOn',
    by,
    endsAt: allSaidFrom(current, on, endsAt),
  });
  if (!happened.ok) return happened;
  await setEnd(work, current, on, endsAt);
  await scope.refresh(askPost(current.row, on, asked));
  await scope.publish(saidPost(current.row, on, by, endsAt));
  return ok(endsAt);
}

/** Whoever facilitates goes on from a topic before its time: to the next, or to the phase after. */
export async function goOnFrom(
  work: Work,
  loaded: Loaded,
  by: UserId,
  discussion: RowId,
): Promise<Result<null, Refusal>> {
  const current = await settle(work, loaded);
  const on = await topicOnNow(work, current);
  if (on?.id !== discussion) return refuse('alreadyEnded');
  const isLast = on.place >= talkedAbout(current.retro.topics);
  const event = isLast
    ? ({ kind: 'endPhase', by, phase: 'discuss' } as const)
    : ({ kind: 'note', by } as const);
  const happened = await applyEvent(work, current, event);
  if (!happened.ok) return happened;
  await work.scope.publish(saidPost(current.row, on, by, 0));
  await leave(work, current, on);
  if (!isLast) await beginNext(work, current, on);
  return ok(null);
}

/** The phase was given more time, or less: that is the time of the topic that is on. @param by in milliseconds */
export async function stretch(work: Work, loaded: Loaded, by: number): Promise<void> {
  const on = await topicOnNow(work, loaded);
  if (on !== null) await setEnd(work, loaded, on, on.ends_at + by);
}

type TimedTopic = DiscussionRow & { readonly ends_at: Instant };

async function topicOnNow({ scope }: Work, { row, retro }: Loaded): Promise<TimedTopic | null> {
  if (retro.phase !== 'discuss' || retro.pace !== 'live') return null;
  const on = topicOn(await discussionsOf(scope, row.id));
  return on === undefined || on.ends_at === null ? null : { ...on, ends_at: on.ends_at };
}

const allSaidFrom = ({ retro }: Loaded, on: DiscussionRow, endsAt: Instant): Instant =>
  allSaid(endsAt, Math.max(0, talkedAbout(retro.topics) - on.place), retro.lengths.discuss, retro.calendar);

/** Its message says no more until when it is on, and its question is no more open. */
async function leave({ scope }: Work, { row }: Loaded, on: TimedTopic): Promise<void> {
  await scope.refresh(discussionPost(row, on));
  await scope.refresh(askPost(row, on, on.ends_at));
}

/** After the last one nothing begins: the phase ends by its own time. */
async function beginNext(work: Work, loaded: Loaded, on: DiscussionRow): Promise<void> {
  const { row, retro } = loaded;
  const next = (await discussionsOf(work.scope, row.id)).find(({ place }) => place === on.place + 1);
  if (next === undefined || next.place > talkedAbout(retro.topics)) return;
  const endsAt = endOf(retro.lengths.discuss, work.now, retro.calendar);
  await applyEvent(work, loaded, { kind: 'talk', endsAt: allSaidFrom(loaded, next, endsAt) });
  await beginTopic(work, loaded, next);
}
