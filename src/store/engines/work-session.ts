/**
 * Alone in a workspace, on PostgreSQL: one session of each process that works, with a lock for each workspace in which it is at work. A process that
 * dies loses its session, and with it every lock, at once. A machine that stands still does not: its session is ended by the others when nothing was
 * heard of it for a while, and when it goes on, it sees by the time of its last beat that nothing is its own any more.
 */
import { once } from 'node:events';
import type pg from 'pg';
import type { TeamId } from '#core/ids.ts';
import { aloneName } from './alone-postgres.ts';
import type { OwnClocks } from './database-clock.ts';
import { openSession } from './postgres-session.ts';

/** All in ms. */
export const beats = {
  every: 2_000,
  /** After the last beat that was answered, locks count as lost. */
  trusted: 10_000,
  /** Without a beat for so long, the others end a session. More than `trusted`, so that a machine that comes back has known for a while. */
  frozen: 20_000,
} as const;

/** A workspace in which this process is alone. */
export interface Alone {
  /** Whether it still is, as far as this process can know. */
  readonly isHeld: () => boolean;
  readonly release: () => Promise<void>;
}

export interface WorkSession {
  /** @returns `null`: another process is at work there. @throws NotReached, also when the server takes no more connections */
  take(team: TeamId): Promise<Alone | null>;
  /** Ends the sessions of processes of which nothing was heard for so many ms. @returns how many. @throws as `take` */
  endFrozen(after: number): Promise<number>;
  close(): Promise<void>;
}

/** Locks of two numbers are kept apart from those of one, such as the claim. This is "work" in ASCII. */
const kind = 0x77_6f_72_6b;

/** ms that what only one process may do takes at most: it calls Slack once. */
const longestAlone = 60_000;

/** What the session of each process that works is called; behind it comes who it is. */
const prefix = 'lore work';

const settings =
  'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3; set idle_session_timeout = 0';

interface Session {
  readonly client: pg.Client;
  readonly pid: number;
  isLost: boolean;
  readonly timer: NodeJS.Timeout;
  /** When the last beat that was answered had been sent. */
  beat: { readonly wall: number; readonly elapsed: number };
}

/** @param name of this process, which begins with `lore work`: another's must differ */
export function workSession(url: string, name: string, { wall, elapsed }: OwnClocks): WorkSession {
  let opened: Promise<Session> | undefined;
  let isClosed = false;

  const since = ({ beat }: Session): number =>
    Math.max(Math.abs(wall() - beat.wall), elapsed() - beat.elapsed);

  const beatOf = async (session: Session): Promise<void> => {
    const sent = { wall: wall(), elapsed: elapsed() };
    await session.client.query('select 1');
    session.beat = sent;
  };

  const drop = (session: Session): void => {
    if (session.isLost) return;
    session.isLost = true;
    clearInterval(session.timer);
    opened = undefined;
    void session.client.end().catch(() => undefined);
  };

  const open = async (): Promise<Session> => {
    const client = await openSession(url, name);
    const beat = { wall: wall(), elapsed: elapsed() };
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await client.query(settings).catch(() => undefined);
    const timer = setInterval(() => {
      // A network that swallows everything ends no connection.
      if (since(session) >= beats.trusted) drop(session);
      else beatOf(session).catch(() => drop(session));
    }, beats.every).unref();
    const session: Session = { client, pid: rows[0]?.pid ?? 0, isLost: false, timer, beat };
    client.once('end', () => drop(session));
    return session;
  };

  const current = async (): Promise<Session> => {
    if (isClosed) throw new Error('the work session is closed');
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };

  return {
    take: async (team) => {
      const session = await current();
      const { rows } = await session.client.query<{ taken: boolean }>(
        'select pg_try_advisory_lock($1, hashtext($2)) as taken',
        [kind, team],
      );
      if (rows[0]?.taken !== true) return null;
      return {
        isHeld: () => !session.isLost && since(session) < beats.trusted,
        release: async () => {
          if (session.isLost) return;
          // Or this process would keep the others out of it for as long as it lives.
          await session.client
            .query('select pg_advisory_unlock($1, hashtext($2))', [kind, team])
            .catch(() => drop(session));
        },
      };
    },
    endFrozen: async (after) => {
      const { client, pid } = await current();
      const { rowCount } = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> $2
           and (application_name like $1 and state_change < clock_timestamp() - $3 * interval '1 millisecond'
             or application_name = $4 and state_change < clock_timestamp() - $5 * interval '1 millisecond')`,
        [`${prefix} %`, pid, after, aloneName, longestAlone],
      );
      return rowCount ?? 0;
    },
    close: async () => {
      isClosed = true;
      const session = await opened?.catch(() => undefined);
      if (session === undefined || session.isLost) return;
      const ended = once(session.client, 'end');
      drop(session);
      await ended;
    },
  };
}
