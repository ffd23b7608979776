/** Load, decide, save, announce: the path of every event of a retrospective, whatever caused it. */
import { type Instant, minute } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { ok, type Result } from '#core/result.ts';
import type { Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { followUp } from '../action-items/operations.ts';
import { lookLater } from '../assumptions/operations.ts';
import { leaveReview } from '../before/following.ts';
import { factsPost } from '../facts/ids.ts';
import { beginDiscussion, endDiscussion } from '../discuss/operations.ts';
import { cardIdsOf, topicsIn } from '../group/rows.ts';
import { tellHeld } from '../late/told.ts';
import { admit, endOffers } from '../people/operations.ts';
import { proposeLessons } from '../lessons/operations.ts';
import { scheduleRating } from '../history/rating.ts';
import { fewestCards } from '../recur/rules.ts';
import { supposedPost } from '../supposed/ids.ts';
import { countBallots, freshBallots, rankedTopics, saveStandings, topTopics } from '../vote/rows.ts';
import { ranked, toldOf } from '../vote/rules.ts';
import { scheduleMove } from '../timer/jobs.ts';
import { asidePost, jobNames, mainPost, reminderPost, takenOverPost, threadPost } from './ids.ts';
import { type Loaded, loadRetro, saveRetro } from './load.ts';
import {
  isOpen,
  type Phase,
  phaseAfter,
  phases,
  type Refusal,
  type Retro,
  type RetroEvent,
} from './phases.ts';
import type { Exposed } from './promises.ts';
import { retros, turns } from './rows.ts';
import { decide, linkKept } from './rules.ts';
import { lengthened, scheduleEnd, scheduleReminders } from './timing.ts';

/** What a person does in a retrospective, in its current, settled state. */
export interface Doing extends Work {
  readonly loaded: Loaded;
  readonly by: UserId;
}

/** Ends a phase whose time is up, if nobody has noticed yet. Not where Lore cannot post: there it is suspended. @returns the current state */
export async function settle(work: Work, loaded: Loaded): Promise<Loaded> {
  if (!loaded.retro.isReachable) return loaded;
  const settled = await change(work, loaded, { kind: 'timeUp' });
  if (!settled.ok || settled.value === loaded.retro) return loaded;
  return (await loadRetro(work.scope, loaded.row.id)) ?? loaded;
}

/**
 * Applies an event with all its effects: embargoes, posts, jobs, Homes. If the rules refuse it, nothing is stored except that a phase's time was up.
 * @returns the state after it
 */
export const applyEvent = async (
  work: Work,
  loaded: Loaded,
  event: RetroEvent,
): Promise<Result<Retro, Refusal>> => change(work, await settle(work, loaded), event);

async function change(work: Work, loaded: Loaded, event: RetroEvent): Promise<Result<Retro, Refusal>> {
  const decided = decide(loaded.retro, event, work.now);
  if (!decided.ok) return decided;
  if (isSame(loaded.retro, decided.value)) return ok(loaded.retro);
  const hasMoved = decided.value.phase !== loaded.retro.phase;
  const after = hasMoved
    ? await lengthened(work, loaded.row, await passOver(work, loaded, decided.value, event))
    : await admit(work, loaded, decided.value, 'by' in event ? event.by : null);
  await saveRetro(work.scope, loaded, after);
  if (hasMoved) {
    if (loaded.retro.phase === 'collect') await countCollected(work, loaded, after);
    await tellHeld(work, loaded);
    await phaseBegan(work, loaded, after);
  } else if (after.endsAt !== loaded.retro.endsAt) await endMoved(work, loaded, after);
  if (after.facilitator !== loaded.retro.facilitator && after.facilitator !== null) {
    const by = 'by' in event ? event.by : after.facilitator;
    await work.scope.publish(takenOverPost(loaded.row, after.facilitator, by, work.now));
    // What waits for the facilitator.
    const { facilitator: former } = loaded.retro;
    await work.scope.refreshHome(after.facilitator, ...(former === null ? [] : [former]));
    // What is the facilitator's to do now waits for another person.
    if (phases[after.phase].isFor === 'facilitator') {
      await scheduleReminders(work, loaded.row, after);
      if (isOpen(after.phase) && former !== null)
        await work.scope.refresh(reminderPost(loaded.row.id, after.phase, former));
    }
  }
  await followUp(work, loaded, after);
  // Once collecting is over, nothing there can be made a card.
  if (hasMoved) await work.scope.refresh(factsPost(loaded.row));
  // Topics stand there beside what was foreseen, and under their names.
  if (hasMoved || event.kind === 'name') await work.scope.refresh(supposedPost(loaded.row));
  await work.scope.refresh(
    mainPost({ ...loaded.row, facilitator_id: after.facilitator }),
    ...('by' in event ? [reminderPost(loaded.row.id, loaded.retro.phase, event.by)] : []),
  );
  return ok(after);
}

/** Whether nothing visible or stored has changed. */
function isSame(before: Retro, after: Retro): boolean {
  return (Object.keys(after) as (keyof Retro)[]).every((name) => before[name] === after[name]);
}

/** Once the cards can be read, the number of topics is known, and phases with nothing to do are skipped. */
async function passOver(work: Work, loaded: Loaded, began: Retro, event: RetroEvent): Promise<Retro> {
  await setEmbargoes(work.scope, loaded, began.phase, event);
  if (event.kind === 'reopen') return began;
  // Anyone can archive a channel, so that reveals nothing more.
  if (event.kind !== 'channelGone' && phases[loaded.retro.phase].hidesVotes)
    await countVotes(work, loaded, began);
  if (!isOpen(began.phase)) return began;
  const ranked = await rankedTopics(work.scope, { id: loaded.row.id, phase: began.phase });
  const hasCollected = loaded.retro.phase === 'collect';
  const cards = ranked.reduce((sum, topic) => sum + topic.cards.length, 0);
  const of = {
    topics: ranked.length,
    top: topTopics(ranked).length,
    isTooFew: loaded.row.round_id !== null && hasCollected && cards < fewestCards,
  };
  const counted = decide(began, { kind: 'counted', ...of }, work.now);
  if (!counted.ok || counted.value.phase === began.phase) return counted.ok ? counted.value : began;
  await setEmbargoes(work.scope, loaded, counted.value.phase, event);
  return counted.value;
}

/** Collecting is over: stores what it came to. Once more after it was open again, and then never fewer. */
async function countCollected({ scope }: Work, { row }: Loaded, { phase }: Retro): Promise<void> {
  const given = await scope.countBy(turns, 'answer', { retro_id: row.id, phase: 'collect' });
  const answers = [...given.values()].reduce((sum, count) => sum + count, 0);
  // Of one that is cancelled, nobody but the authors can read cards.
  const cards = phase === 'cancelled' ? 0 : (await cardIdsOf(scope, row.id)).length;
  await scope.update(retros, row.id, {
    answer_count: Math.max(row.answer_count ?? 0, answers),
    author_count: Math.max(row.author_count ?? 0, given.get('cards') ?? 0),
    card_count: Math.max(row.card_count ?? 0, cards),
  });
}

/** Voting is over: stores the result, unless nothing has changed since the last count, or it was cancelled. */
async function countVotes({ scope }: Work, { row }: Loaded, began: Retro): Promise<void> {
  if (!phases[began.phase].opens.includes('votes')) return;
  const { given, fresh } = await countBallots(scope, row);
  if (fresh === 0) return;
  await saveStandings(scope, row, toldOf(ranked(await topicsIn(scope, row.id), given), fresh));
  await scope.update(retros, row.id, { votes_counted: row.votes_counted + 1 });
}

async function setEmbargoes(scope: Scope, { row }: Loaded, phase: Phase, { kind }: RetroEvent) {
  const { opens, hidesVotes } = phases[phase];
  if (opens.includes('cards')) {
    await scope.open(row.card_seal);
    if (row.added_seal !== null) {
      await scope.merge(row.added_seal, row.card_seal);
      await scope.update(retros, row.id, { added_seal: null });
    }
  }
  // Earlier cards stay readable; new ones are for their authors alone until collecting is over again.
  if (phase === 'collect') await scope.update(retros, row.id, { added_seal: await scope.embargo() });
  if (hidesVotes && row.vote_seal === null)
    await scope.update(retros, row.id, { vote_seal: await scope.embargo() });
  // Anyone can archive a channel, so that reveals nothing more.
  if (kind === 'channelGone') return;
  if (opens.includes('channel') && row.channel_seal !== null) await scope.open(row.channel_seal);
}

async function phaseBegan(work: Work, loaded: Loaded, after: Retro): Promise<void> {
  const { row, retro: before } = loaded;
  const { scope, now } = work;
  await scope.publish(threadPost(row, after.phase, now));
  // Nothing is decided there any more, or the count is no longer told.
  if (before.phase === 'discuss' || after.isReopened) await endDiscussion(work, row);
  if (after.phase === 'discuss') await beginDiscussion(work, { ...loaded, retro: after });
  await lookLater(work, row, after.phase);
  if (after.phase === 'cancelled') await leaveReview(work, row);
  if (before.facilitator !== null) await scope.refresh(asidePost(row.id, before.phase, before.facilitator));
  if (!after.isShown && after.facilitator !== null)
    await scope.publish(asidePost(row.id, after.phase, after.facilitator));

  const channel = { kind: 'channel', channelId: row.channel_id } as const;
  await scheduleEnd(scope, row, after.endsAt);
  await scheduleMove(work, row, after);
  if (!isOpen(after.phase) && after.endedAt !== null && row.names === 'hidden') {
    for (const embargo of row.added_seal === null ? [row.card_seal] : [row.card_seal, row.added_seal])
      await scope.runAt(jobNames.unlink.ref({ embargo }), after.endedAt + linkKept, channel);
  }
  await scheduleRating(scope, row, after);
  if (after.phase === 'closed') await proposeLessons(work, row);
  if (!isOpen(after.phase)) await endOffers(work, row, after.participants);
  const { participants } = before;
  await scope.cancel(...participants.map((person) => jobNames.remind.ref({ retro: row.id, person })));
  // Updates their reminders of the ended phase.
  await scope.refresh(...participants.map((person) => reminderPost(row.id, before.phase, person)));
  await scope.refreshHome(...participants);
  await scheduleReminders(work, row, after);
}

/** Whatever names the end of the phase names the new one. */
async function endMoved(work: Work, { row }: Loaded, after: Retro): Promise<void> {
  const { scope } = work;
  const { phase, beganAt } = after;
  await scheduleEnd(scope, row, after.endsAt);
  await scheduleMove(work, row, after);
  if (beganAt !== null) await scope.refresh(threadPost(row, phase, beganAt));
  if (after.facilitator !== null) await scope.refresh(asidePost(row.id, phase, after.facilitator));
  await scope.refresh(...after.participants.map((person) => reminderPost(row.id, phase, person)));
  await scope.refreshHome(...after.participants);
  await scheduleReminders(work, row, after);
}

/** Gives each member of the channel one job of their own. That of a member who sees the phase ends it once its time is up. */
export async function haveLookedAt(
  scope: Scope,
  retro: RowId,
  channel: ChannelId,
  now: Instant,
): Promise<void> {
  for (const { userId: person } of await scope.members(channel)) {
    const look = jobNames.phaseWatch.ref({ retro, person });
    await scope.runAt(look, now + minute, { kind: 'person', userId: person });
  }
}

/** Counted before the phase ends, from the rows stored by then. */
export async function exposedBy(scope: Scope, { row, retro }: Loaded): Promise<Exposed> {
  const { phase, kind, topics } = retro;
  const wrote = { retro_id: row.id, phase: 'collect' } as const;
  const isLast = phaseAfter(kind, phase, topics) === 'closed';
  const cards = async (since: { readonly opening?: number }): Promise<number> =>
    (await scope.countBy(turns, 'answer', { ...wrote, ...since })).get('cards') ?? 0;
  return {
    authors: phase === 'collect' ? await cards({ opening: row.opening }) : 0,
    ballots: phases[phase].hidesVotes ? await freshBallots(scope, row) : 0,
    toChannel:
      isLast && row.cards_for === 'channel' && topics > 0 ? (row.author_count ?? (await cards({}))) : 0,
  };
}
