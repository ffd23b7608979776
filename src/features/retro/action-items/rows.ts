import type { Instant } from '#core/clock.ts';
import { channel, choice, day, instant, person, text } from '#core/columns.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { recordsIn } from '#core/records.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { type ActionItem, actionStates, helpedAnswers } from '../session/phases.ts';
import { retro_id, type RetroRow, retros } from '../session/rows.ts';

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
    done_at: instant.orNull.internal,
    /** Why it was dropped, or empty. */
    reason: text,
    /** The owner's answer a month after it was done, and how it helped, or empty. */
    helped: choice(helpedAnswers).orNull,
    helped_how: text,
  },
  { exported: { as: 'actions', withId: true } },
);

export type ActionRow = RowOf<typeof actionItems>;

/** In the form that the rules use. */
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
});

/** The row in the form that the rules use. */
export const actionOf = (row: ActionRow): ActionItem => ({ id: row.id, ...actionRecords.read(row) });

export async function actionRows(read: ReadScope, retro: RowId): Promise<ActionRow[]> {
  return findRows(read.from(actionItems), { retro_id: retro }, 'due_on', 'id');
}

export async function loadAction(read: ReadScope, id: RowId): Promise<ActionRow | null> {
  return findRow(read.from(actionItems), { id });
}

/** A person's proposed and open action items, the earliest due first. */
export async function openActionsOf(read: ReadScope, owner: UserId): Promise<ActionRow[]> {
  return findRows(
    read.from(actionItems).where('it.state', 'in', ['proposed', 'open']),
    { owner_id: owner },
    'due_on',
    'id',
  );
}

/** A person's done action items without an answer on whether they helped. */
export async function untoldActionsOf(read: ReadScope, owner: UserId): Promise<ActionRow[]> {
  return findRows(read.from(actionItems), { owner_id: owner, state: 'done', helped: null }, 'done_at', 'id');
}

/** Unowned action items of the retrospectives that a person facilitates or facilitated. @param since excludes those that ended before */
export async function unownedActionsOf(
  read: ReadScope,
  facilitator: UserId,
  since: Instant,
): Promise<ActionRow[]> {
  const held = await read
    .from(retros)
    .select(['it.id', 'it.ended_at'])
    .where('it.facilitator_id', '=', facilitator)
    .where('it.phase', '!=', 'cancelled')
    .execute();
  const lately = held.filter(({ ended_at }) => ended_at === null || ended_at >= since).map(({ id }) => id);
  if (lately.length === 0) return [];
  return findRows(
    read.from(actionItems).where('it.retro_id', 'in', lately).where('it.state', 'in', ['proposed', 'open']),
    { owner_id: null },
    'due_on',
    'id',
  );
}

/** Open action items of a channel's earlier retrospectives, and the standing of the last one's; the earliest due first. */
export async function earlierActions(
  read: ReadScope,
  { id, channel_id: channel }: Pick<RetroRow, 'id' | 'channel_id'>,
): Promise<ActionRow[]> {
  const closed = await read
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
  const agreed = await read
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
    // Dropped along with a cancelled retrospective, it was never agreed on.
    return retro_id === last.id && (state === 'done' || reason !== '');
  });
}

/** A channel's agreed but unowned action items, the earliest due first; at most 10. */
export async function unownedIn(read: ReadScope, channel: ChannelId): Promise<ActionRow[]> {
  return read
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
