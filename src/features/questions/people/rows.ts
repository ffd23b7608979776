/** Asks of people who agreed to be asked, as stored. */
import { askStates } from '#core/asked-people.ts';
import {
  audience,
  channel,
  choice,
  embargo,
  flag,
  instant,
  partOf,
  person,
  reference,
  text,
} from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { questions } from '../rows.ts';

const question_id = partOf(questions);

/**
 * One ask of one person, with the question's words, since the question itself is for who asked alone. One that was passed on is for the person who got
 * it alone. It is in no export but their own: that somebody else was asked would say that the first had passed it on.
 */
export const asks = sharedTable(
  'question_ask',
  {
    question_id,
    /** Where it was asked from. The person asked is seldom there. */
    channel_id: channel.internal,
    /** `null`: they would rather not be named, or are erased. */
    asked_by: person.orNull.theirs.writing('words'),
    peer_id: person.orNull.theirs.as('asked'),
    words: text,
    asked_at: instant,
    state: choice(askStates).internal,
    is_passed: flag.internal,
    /** Of the answer: the person who asked alone, whom the person asked cannot learn from it. */
    reach_id: audience,
    /** Open while an answer is wanted, which everybody asked may know, and nothing more. No row is under it. */
    wanted: embargo,
  },
  { exported: { as: 'questionAsks', only: 'person', order: 'asked_at' } },
);

export type AskRow = RowOf<typeof asks>;

export const askReplies = ['answered', 'later', 'passed'] as const;
export type AskReply = (typeof askReplies)[number];

/** What a person said to an ask, or to the offer to ask in the channel instead: theirs alone. */
export const replies = ownTable(
  'question_ask_reply',
  ['about'],
  {
    question_id,
    /** The ask, or the question. */
    about: reference.leadsBack.internal,
    reply: choice(askReplies),
    passed_to: person.orNull,
    replied_at: instant,
  },
  { exported: { as: 'questionAskReplies', order: 'replied_at' } },
);

export type ReplyRow = RowOf<typeof replies>;

/** @returns `null` if this viewer may not see it, or it is gone */
export const loadAsk = (read: ReadScope, id: RowId): Promise<AskRow | null> =>
  findRow(read.from(asks), { id });

/** What the viewer said; `null`: nothing yet. */
export const replyTo = (read: ReadScope, about: RowId): Promise<ReplyRow | null> =>
  findRow(read.from(replies), { about });

/** Whom the viewer has asked a question. */
export const asksOf = (read: ReadScope, question: RowId): Promise<AskRow[]> =>
  findRows(read.mine(asks), { question_id: question }, 'id');

/** Whether an answer is still wanted. */
export const isWanted = async (read: ReadScope, { wanted }: Pick<AskRow, 'wanted'>): Promise<boolean> =>
  (await read.openOf([wanted])).has(wanted);

/** Whether the person who asked is known to have left. Where the name is hidden, nobody can know. */
export const isAskerGone = async (read: ReadScope, { asked_by: by }: AskRow): Promise<boolean> =>
  by !== null && (await read.person(by))?.memberType !== 'member';
