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
    /** Hides what is written in this round. */
    seal: embargo,
    /** When a round was last joined; `null`: none was yet. */
    joined_at: instant.orNull,
    /** Who last changed or ended it. */
    decided_by: person.orNull.internal,
    over_at: instant.orNull,
    over_how: choice(overKinds).orNull.internal,
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

/** The latest review of a project, or without one of that name in its channel. */
export async function beforeOf(
  read: ReadScope,
  {
    channel,
    project,
    name,
  }: { readonly channel: ChannelId; readonly project: RowId | null; readonly name: string },
): Promise<BeforeRow | null> {
  const all = await beforesIn(read, channel);
  return (
    all.find(({ project_id: of }) => of !== null && of === project) ??
    all.find((row) => row.project_id === null && isSameName(row.name, name)) ??
    null
  );
}

/** What a retrospective is known by, to find the review that it looks back on. */
type Held = Pick<RetroRow, 'channel_id' | 'project_id' | 'about' | 'ended_at'>;

/** The review that a retrospective looks back on: its project's, or else the latest of its name in its channel. */
export const beforeFor = async (read: ReadScope, retro: Held): Promise<BeforeRow | null> =>
  (await reviewsFor(read, retro))[0] ?? null;

/**
 * The same once the retrospective has begun, if it is about a project: what comes round by itself under the same name looks back on something else,
 * and a review that goes on is the next project's.
 */
export async function reviewOf(
  read: ReadScope,
  retro: Held & Pick<RetroRow, 'kind'>,
): Promise<BeforeRow | null> {
  if (retro.kind !== 'project' && retro.project_id === null) return null;
  const all = await reviewsFor(read, retro);
  return all.find(({ state }) => state === 'over') ?? all[0] ?? null;
}

/** The latest first. */
async function reviewsFor(read: ReadScope, retro: Held): Promise<readonly BeforeRow[]> {
  const all = await beforesIn(read, retro.channel_id);
  const ofProject = all.filter(({ project_id: of }) => of !== null && of === retro.project_id);
  if (ofProject.length > 0) return ofProject;
  // One that began after the retrospective was over is the next project's.
  const isEarlier = ({ began_at: at }: BeforeRow) => retro.ended_at === null || at < retro.ended_at;
  // Another project's of the same name is not this one's.
  const isFree = ({ project_id: of }: BeforeRow) => of === null || retro.project_id === null;
  return all.filter((row) => isSameName(row.name, retro.about) && isEarlier(row) && isFree(row));
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
