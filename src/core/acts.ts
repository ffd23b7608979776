/**
 * What was done in Lore, for the indicators of learning: only what people did or saved here, never what they say in channels. A practice that has
 * such acts gives them (`Feature.acts`), with the access of the channel whose indicators they are, and knows nothing of what becomes of them.
 */
import type { Instant } from './clock.ts';
import type { ChannelId, RowId, UserId } from './ids.ts';
import type { ReadScope } from './scope.ts';
import type { SharedRow, SharedTable } from './tables.ts';
import type { Week } from './week.ts';

/** As learning-science.md 2.2 names them, of those that a practice can feed. */
export const actKinds = [
  /** Something learned was shared. */
  'share',
  'question',
  'answer',
  'thanks',
  /** A lesson was used by somebody: applied, or adapted. */
  'reuse',
  /** A retrospective of a project that ended. */
  'retro',
  /** Something a retrospective agreed on. */
  'action',
  /** A theme was raised that an earlier action was about. */
  'recurrence',
  /** Presented what one learned to the team. */
  'present',
  'meeting',
  'forum',
  'artefact',
  /** A leader showed what they learn. */
  'journey',
  /** A project started. */
  'start',
  /** A team began to try something out. */
  'experiment',
  /** Something that recurred in a channel when that was reorganised. */
  'ritual',
] as const;
export type ActKind = (typeof actKinds)[number];

export interface Act {
  readonly id: RowId;
  readonly kind: ActKind;
  /** `null`: erased, hidden, or of no one person. */
  readonly by: UserId | null;
  /** Where it was done: the team at that time, which a later change of teams does not rewrite. */
  readonly channel: ChannelId;
  /** The channels whose people it served, as far as is known: where a lesson was used, who was thanked. */
  readonly for?: readonly ChannelId[];
  readonly at: Instant;
  /** When somebody whom it served said so: an accepted answer, a meeting that both kept. `null`: not (yet). */
  readonly confirmedAt: Instant | null;
  /** Who said so, where that is no secret. */
  readonly confirmedBy?: UserId;
  /** Kind `action`, `present`, `meeting` or `experiment`: when it was due, or planned for. Kind `retro`: when the project ended. */
  readonly dueAt?: Instant | null;
  /**
   * When it was done. Kind `retro`: when it was over; `null`: none was held (yet). Kind `question`: when it was answered first. Kind `ritual`: when it was
   * seen to live on, a month after the change; `null`: it did not (yet).
   */
  readonly doneAt?: Instant | null;
  /** When it was given up with a reason, or called off. Kind `ritual`: when its people ended it on purpose. */
  readonly droppedAt?: Instant | null;
  /** Whether it helped, where somebody was asked and said. */
  readonly helped?: boolean | null;
  /** Kind `experiment`: whether what is believed, what it may cost and when it stops were written before it began. */
  readonly isPrepared?: boolean;
  /** Kind `experiment`: when what it taught was shared; `null`: not (yet). */
  readonly sharedAt?: Instant | null;
  /** Kind `journey`: of what kind the entry is, as the practice calls it. Kind `recurrence`: the action that the theme was about. */
  readonly about?: string;
  /** Kind `thanks`: whom it thanks, where everybody in the channel can read that. */
  readonly to?: readonly UserId[];
  /** Kind `start`: whether a lesson that it was shown was applied or adapted in it. */
  readonly usedLesson?: boolean;
}

/** @returns what was done in a stretch of a channel's time, the oldest first */
export type Acts = (read: ReadScope, week: Week) => Promise<readonly Act[]>;

/** More than a channel does in a year with one practice. The newest are given. */
export const mostActs = 2_000;

/** Who wrote each of these rows. `null`: their name is hidden, or they erased their data. */
export async function doersOf(
  read: ReadScope,
  table: SharedTable<SharedRow>,
  rows: readonly SharedRow[],
): Promise<(row: SharedRow) => UserId | null> {
  const authors = await read.authors(
    table,
    rows.map(({ id }) => id),
  );
  return ({ id }) => authors.get(id)?.[0] ?? null;
}

/** The oldest first. */
export const inOrder = (acts: readonly Act[]): readonly Act[] =>
  acts.toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
