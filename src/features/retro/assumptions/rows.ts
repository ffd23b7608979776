/** Questions about an assumption or a rule, as stored: one for each theme that came back, and one for each action that is not in a team's control. */
import { z } from 'zod';
import { choice, day, instant, number, person, reference, text } from '#core/columns.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { rowValue } from '#core/kit/values.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { retro_id } from '../session/rows.ts';

/**
 * - `raised`: the team is asked, in its thread
 * - `asked`: a leader is asked, or was and nobody is now
 * - `answered`: by the leader, or by the team with an action
 * - `withdrawn`: nobody is asked any more
 * - `merged`: its topic is part of another one, which has its own question
 */
export const assumptionStates = ['raised', 'asked', 'answered', 'withdrawn', 'merged'] as const;

/** Everyone in the channel may see one. It has no author: what a leader wrote goes with the leader. */
export const assumptions = sharedTable(
  'retro_assumption',
  {
    retro_id,
    /** What the question calls it, as the person who asked a leader wrote it; empty before. */
    theme: text,
    /** The topic that came back; `null`: it is about an action. */
    topic_id: reference.orNull.internal,
    /** The action that is not in the team's control. */
    action_id: reference.orNull.as('action'),
    /** JSON: the ids of the actions that were done before the topic came back. */
    done: text.internal,
    state: choice(assumptionStates),
    /** How many times somebody was asked. */
    round: number.internal,
    /** `null`: nobody is asked, or they left, were erased or no longer agree to be asked. */
    leader_id: person.orNull.theirs.writing('answer'),
    asked_by: person.orNull.internal,
    asked_on: day.orNull,
    due_on: day.orNull,
    /** From when on it is open: the leader's first working moment after that day. */
    open_at: instant.orNull.internal,
    /** How many reminders the leader got. */
    reminders: number.internal,
    answer: text,
    answered_at: instant.orNull,
    /** The action that came of it. */
    change_id: reference.orNull.as('change'),
  },
  { exported: { as: 'assumptions', withId: true } },
);

export type AssumptionRow = RowOf<typeof assumptions>;

const storedIds = z.array(rowValue).catch([]);

/** The actions that were done before the topic came back. */
export const doneBefore = ({ done }: Pick<AssumptionRow, 'done'>): RowId[] =>
  storedIds.parse(JSON.parse(done));

export const loadAssumption = (read: ReadScope, id: RowId): Promise<AssumptionRow | null> =>
  findRow(read.from(assumptions), { id });

export const assumptionsOf = (read: ReadScope, retro: RowId): Promise<AssumptionRow[]> =>
  findRows(read.from(assumptions), { retro_id: retro }, 'id');

/** The questions that wait for an answer of this person, the earliest due first. */
export const askedOf = (read: ReadScope, leader: UserId): Promise<AssumptionRow[]> =>
  findRows(read.from(assumptions), { leader_id: leader, state: 'asked' }, 'due_on', 'id');

/** Those of these actions about which a leader is asked: they wait, and their owners are not reminded. */
export async function waitingAmong(
  read: ReadScope,
  actions: readonly RowId[],
): Promise<ReadonlyMap<RowId, AssumptionRow>> {
  const rows = await findRows(read.from(assumptions), { action_id: actions, state: 'asked' }, 'id');
  return new Map(rows.flatMap((row) => (row.action_id === null ? [] : [[row.action_id, row]])));
}
