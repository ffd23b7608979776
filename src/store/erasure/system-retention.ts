/** How long the system keeps rows of its own that nothing needs any more. `keptWhole` says why the other tables are in no kind. */
import { sql } from 'kysely';
import { chunks } from '#core/chunks.ts';
import { day, type Instant } from '#core/clock.ts';
import { wordsIn } from '../outbox/mentions.ts';
import type { DeliveryState } from '../outbox/tables.ts';
import { discardLeftCast, endLeftBallots, forgetKeys } from '../ballots/left-ballots.ts';
import type { Schema } from '../schema.ts';
import type { LeftBehind } from './cleanup-queue.ts';
import type { Expiring, SystemRetention } from './expiring.ts';
import { forgetMessages } from './forget-messages.ts';

/** How many rows go in one transaction, so that nobody waits long. */
const batch = 200;

/** So long a ballot is open at most, whatever its practice forgot. */
const longestOpen = 21 * day;

/** After its end the figures are made at once; what nobody made any of for this long goes. */
const longestUncounted = 7 * day;

/** The final states of a message: nobody is sending it, or will. */
const over: readonly DeliveryState[] = ['sent', 'withdrawn', 'failed', 'unknown', 'kept'];

export const systemRetention: readonly SystemRetention[] = [
  {
    // Handled events go after a day (jobs/inbox.ts); those that kept failing stay for the operator until here.
    name: 'lore.events',
    days: 30,
    tables: ['inbox', 'submission'],
    expire: async ({ db, teamId }, before) => {
      const events = await db
        .deleteFrom('inbox')
        .where('team_id', '=', teamId)
        .where('received_at', '<', before)
        // One that nobody has tried yet, after a long outage, is not lost.
        .where((it) => it.or([it('done_at', 'is not', null), it('attempts', '>', 0)]))
        .executeTakeFirstOrThrow();
      const submissions = db.deleteFrom('submission').where('team_id', '=', teamId);
      await submissions.where('taken_at', '<', before).execute();
      return { rows: Number(events.numDeletedRows), left: [] };
    },
  },
  {
    name: 'lore.missed',
    days: 90,
    tables: ['job', 'delivery', 'not_shown'],
    expire: async (on, before) => {
      const query = on.db.deleteFrom('not_shown').where('team_id', '=', on.teamId);
      const unseen = await query.where('at', '<', before).executeTakeFirstOrThrow();
      const jobs = await on.db
        .deleteFrom('job')
        .where('team_id', '=', on.teamId)
        .where('state', 'in', ['missed', 'failed'])
        .where('run_at', '<', before)
        .executeTakeFirstOrThrow();
      const messages = await expireMessages(on, before, ['failed', 'unknown']);
      const rows = Number(unseen.numDeletedRows) + Number(jobs.numDeletedRows) + messages.rows;
      return { rows, left: messages.left };
    },
  },
  {
    name: 'lore.messages',
    days: 730,
    tables: ['delivery', 'posted_file', 'picture', 'delivery_shows', 'delivery_person'],
    expire: (on, before) => expireMessages(on, before, over),
  },
  {
    name: 'lore.rituals',
    days: 400,
    tables: ['ritual_occurrence', 'ritual_change'],
    expire: async ({ db, teamId }, before) => {
      const query = db.deleteFrom('ritual_occurrence').where('team_id', '=', teamId);
      const gone = await query.where('due_at', '<', before).executeTakeFirstOrThrow();
      const told = db.deleteFrom('ritual_change').where('team_id', '=', teamId);
      const untold = await told.where('changed_at', '<', before).executeTakeFirstOrThrow();
      return { rows: Number(gone.numDeletedRows) + Number(untold.numDeletedRows), left: [] };
    },
  },
  {
    // What was published before has to be known, so that what is published next gives nobody away.
    name: 'lore.ballots',
    days: 730,
    isFixed: true,
    tables: ['ballot', 'ballot_asked', 'ballot_part', 'ballot_cast'],
    expire: async (on, before) => {
      const { db, teamId, now } = on;
      await endLeftBallots(on, now - longestOpen, now);
      await discardLeftCast(on, now - longestUncounted, now);
      await forgetKeys(on, now);
      const old = db.selectFrom('ballot').select('id').where('team_id', '=', teamId);
      const ids = (await old.where('closed_at', '<', before).execute()).map(({ id }) => id);
      if (ids.length === 0) return { rows: 0, left: [] };
      for (const table of ['ballot_cast', 'ballot_part', 'ballot_asked'] as const)
        await db.deleteFrom(table).where('team_id', '=', teamId).where('ballot_id', 'in', ids).execute();
      await db.deleteFrom('ballot').where('team_id', '=', teamId).where('id', 'in', ids).execute();
      return { rows: ids.length, left: [] };
    },
  },
  {
    name: 'lore.audit',
    days: 1_095,
    tables: ['audit'],
    expire: async ({ db, teamId }, before) => {
      const query = db.deleteFrom('audit').where('team_id', '=', teamId).where('at', '<', before);
      return { rows: Number((await query.executeTakeFirstOrThrow()).numDeletedRows), left: [] };
    },
  },
];

