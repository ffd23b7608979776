/**
 * Answers of nobody: cast by a person who may cast once, and kept without a person, a time or an order. While a ballot is open a secret key, kept
 * outside the database, tells who has cast; with the key everything that could lead back is gone. What may be cast, when, and by whom, the practice
 * decides. A workspace has one open ballot at a time.
 */
import type { Instant } from './clock.ts';
import type { RowId, UserId } from './ids.ts';

/** What one person cast: whole numbers by key; what they would rather not say is not there. */
export type Cast = Readonly<Record<string, number>>;

/** One of those that were cast, without whose it is. */
export interface Counted {
  /** The group that it counts in, fixed when the ballot was opened. */
  readonly place: RowId;
  readonly cast: Cast;
}

export interface Ballot {
  readonly id: RowId;
  readonly openedAt: Instant;
  /** `null`: it is open. */
  readonly closedAt: Instant | null;
}

export interface BallotsReader {
  /** The one that was opened last in the workspace, by whichever practice; `null`: there was none, or it is no longer kept. */
  last(): Promise<Ballot | null>;
  /** The group in which the viewer, a person, counts; `null`: they were not asked. */
  placeOf(ballot: RowId): Promise<RowId | null>;
  /** Whether the viewer, a person, has cast. @returns `null`: it is not open, or its key is lost */
  hasCast(ballot: RowId): Promise<boolean | null>;
  /** Who was asked, and where each counts. Says nothing about who has cast. @throws for a person: a job of a channel asks */
  asked(ballot: RowId): Promise<ReadonlyMap<UserId, RowId>>;
  /** What `discard` was told of each ballot, the latest first: all that was published, which no person sees whole. @throws for a person */
  outcomes(): Promise<readonly { readonly id: RowId; readonly outcome: string }[]>;
}

export interface Ballots extends BallotsReader {
  /**
   * Opens a ballot for these people, each in one group: from now on nobody is added. Its key is made before this transaction ends, and stays unused if
   * that fails.
   * @returns `another`: one is open · `no place`: Lore was given no folder for keys, or cannot write there
   */
  open(ballot: RowId, asked: ReadonlyMap<UserId, RowId>): Promise<'opened' | 'another' | 'no place'>;
  /**
   * Counts what the viewer, a person, says, in the transaction of this scope: all of it or nothing.
   * @returns `already`: theirs is counted, and stays as it is · `closed`: there is no key (any more) · `not asked`
   */
  cast(ballot: RowId, cast: Cast): Promise<'counted' | 'already' | 'closed' | 'not asked'>;
  /**
   * Ends it: what leads back goes, and what was cast is written again in random order. Call `destroyKey` afterwards, in a job of its own: the key has to
   * outlive a transaction that fails.
   * @returns `lost`: its key is gone, as after a restored backup. What was cast may have been counted before, so it is deleted
   */
  close(ballot: RowId): Promise<'closed' | 'lost'>;
  /** What was cast, in random order, once it is closed. @throws for a person, and while it is open */
  counted(ballot: RowId): Promise<readonly Counted[]>;
  /** Deletes what was cast, once it is closed and what is to be published is fixed. @param outcome what was published, for later jobs */
  discard(ballot: RowId, outcome?: string): Promise<void>;
  /** Destroys the key of a closed ballot. Doing it again changes nothing. @throws while it is open */
  destroyKey(ballot: RowId): Promise<void>;
}
