/**
 * What a team agrees to do: at most three at a time, each with an owner who accepts and a date. From proposed to done, and a month later
 * whether it helped. Pure.
 */
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import type { LocalDate } from '#core/time/date.ts';

/**
 * - `proposed`: its owner has not accepted it yet, or nobody owns it
 * - `open`: its owner has accepted it
 */
export const actionStates = ['proposed', 'open', 'done', 'dropped'] as const;

export type ActionState = (typeof actionStates)[number];
export const helpedAnswers = ['yes', 'partly', 'no'] as const;

export type Helped = (typeof helpedAnswers)[number];

export interface ActionItem {
  readonly id: RowId;
  readonly what: string;
  /** "When X, then I will Y", or empty. */
  readonly whenThen: string;
  readonly owner: UserId | null;
  readonly proposer: UserId | null;
  readonly dueOn: LocalDate;
  readonly state: ActionState;
  readonly doneAt: Instant | null;
  /** Why somebody dropped it; empty while it stands, and where its retrospective was cancelled. */
  readonly reason: string;
  /** What its owner said later; `null`: not asked or not answered. */
  readonly helped: Helped | null;
  /** One line on how it helped or did not, or empty. */
  readonly helpedHow: string;
}

/** What somebody does with one that was proposed. */
export type ActionEvent =
  | { readonly kind: 'accept' | 'decline' | 'done'; readonly by: UserId; readonly action: RowId }
  | { readonly kind: 'pass'; readonly by: UserId; readonly action: RowId; readonly to: UserId }
  | { readonly kind: 'drop'; readonly by: UserId; readonly action: RowId; readonly reason: string }
  | { readonly kind: 'move'; readonly by: UserId; readonly action: RowId; readonly dueOn: string }
  /** It becomes `first`, and `second` comes beside it. */
  | {
      readonly kind: 'split';
      readonly by: UserId;
      readonly action: RowId;
      readonly first: Pick<ActionItem, 'what' | 'dueOn'>;
      readonly second: Pick<ActionItem, 'id' | 'what' | 'dueOn'>;
    }
  | {
      readonly kind: 'helped';
      readonly by: UserId;
      readonly action: RowId;
      readonly helped: Helped;
      readonly how: string;
    };
