/** When a theme came back although something was done about it, when a leader is reminded, and who decides about a question. Pure. */
import { day, type Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { defaultWorkingHours } from '#core/people.ts';
import { type LocalDate } from '#core/time/date.ts';
import { addWorkingDays } from '#core/time/working.ts';
import { instantOf, localTime } from '#core/time/zone.ts';
import type { Worker } from '../action-items/rules.ts';
import { areAlike, type FirstTopic } from '../group/rules.ts';
import type { Phase, Retro } from '../session/phases.ts';
import type { AssumptionRow } from './rows.ts';

/** How long a theme has to stay away after an action was done. */
export const watched = 182 * day;

export const answerLimits = { theme: 120, answer: 1_000 } as const;

/** An action of an earlier retrospective that was done. */
export interface DoneAction {
  readonly id: RowId;
  readonly retro: RowId;
  readonly what: string;
  readonly doneAt: Instant;
}

/** One of the first topics, and the actions that were done before it came back, the last first. */
export interface Returned {
  readonly topic: RowId;
  readonly done: readonly RowId[];
}

/**
 * Which of these topics came back within six months of an action that an earlier retrospective with a like topic had agreed on. Of such a
 * retrospective the actions that speak of the topic are named, or all if none does.
 * @param earlier first topics of other retrospectives of the channel
 * @param at when voting ended, or now
 */
export function returnedAfter(
  now: readonly (FirstTopic & { readonly topic: RowId })[],
  earlier: readonly FirstTopic[],
  done: readonly DoneAction[],
  at: Instant,
): readonly Returned[] {
  const lately = done.filter(({ doneAt }) => doneAt <= at && doneAt >= at - watched);
  return now.flatMap(({ topic, text }) => {
    const like = new Set(earlier.filter((one) => areAlike(text, one.text)).map(({ retro }) => retro));
    const named = [...like].flatMap((retro) => {
      const theirs = lately.filter((action) => action.retro === retro);
      const about = theirs.filter(({ what }) => areAlike(text, what));
      return about.length > 0 ? about : theirs;
    });
    const sorted = named.toSorted((a, b) => b.doneAt - a.doneAt);
    return sorted.length === 0 ? [] : [{ topic, done: sorted.map(({ id }) => id) }];
  });
}

/** Whether the votes were counted, so that there are first topics. */
export const isVotingOver = (phase: Phase): boolean =>
  phase === 'closed' || phase === 'discuss' || phase === 'actions';

/** In working days of the leader. */
const toAnswer = 10;
const remindBefore = 3;

export interface AskTimes {
  readonly dueOn: LocalDate;
  /** Both on working days: some days before, and on the day itself. */
  readonly reminders: readonly [Instant, Instant];
  /** The first working moment after that day. */
  readonly openAt: Instant;
}

/**
 * Until when a leader can answer, and when they are reminded.
 * @param from when they are asked, or are back
 */
export function askTimes({ hours, tz, isHoliday }: Worker, from: Instant): AskTimes {
  // Who works on no day is asked as those are who set none.
  const works = hours.days.length > 0 ? hours : defaultWorkingHours;
  const dueOn = localTime(addWorkingDays(from, toAnswer, works, tz, isHoliday), tz).date;
  const morning = instantOf(dueOn, works.start, tz);
  return {
    dueOn,
    reminders: [addWorkingDays(morning, -remindBefore, works, tz, isHoliday), morning],
    openAt: addWorkingDays(morning, 1, works, tz, isHoliday),
  };
}

export type Standing = AssumptionRow['state'] | 'open';

/** `open`: nobody is asked any more, or the time to answer is over. */
export function standingOf(
  { state, leader_id: leader, open_at: openAt }: Pick<AssumptionRow, 'state' | 'leader_id' | 'open_at'>,
  now: Instant,
): Standing {
  return state === 'asked' && (leader === null || openAt === null || now >= openAt) ? 'open' : state;
}

/**
 * Whether a person may ask a leader, ask another, or withdraw a question: the facilitator; of an action its owner, too; and once the facilitator is
 * gone, any participant.
 * @param owner of the action that it is about
 */
export function maySteer(
  { facilitator, participants }: Pick<Retro, 'facilitator' | 'participants'>,
  owner: UserId | null,
  by: UserId,
): boolean {
  if (by === facilitator || by === owner) return true;
  const isGone = facilitator === null || !participants.includes(facilitator);
  return isGone && participants.includes(by);
}

/** A question about a topic, as it is stored. */
export interface Known {
  readonly id: RowId;
  /** The topic it was raised about; it may be part of another one now. */
  readonly topic: RowId;
  readonly state: AssumptionRow['state'];
  readonly done: readonly RowId[];
}

/** The questions about topics as they are to be now. */
export interface Reconciled {
  readonly added: readonly Returned[];
  readonly kept: readonly Known[];
}

const furthest: readonly Known['state'][] = ['answered', 'asked', 'raised', 'withdrawn', 'merged'];

/**
 * One question for each topic that came back. Of several whose topics were joined since, the one that got furthest stays, with the actions of all. One
 * that nobody was asked goes if its topic is no longer among the first.
 * @param known the oldest first
 * @param firsts the topics that came first
 * @param topicNow the topic that another one is part of now; `null`: it is gone
 */
export function reconciled(
  known: readonly Known[],
  returned: readonly Returned[],
  firsts: readonly RowId[],
  topicNow: (topic: RowId) => RowId | null,
): Reconciled {
  const byTopic = Map.groupBy(known, ({ topic }) => topicNow(topic) ?? topic);
  const added = returned.filter(({ topic }) => !byTopic.has(topic));
  const kept = [...byTopic].flatMap(([topic, those]): Known[] => {
    const [first, ...others] = those.toSorted(
      (a, b) => furthest.indexOf(a.state) - furthest.indexOf(b.state),
    );
    if (first === undefined) return [];
    const back = returned.find((one) => one.topic === topic);
    const isSettled = first.state === 'asked' || first.state === 'answered';
    // Raised once, it stays with its topic: another name for that changes nothing.
    const isStill = back !== undefined || (first.state === 'raised' && firsts.includes(topic));
    const state = isSettled ? first.state : isStill ? 'raised' : 'withdrawn';
    const done = new Set([...(back?.done ?? []), ...those.flatMap((one) => one.done)]);
    return [
      { ...first, topic, state, done: [...done] },
      ...others.map((one): Known => ({ ...one, topic, state: 'merged' })),
    ];
  });
  return { added, kept };
}
