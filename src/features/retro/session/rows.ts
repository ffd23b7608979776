/** The rows of a retrospective itself, and of its cards. Days are in the channel's zone. */
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
import { rowValue } from '#core/kit/values.ts';
import { namesKinds } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { anyFormats, kinds, paces, timedPhases } from '../start/formats.ts';
import { cardsForKinds } from '../start/rules.ts';
import { allPhases, endings } from './retro.ts';

/** Everybody in the channel may see that there is a retrospective and how far it is. */
export const retros = sharedTable(
  'retro',
  {
    /** The planned project that it is the retrospective of. */
    project_id: reference.orNull.internal,
    about: text,
    channel_id: channel,
    kind: choice(kinds),
    pace: choice(paces).internal,
    format: choice(anyFormats),
    /** JSON: the columns somebody wrote themselves, in their order; `null` where the format is a ready one. */
    own_columns: text.orNull.as('columns'),
    names: choice(namesKinds),
    cards_for: choice(cardsForKinds),
    phase: choice(allPhases),
    facilitator_id: person.orNull.theirs,
    facilitator_seen_at: instant.internal,
    /** When the phase ends by itself; `null` when all is over. */
    ends_at: instant.orNull,
    ended_at: instant.orNull,
    /** How it came to this phase, and who brought it here if a person did. */
    ended_how: choice(endings).orNull.internal,
    ended_by: person.orNull.internal,
    /** Whether this phase was open before. */
    is_reopened: flag.internal,
    /** How many times a phase was opened again here. */
    opening: number.internal,
    /** How long each phase takes, as JSON; what is missing is as usual for the kind. */
    lengths: text.internal,
    /** The day on which what it is about ended; `null` for old ones. */
    happened_until: day.orNull.internal,
    /** Who was asked at the start. */
    invited: number.internal,
    /** What the channel was at the start: see `hasOpenedUp`. */
    was_private: flag.internal,
    was_shared: flag.internal,
    /** The audience that the cards are written for. */
    participants_id: audience,
    /** The audience of everybody in the channel. */
    conversation_id: audience,
    /** Keeps the cards from others until collecting is over. */
    card_seal: embargo,
    /** Keeps what is added from others while collecting is open again, beside cards that can be read; `null` when it is not. */
    added_seal: embargo.orNull,
    /** Keeps the cards from the rest of the channel until the end, where they may see them then. */
    channel_seal: embargo.orNull,
    /** Keeps the votes from everybody, but for the moment in which they are counted; `null` before there were any. */
    vote_seal: embargo.orNull,
    /** How many times votes were counted here. */
    votes_counted: number.internal,
    /** Whether it was worth the time, in tenths, of how many answers: written once, and `null` until then, or where these were too few. */
    worth_tenths: number.orNull.internal,
    worth_count: number.orNull.internal,
  },
  {
    // Two years: what was agreed two summers ago can still be looked up, and compared with this one. One that is open never grows old.
    kept: { name: 'retro.retrospectives', days: 730, since: 'ended_at' },
    exported: { as: 'retrospectives', withId: true, withParts: true },
    called: ({ about }) => about,
  },
);

export type RetroRow = RowOf<typeof retros>;

export const retro_id = partOf(retros).as('retrospective');

/** That a person has answered in a phase. Others may only count these. */
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

export type TurnRow = RowOf<typeof turns>;
export type TurnAnswer = TurnRow['answer'];

export const storedTexts = z.array(z.string()).catch([]);
export const storedIds = z.array(rowValue).catch([]);
