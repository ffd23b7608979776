/**
 * The system tables. Every key begins with `team_id`. Instants are epoch milliseconds, booleans 0 or 1, JSON is text. Features declare their own
 * tables (`core/tables.ts`), which only a scope can reach.
 */
import {
  audience,
  type Cells,
  channel,
  choice,
  type Columns,
  day,
  flag,
  instant,
  number,
  person,
  reference,
  embargo,
  secret,
  team,
  text,
} from '#core/columns.ts';
import { visibilities } from '#core/visibility.ts';
import {
  channelScheduleSettingsTable,
  ritualChangeTable,
  ritualOccurrenceTable,
  ritualTable,
} from '../schedules/records/tables.ts';
import { connectionPlaceTable, connectionSourceTable, connectionTable } from './connections/tables.ts';
import { ballotAskedTable, ballotCastTable, ballotPartTable, ballotTable } from './ballots/tables.ts';
import { trackerIssueTable } from './issues/tables.ts';
import { channelTable, directoryWalkTable, membershipTable, personTable } from './directory/tables.ts';
import { practiceGroupTable, userGroupMemberTable, userGroupTable } from './directory/user-group-tables.ts';
import { homeTable, inboxTable, jobTable, submissionTable, workPaceTable } from './outbox/queue-tables.ts';
import {
  deliveryPersonTable,
  deliveryShowsTable,
  deliveryTable,
  pictureTable,
  postedFileTable,
} from './outbox/tables.ts';

export type { ChannelTable, PersonTable } from './directory/tables.ts';
export type { HomeTable, JobTable } from './outbox/queue-tables.ts';

export const workspaceTable = {
  team_id: team,
  enterprise_id: text.orNull,
  app_id: text,
  bot_user_id: text,
  /** Its web address, as Slack gave it; `null`: not yet. */
  url: text.orNull,
  /** The granted scopes, separated by commas. */
  scopes: text,
  /** The bot token, sealed; `null` where the environment holds it. */
  token: secret.orNull,
  installed_at: instant,
  /** Uninstalled or revoked: no jobs and no posts. */
  removed_at: instant.orNull,
  /** When the daily erasure last finished; `null`: never. */
  expired_at: instant.orNull,
  /** When its user groups were last read; `null`: they are unknown. */
  groups_at: instant.orNull,
  /** What is preselected in public channels; `null`: the conversation. */
  usual_reach: choice(visibilities).orNull,
  /** With it, the log names what was erased without saying whom; see `erasure/erased-mark.ts`. */
  erasure_key: secret.orNull,
};
export type WorkspaceTable = Cells<typeof workspaceTable>;

/** What Slack gave to an app that serves many workspaces. Where the environment holds the one token there is no row. */
export const installationTable = {
  /** The workspace that installed Lore, or the organisation, whose installation serves several workspaces. */
  team_id: team,
  is_organisation: flag,
  app_id: text,
  bot_user_id: text,
  /** The granted scopes, separated by commas. */
  scopes: text,
  /** JSON of the access token and what renews it, sealed. */
  tokens: secret,
  /** When the access token expires, in wall time; `null`: never. */
  expires_at: instant.orNull,
  /** In wall time. */
  installed_at: instant,
};

/** See `core/visibility.ts`. */
export const audienceTable = {
  team_id: team,
  id: audience,
  kind: choice(['workspace', 'conversation', 'people', 'named']),
  channel_id: channel,
  /** What the channel was when the audience was fixed. */
  was_private: flag,
  was_shared: flag,
  /** The channel's `sharings` at that time. */
  sharings: number,
  /** Kind `people`: the channel may see it too once this embargo is open. */
  channel_after: embargo.orNull,
};

export const audiencePersonTable = {
  team_id: team,
  audience_id: audience,
  user_id: person,
};

export const sealTable = {
  team_id: team,
  id: embargo,
  is_open: flag,
};

/** Who wrote which row of a shared table. It is kept apart, so that reading a row never reads its author. */
export const authorshipTable = {
  team_id: team,
  table_name: text,
  row_id: reference,
  user_id: person,
  names: choice(['shown', 'hidden']),
};

/**
 * Who read or erased with wider access than a person's or a channel's, and who changed what is kept or turned on. No content, and no id of an erased
 * person.
 */
export const auditTable = {
  team_id: team,
  id: text,
  at: instant,
  actor: text,
  deed: text,
  subject: text,
};

/**
 * What an erasure still has to do after its transaction; a row goes when it is done.
 * - `message`: delete the message `ts` from the channel `place` · `file`: delete the file `place` · `home`: empty the App Home of the person `place`, in `locale`
 * - `files`: remove erased data from the database's files
 * - `again`: erase it again with the newer Lore whose tables the one that erased it does not know
 */
