/** The rows of this feature. Days are in the person's zone. */
import { channel, choice, day, instant, number, person, reference, text } from '../../core/columns.ts';
import { ownTable, sharedTable, type RowOf } from '../../core/tables.ts';
import { firstStates, rhythms, subjects } from './domain.ts';

/** An entry in one of the channels that it was published in: it reaches that conversation, so it is a row of its own in each. */
export const entries = sharedTable(
  'journey_entry',
  {
    /** The same in all channels. */
    entry_id: reference.as('id'),
    /** Who wrote it, which it always says. */
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

/** That somebody wants to tell first in a channel: the channel's to see, and to end. */
export const firsts = sharedTable(
  'journey_first',
  {
    teller_id: person,
    channel_id: channel,
    state: choice(firstStates),
    /** Nobody waits for longer. */
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

/** What a person typed and has not published or saved: for their eyes alone. */
export const drafts = ownTable(
  'journey_draft',
  ['entry_id'],
  {
    /** Of an entry that was published, or the id that it will have. */
    entry_id: reference.internal,
    question: choice(subjects),
    text,
    /** JSON: ids of the channels chosen. */
    channels: text,
    /** Another with each change, so that nothing is published that was not seen before. */
    version: reference.internal,
    typed_at: instant,
  },
  {
    kept: { name: 'journey.drafts', days: 90, since: 'typed_at' },
    exported: { as: 'drafts', order: 'typed_at' },
  },
);
export type DraftRow = RowOf<typeof drafts>;

/** How a person wants to be asked. */
export const keepings = ownTable(
  'journey_keeping',
  [],
  {
    rhythm: choice(rhythms),
    /** Counts the times that they are asked: the one that comes next. */
    nth: number.internal,
    /** The last one that was not missed, and no time that they were away; 0: none. */
    asked_nth: number.internal,
    /** The day on which it is by the rhythm; `null`: none comes. */
    due_on: day.orNull,
    /** When: on that day, or on their first working day after. */
    next_at: instant.orNull.internal,
    /** How many in a row they were asked and published nothing. */
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
