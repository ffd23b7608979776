/** Forgets what was to be done and said about rows that are gone. */
import type { Kysely } from 'kysely';
import type { Instant } from '../core/clock.ts';
import { chunks } from '../core/chunks.ts';
import type { LeftBehind } from './erase-house.ts';
import { forgetMessages } from './forget-messages.ts';
import { wordsIn } from './mentions.ts';
import type { Schema } from './schema.ts';
import { refreshShowing } from './shows.ts';

interface Forgetting {
  readonly db: Kysely<Schema>;
  readonly teamId: string;
  readonly now: Instant;
}

/**
 * Jobs and posts that name one of these ids. A post that a worker is sending at this very moment stays, and goes later as a message that
 * tells of nothing any more.
 * Posts that show one among other things are drawn anew without it.
 * @returns what is to be taken out of Slack
 */
export async function forgetAbout(on: Forgetting, gone: ReadonlySet<string>): Promise<readonly LeftBehind[]> {
  await forgetJobs(on, gone);
  await refreshShowing(on, [...gone]);
  return forgetMessages(on, await messagesAbout(on, gone));
}

async function forgetJobs({ db, teamId }: Forgetting, gone: ReadonlySet<string>): Promise<void> {
  const jobs = await db.selectFrom('job').select('key').where('team_id', '=', teamId).execute();
  const theirs = jobs.filter(({ key }) => wordsIn(key).some((word) => gone.has(word)));
  for (const some of chunks(theirs.map(({ key }) => key)))
    await db.deleteFrom('job').where('team_id', '=', teamId).where('key', 'in', some).execute();
}

async function messagesAbout({ db, teamId }: Forgetting, gone: ReadonlySet<string>) {
  const rows = await db
    .selectFrom('delivery')
    .select(['id', 'key', 'channel_id', 'ts'])
    .where('team_id', '=', teamId)
    .where('state', 'not in', ['claimed', 'sending'])
    .execute();
  return rows.filter(({ key }) => wordsIn(key).some((word) => gone.has(word)));
}
