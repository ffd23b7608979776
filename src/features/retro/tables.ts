/** The rows of a retrospective itself, and of its cards. Days are in the channel's zone. */
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
  seal,
  text,
} from '../../core/columns.ts';
import { namesKinds } from '../../core/scope.ts';
import { ownTable, sharedTable, type RowOf } from '../../core/tables.ts';
import { endings } from './domain.ts';
import { actionStates, helpedAnswers } from './domain/actions.ts';
import { allPhases, paces, timedPhases } from './domain/flow.ts';
import { cardsForKinds } from './domain/start.ts';
import { groupingStates } from './domain/topics.ts';
import { anyFormats, kinds } from './formats.ts';

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
    card_seal: seal,
    /** Keeps what is added from others while collecting is open again, beside cards that can be read; `null` when it is not. */
    added_seal: seal.orNull,
    /** Keeps the cards from the rest of the channel until the end, where they may see them then. */
    channel_seal: seal.orNull,
    /** Keeps the votes from everybody, but for the moment in which they are counted; `null` before there were any. */
    vote_seal: seal.orNull,
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

const retro_id = partOf(retros).as('retrospective');

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

/** One vote of a person: `nth` is 1 or 2 of those they gave to this topic. They are counted in the transaction that ends voting, and at no other time. */
export const votes = ownTable(
  'retro_vote',
  ['retro_id', 'topic_id', 'nth'],
  { retro_id, topic_id: reference.as('topic'), nth: number.as('votes') },
  { exported: { as: 'votes' } },
);

/** Whether it was worth the time, 1 to 5. Others may only count these. */
export const ratings = ownTable(
  'retro_rating',
  ['retro_id'],
  { retro_id, worth: number },
  { exported: { as: 'ratings' } },
);

/** What a person says of a lesson that was shown when the retrospective began. */
export const lessonUses = ownTable(
  'retro_lesson_use',
  ['retro_id', 'lesson_id'],
  { retro_id, lesson_id: reference.internal, use: choice(['applied', 'adapted', 'unfit']) },
  { exported: { as: 'lessonsUsed' } },
);

/** One line of text for the participants. No time and no number over all of them: these would lead back to the author. */
export const cards = sharedTable(
  'retro_card',
  {
    retro_id,
    column_id: text,
    /** Its place among its author's own cards here, so that they find them as they typed them. Read by nobody else. */
    place: number.leadsBack.internal,
    /** `RetroRow.opening` when it was written. */
    opening: number.leadsBack.internal,
    text,
  },
  { exported: { as: 'cards', withId: true, writers: 'authors' } },
);
export type CardRow = RowOf<typeof cards>;
/** A card as those who take part read it. */
export type ReadableCard = Omit<CardRow, 'place' | 'opening'>;

/** What a person has typed into the form for cards and not saved: for their eyes alone, and only for a while. */
export const drafts = ownTable(
  'retro_draft',
  ['retro_id'],
  {
    retro_id,
    /** JSON: by column, what stood in its input. */
    typed: text.as('text'),
    /** JSON: the ids of the cards that stood in the form when it was opened, as in `cardsModal`. */
    shown: text.internal,
    typed_at: instant.internal,
  },
  { exported: { as: 'drafts' } },
);
export type DraftRow = RowOf<typeof drafts>;

/**
 * That there is a card, under the card's id and nothing more: so that the channel, which may not read the cards, knows how many topics there
 * are. It is sealed as its card is, and comes and goes with it.
 */
export const marks = sharedTable('retro_mark', { retro_id });

/** What was decided about some cards: see `Grouping`. Ids only, so it can be the channel's. */
export const groupings = sharedTable('retro_grouping', { retro_id, state: choice(groupingStates) });
export type GroupingRow = RowOf<typeof groupings>;

/** A card that a grouping names. */
export const grouped = sharedTable('retro_grouped', { retro_id, grouping_id: reference, card_id: reference });

/** Whether a person's votes make a difference to what was counted before. Sealed as they are. */
export const ballots = ownTable('retro_ballot', ['retro_id'], {
  retro_id,
  /** `RetroRow.votes_counted` when they were last changed. */
  counted: number,
  /** They are others than in each count before. */
  is_new: flag,
  /** JSON: what the person's votes were each time they were counted, as lists of topics and votes. */
  earlier: text,
});

/**
 * How a topic came out of the vote, written when voting ends: under the topic's id. Of too few ballots only the first topics have a place, and none a
 * count.
 */
export const standings = sharedTable(
  'retro_standing',
  {
    retro_id,
    /** 1: the first; `null`: another vote has left it behind. */
    place: number.orNull,
    votes: number.orNull,
    /** How many different people voted for it. */
    voters: number.orNull,
  },
  { goesWith: [cards, groupings] },
);
export type StandingRow = RowOf<typeof standings>;

/** A topic that is talked about, as the channel may know it, and what came out of it. */
export const discussions = sharedTable(
  'retro_discussion',
  {
    retro_id,
    topic_id: reference.internal,
    /** 1: what is talked about first. */
    place: number,
    /** When its own time is up; `null` when it has the time of the phase. */
    ends_at: instant.orNull.internal,
    /** One line, or empty. */
    outcome: text,
  },
  { exported: { as: 'discussed', only: 'channel', withId: true } },
);
export type DiscussionRow = RowOf<typeof discussions>;

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
