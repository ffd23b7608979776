/** Rows to the state that the rules know, and back. Everything is read through the scope that is handed in. */
import { rowValue } from '../../core/kit/values.ts';
import { z } from 'zod';
import { type ChannelId, type RowId, type UserId } from '../../core/ids.ts';
import { defaultWorkingHours } from '../../core/people.ts';
import type { ReadScope, Scope } from '../../core/scope.ts';
import { noHolidays } from '../../core/time/holidays.ts';
import type { Calendar } from '../../core/time/rhythm.ts';
import type { Retro } from './domain.ts';
import type { ActionItem } from './domain/actions.ts';
import { hasOpenedUp } from './domain/channel.ts';
import { isOpen, timedPhases, type TimedPhase } from './domain/flow.ts';
import { lengths, lengthsFor, type Lengths } from './formats.ts';
import { topicsIn } from './repository/topics.ts';
import {
  actionItems,
  cards,
  drafts,
  retros,
  turns,
  type ActionRow,
  type CardRow,
  type DraftRow,
  type ReadableCard,
  type RetroRow,
} from './tables.ts';

/** A retrospective as stored, and as the rules see it now. */
export interface Loaded {
  readonly row: RetroRow;
  readonly retro: Retro;
  readonly seals: Seals;
}

/** Who is let read the cards: all but those that are added while collecting is open again (`RetroRow.added_seal`). */
export interface Seals {
  readonly isOpen: boolean;
  /** For the rest of the channel too. */
  readonly isOpenToChannel: boolean;
}

/** @returns `null` when this viewer may not see it, or it is gone */
export async function loadRetro(view: ReadScope, id: RowId): Promise<Loaded | null> {
  const row = await view.from(retros).selectAll().where('it.id', '=', id).executeTakeFirst();
  return row === undefined ? null : withState(view, row);
}

/** The state of a row that the viewer saw. */
export async function withState(view: ReadScope, row: RetroRow): Promise<Loaded> {
  const channel = await view.channel(row.channel_id);
  const people = await view.peopleOf(row.participants_id);
  // Afterwards, how many wrote cards is what is told.
  const phase = isOpen(row.phase) ? row.phase : 'collect';
  const since = isOpen(row.phase) ? { opening: row.opening } : {};
  const counted = await view.tally(turns, 'retro_id', { retro_id: row.id, phase, ...since });
  const { card_seal: forThem, channel_seal: forChannel } = row;
  const open = await view.openOf(forChannel === null ? [forThem] : [forThem, forChannel]);
  return {
    row,
    seals: { isOpen: open.has(forThem), isOpenToChannel: forChannel !== null && open.has(forChannel) },
    retro: {
      kind: row.kind,
      pace: row.pace,
      phase: row.phase,
      endsAt: row.ends_at,
      endedAt: row.ended_at,
      endedHow: row.ended_how,
      endedBy: row.ended_by,
      lengths: lengthsOf(row),
      facilitator: row.facilitator_id,
      facilitatorSeenAt: row.facilitator_seen_at,
      participants: people.map(({ userId }) => userId),
      away: people.flatMap(({ awayUntil }) => awayUntil ?? []),
      guests: people.filter(({ standing }) => standing !== 'member').map(({ userId }) => userId),
      invited: row.invited,
      answers: counted.get(row.id) ?? 0,
      isReopened: row.is_reopened === 1,
      opening: row.opening,
      topics: row.phase === 'collect' ? 0 : (await topicsIn(view, row.id)).length,
      actions: (await actionRows(view, row.id)).map(actionOf),
      isShown: channel !== null && !hasOpenedUp(row, channel),
      isReachable: channel !== null && channel.hasLore && !channel.isArchived,
      tz: channel?.tz ?? usual.tz,
      calendar: await calendarOf(view, row.channel_id),
    },
  };
}

/** Of a channel that is not in sight: whoever left it still sees what is theirs. */
const usual: Calendar = { tz: 'UTC', days: defaultWorkingHours.days, isHoliday: noHolidays };

/** The days on which a channel works. */
export const calendarOf = async (view: ReadScope, channel: ChannelId): Promise<Calendar> =>
  (await view.rituals.calendar(channel)) ?? usual;

const storedLengths = z.partialRecord(z.enum(timedPhases), z.enum(lengths));

/** What a later version may have added, or an older one not known yet, is as usual. */
function lengthsOf(row: RetroRow): Lengths {
  const stored = storedLengths.safeParse(JSON.parse(row.lengths));
  return { ...lengthsFor(row.kind, row.pace), ...(stored.success ? stored.data : {}) };
}

