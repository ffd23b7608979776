/** Action items as stored, and what follows when one is agreed on or changes: questions to its owner, now and later, and Home. */
import { channel, choice, day, instant, person, reference, text } from '#core/columns.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { type JobId, jobId } from '#core/job-ref.ts';
import type { Person } from '#core/people.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { recordsIn } from '#core/records.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { standardKinds } from '#core/standard.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { startOfDate } from '#core/time/date.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import type { Work } from '#core/work.ts';
import { hears } from '../reflect/operations.ts';
import { mainPost, preparePost } from '../session/ids.ts';
import { type ActionItem, actionStates, helpedAnswers, type Retro } from '../session/phases.ts';
import { openRetrosIn, retro_id, type RetroRow, retros } from '../session/rows.ts';
import { toldPost } from '../summary/ids.ts';
import { leaveTracker } from '../tracker/leave.ts';
import { type Ask, asks, asksOf, isToDo, toDo, type Worker } from './rules.ts';

/** What the team agreed on. It belongs to the channel: it has an owner and a proposer, but no author whose erasure would delete it. */
export const actionItems = sharedTable(
  'retro_action',
  {
    retro_id,
    channel_id: channel.internal,
    what: text,
    /** "When X, then I will Y", or empty. */
    when_then: text,
    owner_id: person.orNull.theirs,
    proposer_id: person.orNull.internal,
    due_on: day,
    state: choice(actionStates),
    /** When it was done or dropped; `null`: it is open, or was dropped before that was stored. */
    done_at: instant.orNull.internal,
    /** Why it was dropped, or empty. */
    reason: text,
    /** The owner's answer a month after it was done, and how it helped, or empty. */
    helped: choice(helpedAnswers).orNull,
    helped_how: text,
    /** What changed because of it, what that is called, and where it is: outside of Slack or in it. */
    standard_kind: choice(standardKinds).orNull,
    standard_name: text,
    standard_link: text,
    standard_at: instant.orNull,
    /** The lesson that it was recorded with, too. */
    standard_lesson: reference.orNull.internal,
  },
  { exported: { as: 'actions', withId: true } },
);

export type ActionRow = RowOf<typeof actionItems>;

export const actionRecords = recordsIn(actionItems, {
  what: 'what',
  whenThen: 'when_then',
  owner: 'owner_id',
  proposer: 'proposer_id',
  dueOn: 'due_on',
  state: 'state',
  doneAt: 'done_at',
  reason: 'reason',
  helped: 'helped',
  helpedHow: 'helped_how',
  standardKind: 'standard_kind',
  standardName: 'standard_name',
  standardLink: 'standard_link',
  standardAt: 'standard_at',
  standardLesson: 'standard_lesson',
});

/** The row in the form that the rules use. */
export const actionOf = (row: ActionRow): ActionItem => ({ id: row.id, ...actionRecords.read(row) });

export const actionRows = (read: ReadScope, retro: RowId): Promise<ActionRow[]> =>
  findRows(read.from(actionItems), { retro_id: retro }, 'due_on', 'id');

export const loadAction = (read: ReadScope, id: RowId): Promise<ActionRow | null> =>
  findRow(read.from(actionItems), { id });

/** A person's proposed and open action items, the earliest due first. */
export const openActionsOf = (read: ReadScope, owner: UserId): Promise<ActionRow[]> =>
  findRows(read.from(actionItems), { owner_id: owner, state: toDo }, 'due_on', 'id');

/** A channel's proposed and open action items, the earliest due first. */
export const openActionsIn = (read: ReadScope, channel: ChannelId): Promise<ActionRow[]> =>
  findRows(read.from(actionItems), { channel_id: channel, state: toDo }, 'due_on', 'id');

/** Open action items of a channel's earlier retrospectives, and the standing of the last one's; the earliest due first. */
export async function earlierActions(read: ReadScope, retro: RetroRow): Promise<ActionRow[]> {
  const others = read.from(retros).where('it.id', '!=', retro.id);
  const ofChannel = { channel_id: retro.channel_id, phase: 'closed' } as const;
  const closed = await findRows(others, ofChannel, '-ended_at', 'id');
  const ofThese = { retro_id: closed.map(({ id }) => id) };
  const agreed = await findRows(read.from(actionItems), ofThese, 'due_on', 'id');
  return agreed.filter((row) => {
    if (isToDo(row)) return true;
    // Dropped along with a cancelled retrospective, it was never agreed on.
    return row.retro_id === closed[0]?.id && (row.state === 'done' || row.reason !== '');
  });
}

/** A channel's agreed but unowned action items, the earliest due first; at most 10. */
export function unownedIn(read: ReadScope, channel: ChannelId): Promise<ActionRow[]> {
  const free = { channel_id: channel, owner_id: null, state: 'proposed' } as const;
  return findRows(read.from(actionItems).limit(10), free, 'due_on', 'id');
}

