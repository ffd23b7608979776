/** Erases a person, a channel or a workspace from the system tables. Running it twice changes nothing more. */
import { type Kysely, sql } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { Subject } from '#core/scope.ts';
import { redrawWith } from '../access/depends-on.ts';
import { forgetBallots } from '../ballots/ballots.ts';
import { endLeftBallots } from '../ballots/left-ballots.ts';
import type { BallotKeys } from '../ballots/keys.ts';
import { forgetIssuesBy } from '../issues/erase.ts';
import { mentions, withoutMention } from '../outbox/mentions.ts';
import type { DeliveryTable } from '../outbox/tables.ts';
import type { Schema } from '../schema.ts';
import type { LeftBehind } from './cleanup-queue.ts';
import { forgetMessages } from './forget-messages.ts';

/** One transaction in one workspace. */
interface Erasing {
  readonly db: Kysely<Schema>;
  readonly teamId: TeamId;
  readonly now: Instant;
  readonly ballotKeys: BallotKeys;
}

/** @returns what to delete from Slack */
export async function eraseSystem(on: Erasing, subject: Subject): Promise<readonly LeftBehind[]> {
  switch (subject.kind) {
    case 'person':
      return erasePerson(on, subject.userId);
    case 'channel':
      return eraseChannel(on, subject.channelId);
    case 'workspace':
      return eraseWorkspace(on);
  }
}

async function erasePerson(on: Erasing, user: UserId): Promise<readonly LeftBehind[]> {
  const { db, teamId: team } = on;
  // They are still in those channels while their row is gone, so the lists are incomplete until Slack is asked again.
  await sql`update channel set members_at = null, list_asked_at = null, list_cursor = null where team_id = ${team} and channel_id in (
    select m.channel_id from membership as m where m.team_id = ${team} and m.user_id = ${user})`.execute(db);
  const home = await openHomeOf(db, team, user);
  await eraseInGroups(db, team, user);
  await forgetBallots(on, user);
  await redrawWith(on, [user]);
  for (const table of [
    'authorship',
    'audience_person',
    'membership',
    'home',
    'not_shown',
    'calendar_feed',
    'access_token',
    'delivery_person',
    'person',
  ] as const)
    await db.deleteFrom(table).where('team_id', '=', team).where('user_id', '=', user).execute();
  await forgetIssuesBy(db, team, user);
  const left = await eraseDeliveries(on, user, (row) => row.user_id === user);
  await eraseJobs(db, team, user);
  for (const table of ['delivery', 'job'] as const) {
    const query = db.updateTable(table).set({ owner_id: null }).where('team_id', '=', team);
    await query.where('owner_id', '=', user).execute();
  }
  for (const column of ['owner_id', 'deputy_id'] as const) {
    const query = db
      .updateTable('channel_rhythm')
      .set({ [column]: null })
      .where('team_id', '=', team);
    await query.where(column, '=', user).execute();
  }
  const changed = db.updateTable('ritual_change').set({ by_id: null }).where('team_id', '=', team);
  await changed.where('by_id', '=', user).execute();
  const named = db.updateTable('practice_group').set({ named_by: null }).where('team_id', '=', team);
  await named.where('named_by', '=', user).execute();
  const connected = db.updateTable('connection').set({ connected_by: null }).where('team_id', '=', team);
  await connected.where('connected_by', '=', user).execute();
  const query = db.updateTable('audit').set({ actor: 'erased' }).where('team_id', '=', team);
  await query.where('actor', '=', user).execute();
  await eraseEvents(db, team, user);
  return [...left, ...home];
}

/**
 * For people who left. For others Slack names their groups again within the hour: without these rows they would seem to have just joined, and be
 * invited again to what they erased.
 */
async function eraseInGroups(db: Kysely<Schema>, team: TeamId, user: UserId): Promise<void> {
  const here = db.selectFrom('person').select('standing').where('team_id', '=', team);
  const row = await here.where('user_id', '=', user).executeTakeFirst();
  if (row !== undefined && row.standing !== 'deactivated') return;
  const query = db.deleteFrom('user_group_member').where('team_id', '=', team);
  await query.where('user_id', '=', user).execute();
}

