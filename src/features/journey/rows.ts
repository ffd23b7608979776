import { findRow, findRows } from '#core/rows.ts';
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import { channel, choice, day, instant, number, person, reference, text } from '#core/columns.ts';
import { aChannel, recordsOf } from '#core/export.ts';
import { type ChannelId, channelId, isId, type RowId, rowId, type UserId } from '#core/ids.ts';
import { draftsIn } from '#core/kit/drafts.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { entriesOf, type Entry, firstStates, recurrences, type Subject, subjects } from './rules.ts';

/** An entry in one of its channels: it reaches that conversation, so it has a row in each. */
export const entries = sharedTable(
  'journey_entry',
  {
    /** The same in all channels. */
    entry_id: reference.as('id'),
    /** The author, who is always named. */
    teller_id: person,
    question: choice(subjects),
    /** Empty once it was withdrawn. */
    text,
    channel_id: channel.as('channels'),
    told_at: instant,
    edited_at: instant.orNull,
    withdrawn_at: instant.orNull,
  },
  {
    kept: { name: 'journey.entries', days: 730, since: 'told_at' },
    exported: { as: 'entries', order: 'told_at' },
  },
);

export type EntryRow = RowOf<typeof entries>;

/** A person wants to publish first in a channel: the channel sees it and can end it. */
export const firsts = sharedTable(
  'journey_first',
  {
    teller_id: person,
    channel_id: channel,
    state: choice(firstStates),
    /** The wait ends by then. */
    until: instant,
    ended_by: person.orNull,
    ended_at: instant.orNull.internal,
  },
  {
    kept: { name: 'journey.firsts', days: 90, since: 'ended_at' },
    exported: { as: 'firsts' },
  },
);

export type FirstRow = RowOf<typeof firsts>;

/** A person's unpublished or unsaved input: only they can read it. */
export const draftRows = ownTable(
  'journey_draft',
  ['entry_id'],
  {
    /** The id of the published entry, or the one that it will have. */
    entry_id: reference.internal,
    question: choice(subjects),
    text,
    /** JSON: ids of the chosen channels. */
    channels: text,
    /** Changes with each edit, so that only what was shown is published. */
    version: reference.internal,
    typed_at: instant,
  },
  {
    kept: { name: 'journey.drafts', days: 90, since: 'typed_at' },
    exported: { as: 'drafts', order: 'typed_at' },
  },
);

type DraftRow = RowOf<typeof draftRows>;

/** The contents of a form. */
export interface Typed {
  readonly question: Subject;
  readonly text: string;
  readonly channels: readonly ChannelId[];
}

export interface Draft extends Typed {
  readonly entry: RowId;
  readonly version: RowId;
  readonly typedAt: Instant;
}

const storedChannels = z.array(z.string());

const channelsOf = (row: DraftRow): ChannelId[] =>
  storedChannels.parse(JSON.parse(row.channels)).filter(isId).map(channelId);

const stored = {
  read: (row: DraftRow): Draft => ({
    entry: row.entry_id,
    version: row.version,
    typedAt: row.typed_at,
    question: row.question,
    text: row.text,
    channels: channelsOf(row),
  }),
  cells: ({ question, text: typed, channels }: Typed) => ({
    question,
    text: typed,
    channels: JSON.stringify(channels),
  }),
};

export const drafts = draftsIn(
  draftRows,
  (entry: RowId) => ({ entry_id: entry }),
  stored,
  ({ newId }) => ({ version: rowId(newId()) }),
);

/** How a person wants to be asked. */
export const keepings = ownTable(
  'journey_keeping',
  [],
  {
    rhythm: choice(recurrences),
    /** Numbers the questions: the next one. */
    nth: number.internal,
    /** The last one that was asked: neither missed nor skipped while they were away; 0: none. */
    asked_nth: number.internal,
    /** Its day by the recurrence; `null`: none is planned. */
    due_on: day.orNull,
    /** When: on that day, or on their first working day after. */
    next_at: instant.orNull.internal,
    /** How many questions in a row had no entry. */
    unanswered: number.internal,
    /** The last one that an entry followed. */
    answered_nth: number.internal,
    /** The one in whose message they said "stop"; 0: elsewhere, or not at all. */
    stopped_nth: number.internal,
    stopped_at: instant.orNull,
    /** Whose invitation they answered last. */
    invited_by: person.orNull,
  },
  {
    kept: { name: 'journey.choices', days: 365, since: 'stopped_at' },
    exported: { as: 'asked' },
  },
);