/** System tables whose rows do not expire. A test requires every table to be in a kind, or here with the reason. */
export const keptWhole: Partial<Record<keyof Schema, string>> = {
  workspace: 'one row for each installation, until the workspace is erased',
  installation: 'one row for each workspace or organisation that installed Lore, until it removes it',
  person: 'what Slack says and what the person set, while they are in the workspace; until they are erased',
  channel: 'what Slack says of it, until it is erased',
  membership: 'who is in which channel now; goes when they leave',
  directory_walk: 'one row for each workspace, until it is erased',
  work_pace: 'one row for each workspace, until it is erased',
  restored: 'one row for each workspace, until it is erased',
  audience: 'goes with the rows that it is of',
  audience_person: 'goes with its audience',
  seal: 'goes with the rows that it is on',
  authorship: 'goes with the row that was written',
  home: 'one row for each person who opened Home, until they are erased',
  channel_rhythm: 'a setting, until the channel is erased',
  ritual: 'a setting, until the channel is erased',
  left_behind: 'goes when it is done',
  retention: 'a setting, until it is changed',
  practice_off: 'a setting, until it is changed',
  practice_choice: 'a setting, until it is changed',
  practice_channel: 'a setting, until it is changed or the channel is erased',
  calendar_feed: 'a setting, until it is stopped, or the person or the channel is erased',
  access_token: 'a setting, until it is revoked, or the person leaves or is erased',
  tracker_issue: 'goes with the row that it is of, or the channel',
  connection: 'a setting, until an admin disconnects it',
  connection_source: 'goes with the row that follows it, the channel, or the connection',
  connection_place: 'goes with its connection',
  user_group: 'what Slack says of it, until it is gone there',
  user_group_member: 'who is in which user group now; goes when they leave',
  practice_group: 'a setting, until it is changed',
};

/** Every system table. */
export const systemRetentionTables: ReadonlySet<string> = new Set([
  ...systemRetention.flatMap(({ tables }) => tables),
  ...Object.keys(keptWhole),
]);

/** Messages about no row that is still kept. A message about a kept row goes with that row, since its record is needed to redraw it. */
async function expireMessages(
  on: Expiring,
  before: Instant,
  states: readonly DeliveryState[],
): Promise<{ readonly rows: number; readonly left: readonly LeftBehind[] }> {
  const old = await on.db
    .selectFrom('delivery')
    .select(['id', 'key', 'channel_id', 'ts', 'post', 'params'])
    .where('team_id', '=', on.teamId)
    .where('state', 'in', [...states])
    .where('created_at', '<', before)
    .orderBy('created_at')
    .execute();
  const going: typeof old = [];
  for (const some of chunks(old, batch)) {
    const kept = await keptAmong(on, new Set(some.flatMap(({ key }) => wordsIn(key))));
    going.push(...some.filter(({ key }) => !wordsIn(key).some((word) => kept.has(word))));
    if (going.length >= batch) break;
  }
  return { rows: going.length, left: await forgetMessages(on, going) };
}

/** Which of these words are ids of rows that features still keep. */
async function keptAmong(
  { db, catalogue, teamId }: Expiring,
  words: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  for (const table of catalogue.tables.filter(({ guard }) => guard === 'shared'))
    for (const some of chunks([...words])) {
      const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(table.name)} as t
        where t.team_id = ${teamId} and t.id in (${sql.join(some)})`.execute(db);
      for (const { id } of rows) kept.add(id);
    }
  return kept;
}
