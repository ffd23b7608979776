/** Removes jobs and posts about erased rows. */
import type { Kysely } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import { refreshShowing } from '../access/depends-on.ts';
import { forgetSourcesOf } from '../connections/erase.ts';
import { forgetIssuesOf } from '../issues/erase.ts';
import { wordsIn } from '../outbox/mentions.ts';
import type { Schema } from '../schema.ts';
import type { LeftBehind } from './cleanup-queue.ts';
import { forgetMessages } from './forget-messages.ts';

interface Forgetting {
  readonly db: Kysely<Schema>;
  readonly teamId: TeamId;
  readonly now: Instant;
}

/**
 * Jobs and posts that name one of these ids. A post that a worker is sending right now stays, and goes later as a message about nothing. Posts that
 * show one among other things are redrawn without it.
 * @returns what to delete from Slack
 */
export async function forgetAbout(on: Forgetting, gone: ReadonlySet<string>): Promise<readonly LeftBehind[]> {
  await forgetJobs(on, gone);
  await forgetIssuesOf(on.db, on.teamId, [...gone]);
  await forgetSourcesOf(on.db, on.teamId, [...gone]);
  await refreshShowing(on, [...gone]);
  const messages = await messagesAbout(on, gone);
  return forgetMessages(
    on,
    messages.filter(({ state }) => state !== 'claimed' && state !== 'sending'),
  );
}

/**
 * What only individuals were told and asked about these rows: jobs with a person's access, and direct messages, even those that may not have
 * arrived, or are being sent right now: such a one is taken out of Slack once it is there. Their recipients wrote such a row.
 * @param people whose messages are looked through; everybody's unless given
 * @returns what to delete from Slack
 */
export async function forgetPrivately(
  on: Forgetting,
  ids: ReadonlySet<string>,
  people?: readonly UserId[],
): Promise<readonly LeftBehind[]> {
  await forgetJobs(on, ids, 'person');
  return forgetMessages(on, await messagesAbout(on, ids, 'person', people));
}

async function forgetJobs(
  { db, teamId }: Forgetting,
  gone: ReadonlySet<string>,
  access?: 'person',
): Promise<void> {
  const query = db.selectFrom('job').select('key').where('team_id', '=', teamId);
  const jobs = await (access === undefined ? query : query.where('viewer_kind', '=', access)).execute();
  const theirs = jobs.filter(({ key }) => wordsIn(key).some((word) => gone.has(word)));
  for (const some of chunks(theirs.map(({ key }) => key)))
    await db.deleteFrom('job').where('team_id', '=', teamId).where('key', 'in', some).execute();
}

async function messagesAbout(
  { db, teamId }: Forgetting,
  gone: ReadonlySet<string>,
  kind?: 'person',
  people: readonly UserId[] = [],
) {
  const query = db
    .selectFrom('delivery')
    .select(['id', 'key', 'state', 'channel_id', 'ts', 'post', 'params'])
    .where('team_id', '=', teamId);
  const ofKind = kind === undefined ? query : query.where('kind', '=', kind);
  const rows = await (people.length === 0 ? ofKind : ofKind.where('user_id', 'in', people)).execute();
  return rows.filter(({ key }) => wordsIn(key).some((word) => gone.has(word)));
}
