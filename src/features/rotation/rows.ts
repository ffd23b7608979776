import { channel, choice, day, flag, instant, number, person, reference } from '#core/columns.ts';
import { aChoice, recordsOf } from '#core/export.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { latestOf, takingTurns } from '#core/kit/taking-turns.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import type { LocalDate } from '#core/time/date.ts';
import { answers, scheduleNames, slotStates, swaps } from './rules.ts';

/** Who presents at one meeting, under the id of the occurrence that announced it. The channel's, without an author. */
export const slots = sharedTable(
  'rotation_slot',
  {
    channel_id: channel,
    /** The day of the meeting by its rule, which identifies it even if it is moved. */
    on_date: day.as('day'),
    meets_at: instant,
    state: choice(slotStates),
    /** `null`: nobody yet. */
    presenter_id: person.orNull.theirs,
    answer: choice(answers).internal,
    /** When the question reached them; `null`: not yet. */
    asked_at: instant.orNull.internal,
    /** The second presenter, a volunteer. */
    second_id: person.orNull.theirs,
    /** Whom the presenter asked to take over. */
    swap_id: person.orNull.theirs.as('swapWith'),
    swap: choice(swaps).internal,
    /** The person responsible. */
    owner_id: person.orNull.theirs,
  },
  {
    kept: { name: 'rotation.slots', days: 365, since: 'meets_at' },
    exported: { as: 'slots', order: 'meets_at' },
  },
);

export type SlotRow = RowOf<typeof slots>;

/** A person's part in one channel's rotation: theirs, and shown to nobody. The rotation must read it to be fair. */
export const turns = sharedTable(
  'rotation_turn',
  {
    channel_id: channel,
    person_id: person.internal,
    presented: number,
    available: number,
    last_at: instant.orNull,
    /** 1 once they have joined the rotation, 0 once they have left it. */
    takes_part: flag.as('part'),
    /** The slot that they passed on last, so that it does not come back to them. */
    passed_on: reference.orNull.internal,
    counted_at: instant.internal,
  },
  {
    kept: { name: 'rotation.turns', days: 365, since: 'counted_at' },
    exported: { as: 'turns', only: 'person', order: 'channel_id' },
  },
);

export type TurnRow = RowOf<typeof turns>;

export const parts = takingTurns(turns, 'presented');

/** @returns `null` if this viewer may not see it, or it is gone */
export async function loadSlot(read: ReadScope, id: RowId): Promise<SlotRow | null> {
  return findRow(read.from(slots), { id });
}

/** The same slot at the current time of its meeting, which may have been moved. */
export async function atItsTime(read: ReadScope, row: SlotRow): Promise<SlotRow> {
  if (row.state !== 'coming') return row;
  const coming = await read.schedules.coming(row.channel_id, scheduleNames.meeting, 3);
  return { ...row, meets_at: coming.find(({ on }) => on === row.on_date)?.at ?? row.meets_at };
}

/** See `loadSlot` and `atItsTime`. */
export async function asItStands(read: ReadScope, id: RowId): Promise<SlotRow | null> {
  const row = await loadSlot(read, id);
  return row === null ? null : atItsTime(read, row);
}

/** The channel's upcoming meetings, the soonest first. */
export async function comingIn(read: ReadScope, channel: ChannelId): Promise<SlotRow[]> {
  return findRows(read.from(slots), { channel_id: channel, state: 'coming' }, 'meets_at', 'id');
}

/** Whether any meeting of the channel has had a slot. */
export async function hasBegun(read: ReadScope, channel: ChannelId): Promise<boolean> {
  return (await findRows(read.from(slots).limit(1), { channel_id: channel })).length > 0;
}

/** The channels in which the viewer sees that somebody presents, or presented. */
export async function channelsOf(read: ReadScope): Promise<ChannelId[]> {
  const rows = await read.from(slots).select('it.channel_id').distinct().orderBy('it.channel_id').execute();
  return rows.map(({ channel_id: channel }) => channel);
}

/** The channel's last meeting that took place, or did not. */
export async function settledIn(read: ReadScope, channel: ChannelId): Promise<SlotRow | null> {
  const settled = read.from(slots).where('it.state', '!=', 'coming').limit(1);
  return (await findRows(settled, { channel_id: channel }, '-on_date', 'id'))[0] ?? null;
}

/** What the viewer is about to present, or is asked to take over, the soonest first. */
export async function slotsOf(read: ReadScope, person: UserId): Promise<SlotRow[]> {
  const theirs = read
    .from(slots)
    .where((it) =>
      it.or([
        it('it.presenter_id', '=', person),
        it('it.second_id', '=', person),
        it.and([it('it.swap_id', '=', person), it('it.swap', '=', 'asked')]),
      ]),
    );
  return findRows(theirs, { state: 'coming' }, 'meets_at', 'id');
}

/** All parts that the viewer has or had, in every rotation. */
export async function ownTurns(read: ReadScope): Promise<TurnRow[]> {
  return findRows(read.mine(turns), {}, 'counted_at', 'id');
}

/**
 * The viewer's current part in each rotation. A person who left the rotation stays out when everyone starts over: they see their old part, which the
 * channel does not.
 */
export async function ownParts(read: ReadScope): Promise<TurnRow[]> {
  const all = await ownTurns(read);
  const out = new Set(all.filter(({ takes_part: part }) => part === 0).map(({ channel_id: at }) => at));
  return latestOf(all, 'channel_id').map((turn) =>
    out.has(turn.channel_id) ? { ...turn, takes_part: 0 } : turn,
  );
}

/** The meeting before that of a day. */
export async function meetingBefore(
  read: ReadScope,
  channel: ChannelId,
  on: LocalDate,
): Promise<SlotRow | null> {
  const before = read.from(slots).where('it.on_date', '<', on).where('it.state', '!=', 'fell_out');
  return (await findRows(before.limit(1), { channel_id: channel }, '-on_date'))[0] ?? null;
}

export const records = [
  recordsOf(turns, async (rows, { plain }) =>
    rows.map((row) => ({ ...plain(row), part: aChoice(row.takes_part === 1 ? 'yes' : 'no') })),
  ),
];