export type KeepingRow = RowOf<typeof keepings>;

/** @returns `null` if this viewer may not see it, or it is gone */
export async function loadEntry(read: ReadScope, id: RowId): Promise<EntryRow | null> {
  return findRow(read.from(entries), { id });
}

/** The rows of an entry that the viewer wrote and has not withdrawn, in the order of their channels. */
export async function ownRows(read: ReadScope, entry: RowId): Promise<EntryRow[]> {
  return findRows(read.mine(entries), { entry_id: entry, withdrawn_at: null }, 'channel_id');
}

/** Whether the viewer knows of an entry with this id, by any author and in any state. */
export async function isTaken(read: ReadScope, entry: RowId): Promise<boolean> {
  const seen = read.from(entries).select('it.id').where('it.entry_id', '=', entry).limit(1);
  const own = read.mine(entries).select('it.id').where('it.entry_id', '=', entry).limit(1);
  return [...(await seen.execute()), ...(await own.execute())].length > 0;
}

/** A person's entries, as far as the viewer may see them, the newest first. */
export async function timelineOf(read: ReadScope, person: UserId): Promise<Entry<EntryRow>[]> {
  const standing = { teller_id: person, withdrawn_at: null };
  return entriesOf(await findRows(read.from(entries), standing, '-told_at', 'entry_id', 'channel_id'));
}

/** The viewer's newest draft of an unpublished entry. @returns `null` if they have none */
export async function newDraft(read: ReadScope): Promise<Draft | null> {
  return (await newDrafts(read))[0] ?? null;
}

/** All of them, the newest first. */
export async function newDrafts(read: ReadScope): Promise<readonly Draft[]> {
  const told = await read.mine(entries).select('it.entry_id').execute();
  return (await findRows(read.from(draftRows), {}, '-typed_at', 'entry_id'))
    .filter((draft) => !told.some(({ entry_id }) => entry_id === draft.entry_id))
    .map(stored.read);
}

/** The draft that is offered beside another entry's form. From each the next is an older one, then the newest: none is out of reach. */
export async function draftBeside(read: ReadScope, entry: RowId): Promise<Draft | null> {
  const all = await newDrafts(read);
  const at = all.findIndex((draft) => draft.entry === entry);
  const next = all[(at + 1) % Math.max(1, all.length)];
  return next === undefined || next.entry === entry ? null : next;
}

/** How the viewer wants to be asked. @returns `null` if they never chose */
export async function keepingOf(read: ReadScope): Promise<KeepingRow | null> {
  return findRow(read.from(keepings), {});
}

export async function loadFirst(read: ReadScope, id: RowId): Promise<FirstRow | null> {
  return findRow(read.from(firsts), { id });
}

/** Whether a channel has waited in vain for the viewer, since an instant. */
export async function hasWaitedSince(read: ReadScope, channel: ChannelId, since: Instant): Promise<boolean> {
  const lately = read.mine(firsts).where('it.ended_at', '>', since).limit(1);
  return (await findRows(lately, { channel_id: channel, state: ['ended', 'over'] })).length > 0;
}

/** Who wants to publish first in a channel. */
export async function waitingIn(read: ReadScope, channel: ChannelId): Promise<FirstRow[]> {
  return findRows(read.from(firsts), { channel_id: channel, state: 'waiting' }, 'id');
}

export const records = [
  recordsOf(entries, async (rows, { plain }) =>
    entriesOf(rows).map(({ entryId, rows: those }) => ({
      ...plain(those[0]),
      id: entryId,
      channels: those
        .map(({ channel_id: id }) => id)
        .toSorted()
        .map(aChannel),
    })),
  ),
  // The newest first.
  recordsOf(draftRows, async (rows, { plain }) =>
    rows.toReversed().map((row) => ({ ...plain(row), channels: channelsOf(row).map(aChannel) })),
  ),
];
