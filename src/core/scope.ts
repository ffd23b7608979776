/**
 * The only way a feature reaches stored rows. A scope is a workspace and a viewer; every read through it carries both
 * conditions, every write is stamped with the workspace. The store implements it; nobody can widen one.
 */
// oxlint-disable-next-line no-restricted-imports -- a type only; the builder comes guarded from the store
import type { SelectQueryBuilder } from 'kysely';
import type { Instant } from './clock.ts';
import type { AudienceId, ChannelId, GroupId, RowId, SealId, TeamId, UserId } from './ids.ts';
import type { JobRef } from './job-ref.ts';
import type { Channel, Person, UserGroup } from './people.ts';
import type { PostRef } from './post-ref.ts';
import type { Reach, Viewer } from './reach.ts';
import type { Schedules, SchedulesReader } from './recurrence.ts';
import type { AnyTable, OwnTable, SharedRow, SharedTable } from './tables.ts';

/**
 * A query over one guarded table. The rows are called `it`, which is no table's name: a join, which would go around the
 * guard, has nothing to join to.
 */
export type Select<Row> = SelectQueryBuilder<{ it: Row }, 'it', object>;

/**
 * The eyes of an export, beside a person's own.
 * - `operator`: every open row of the workspace
 * - `admin`: what this person may read because it reaches them, and nothing that is theirs alone: what is handed on tells nothing about them
 * - `former`: somebody who left: what they wrote, what is theirs, and open rows that name them
 * The first two see no row of an own table, and no hidden author.
 */
export type WideViewer =
  | { readonly kind: 'operator' }
  | { readonly kind: 'admin'; readonly userId: UserId }
  | { readonly kind: 'former'; readonly userId: UserId };

export interface ReadScope {
  readonly teamId: TeamId;
  /** One of the wide ones only in a logged export; no feature can ask for it. */
  readonly viewer: Viewer | WideViewer;

  /** The rows this viewer may see: for an own table, only the viewer's; for a channel, what everybody in it may see. */
  from<Row extends SharedRow>(table: SharedTable<Row>): Select<Row>;
  from<Row extends object>(table: OwnTable<Row>): Select<Row>;

  /** The rows that the viewer wrote, sealed or not. Empty for a channel. */
  mine<Row extends SharedRow>(table: SharedTable<Row>): Select<Row>;

  /** Who wrote which of these rows: only rows the viewer may see, and only where names are shown, or it is the viewer. */
  authors(
    table: SharedTable<SharedRow>,
    ids: readonly RowId[],
  ): Promise<ReadonlyMap<RowId, readonly UserId[]>>;

  /**
   * How many rows of an own table have each value of `by`, of those that match `where`, whose audience holds the viewer and
   * whose seal is open (or absent). Numbers only; a value nobody has is missing from the map.
   */
  countBy<Row extends object, By extends keyof Row & string>(
    table: OwnTable<Row>,
    by: By,
    where: Partial<Row>,
  ): Promise<ReadonlyMap<Row[By], number>>;

  /** The people an audience holds now: still in the channel, not deactivated. Empty unless the viewer is one of them or is its channel. */
  peopleOf(audience: AudienceId): Promise<readonly Person[]>;

  /** Which of these seals are open. Tells nothing of what is under them. */
  openOf(seals: readonly SealId[]): Promise<ReadonlySet<SealId>>;

  /** Which of these audiences hold the viewer now. None hold a channel, which is nobody. */
  memberAudiences(audiences: readonly AudienceId[]): Promise<ReadonlySet<AudienceId>>;

  /** The people in a channel now, bots left out. Empty unless the viewer is in it or is it. */
  members(channel: ChannelId): Promise<readonly Person[]>;

  /** A person of this workspace, or of another organisation met in a shared channel. */
  person(user: UserId): Promise<Person | null>;

  /** A channel the viewer is in, or is. */
  channel(channel: ChannelId): Promise<Channel | null>;

  /**
   * Of these channels, those that the viewer may know of: the viewer is in it or is it; it is public, and the viewer a full member, or a channel that only
   * full members read.
   */
  visibleChannels(channels: readonly ChannelId[]): Promise<ReadonlySet<ChannelId>>;

  /**
   * The user groups of the workspace that are switched on in Slack and have somebody in them, in the order of their handles. A full member's
   * to see; `null`: Lore does not know them, or the viewer is somebody else. They are known where a form asks for them.
   */
  userGroups(): Promise<readonly UserGroup[] | null>;

  /** The people in any of these groups, bots left out. Empty for whoever may not see them, and where they are unknown. */
  inUserGroups(groups: readonly GroupId[]): Promise<readonly Person[]>;

  /** Who named a group that the viewer is in for this practice, as far as is known; `null`: nobody. Tells of the viewer alone. */
  namedFor(practice: string): Promise<NamedBy | null>;

  /** The address of a channel's post. `null`: it is not there (yet), or in no channel itself, or the viewer is not in its channel. */
  linkTo(post: PostRef): Promise<string | null>;

  readonly rituals: SchedulesReader;
}

/** A user group was named for a practice. `by`: `null` when they are erased. */
export interface NamedBy {
  readonly handle: string;
  readonly by: UserId | null;
}