export const leftBehindTable = {
  team_id: team,
  kind: choice(['message', 'preview', 'file', 'home', 'files', 'again']),
  place: text,
  ts: text,
  locale: text,
  /** Kind `files`: 0 until it is planned for a night. */
  attempts: number,
  due_at: instant,
  /** Kind `files`: what prevented it, as JSON of a `Held`; `null`: nothing yet. */
  held: text.orNull,
  /** Kind `files`: when the first of what is to be removed was erased; `null`: before this was noted. */
  since: instant.orNull,
};
export type LeftBehindTable = Cells<typeof leftBehindTable>;

/** How long a kind of rows is kept, where an admin chose a shorter time. */
export const retentionTable = {
  team_id: team,
  /** `RetentionPolicy.name`, or a system kind. */
  kind: text,
  days: number,
};

/** The practices that are turned off in a workspace. */
export const practiceOffTable = {
  team_id: team,
  /** `Feature.name`. */
  practice: text,
};

/**
 * What an admin decided about a practice that starts turned off: where there is no row, it is off. `channels`: it is on in those that chose it, and a
 * row of `practice_off` says so to an older Lore. Where such a row stands beside `on`, an older Lore has turned it off.
 */
export const practiceChoiceTable = {
  team_id: team,
  /** `Feature.name`. */
  practice: text,
  position: choice(['on', 'channels']),
};

/** The channels that chose a practice; it counts while its position is `channels`. */
export const practiceChannelTable = {
  team_id: team,
  practice: text,
  channel_id: channel,
};

/** An address at which a calendar reads dates: known by a hash alone; see `calendar-feeds.ts`. */
export const calendarFeedTable = {
  team_id: team,
  /** Of the secret in the address. */
  secret_hash: secret,
  /** Whose address it is, and with whose access its dates are read. */
  user_id: person,
  /** Read with this channel's access instead, as long as the person is in it; `null`: their own dates. */
  channel_id: channel.orNull,
  made_at: instant,
};

/** A token with which programs read as a person: known by a hash alone; see `access-tokens.ts`. */
export const accessTokenTable = {
  team_id: team,
  id: reference,
  /** Of the token. */
  secret_hash: secret,
  /** Whose it is, and with whose access is read. */
  user_id: person,
  /** What they call it. */
  name: text,
  made_at: instant,
  /** The last day (UTC) on which something was read with it. */
  used_on: day.orNull,
};

/** Something could not be shown to the person who acted; see `not-shown.ts`. */
export const notShownTable = {
  team_id: team,
  user_id: person,
  at: instant,
  reference: text,
};

/** This database was put back as it was at an earlier instant; see `backup/mark-restored.ts`. */
export const restoredTable = {
  team_id: team,
  taken_at: instant,
  restored_at: instant,
  /** Whether it has the key with which the lost database marked its posts: not if it is from before that key. */
  has_marks: flag,
};

/** Every system table, by its name, with its columns. */
export const systemTables = {
  workspace: workspaceTable,
  installation: installationTable,
  person: personTable,
  channel: channelTable,
  membership: membershipTable,
  directory_walk: directoryWalkTable,
  audience: audienceTable,
  audience_person: audiencePersonTable,
  seal: sealTable,
  authorship: authorshipTable,
  delivery: deliveryTable,
  posted_file: postedFileTable,
  picture: pictureTable,
  delivery_shows: deliveryShowsTable,
  delivery_person: deliveryPersonTable,
  job: jobTable,
  home: homeTable,
  inbox: inboxTable,
  submission: submissionTable,
  audit: auditTable,
  retention: retentionTable,
  practice_off: practiceOffTable,
  practice_choice: practiceChoiceTable,
  practice_channel: practiceChannelTable,
  user_group: userGroupTable,
  user_group_member: userGroupMemberTable,
  practice_group: practiceGroupTable,
  left_behind: leftBehindTable,
  calendar_feed: calendarFeedTable,
  access_token: accessTokenTable,
  tracker_issue: trackerIssueTable,
  connection: connectionTable,
  connection_source: connectionSourceTable,
  connection_place: connectionPlaceTable,
  not_shown: notShownTable,
  work_pace: workPaceTable,
  restored: restoredTable,
  channel_rhythm: channelScheduleSettingsTable,
  ritual: ritualTable,
  ritual_occurrence: ritualOccurrenceTable,
  ritual_change: ritualChangeTable,
  ballot: ballotTable,
  ballot_asked: ballotAskedTable,
  ballot_part: ballotPartTable,
  ballot_cast: ballotCastTable,
} satisfies Readonly<Record<string, Columns>>;

/** Their rows. */
export type Schema = { [Name in keyof typeof systemTables]: Cells<(typeof systemTables)[Name]> };