/** Writes what the rules changed; the answers are rows of their own, written by those who give them. */
export async function saveRetro(scope: Scope, { row, retro: before }: Loaded, after: Retro): Promise<void> {
  const cells = columnsOf(after);
  const old = columnsOf(before);
  // Two hundred people who answer at once must not wait for each other: their answers change no row that they share.
  const isChanged = (Object.keys(cells) as (keyof typeof cells)[]).some((name) => cells[name] !== old[name]);
  if (isChanged) await scope.update(retros, row.id, cells);
  for (const action of after.actions) {
    const known = before.actions.find(({ id }) => id === action.id);
    if (known === undefined) {
      await scope.insert(actionItems, actionRow(row, action), {
        audience: row.conversation_id,
        by: [],
        names: 'shown',
      });
    } else if (known !== action) {
      await scope.update(actionItems, action.id, cellsOf(action), { where: { state: known.state } });
    }
  }
}

/** The cells of its row that the rules change. */
export function columnsOf(retro: Retro) {
  return {
    phase: retro.phase,
    ends_at: retro.endsAt,
    ended_at: retro.endedAt,
    ended_how: retro.endedHow,
    ended_by: retro.endedBy,
    is_reopened: retro.isReopened ? 1 : 0,
    opening: retro.opening,
    facilitator_id: retro.facilitator,
    facilitator_seen_at: retro.facilitatorSeenAt,
  } as const;
}

function actionRow(row: RetroRow, action: ActionItem): ActionRow {
  return { id: action.id, retro_id: row.id, channel_id: row.channel_id, ...cellsOf(action) };
}

function cellsOf(action: ActionItem): Omit<ActionRow, 'id' | 'retro_id' | 'channel_id'> {
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

async function actionRows(view: ReadScope, retro: RowId): Promise<ActionRow[]> {
  return view
    .from(actionItems)
    .selectAll()
    .where('it.retro_id', '=', retro)
    .orderBy('it.due_on')
    .orderBy('it.id')
    .execute();
}

/** How many are open in a channel that this person facilitates. */
export async function countOpen(view: ReadScope, channel: ChannelId, facilitator: UserId): Promise<number> {
  const rows = await view
    .from(retros)
    .select('it.id')
    .where('it.channel_id', '=', channel)
    .where('it.facilitator_id', '=', facilitator)
    .where('it.phase', 'in', timedPhases)
    .execute();
  return rows.length;
}

/** In the order in which they were written. */
export async function ownCardsOf(view: ReadScope, retro: RowId): Promise<CardRow[]> {
  const own = view.mine(cards).selectAll().where('it.retro_id', '=', retro);
  return own.orderBy('it.place').orderBy('it.id').execute();
}

export async function ownCard(view: ReadScope, id: RowId): Promise<CardRow | null> {
  return (await view.mine(cards).selectAll().where('it.id', '=', id).executeTakeFirst()) ?? null;
}

/** The cards that the viewer may read, in an order that leads back to nobody. */
export async function readableCards(view: ReadScope, retro: RowId): Promise<ReadableCard[]> {
  const shown = view.from(cards).select(['it.id', 'it.retro_id', 'it.column_id', 'it.text']);
  return shown.where('it.retro_id', '=', retro).orderBy('it.id').execute();
}

/** What a person typed into the form and has not saved. */
export interface Draft {
  /** What stood in each input, column by column of the format. */
  readonly typed: readonly string[];
  /** The cards that stood in the inputs when the form was opened. */
  readonly shown: readonly RowId[];
}

const storedTexts = z.array(z.string()).catch([]);
const storedIds = z.array(rowValue).catch([]);

/** @throws for what is no JSON, which nobody wrote */
export function draftOf(row: DraftRow): Draft {
  return { typed: storedTexts.parse(JSON.parse(row.typed)), shown: storedIds.parse(JSON.parse(row.shown)) };
}

/** What the viewer has typed into the form for cards and not saved. */
export async function draftRow(view: ReadScope, retro: RowId): Promise<DraftRow | null> {
  return (await view.from(drafts).selectAll().where('it.retro_id', '=', retro).executeTakeFirst()) ?? null;
}

/** Whether the viewer has answered in a phase, since it was opened again where it was. */
export async function hasAnswered(
  view: ReadScope,
  { id, opening }: Pick<RetroRow, 'id' | 'opening'>,
  phase: TimedPhase,
): Promise<boolean> {
  const row = await view
    .from(turns)
    .select('it.retro_id')
    .where('it.retro_id', '=', id)
    .where('it.phase', '=', phase)
    .where('it.opening', '=', opening)
    .executeTakeFirst();
  return row !== undefined;
}
