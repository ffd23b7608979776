/**
 * The only way for a feature to reach stored rows. A scope is a workspace and a viewer: every read carries both conditions, every write the
 * workspace. The store implements it, and nobody can widen one.
 */
import type { Ballots, BallotsReader } from './ballots.ts';
import type { Instant } from './clock.ts';
import type { Connections, ConnectionsReader } from './connections.ts';
import type { AudienceId, ChannelId, GroupId, RowId, EmbargoId, TeamId, UserId } from './ids.ts';
import type { JobRef } from './job-ref.ts';
import type { Channel, Participant, Person, UserGroup } from './people.ts';
import type { PostRef } from './post-ref.ts';
import type { Sealed } from './sealed.ts';
import type { Select } from './select.ts';
import type { Audience, Viewer, Visibility } from './visibility.ts';
import type { Schedules, SchedulesReader } from './recurrence.ts';
import type { WordsReader } from './search/reader.ts';
import type { AnyTable, OwnTable, SharedRow, SharedTable } from './tables.ts';

/**
 * The access of an export that is not a person's own.
 * - `operator`: every open row of the workspace
 * - `admin`: what reaches this person, and nothing that is theirs alone, so what is handed on reveals nothing about them
 * - `former`: of someone who left: what they wrote, what is theirs, and open rows that name them
 * The first two see no rows of own tables and no hidden authors.
 */
export type UnscopedViewer =
  | { readonly kind: 'operator' }
  | { readonly kind: 'admin'; readonly userId: UserId }
  | { readonly kind: 'former'; readonly userId: UserId };

export interface ReadScope {
  readonly teamId: TeamId;
  /** A wide viewer only in a logged export; no feature can ask for one. */
  readonly viewer: Viewer | UnscopedViewer;

  /** The rows that the viewer may see: of an own table, only the viewer's; for a channel, what everyone in it may see. */
  from<Row extends SharedRow>(table: SharedTable<Row>): Select<Row>;
  from<Row extends object>(table: OwnTable<Row>): Select<Row>;

  /** The rows that the viewer wrote, sealed or not. Empty for a channel. */
  mine<Row extends SharedRow>(table: SharedTable<Row>): Select<Row>;

  /** Who wrote which of these rows: only of rows that the viewer may see, and only where names are shown or it is the viewer. */
  authors(
    table: SharedTable<SharedRow>,
    ids: readonly RowId[],
  ): Promise<ReadonlyMap<RowId, readonly UserId[]>>;

  /**
   * Counts the rows of an own table by the values of `by`: those that match `where`, whose audience includes the viewer, and whose embargo is open
   * or absent. Numbers only; the map lacks values that no row has.
   */
  countBy<Row extends object, By extends keyof Row & string>(
    table: OwnTable<Row>,
    by: By,
    where: Partial<Row>,
  ): Promise<ReadonlyMap<Row[By], number>>;

  /**
   * Who offers something, and what: the rows that match `where` in an own table that is declared an offer (`isOffer`), with the active full members of
   * the workspace whose they are, by person. Empty unless the viewer is a full member, and in every export.
   */
  offering<Row extends object>(table: OwnTable<Row>, where: Partial<Row>): Promise<readonly Offered<Row>[]>;

  /** The people in an audience now: still in the channel, not deactivated. Empty unless the viewer is one of them or is its channel. */
  peopleOf(audience: AudienceId): Promise<readonly Person[]>;
  /** The same, with no more of each than most need: of hundreds of people the rest takes longer than to find them. */
  participantsOf(audience: AudienceId): Promise<readonly Participant[]>;

  /** Which of these embargoes are open. Reveals nothing about the rows under them. */
  openOf(embargoes: readonly EmbargoId[]): Promise<ReadonlySet<EmbargoId>>;
  /** Which of these audiences include the viewer now. A channel, which is nobody, is in none. */
  memberAudiences(audiences: readonly AudienceId[]): Promise<ReadonlySet<AudienceId>>;

  /** The people in a channel now, without bots. Empty unless the viewer is in it or is it. */
  members(channel: ChannelId): Promise<readonly Person[]>;

  /**
   * The people in each of these channels now, without bots: of those that the viewer may know about (`visibleChannels`) and in which Lore is. Slack
   * shows the people of a public channel to every full member, too. A channel that is not in it is unknown.
   */
  membersOf(channels: readonly ChannelId[]): Promise<ReadonlyMap<ChannelId, readonly Person[]>>;

