import { z } from 'zod';
import {
  audience,
  channel,
  choice,
  day,
  flag,
  instant,
  number,
  partOf,
  person,
  reference,
  embargo,
  text,
} from '#core/columns.ts';
import type { ChannelId } from '#core/ids.ts';
import { rowValue } from '#core/kit/values.ts';
import { findRows } from '#core/rows.ts';
import { namesKinds, type ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { anyFormats, kinds, paces, timedPhases } from '../start/formats.ts';
import { cardsForKinds } from '../start/rules.ts';
import { allPhases, endings } from './phases.ts';

/** Everyone in the channel may see that there is a retrospective, and its progress. */
export const retros = sharedTable(
  'retro',
  {
    /** The planned project of this retrospective. */
    project_id: reference.orNull.internal,
    /** The occurrence by which it came round by itself (`recur`); `null`: somebody started it. */
    round_id: reference.orNull.internal,
    about: text,
    channel_id: channel,
    kind: choice(kinds),
    pace: choice(paces).internal,
    format: choice(anyFormats),
    /** JSON: custom columns, in order; `null` if the format is a ready-made one. */
    own_columns: text.orNull.as('columns'),
    names: choice(namesKinds),
    cards_for: choice(cardsForKinds),
    phase: choice(allPhases),
    facilitator_id: person.orNull.theirs,
    facilitator_seen_at: instant.internal,
    /** When the phase ends by itself; `null` once all is over. */
    ends_at: instant.orNull,
    /** When this phase began; `null` in old rows. */
    began_at: instant.orNull.internal,
    /** When this phase would have ended if it were not longer so that everybody has a working day in it; `null`: it is not. */
    usual_end: instant.orNull.internal,
    ended_at: instant.orNull,
    /** How this phase came about, and by whom if a person caused it. */
    ended_how: choice(endings).orNull.internal,
    ended_by: person.orNull.internal,
    /** Whether this phase was open before. */
    is_reopened: flag.internal,
    /** How many times a phase was reopened here. */
    opening: number.internal,
    /** The length of each phase, as JSON; missing ones take the kind's default. */
    lengths: text.internal,
    /** The day on which its subject ended; `null` in old rows. */
    happened_until: day.orNull.internal,
    /** How many people were asked, those who joined later included. */
    invited: number.internal,
    /**
     * How many people had answered when collecting ended, how many of them with cards, and how many cards there were: counted later, each would
     * change with an erasure, and tell what that person had done. `null` before.
     */
    answer_count: number.orNull.internal,
    author_count: number.orNull.internal,
    card_count: number.orNull.internal,
    /** Whether everyone in the channel is asked, so that people who join it or come back are offered to take part. */
    asks_all: flag.internal,
    /** What the channel was at the start: see `hasOpenedUp`. */
    was_private: flag.internal,
    was_shared: flag.internal,
    /** The audience of the cards. */
    participants_id: audience,
    /** The audience of everyone in the channel. */
    conversation_id: audience,
    /** Hides the cards from others until collecting is over. */
    card_seal: embargo,
    /** Hides cards added while collecting is reopened, beside readable ones; `null` otherwise. */
    added_seal: embargo.orNull,
    /** Hides cards that were written late where names are hidden, until the phase ends; `null` before there were any. */
    late_seal: embargo.orNull,
    /** Hides the cards from the rest of the channel until the end, if they may see them then. */
    channel_seal: embargo.orNull,
    /** Hides the votes from everyone except while they are counted; `null` before there were any. */
    vote_seal: embargo.orNull,
    /** How many times votes were counted here. */
    votes_counted: number.internal,
    /** Whether it was worth the time: the mean in tenths, and the number of answers. Stored once; `null` until then, or if there were too few. */
    worth_tenths: number.orNull.internal,
    worth_count: number.orNull.internal,
  },
  {
    // Two years: what was agreed two summers ago can still be looked up and compared. An open one never expires.
    kept: { name: 'retro.retrospectives', days: 730, since: 'ended_at' },
    exported: { as: 'retrospectives', withId: true, withParts: true },
    called: ({ about }) => about,
  },
);

export type RetroRow = RowOf<typeof retros>;

/** A channel's open retrospectives. */
export const openRetrosIn = (read: ReadScope, channelId: ChannelId): Promise<RetroRow[]> =>
  findRows(read.from(retros), { channel_id: channelId, phase: timedPhases }, 'id');

export const retro_id = partOf(retros).as('retrospective');

/** A person has answered in a phase. Others may only count these. */
export const turns = ownTable(
  'retro_turn',
  ['retro_id', 'phase'],
  {
    retro_id,
    phase: choice(timedPhases),
    answer: choice(['cards', 'nothing', 'votes', 'ready']),
    /** `RetroRow.opening` when they did. */
    opening: number.internal,
  },
  { exported: { as: 'answers' } },
);

export const storedTexts = z.array(z.string()).catch([]);
export const storedIds = z.array(rowValue).catch([]);