/** Whether names stand beside a row. `hidden`: shown to nobody, kept only so that the author can edit, until `unlink`. */
export const namesKinds = ['shown', 'hidden'] as const;
export type Names = (typeof namesKinds)[number];

/** Who may see a row, and who wrote it. */
export interface Written {
  readonly audience: AudienceId;
  readonly seal?: SealId;
  readonly by: readonly UserId[];
  readonly names: Names;
}

/** A row that is to be written. */
export interface Insertion {
  readonly table: SharedTable<SharedRow>;
  readonly row: SharedRow;
  readonly written: Written;
}

export const insertion = <Row extends SharedRow>(
  table: SharedTable<Row>,
  row: Row,
  written: Written,
): Insertion => ({ table, row, written });

/** A scope inside one transaction: what is written, scheduled and published through it happens together or not at all. */
export interface Scope extends ReadScope {
  readonly viewer: Viewer;
  readonly rituals: Schedules;

  /** Fixes who may ever see rows that are written for it. Fails when the viewer is not in the channel it names. */
  audience(reach: Reach): Promise<AudienceId>;
  /** A new seal, closed: rows under it are for their authors alone, whoever asks. */
  seal(): Promise<SealId>;
  /** Opens a seal. */
  open(seal: SealId): Promise<void>;
  /** Closes a seal that was opened: what is written anew, and what was there, is for its authors alone again. */
  close(seal: SealId): Promise<void>;
  /**
   * Opens what is under a seal by putting it under another, which is open: from then on there is one seal to unlink. The first stays closed, with
   * nothing under it. @throws when the other one is closed
   */
  merge(seal: SealId, into: SealId): Promise<void>;

  insert<Row extends SharedRow>(table: SharedTable<Row>, row: Row, written: Written): Promise<void>;
  /** Several rows, of one table or of several (`insertion`), with as few statements as that takes. */
  insertAll(rows: readonly Insertion[]): Promise<void>;
  /**
   * Writes a row that is made of others: whoever wrote those has written it too, with their name shown or hidden as there, and it is under their
   * seal, so that `unlink` reaches it. @throws when the viewer may not see all of them, there is none, or they are under different seals
   */
  derive<Row extends SharedRow>(
    table: SharedTable<Row>,
    row: Row,
    written: {
      readonly audience: AudienceId;
      readonly of: SharedTable<SharedRow>;
      readonly rows: readonly RowId[];
    },
  ): Promise<void>;
  /** Has a row that the viewer wrote reach another audience; who else wrote it stays. @returns whether there was one */
  changeAudience(table: SharedTable<SharedRow>, id: RowId, audience: AudienceId): Promise<boolean>;
  /**
   * Changes a row that the viewer may see (`mine`: one that the viewer wrote), if it still is as `where` says.
   * @returns whether a row was changed
   */
  update<Row extends SharedRow>(
    table: SharedTable<Row>,
    id: RowId,
    change: Partial<Omit<Row, 'id'>>,
    only?: { readonly mine?: boolean; readonly where?: Partial<Row> },
  ): Promise<boolean>;
  /** Deletes a row that the viewer wrote. @returns whether there was one */
  delete(table: SharedTable<SharedRow>, id: RowId): Promise<boolean>;

  /**
   * Deletes what belongs to a row that the viewer wrote, whoever wrote it and whomever it reaches: it goes when that row's words do, or change.
   * @returns how many
   */
  deleteParts(of: SharedTable<SharedRow>, id: RowId, parts: AnyTable): Promise<number>;

  /** Writes the viewer's own row, over an older one with the same key. A channel has no rows of its own: throws. */
  upsertOwn<Row extends object>(
    table: OwnTable<Row>,
    row: Row,
    written?: { readonly audience?: AudienceId; readonly seal?: SealId },
  ): Promise<void>;
  /** Deletes the viewer's own rows that match. @returns how many */
  deleteOwn<Row extends object>(table: OwnTable<Row>, where: Partial<Row>): Promise<number>;

  /**
   * Erases who wrote the rows under a seal, where names are hidden, and what leads back to it: every order, jobs and direct messages
   * about them, since those were for their authors, and what authors have about them for themselves (`Column.leadsBack`). Nobody, their authors included, can edit them after.
   */
  anonymize(seal: SealId): Promise<void>;

  /** Decides a post: it is delivered once, after this transaction. Deciding the same post again changes nothing. */
  publish(post: PostRef): Promise<void>;
  /** Has a post drawn anew from what is true now, in place. @returns whether it was ever published; else nothing happens */
  refresh(post: PostRef): Promise<boolean>;
  /** Has everything drawn anew that shows a row beside its own practice (`PostRef.shows`): it was changed, or taken back. */
  refreshShowing(row: RowId): Promise<void>;
  /** Has a person's App Home drawn anew, if they have opened it once. */
  refreshHome(user: UserId): Promise<void>;

  /** Runs a job at an instant, in its own transaction, with the eyes of `as`. The same job again is moved. */
  runAt(job: JobRef, at: Instant, as: Viewer): Promise<void>;
  /** Takes jobs back, of those that have not run. */
  cancel(...jobs: readonly JobRef[]): Promise<void>;
}

/** Whom an export or an erasure is about. */
export type Subject =
  | { readonly kind: 'person'; readonly userId: UserId }
  | { readonly kind: 'channel'; readonly channelId: ChannelId }
  | { readonly kind: 'workspace' };
