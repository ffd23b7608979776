/** Reviews before the work, as stored. */
import {
  audience,
  channel,
  choice,
  embargo,
  flag,
  instant,
  number,
  partOf,
  person,
  reference,
  text,
} from '#core/columns.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { isSameName } from '../plan/rules.ts';
import type { RetroRow } from '../session/rows.ts';
import { beforeStates, lastJoined, overKinds, predictionKinds, type PredictionKind } from './rules.ts';

/** It is the channel's, like the plan of a project: everyone there sees it, and it survives the erasure of the person who began it. */
export const befores = sharedTable(
  'retro_before',
  {
    name: text,
    channel_id: channel,
    /** The audience of everyone in the channel. */
    conversation_id: audience,
    /** Its project; `null`: none is planned under its name. */
    project_id: reference.orNull.internal,
    began_by: person.orNull.theirs.as('begunBy'),
    began_at: instant.as('begunAt'),
    /** In one sentence. */
    intent: text,
    /** How we will know; `''`: nobody has said yet. */
    measure: text,
    state: choice(beforeStates),
    /** When what could fail is joined, or was to be. */
    until: instant.internal,
    /** Which collection this is; the first is 1. */
    round: number.internal,
    /** How many people were there when this round began. */
    asked: number.internal,
    /** How many answered in the last round. It stays when one of them is erased: a number that falls would tell that they had. */
    answered: number.internal,
    /** Hides what is written in this round. */
    seal: embargo,
    /** When a round was last joined; `null`: none was yet. */
    joined_at: instant.orNull,
    /** Who last changed or ended it. */
    decided_by: person.orNull.internal,
    over_at: instant.orNull,
    over_how: choice(overKinds).orNull.internal,
    /** The retrospective that looks back on it. */
    retro_id: reference.orNull.internal,
  },
  {
    // As long as the retrospective that begins with it.
    kept: { name: 'retro.before', days: 730, since: 'began_at' },
    exported: { as: 'beforeReviews', withId: true, withParts: true },
    called: ({ name }) => name,
  },
);

export type BeforeRow = RowOf<typeof befores>;

const before_id = partOf(befores).as('review');

/** What could fail, or what is protected. Names are hidden, and once a round is joined nobody knows who wrote what: see `join`. */
export const predictions = sharedTable(
  'retro_prediction',
  {
    before_id,
    kind: choice(predictionKinds),
    text,
    /** `BeforeRow.round` when it was written. */
    round: number.internal,
    /** Its position among those of its author. */
    place: number.leadsBack.internal,
  },
  { exported: { as: 'predictions', withId: true } },
);

export type PredictionRow = RowOf<typeof predictions>;

/** That somebody answered in a round, under its embargo. It says nothing, and `turns` lead to it, so they end with the names. */
export const answers = sharedTable('retro_before_answer', { before_id, round: number.internal });

/** A person has answered in the open round. Others may only count these, and none is left once it is joined. */
export const turns = ownTable(
  'retro_before_turn',
  ['before_id'],
  {
    before_id,
    /** Of `answers`. */
    answer_id: reference.leadsBack.internal,
    /** Whether they were not away when they answered, so that everybody who is there can be counted. */
    counts: flag.internal,
  },
  { exported: { as: 'beforeAnswers' } },
);

/** @returns `null` if this viewer may not see it, or it is gone */
export const loadBefore = (read: ReadScope, id: RowId): Promise<BeforeRow | null> =>
  findRow(read.from(befores), { id });

/** A channel's reviews, the last begun first. */
export const beforesIn = (read: ReadScope, channelId: ChannelId): Promise<BeforeRow[]> =>
  findRows(read.from(befores), { channel_id: channelId }, '-began_at', 'id');

/** The latest review of a project, or without one the one of that name in its channel that is not over. */
export async function beforeOf(
  read: ReadScope,
  {
    channel,
    project,
    name,
  }: { readonly channel: ChannelId; readonly project: RowId | null; readonly name: string },
): Promise<BeforeRow | null> {
  const all = await beforesIn(read, channel);
  const isFree = (row: BeforeRow) => row.project_id === null && row.state !== 'over';
  return (
    all.find(({ project_id: of }) => of !== null && of === project) ??
    all.find((row) => isFree(row) && isSameName(row.name, name)) ??
    null
  );
}

/** The review that a retrospective looks back on; `null`: there was none when it began. */
export const reviewOf = (read: ReadScope, { id }: Pick<RetroRow, 'id'>): Promise<BeforeRow | null> =>
  findRow(read.from(befores), { retro_id: id });

/**
 * The same, also of one that is about to begin: its project's, or else the latest of its name in its channel. No other retrospective looks back on it.
 * What comes round by itself under the same name looks back on something else.
 */
export async function beforeFor(
  read: ReadScope,
  retro: Pick<RetroRow, 'id' | 'channel_id' | 'project_id' | 'about' | 'kind'>,
): Promise<BeforeRow | null> {
  const held = await reviewOf(read, retro);
  if (held !== null || (retro.kind !== 'project' && retro.project_id === null)) return held;
  const free = (await beforesIn(read, retro.channel_id)).filter((row) => row.retro_id === null);
  const ofProject = free.find(({ project_id: of }) => of !== null && of === retro.project_id);
  // Another project's of the same name is not this one's, and one that somebody ended may be an older one's.
  const fits = ({ project_id: of, over_how: how }: BeforeRow) =>
    how !== 'stopped' && (of === null || retro.project_id === null);
  return ofProject ?? free.find((row) => fits(row) && isSameName(row.name, retro.about)) ?? null;
}

/** One as everybody here reads it. */
export interface Prediction {
  readonly id: RowId;
  readonly kind: PredictionKind;
  readonly text: string;
  readonly round: number;
}

/** What a review brought to light, in an order that reveals no author; nothing of a round that is not joined yet. */
export async function joinedPredictions(
  read: ReadScope,
  before: Pick<BeforeRow, 'id' | 'state' | 'round'>,
): Promise<Prediction[]> {
  return read
    .from(predictions)
    .select(['it.id', 'it.kind', 'it.text', 'it.round'])
    .where('it.before_id', '=', before.id)
    .where('it.round', '<=', lastJoined(before))
    .orderBy('it.id')
    .execute();
}
