/** Who a round put together, what each answered, who joined, whom not, and who met. */
import { isLeftAlone } from '#core/asked-people.ts';
import { channel, choice, instant, number, partOf, person, flag, reference } from '#core/columns.ts';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';

/**
 * - `peer`: put together by a round
 * - `mentor`: asked for by a person; `one_id` asks, `two_id` is the mentor
 */
export const pairKinds = ['peer', 'mentor'] as const;
export type PairKind = (typeof pairKinds)[number];

/**
 * - `proposed`: until `until`, when nothing comes of it unless all said yes
 * - `agreed`: all said yes
 * - `ended`: they were a pair
 */
export const pairStates = ['proposed', 'agreed', 'ended'] as const;

/** Two or three people, for them alone. */
export const pairs = sharedTable(
  'coaching_pair',
  {
    /** The occurrence that put them together; for a mentor, the row's own id. */
    round_id: reference.internal,
    channel_id: channel,
    kind: choice(pairKinds),
    /** `null`: they erased their data. */
    one_id: person.orNull.theirs,
    two_id: person.orNull.theirs,
    /** `null`: there were two, or they erased their data. */
    three_id: person.orNull.theirs,
    /** How many there were: what all of them said is compared with it. */
    size: number.internal,
    proposed_at: instant,
    until: instant.internal,
    state: choice(pairStates),
  },
  {
    kept: { name: 'coaching.pairs', days: 730, since: 'until' },
    exported: { as: 'coachingPairs', only: 'person', order: 'proposed_at' },
  },
);
export type PairRow = RowOf<typeof pairs>;

export const saidKinds = ['yes', 'no'] as const;
export type Said = (typeof saidKinds)[number];

/** What a person answered: theirs alone. The others of the pair may count, which tells them only when all said yes. */
export const answers = ownTable(
  'coaching_answer',
  ['pair_id'],
  { pair_id: partOf(pairs).internal, answer: choice(saidKinds), answered_at: instant },
  { exported: { as: 'coachingAnswers', order: 'answered_at' } },
);

/** Where rounds are, so that people find them. It says nothing about who takes part. */
export const places = sharedTable(
  'coaching_place',
  { channel_id: channel, known_at: instant },
  { kept: { name: 'coaching.places', days: 90, since: 'known_at' } },
);

/** A person joined the rounds of a channel. */
export const joins = ownTable(
  'coaching_join',
  ['channel_id'],
  {
    channel_id: channel,
    /** The channel of their team, if they say: people of other teams come first. */
    team_channel_id: channel.orNull.as('team'),
    joined_at: instant,
    paused_until: instant.orNull,
    /** Last time nothing came of it, and they had not said no: they come first. */
    waits: flag.internal,
    /** How often they were one of three. */
    trios: number.internal,
    /** How many proposals in a row they left without an answer. */
    unanswered: number.internal,
    /** When they joined, or a round last found that they take part. */
    seen_at: instant.internal,
  },
  {
    kept: { name: 'coaching.joins', days: 730, since: 'seen_at' },
    exported: { as: 'coachingRounds', order: 'joined_at' },
    isPooled: true,
  },
);
export type JoinRow = RowOf<typeof joins>;

/** "Not with …", in one channel's rounds. It works both ways, and nobody learns of it. */
export const blocks = ownTable(
  'coaching_block',
  ['channel_id', 'other_id'],
  {
    channel_id: channel,
    other_id: person.as('notWith'),
    /** When they said so, or a round last found that they take part: it holds as long as they do. */
    since: instant,
  },
  {
    kept: { name: 'coaching.blocks', days: 1_095, since: 'since' },
    exported: { as: 'coachingNotWith', order: 'since' },
    isPooled: true,
  },
);

/** Whom a person was proposed to, how often, and when last. */
export const met = ownTable(
  'coaching_met',
  ['channel_id', 'other_id'],
  {
    channel_id: channel,
    other_id: person.as('with'),
    times: number,
    last_at: instant,
    /** They talk already: said anew each day for as long as they do, so it ends by itself. */
    talks_until: instant.orNull.internal,
  },
  {
    kept: { name: 'coaching.met', days: 730, since: 'last_at' },
    exported: { as: 'coachingMet', order: 'last_at' },
    isPooled: true,
  },
);

/** The people of a pair; `null`: they erased their data. */
export const seatsOf = ({ one_id, two_id, three_id, size }: PairRow): readonly (UserId | null)[] =>
  [one_id, two_id, three_id].slice(0, size);

/** The people of a pair who have not erased their data. */
export const ofPair = (row: PairRow): readonly UserId[] => seatsOf(row).filter((user) => user !== null);

/** Whether nobody of a pair erased their data. */
export const isWhole = (row: PairRow): boolean => ofPair(row).length === row.size;

/** @returns `null` if this viewer is not one of its people, or it is gone */
export const loadPair = (read: ReadScope, id: RowId): Promise<PairRow | null> =>
  findRow(read.from(pairs), { id });

/** The viewer's pair of a round. */
export const pairOf = (read: ReadScope, round: RowId): Promise<PairRow | null> =>
  findRow(read.from(pairs), { round_id: round });

/** Where the viewer joined, the first first. */
export const ownJoins = (read: ReadScope): Promise<JoinRow[]> =>
  findRows(read.from(joins), {}, 'joined_at', 'channel_id');

export const ownJoin = (read: ReadScope, of: ChannelId): Promise<JoinRow | null> =>
  findRow(read.from(joins), { channel_id: of });

/** Whether somebody is left alone until they say that they are in again. */
export const isResting = ({ unanswered }: Pick<JoinRow, 'unanswered'>): boolean => isLeftAlone(unanswered);

/** Whether somebody takes no part for a while. */
export const isPaused = (join: Pick<JoinRow, 'paused_until' | 'unanswered'>, now: Instant): boolean =>
  isResting(join) || (join.paused_until !== null && join.paused_until > now);

/** With whom the viewer would rather not, wherever they said so. */
export async function ownBlocks(read: ReadScope): Promise<ReadonlySet<UserId>> {
  return new Set((await findRows(read.from(blocks), {}, 'since')).map(({ other_id: other }) => other));
}
