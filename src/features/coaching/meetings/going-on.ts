/** Whether a pair goes on: asking each alone, counting, and the end. */
import { day, type Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { roundsOf } from '../pool.ts';
import { met, ofPair, pairs } from '../rows.ts';
import { checkFor, meetingJobs, overFor } from './ids.ts';
import { checks, talks } from './rows.ts';
import { asksAfter, type CheckAnswer, countsAt, outcomeOf, rests } from './rules.ts';
import {
  as,
  audienceOf,
  loadTalking,
  presentIn,
  recountMentor,
  redraw,
  redrawAll,
  type Talking,
  watchAgain,
  workersOf,
} from './talking.ts';

/** Asks each, alone, whether to go on. */
export async function askWhether({ scope, now }: Work, { pair, talk }: Talking): Promise<void> {
  const workers = await workersOf(await presentIn(scope, pair));
  const until = countsAt(workers, now);
  const round = talk.round + 1;
  const change = { state: 'asked', round, until, check_seal: await scope.embargo(), next_at: null } as const;
  if (!(await scope.update(talks, pair.id, change, { where: { state: talk.state, round: talk.round } })))
    return;
  for (const user of ofPair(pair)) {
    await scope.publish(checkFor(pair.id, round, user));
    const counted = meetingJobs.counted.ref({ pair: pair.id, round, person: user });
    await scope.runAt(counted, until, as(user));
  }
  await redraw(scope, pair);
}

export async function answerCheck(
  { scope, now }: Work,
  { pair, talk }: Talking,
  self: UserId,
  answer: CheckAnswer,
): Promise<void> {
  if (talk.check_seal === null) throw new Error('nobody is asked');
  const written = { audience: await audienceOf(scope, pair), embargo: talk.check_seal };
  const row = { pair_id: pair.id, round: talk.round, answer, answered_at: now };
  await scope.upsertOwn(checks, row, written);
  await scope.refresh(checkFor(pair.id, talk.round, self));
  await scope.refreshHome(self);
}

/** The time to answer is over, with the access of each: the first counts, and each takes back what they answered. */
export async function count(work: Work, id: RowId, round: number): Promise<void> {
  const { scope, now } = work;
  const found = await loadTalking(scope, id);
  if (found?.talk.state === 'asked' && found.talk.round === round && found.talk.check_seal !== null) {
    const { pair, talk } = found;
    await scope.open(found.talk.check_seal);
    const answers = await scope.countBy(checks, 'answer', { pair_id: id, round });
    const isWhole = (await presentIn(scope, pair)).length === pair.size;
    const outcome = isWhole ? outcomeOf(Object.fromEntries(answers), pair.size) : 'over';
    if (outcome === 'over') await end(work, found);
    else {
      const until = outcome === 'resting' ? now + rests : null;
      await scope.update(talks, id, { state: outcome, counts_from: now, until, check_seal: null });
      await redrawAll(scope, { pair, talk });
    }
  }
  await scope.deleteOwn(checks, { pair_id: id, round });
}

/** Ends it for all, each of whom reads the same: neither who ended it, nor why, nor whether anybody did. */
export async function end({ scope, now }: Work, { pair, talk }: Talking): Promise<void> {
  const change = { state: 'over', over_at: now, until: null, next_at: null, check_seal: null } as const;
  if (!(await scope.update(talks, pair.id, change, { where: { state: talk.state } }))) return;
  await scope.update(pairs, pair.id, { state: 'ended' });
  for (const { userId: user } of await presentIn(scope, pair)) await scope.publish(overFor(pair.id, user));
  await redrawAll(scope, { pair, talk });
  await recountMentor(scope, pair, now);
}

/** Beyond the next day on which it is said. */
const saidFor = 3 * day;

/** Says of these people that the viewer talks with them, wherever a round put them together: only the next ones use it. */
async function sayTalking(scope: Scope, people: readonly UserId[], now: Instant): Promise<void> {
  for (const row of await findRows(scope.from(met), { other_id: [...people] })) {
    const audience = await roundsOf(scope, row.channel_id);
    if (audience !== null) await scope.upsertOwn(met, { ...row, talks_until: now + saidFor }, { audience });
  }
}

/** Once a day, with the access of each: somebody may have left, or a pair may have fallen asleep. */
export async function watch(work: Work, id: RowId): Promise<void> {
  const { scope, now } = work;
  const found = await loadTalking(scope, id);
  if (found === null || found.talk.state === 'over' || scope.viewer.kind !== 'person') return;
  const { pair, talk } = found;
  if ((await presentIn(scope, pair)).length < pair.size) {
    await end(work, found);
    return;
  }
  await sayTalking(scope, ofPair(pair), now);
  const isAsleep = talk.state === 'going' && now >= talk.counts_from + asksAfter;
  const hasRested = talk.state === 'resting' && talk.until !== null && now >= talk.until;
  if (isAsleep || hasRested) await askWhether(work, found);
  await watchAgain(scope, pair, scope.viewer.userId, now);
}