  /** A person in this workspace, or from another organisation, met in a shared channel. */
  person(user: UserId): Promise<Person | null>;

  /** What these people are called, of those in this workspace that are known. For `readied` (`names.ts`); a sentence takes `nameOf`. */
  names(users: readonly UserId[]): Promise<ReadonlyMap<UserId, string>>;

  /** What the workspace preselects: see `usualVisibility`. */
  usualReach(): Promise<Visibility>;
  /** A channel the viewer is in, or is. */
  channel(channel: ChannelId): Promise<Channel | null>;

  /**
   * Those of these channels that the viewer may know about: the viewer is in it or is it; or it is public, and the viewer is a full member or a
   * channel that only full members read.
   */
  visibleChannels(channels: readonly ChannelId[]): Promise<ReadonlySet<ChannelId>>;

  /** What those of these channels are called that the viewer may know about. */
  channelNames(channels: readonly ChannelId[]): Promise<ReadonlyMap<ChannelId, string>>;

  /** A channel that is called so, in any case and without `#`, if the viewer may know about it (`visibleChannels`). */
  channelCalled(name: string): Promise<ChannelId | null>;

  /**
   * People who are called so, in any case, by all of their name or else by its first word; none for `''`. For those who are no full members, only of
   * people with whom they share a channel.
   */
  peopleCalled(name: string): Promise<readonly UserId[]>;

  /**
   * The workspace's user groups that are active in Slack and not empty, by handle. For full members only; `null`: Lore does not know them, or the
   * viewer is not a full member. A form that offers them has them fetched.
   */
  userGroups(): Promise<readonly UserGroup[] | null>;

  /** The people in any of these groups, without bots. Empty if the viewer may not see the groups, or they are unknown. */
  inUserGroups(groups: readonly GroupId[]): Promise<readonly Person[]>;

  /** Who named a group that the viewer is in for this practice, as far as is known; `null`: nobody. Says nothing about others. */
  namedFor(practice: string): Promise<NamedBy | null>;

  /** The address of a post in a channel. `null`: it is not posted (yet), not in a channel itself, or the viewer is not in that channel. */
  linkTo(post: PostRef): Promise<string | null>;

  /** Whether a practice is on for the viewer: a person has what any of their channels has. */
  isOn(practice: string): Promise<boolean>;

  /** @returns the text that was sealed in this workspace; `null`: its key is lost, and so is the text */
  unseal(sealed: Sealed): string | null;

  readonly schedules: SchedulesReader;
  readonly ballots: BallotsReader;
  /** The tools that an admin connected. */
  readonly connections: ConnectionsReader;

  /** What a search may ask: of the rows that the viewer may see, and of no others. */
  readonly words: WordsReader;
}

/** A person's row in an own table that others may know of: all of it, so nothing stands there that they may not. */
export interface Offered<Row extends object> {
  readonly person: Person;
  readonly row: Row;
}

/** A person's row in an own table that is put together with others' (`Scope.pool`). */
export interface Pooled<Row extends object> {
  readonly user: UserId;
  readonly row: Row;
}

/** Who named a user group for a practice. `by` is `null` once they are erased. */
export interface NamedBy {
  readonly handle: string;
  readonly by: UserId | null;
}

/** Whether authors are shown beside a row. `hidden`: shown to nobody, and kept only so that the author can edit it, until `anonymize`. */
export const namesKinds = ['shown', 'hidden'] as const;
export type Names = (typeof namesKinds)[number];

/** Who may see a row, and who wrote it. */
export interface Written {
  readonly audience: AudienceId;
  readonly embargo?: EmbargoId;
  readonly by: readonly UserId[];
  readonly names: Names;
}

/** A row to write. */
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

/** A scope in a transaction: what it writes, schedules and publishes happens together or not at all. */
export interface Scope extends ReadScope {
  readonly viewer: Viewer;
  readonly schedules: Schedules;
  readonly ballots: Ballots;
  readonly connections: Connections;

  /**
   * The rows of all people in the viewer's channel that match `where`, in an own table that is declared a pool (`isPooled`): what a ritual, a job or an
   * event of the channel puts people together by, and nobody reads. Of full members who are in the channel now, whose rows' audience is its conversation.
   * @throws for a person, who reads nobody else's rows, and for a table that is no pool
   */
  pool<Row extends object>(table: OwnTable<Row>, where: Partial<Row>): Promise<readonly Pooled<Row>[]>;

