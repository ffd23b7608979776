/** The rows of a retrospective itself, and of its cards. Days are in the channel's zone. */
import type { Instant } from '#core/clock.ts';
import { channel, choice, day, instant, person, text } from '#core/columns.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { retro_id, type RetroRow, retros } from '../session/rows.ts';
import { type ActionItem, actionStates, helpedAnswers } from './action-item.ts';

/** What the team agreed on: it belongs to the channel, so it has an owner and a proposer, but no author who takes it along. */
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
    done_at: instant.orNull.internal,
    /** Why it was dropped, or empty. */
    reason: text,
    /** What its owner said a month after it was done, and how, or empty. */
    helped: choice(helpedAnswers).orNull,
    helped_how: text,
  },
  { exported: { as: 'actions', withId: true } },
);

export type ActionRow = RowOf<typeof actionItems>;

export function actionRow(row: RetroRow, action: ActionItem): ActionRow {
  return { id: action.id, retro_id: row.id, channel_id: row.channel_id, ...cellsOf(action) };
}

export function cellsOf(action: ActionItem): Omit<ActionRow, 'id' | 'retro_id' | 'channel_id'> {
  return {
    what: action.what,
    when_then: action.whenThen,
    owner_id: action.owner,
    proposer_id: action.proposer,
    due_on: action.dueOn,
    state: action.state,
    done_at: action.doneAt,
    reason: action.reason,
    helped: action.helped,
    helped_how: action.helpedHow,
  };
}

/** A row as the rules know it. */
export function actionOf(row: ActionRow): ActionItem {
  return {
    id: row.id,
    what: row.what,
    whenThen: row.when_then,
    owner: row.owner_id,
    proposer: row.proposer_id,
    dueOn: row.due_on,
    state: row.state,
    doneAt: row.done_at,
    reason: row.reason,
    helped: row.helped,
    helpedHow: row.helped_how,
  };
}

export async function actionRows(view: ReadScope, retro: RowId): Promise<ActionRow[]> {
  return view
    .from(actionItems)
    .selectAll()
    .where('it.retro_id', '=', retro)
    .orderBy('it.due_on')
    .orderBy('it.id')
    .execute();
}

export async function loadAction(view: ReadScope, id: RowId): Promise<ActionRow | null> {
  return (await view.from(actionItems).selectAll().where('it.id', '=', id).executeTakeFirst()) ?? null;
}

/** What a person is asked to do, or has agreed to, and has not done, what is due first first. */
export async function openActionsOf(view: ReadScope, owner: UserId): Promise<ActionRow[]> {
  return view
    .from(actionItems)
    .selectAll()
    .where('it.owner_id', '=', owner)
    .where('it.state', 'in', ['proposed', 'open'])
    .orderBy('it.due_on')
    .orderBy('it.id')
    .execute();
}

/** What a person has done and not said of whether it helped. */
export async function untoldActionsOf(view: ReadScope, owner: UserId): Promise<ActionRow[]> {
  return view
    .from(actionItems)
    .selectAll()
    .where('it.owner_id', '=', owner)
    .where('it.state', '=', 'done')
    .where('it.helped', 'is', null)
    .orderBy('it.done_at')
    .orderBy('it.id')
    .execute();
}

/** What nobody owns, of the retrospectives that a person facilitates or facilitated. @param since those that ended before are left out */
export async function unownedActionsOf(
  view: ReadScope,
  facilitator: UserId,
  since: Instant,
): Promise<ActionRow[]> {
  const held = await view
    .from(retros)
    .select(['it.id', 'it.ended_at'])
    .where('it.facilitator_id', '=', facilitator)
    .where('it.phase', '!=', 'cancelled')
    .execute();
  const lately = held.filter(({ ended_at }) => ended_at === null || ended_at >= since).map(({ id }) => id);
  if (lately.length === 0) return [];
  return view
    .from(actionItems)
    .selectAll()
    .where('it.retro_id', 'in', lately)
    .where('it.owner_id', 'is', null)
    .where('it.state', 'in', ['proposed', 'open'])
    .orderBy('it.due_on')
    .orderBy('it.id')
    .execute();
}

/**
 * What earlier retrospectives of a channel agreed on and is still to be done, and how what the last one agreed on stands; what is due first
 * first.
 */
export async function earlierActions(
  view: ReadScope,
  { id, channel_id: channel }: Pick<RetroRow, 'id' | 'channel_id'>,
): Promise<ActionRow[]> {
  const closed = await view
    .from(retros)
    .select(['it.id', 'it.ended_at'])
    .where('it.channel_id', '=', channel)
    .where('it.id', '!=', id)
    .where('it.phase', '=', 'closed')
    .orderBy('it.ended_at', 'desc')
    .orderBy('it.id')
    .execute();
  const [last] = closed;
  if (last === undefined) return [];
  const agreed = await view
    .from(actionItems)
    .selectAll()
    .where(
      'it.retro_id',
      'in',
      closed.map((one) => one.id),
    )
    .orderBy('it.due_on')
    .orderBy('it.id')
    .execute();
  return agreed.filter(({ state, reason, retro_id }) => {
    if (state === 'proposed' || state === 'open') return true;
    // What went with a retrospective that was cancelled was never agreed on.
    return retro_id === last.id && (state === 'done' || reason !== '');
  });
}

/** What was agreed on in a channel and nobody owns, what is due first first; at most 10. */
export async function unownedIn(view: ReadScope, channel: ChannelId): Promise<ActionRow[]> {
  return view
    .from(actionItems)
    .selectAll()
    .where('it.channel_id', '=', channel)
    .where('it.owner_id', 'is', null)
    .where('it.state', '=', 'proposed')
    .orderBy('it.due_on')
    .orderBy('it.id')
    .limit(10)
    .execute();
}
