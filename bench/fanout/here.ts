/** A PostgreSQL with workspaces in it, a Slack for them, and what is counted there: of processes of Lore that work on them, as an operator runs them. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { readKeys } from '../../src/store/settings/key-file.ts';
import { runScript } from '../../test/support/run-script.ts';
import type { Posted, SlackHere } from './slack-here.ts';
import { fill, type Workspace } from './workspaces.ts';

export interface Here {
  readonly slack: SlackHere;
  readonly url: string;
  readonly keyFile: string;
}

/** What became of the posts of a group of workspaces. */
export interface Tally {
  readonly expected: number;
  /** In Slack, and known to be there. */
  readonly posted: number;
  /** A person is asked whether it is there. */
  readonly surfaced: number;
  readonly lost: number;
  readonly duplicated: number;
}

export const minute = 60_000;
export const seconds = (ms: number): number => Number((ms / 1000).toFixed(1));

/** Makes the tables and a key. @param folder for the key @param tree the source whose tables they are */
export async function prepared(url: string, slack: SlackHere, folder: string, tree: string): Promise<Here> {
  const here: Here = { slack, url, keyFile: join(folder, 'lore.key') };
  await done(tree, ['migrate'], { DATABASE_URL: here.url });
  await done(tree, ['rotate-key'], { DATABASE_URL: here.url, LORE_KEY_FILE: here.keyFile });
  return here;
}

/** Runs a command of Lore. @returns what it said @throws when it fails */
export async function done(
  tree: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const { code, said } = await runScript([join(tree, 'src', 'cli.ts'), ...args], environment).ended;
  if (code !== 0) throw new Error(`lore ${args.join(' ')} failed:\n${said}`);
  return said;
}

/** The settings of the process with that number. */
export const environmentOf = (here: Here, index: number): Readonly<Record<string, string>> => ({
  DATABASE_URL: here.url,
  LORE_KEY_FILE: here.keyFile,
  LORE_ROLE: 'worker',
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'a-client-secret-for-tests',
  LORE_ADDRESS: 'https://lore.example',
  SLACK_SIGNING_SECRET: 'a-signing-secret-for-tests',
  SLACK_API_URL: here.slack.apiUrl,
  LOG_LEVEL: 'info',
  PORT: String(31_000 + index),
});

/** @param ahead ms that it is due after now, at least @returns when it is due: a whole minute */
export async function filled(here: Here, workspaces: readonly Workspace[], ahead: number): Promise<number> {
  const now = Date.now();
  const due = Math.ceil((now + ahead) / minute) * minute;
  await asking(here.url, (db) => fill(db, readKeys(here.keyFile), workspaces, due, now));
  return due;
}

/** Asks the database, again while it is being restarted. */
export async function asking<Result>(url: string, ask: (db: pg.Client) => Promise<Result>): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    const db = new pg.Client({ connectionString: url });
    db.on('error', () => undefined);
    try {
      await db.connect();
      return await ask(db);
    } catch (error) {
      if (tries === 20) throw error;
      await wait(500);
    } finally {
      await db.end().catch(() => undefined);
    }
  }
}

/** What waits to be posted, and how many connections there are. */
const waiting = `select
  (select count(*) from ritual where next_at <= $2 and team_id = any($1)) as rituals,
  (select count(*) from delivery where team_id = any($1)
    and (state in ('waiting', 'held', 'claimed', 'sending') or (state = 'unknown' and note is null))) as posts,
  (select count(*) from pg_stat_activity where backend_type = 'client backend') as connections`;

export interface Waiting {
  /** Due until that instant, and not yet begun. */
  readonly rituals: number;
  readonly posts: number;
  /** Of all processes but this one. */
  readonly connections: number;
}

export async function waitingIn(here: Here, workspaces: readonly Workspace[], due: number): Promise<Waiting> {
  const [row] = await asking(
    here.url,
    async (db) =>
      (await db.query<Record<keyof Waiting, string>>(waiting, [workspaces.map(({ team }) => team), due]))
        .rows,
  );
  // One is ours.
  return {
    rituals: Number(row?.rituals),
    posts: Number(row?.posts),
    connections: Number(row?.connections) - 1,
  };
}

/** What stands in Slack of what was due. */
export function postsOf({ posted }: SlackHere, workspaces: readonly Workspace[]): readonly Posted[] {
  const teams = new Set(workspaces.map(({ team }) => team));
  // A direct message to the one who is asked is no occurrence.
  return posted.filter(({ team, channel }) => teams.has(team) && channel.startsWith('C'));
}

export async function tallyOf(here: Here, workspaces: readonly Workspace[]): Promise<Tally> {
  const surfaced = await asking(
    here.url,
    async (db) =>
      (
        await db.query<{ channel_id: string }>(
          `select channel_id from delivery where state = 'unknown' and team_id = any($1)`,
          [workspaces.map(({ team }) => team)],
        )
      ).rows,
  );
  const posts = postsOf(here.slack, workspaces);
  const there = new Set(posts.map(({ channel }) => channel));
  const asked = new Set(surfaced.map(({ channel_id: channel }) => channel));
  const expected = workspaces.reduce((sum, { channels }) => sum + channels, 0);
  const known = [...there].filter((channel) => !asked.has(channel)).length;
  return {
    expected,
    posted: known,
    surfaced: asked.size,
    lost: expected - known - asked.size,
    duplicated: posts.length - there.size,
  };
}
