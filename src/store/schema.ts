/**
 * The tables of the house itself. Every table's key begins with `team_id`. Instants are epoch milliseconds; booleans 0 or 1;
 * JSON is text. Features' tables are declared by the features (`core/tables.ts`) and reached through a scope alone.
 */
import type { ChannelTable, DirectoryWalkTable, MembershipTable, PersonTable } from './directory-tables.ts';
import type { DeliveryShowsTable, DeliveryTable, PostedFileTable } from './outbox-tables.ts';
import type { ChannelRhythmTable, RitualOccurrenceTable, RitualTable } from './ritual-tables.ts';
import type { PracticeGroupTable, UserGroupMemberTable, UserGroupTable } from './user-group-tables.ts';

export type { ChannelTable, MembershipTable, PersonTable } from './directory-tables.ts';

export interface WorkspaceTable {
  team_id: string;
  enterprise_id: string | null;
  app_id: string;
  bot_user_id: string;
  /** Where it is on the web, as Slack said; `null`: it did not yet. */
  url: string | null;
  /** Scopes that were granted, separated by commas. */
  scopes: string;
  /** The bot token, sealed; `null` where the environment holds it. */
  token: string | null;
  installed_at: number;
  /** Uninstalled or revoked: no jobs and no posts. */
  removed_at: number | null;
  /** When what had grown too old was last erased; `null`: never. */
  expired_at: number | null;
  /** When its user groups were last known whole; `null`: they are unknown. */
  groups_at: number | null;
}

/** See `core/reach.ts`. */
export interface AudienceTable {
  team_id: string;
  id: string;
  kind: 'workspace' | 'conversation' | 'people';
  channel_id: string;
  /** What the channel was when the audience was fixed. */
  was_private: number;
  was_shared: number;
  /** The channel's `sharings` then. */
  sharings: number;
  /** Kind `people`: the channel may see too, once this seal is open. */
  channel_after: string | null;
}

export interface AudiencePersonTable {
  team_id: string;
  audience_id: string;
  user_id: string;
}

export interface SealTable {
  team_id: string;
  id: string;
  is_open: number;
}

/** Who wrote which row of a shared table. Kept apart, so that no read of the row can carry its author along. */
export interface AuthorshipTable {
  team_id: string;
  table_name: string;
  row_id: string;
  user_id: string;
  names: 'shown' | 'hidden';
}

export interface JobTable {
  team_id: string;
  /** `jobKey` of the reference. */
  key: string;
  name: string;
  params: string;
  viewer_kind: 'person' | 'channel';
  viewer_id: string;
  owner_id: string | null;
  run_at: number;
  /** `missed`: a prompt that came too late to be of use; `failed`: it threw too often. A job that ran is deleted. */
  state: 'waiting' | 'missed' | 'failed';
  attempts: number;
  note: string | null;
}

/** Whose App Home is open, so worth drawing. */
export interface HomeTable {
  team_id: string;
  user_id: string;
  wanted: number;
  shown: number;
  due_at: number;
}

/** Events as they came, once each, until they were taken note of; the id stays a day longer, against repeats. */
export interface InboxTable {
  team_id: string;
  event_id: string;
  type: string;
  /** JSON of `event`; emptied when done. */
  body: string;
  received_at: number;
  done_at: number | null;
  attempts: number;
}

/** Submissions that were taken: a second press of the same modal changes nothing. */
export interface SubmissionTable {
  team_id: string;
  /** A hash of the modal's random key and the person; names nobody. */
  key: string;
  taken_at: number;
}

/**
 * Who looked or erased with wider eyes than a person's or a channel's, and who changed what is kept or switched on. No content, and no id
 * of whoever was erased.
 */
export interface AuditTable {
  team_id: string;
  id: string;
  at: number;
  actor: string;
  deed: string;
  subject: string;
}

/**
 * What an erasure still has to do after its transaction: a row goes when it is done.
 * - `message`: take the message `ts` out of the channel `place` · `file`: take out the file `place` · `home`: empty the App Home of the person `place`, in `locale`
 * - `files`: leave nothing of what was erased in the database's files
 */
export interface LeftBehindTable {
  team_id: string;
  kind: 'message' | 'file' | 'home' | 'files';
  place: string;
  ts: string;
  locale: string;
  /** Kind `files`: 0 as long as it is not planned for a night. */
  attempts: number;
  due_at: number;
  /** Kind `files`: what kept it from being done, as JSON of a `Held`; `null`: nothing yet. */
  held: string | null;
}

/** How long an admin has a kind of rows kept, where that is shorter than usual. */
export interface RetentionTable {
  team_id: string;
  /** `RowKind.name`, or one of the house's. */
  kind: string;
  days: number;
}

/** The practices that are switched off in a workspace. */
export interface PracticeOffTable {
  team_id: string;
  /** `Feature.name`. */
  practice: string;
}

/** That something could not be shown to somebody who acted; see `not-shown.ts`. */
export interface NotShownTable {
  team_id: string;
  user_id: string;
  at: number;
  reference: string;
}

export interface Schema {
  workspace: WorkspaceTable;
  person: PersonTable;
  channel: ChannelTable;
  membership: MembershipTable;
  directory_walk: DirectoryWalkTable;
  audience: AudienceTable;
  audience_person: AudiencePersonTable;
  seal: SealTable;
  authorship: AuthorshipTable;
  delivery: DeliveryTable;
  posted_file: PostedFileTable;
  delivery_shows: DeliveryShowsTable;
  job: JobTable;
  home: HomeTable;
  inbox: InboxTable;
  submission: SubmissionTable;
  audit: AuditTable;
  retention: RetentionTable;
  practice_off: PracticeOffTable;
  user_group: UserGroupTable;
  user_group_member: UserGroupMemberTable;
  practice_group: PracticeGroupTable;
  left_behind: LeftBehindTable;
  not_shown: NotShownTable;
  channel_rhythm: ChannelRhythmTable;
  ritual: RitualTable;
  ritual_occurrence: RitualOccurrenceTable;
}
