/** What Lore wrote down, read from its database past all its code: to compare it, and to know who would find a question in their App Home. */
import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import type { Recorded } from './facts.ts';

export interface Records {
  occurrences(): Promise<readonly Recorded[]>;
  /** Who is asked whether something is there, or told that Slack refused it. */
  asked(): Promise<readonly string[]>;
  /** What was decided about rituals in a reorganisation. */
  decided(): Promise<
    readonly { readonly channel: string; readonly schedule: string; readonly state: string }[]
  >;
}

type Row = Readonly<Record<string, unknown>>;

/** @param url as Lore has it */
export function recordsIn(url: string): Records {
  const rows = async (query: string): Promise<readonly Row[]> =>
    url.startsWith('sqlite:') ? fromFile(url.slice('sqlite:'.length), query) : fromServer(url, query);
  return {
    occurrences: async () =>
      (await rows('select * from ritual_occurrence')).map((row) => ({
        channel: String(row['channel_id']),
        schedule: String(row['name']),
        on: String(row['on_date']),
        dueAt: Number(row['due_at']),
        moved: String(row['moved']),
        state: String(row['state']),
        reason: typeof row['reason'] === 'string' ? row['reason'] : null,
      })),
    decided: async () =>
      (await rows('select channel_id, ritual, state from reorg_task')).map((row) => ({
        channel: String(row['channel_id']),
        schedule: String(row['ritual']),
        state: String(row['state']),
      })),
    asked: async () =>
      (
        await rows(
          "select distinct coalesce(user_id, owner_id) as who from delivery where (state = 'unknown' and note is not null) or (state = 'failed' and note <> 'dismissed')",
        )
      ).flatMap(({ who }) => (typeof who === 'string' ? [who] : [])),
  };
}

function fromFile(file: string, query: string): readonly Row[] {
  const db = new BetterSqlite3(file, { readonly: true });
  try {
    return db.prepare<[], Row>(query).all();
  } finally {
    db.close();
  }
}

async function fromServer(url: string, query: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(query)).rows;
  } finally {
    await client.end();
  }
}
