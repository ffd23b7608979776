/** On PostgreSQL, other processes announce what they change with NOTIFY, as part of their commit. */
import { sql } from 'kysely';
import pg from 'pg';
import type { Engine } from '../engines/engine.ts';

const channel = 'lore_changed';

/** How long to wait before listening again after the connection broke, in ms. */
const pause = 1_000;

/** Listens from the first lookup on. @param url of the database */
export function hearing(url: string): Engine['others'] & { readonly stop: () => Promise<void> } {
  type Forget = Parameters<Engine['others']['look']>[0]['forget'];
  let client: pg.Client | undefined;
  let isStopped = false;
  const listen = async (forget: Forget): Promise<void> => {
    if (isStopped) return;
    const mine = new pg.Client({ connectionString: url });
    client = mine;
    const again = (): void => {
      if (client !== mine) return;
      client = undefined;
      setTimeout(() => void listen(forget), pause).unref();
    };
    mine.on('notification', ({ payload }) => forget(payload ?? null)).on('error', again);
    try {
      await mine.connect();
      await mine.query(`listen ${channel}`);
      // Announcements made while nobody listened are lost.
      forget(null);
    } catch {
      again();
    }
  };
  let begun: Promise<void> | undefined;
  return {
    longest: 5_000,
    tell: async (db, entries) => {
      if (entries.length === 0) return;
      const each = entries.map((entry) => sql`pg_notify(${channel}, ${entry})`);
      await sql`select ${sql.join(each)}`.execute(db);
    },
    look: ({ forget }) => {
      begun ??= listen(forget);
    },
    stop: async () => {
      isStopped = true;
      await begun;
      await client?.end().catch(() => undefined);
    },
  };
}
