/**
 * The claim of a PostgreSQL database: an advisory lock of a session that stays open and names its holder. Those who may run beside each other share
 * it; who may not, such as a restore, has it alone.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { type Held, type Holder, holderIn, holderText, InUse, inUse } from './holder.ts';
import { openSession } from './postgres-session.ts';

/** "lore" in ASCII; PostgreSQL keeps the locks of each database apart. */
const key = 0x6c_6f_72_65;

/** ms that PostgreSQL may need to notice that a killed process is gone, and between two tries. */
const patience = 2_000;
const pause = 100;

/** ms before a lost session is replaced. */
const beforeAgain = 1_000;

/** A session whose machine vanished is ended within half a minute. */
const sessionSettings =
  'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3; set idle_session_timeout = 0';

/** What several processes may be at on one database. A Lore before 0.5 that runs has it alone, and so keeps them out. */
const together: readonly string[] = ['start', 'migrate'];

/** @throws InUse, NotReached */
export async function claimPostgres(
  url: string,
  mine: Holder,
  onLost: (why: InUse) => void,
): Promise<() => Promise<void>> {
  let wasReleased = false;
  const isReleased = () => wasReleased;
  let session: pg.Client;
  const take = async (): Promise<void> => {
    session = await connect(url, holderText(mine));
    const taken = session;
    taken.once('end', () => {
      if (!isReleased() && session === taken) void takeAgain();
    });
    try {
      await lockIn(taken, mine);
    } catch (error) {
      taken.removeAllListeners('end');
      await taken.end().catch(() => undefined);
      throw error;
    }
  };
  const takeAgain = async (): Promise<void> => {
    while (!isReleased()) {
      await wait(beforeAgain, undefined, { ref: false });
      try {
        await take();
        if (isReleased()) await session.end();
        return;
      } catch (error) {
        if (!(error instanceof InUse)) continue;
        onLost(error);
        return;
      }
    }
  };
  await take();
  return async () => {
    wasReleased = true;
    await session.end().catch(() => undefined);
  };
}

/** @throws NotReached */
export async function holderOfPostgres(url: string): Promise<Held> {
  const session = await openSession(url, 'lore');
  try {
    return await holderOf(session);
  } finally {
    await session.end();
  }
}

async function connect(url: string, name: string): Promise<pg.Client> {
  const session = await openSession(url, name);
  await session.query(sessionSettings).catch(() => undefined);
  return session;
}

async function lockIn(session: pg.Client, mine: Holder): Promise<void> {
  const until = performance.now() + patience;
  const lock = together.includes(mine.command) ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock';
  for (;;) {
    const { rows } = await session.query<{ taken: boolean }>(`select ${lock}($1) as taken`, [key]);
    if (rows[0]?.taken === true) return;
    const [holder, since] = await holderOf(session);
    // A session of our own that PostgreSQL still believes in ends soon.
    if (holder?.mark !== mine.mark && performance.now() >= until) throw inUse(holder, since);
    await wait(pause);
  }
}

async function holderOf(session: pg.Client): Promise<Held> {
  const { rows } = await session.query<{ said: string | null; since: Date | null }>(
    `select application_name as said, backend_start as since from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and objsubid = 1 and classid = 0 and objid = $1 and granted
       and pg_locks.database = (select oid from pg_database where datname = current_database())`,
    [key],
  );
  const [found] = rows;
  return [holderIn(found?.said ?? ''), found?.since?.getTime() ?? null];
}