/** `due`: the date it is for, as in `startOfDate`, since it can be moved. */
export type OfDate = Readonly<{ action: RowId; due: number }>;

export const followPosts = {
  accept: postId<{ readonly action: RowId }>('retro.action-accept'),
  remind: postId<OfDate>('retro.action-remind'),
  late: postId<OfDate>('retro.action-late'),
  helped: postId<{ readonly action: RowId }>('retro.action-helped'),
} as const;

export const followJobs: Readonly<Record<Ask, JobId<{ action: RowId; person: UserId }>>> = {
  remind: jobId('retro.action-remind'),
  late: jobId('retro.action-late'),
  helped: jobId('retro.action-helped'),
};

/** Asks whether they accept it. */
const acceptPost = (action: RowId, user: UserId): PostRef =>
  followPosts.accept.ref({ action }, { kind: 'person', user, urgency: 'accept' });

export function askPost(
  ask: Ask,
  { id: action, dueOn }: Pick<ActionItem, 'id' | 'dueOn'>,
  user: UserId,
): PostRef {
  const check = { kind: 'person', user, urgency: 'check' } as const;
  if (ask === 'helped') return followPosts.helped.ref({ action }, check);
  const due = startOfDate(dueOn);
  // Two weeks after its date it asks whether the action still makes sense.
  const to = ask === 'late' ? check : ({ kind: 'person', user, urgency: 'due', date: due } as const);
  return followPosts[ask].ref({ action, due }, to);
}

/** @param row of the retrospective @param before its state until now */
export async function followUp(
  work: Work,
  { row, retro: before }: { readonly row: RetroRow; readonly retro: Retro },
  after: Retro,
): Promise<void> {
  if (before.actions === after.actions) return;
  for (const action of after.actions) {
    const known = before.actions.find(({ id }) => id === action.id);
    if (known === action) continue;
    await followOne(work, known, action, after.facilitator);
    await tellThread(work.scope, row, known, action);
    if (after.isShown && action.helped === 'yes' && known?.helped !== 'yes')
      await reportSuccess(work, row, action);
  }
  await refreshPrepared(work.scope, row.channel_id);
}

/** Says in the thread that it was done, and whether it helped: once each, redrawn when more is said of it. */
async function tellThread(
  scope: Scope,
  row: RetroRow,
  known: ActionItem | undefined,
  { id, state, helped }: ActionItem,
): Promise<void> {
  if (state === 'done' && known?.state !== 'done') await scope.publish(toldPost(row, id, 'done'));
  if (helped === null) return;
  await scope.publish(toldPost(row, id, 'helped'));
  await scope.refresh(toldPost(row, id, 'helped'));
}

/** It helped: what made it work is worth a look. */
const reportSuccess = (work: Work, row: RetroRow, { id, what }: ActionItem): Promise<void> =>
  hears(work, {
    kind: 'success',
    channel: row.channel_id,
    what,
    source: `retro.action:${id}`,
    under: mainPost(row),
  });

/** Open retrospectives in the channel show earlier action items. */
export async function refreshPrepared(scope: Scope, channel: ChannelId): Promise<void> {
  await scope.refresh(...(await openRetrosIn(scope, channel)).map(preparePost));
}

/** What follows when an action item changes, or waits for a leader's answer, or no longer does: questions to its owner, and Home. */
export async function followOne(
  work: Work,
  known: ActionItem | undefined,
  action: ActionItem,
  facilitator: UserId | null,
): Promise<void> {
  const { scope } = work;
  const owners = [...new Set([known?.owner, action.owner].filter((owner) => owner != null))];
  const each = <Ref>(refOf: (person: UserId, ask: Ask) => Ref): Ref[] =>
    owners.flatMap((person) => asks.map((ask) => refOf(person, ask)));
  await scope.cancel(...each((person, ask) => followJobs[ask].ref({ action: action.id, person })));
  await askLater(work, action);
  await leaveTracker(scope, known, action);
  if (action.state === 'proposed' && action.owner !== null && action.owner !== known?.owner)
    await scope.publish(acceptPost(action.id, action.owner));
  await scope.refresh(
    ...owners.map((person) => acceptPost(action.id, person)),
    ...each((person, ask) => askPost(ask, known ?? action, person)),
  );
  const asked = action.owner === null && facilitator !== null ? [facilitator] : [];
  await scope.refreshHome(...owners, ...asked);
}

async function askLater({ scope, now }: Work, action: ActionItem): Promise<void> {
  const owner = action.owner === null ? null : await scope.person(action.owner);
  if (owner === null) return;
  const { userId } = owner;
  for (const { ask, at } of asksOf(action, await workerOf(owner), now)) {
    const job = followJobs[ask].ref({ action: action.id, person: userId }, userId);
    await scope.runAt(job, at, { kind: 'person', userId });
  }
}

/** When a person works. */
export const workerOf = async ({ workingHours: hours, tz }: Person): Promise<Worker> => ({
  hours,
  tz,
  isHoliday: await holidaysOf(hours.holidays),
});
