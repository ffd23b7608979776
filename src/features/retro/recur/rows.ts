import { channel, choice, day, flag, instant, number, person, reference } from '#core/columns.ts';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { takingTurns } from '#core/kit/taking-turns.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { retros } from '../session/rows.ts';
import { roundAnswers, roundStates } from './rules.ts';

/** One round in a channel, under the id of the occurrence that begins it. The channel's, without an author. */
export const rounds = sharedTable(
  'retro_round',
  {
    channel_id: channel,
    /** Its day by the rule. */
    on_date: day.as('day'),
    starts_at: instant,
    state: choice(roundStates),
    /** Who is asked to facilitate it, or has agreed; `null`: nobody. */
    facilitator_id: person.orNull.theirs,
    answer: choice(roundAnswers).internal,
    /** Who was asked how to continue, and who decided. */
    owner_id: person.orNull.theirs,
    decided_by: person.orNull.theirs,
  },
  {
    // As long as its retrospective.
    kept: { name: 'retro.rounds', days: 730, since: 'starts_at' },
    exported: { as: 'rounds', order: 'starts_at' },
  },
);

export type RoundRow = RowOf<typeof rounds>;

/** A person's part in facilitating a channel's rounds: theirs, and shown to nobody. Taking turns must read it to be fair. */
export const parts = sharedTable(
  'retro_facilitator',
  {
    channel_id: channel,
    person_id: person.internal,
    facilitated: number,
    /** How many rounds they could have facilitated. */
    available: number,
    last_at: instant.orNull,
    /** 1 while they like to be asked. */
    takes_part: flag.internal,
    /** The round that they passed on last, so that it does not come back to them. */
    passed_on: reference.orNull.internal,
    counted_at: instant.internal,
  },
  {
    kept: { name: 'retro.facilitators', days: 365, since: 'counted_at' },
    exported: { as: 'facilitating', only: 'person', order: 'channel_id' },
  },
);

export type PartRow = RowOf<typeof parts>;

export const turns = takingTurns(parts, 'facilitated');

/** @returns `null` if this viewer may not see it, or it is gone */
export const loadRound = (read: ReadScope, id: RowId): Promise<RoundRow | null> =>
  findRow(read.from(rounds), { id });

/** A channel's rounds, the newest first. */
export const roundsIn = (read: ReadScope, channel: ChannelId): Promise<RoundRow[]> =>
  findRows(read.from(rounds), { channel_id: channel }, '-on_date', 'id');

/** The next round that is theirs to facilitate, whether they have agreed or not; `null`: none. */
export async function nextTurnOf(read: ReadScope, user: UserId, now: Instant): Promise<RoundRow | null> {
  const coming = read.from(rounds).where('it.starts_at', '>', now).limit(1);
  return (await findRows(coming, { facilitator_id: user, state: 'coming' }, 'starts_at'))[0] ?? null;
}

/** Those of these rounds in which too few cards came in for a vote. */
export async function fewIn(read: ReadScope, ids: readonly RowId[]): Promise<ReadonlySet<RowId>> {
  const few = await findRows(read.from(retros), { round_id: ids, phase: 'closed', ended_how: 'few' });
  return new Set(few.flatMap(({ round_id: round }) => round ?? []));
}