async function openHomeOf(db: Kysely<Schema>, team: TeamId, user: UserId): Promise<readonly LeftBehind[]> {
  const query = db.selectFrom('home').select('user_id').where('team_id', '=', team);
  if ((await query.where('user_id', '=', user).executeTakeFirst()) === undefined) return [];
  const person = db.selectFrom('person').select(['locale', 'own_locale']).where('team_id', '=', team);
  const row = await person.where('user_id', '=', user).executeTakeFirst();
  return [{ kind: 'home', userId: user, locale: row?.own_locale ?? row?.locale ?? 'en' }];
}

/** What belongs to a channel, in the order of deletion. */
const ofChannels = [
  'audience',
  'membership',
  'ritual_occurrence',
  'ritual_change',
  'ritual',
  'channel_rhythm',
  'practice_channel',
  'calendar_feed',
  'tracker_issue',
  'connection_source',
  'channel',
] as const;

async function eraseChannel(on: Erasing, channel: ChannelId): Promise<readonly LeftBehind[]> {
  const { db, teamId: team } = on;
  const left = await eraseDeliveries(on, channel, (row) => row.channel_id === channel);
  await eraseJobs(db, team, channel);
  await endLeftBallots(on, null, on.now);
  await eraseEvents(db, team, channel);
  await sql`delete from audience_person where team_id = ${team} and audience_id in (
    select a.id from audience as a where a.team_id = ${team} and a.channel_id = ${channel})`.execute(db);
  for (const table of ofChannels)
    await db.deleteFrom(table).where('team_id', '=', team).where('channel_id', '=', channel).execute();
  return left;
}

/** Everything. The messages in its channels stay, since the token that could change them is erased too. */
async function eraseWorkspace({ db, teamId: team, ballotKeys }: Erasing): Promise<readonly LeftBehind[]> {
  const inOrder = [
    'authorship',
    'audience_person',
    ...ofChannels,
    'seal',
    'person',
    'posted_file',
    'picture',
    'delivery_shows',
    'delivery_person',
    'delivery',
    'job',
    'home',
    'not_shown',
    'access_token',
    'inbox',
    'submission',
    'retention',
    'practice_off',
    'practice_choice',
    'practice_group',
    'user_group_member',
    'user_group',
    'audit',
    'left_behind',
    'directory_walk',
    'work_pace',
    'restored',
    'ballot_cast',
    'ballot_part',
    'ballot_asked',
    'ballot',
    'connection_place',
    'connection',
    'installation',
    'workspace',
  ] as const;
  for (const table of inOrder) await db.deleteFrom(table).where('team_id', '=', team).execute();
  for (const ballot of ballotKeys.of(team)) ballotKeys.destroy(team, ballot);
  return [];
}

async function eraseDeliveries(
  on: Erasing,
  id: string,
  isTheirs: (row: DeliveryTable) => boolean,
): Promise<readonly LeftBehind[]> {
  const rows = await on.db.selectFrom('delivery').selectAll().where('team_id', '=', on.teamId).execute();
  return forgetMessages(
    on,
    rows.filter((row) => isTheirs(row) || mentions(id, row.key, row.params, row.under)),
  );
}

async function eraseJobs(db: Kysely<Schema>, team: TeamId, id: string): Promise<void> {
  const rows = await db.selectFrom('job').selectAll().where('team_id', '=', team).execute();
  for (const row of rows.filter((job) => job.viewer_id === id || mentions(id, job.key, job.params)))
    await db.deleteFrom('job').where('team_id', '=', team).where('key', '=', row.key).execute();
}

/** Deletes events about the subject. An event that only names them (who archived a channel) is still handled, without the name. */
async function eraseEvents(db: Kysely<Schema>, team: TeamId, id: string): Promise<void> {
  const rows = await db.selectFrom('inbox').selectAll().where('team_id', '=', team).execute();
  for (const row of rows.filter(({ body }) => mentions(id, body))) {
    const isAbout = row.type.startsWith('user_') || row.type === 'team_join';
    const change = isAbout ? { body: '', done_at: row.received_at } : { body: withoutMention(id, row.body) };
    const query = db.updateTable('inbox').set(change).where('team_id', '=', team);
    await query.where('event_id', '=', row.event_id).execute();
  }
}