  /**
   * Encrypts a text for a `sealed` column. @returns `null`: there is no key to do it with, which is for an operator to change, and the text is stored
   * nowhere
   */
  seal(text: string): Promise<Sealed | null>;

  /**
   * Fixes who may ever see rows written for it. Fails if the viewer is not in its channel; to whom something from there was written by name may
   * write to others by name, to pass it on.
   */
  audience(audience: Audience): Promise<AudienceId>;
  /**
   * Adds people to an audience of people: what was or is written for it reaches them from now on, as long as they are in its channel. Whether they may
   * be added is for the rules of the practice. @throws if the viewer is not in its channel, or it is another kind of audience
   */
  include(audience: AudienceId, people: readonly UserId[]): Promise<void>;
  /** A new, closed embargo: rows under it are for their authors alone. */
  embargo(): Promise<EmbargoId>;
  /** Opens an embargo. */
  open(embargo: EmbargoId): Promise<void>;
  /** Closes an opened embargo: rows under it, old and new, are for their authors alone again. */
  close(embargo: EmbargoId): Promise<void>;
  /**
   * Opens the rows under an embargo by moving them under another, open one, so that only one embargo is left to anonymize. The first stays closed and
   * empty. @throws if the other one is closed
   */
  merge(embargo: EmbargoId, into: EmbargoId): Promise<void>;

  insert<Row extends SharedRow>(table: SharedTable<Row>, row: Row, written: Written): Promise<void>;
  /** Several rows, of one or more tables (`insertion`), with as few statements as possible. */
  insertAll(rows: readonly Insertion[]): Promise<void>;
  /**
   * Writes a row made of others. Their authors are its authors too, with names shown or hidden as there, and it is under their embargo, so
   * `anonymize` reaches it. @throws if the viewer may not see all of them, there are none, or they are under different embargoes
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
  /** Gives a row that the viewer wrote another audience; its other authors stay. @returns whether there was one */
  changeAudience(table: SharedTable<SharedRow>, id: RowId, audience: AudienceId): Promise<boolean>;
  /**
   * Changes a row that the viewer may see (`mine`: one that the viewer wrote), if it still matches `where`.
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
   * Deletes the parts of a row that the viewer wrote, of all authors and audiences. Call it when that row's words go or change.
   * @returns how many
   */
  deleteParts(of: SharedTable<SharedRow>, id: RowId, parts: AnyTable): Promise<number>;

  /** Writes the viewer's own row, replacing one with the same key. @throws for a channel, which has no rows of its own */
  upsertOwn<Row extends object>(
    table: OwnTable<Row>,
    row: Row,
    written?: { readonly audience?: AudienceId; readonly embargo?: EmbargoId },
  ): Promise<void>;
  /** Deletes the viewer's own rows that match. @returns how many */
  deleteOwn<Row extends object>(table: OwnTable<Row>, where: Partial<Row>): Promise<number>;

  /**
   * Erases who wrote the rows under an embargo with hidden names, and everything that leads back to it: their order, jobs and direct messages about
   * them, which were for their authors, and their authors' own rows about them (`Column.leadsBack`). After that nobody can edit the rows, their
   * authors included.
   */
  anonymize(embargo: EmbargoId): Promise<void>;

  /** Publishes a post: it is delivered once, after this transaction. Publishing is idempotent. */
  publish(post: PostRef): Promise<void>;
  /** Redraws posts in place from the current state. @returns whether any was ever published; if not, nothing happens */
  refresh(...posts: readonly PostRef[]): Promise<boolean>;
  /** Redraws every post of another practice that shows this row (`PostRef.shows`), after it changed or was taken back. */
  refreshShowing(row: RowId): Promise<void>;
  /** Redraws people's App Homes, if they ever opened them. */
  refreshHome(...users: readonly UserId[]): Promise<void>;

  /** Runs a job at an instant, in its own transaction, with the access of `as`. Scheduling the same job again moves it. */
  runAt(job: JobRef, at: Instant, as: Viewer): Promise<void>;
  /** Cancels jobs that have not run yet. */
  cancel(...jobs: readonly JobRef[]): Promise<void>;
}

/** Who or what an export or an erasure is about. */
export type Subject =
  | { readonly kind: 'person'; readonly userId: UserId }
  | { readonly kind: 'channel'; readonly channelId: ChannelId }
  | { readonly kind: 'workspace' };
