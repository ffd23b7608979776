/**
 * Whose turn it was in a workspace. Who comes after another process takes up what that one left, and knows how often Slack was called: it may have
 * died in the middle of its turn.
 */
import { hour, type Instant, minute } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import { NotInstalled } from '../store/settings/installed.ts';
import type { Store } from '../store/store.ts';
import { type Pace, type Paced, paceFrom, postPace } from './pace.ts';

export interface Turn {
  readonly pace: Pace;
  /** Another process was at work there since, or this one did not end its last turn. */
  readonly isTakenOver: boolean;
  /** Whether it is an hour since what is asked of Slack each hour was asked. */
  readonly isToTend: boolean;
}

interface Known {
  readonly pace: Pace;
  state: string;
  tendedAt: Instant | null;
}

/** How many workspaces a process remembers; it reads of the others what it would read of another process. */
const mostKnown = 5000;

export interface Turns {
  begin(team: TeamId, now: Instant): Promise<Turn>;
  /** Keeps what the next one there has to know, unless somebody has come meanwhile. @param tended the hourly questions were asked @returns when they are to be asked again; `null`: never */
  keep(team: TeamId, now: Instant, tended?: boolean): Promise<Instant | null>;
  /** The turn ended by an error, or is another's by now: this process does not know how it left the workspace. */
  forget(team: TeamId): void;
}

/** @param worker names this process and no other */
export function createTurns(store: Pick<Store, 'system' | 'write' | 'writeIn'>, worker: string): Turns {
  const all = new Map<TeamId, Known>();

  const take = async (team: TeamId, { state, tendedAt }: Known): Promise<void> => {
    const row = { worker, state, tended_at: tendedAt };
    try {
      await store.writeIn(team, async (db) => {
        await db
          .insertInto('work_pace')
          .values({ team_id: team, ...row })
          .onConflict((conflict) => conflict.column('team_id').doUpdateSet(row))
          .execute();
      });
    } catch (error) {
      // What is left of an erased workspace is its files.
      if (!(error instanceof NotInstalled)) throw error;
      all.delete(team);
    }
  };

  return {
    begin: async (team, now) => {
      const row = await store.system
        .selectFrom('work_pace')
        .selectAll()
        .where('team_id', '=', team)
        .executeTakeFirst();
      let known = row?.worker === worker ? all.get(team) : undefined;
      const isTakenOver = known === undefined;
      if (known === undefined) {
        const state = row?.state ?? '{}';
        const pace = paceFrom(team, state, await postsIn(store, team, now - minute));
        known = { pace, state, tendedAt: row?.tended_at ?? null };
        all.set(team, known);
        const [oldest] = all.keys();
        if (all.size > mostKnown && oldest !== undefined) all.delete(oldest);
        await take(team, known);
      }
      const { pace, tendedAt } = known;
      return { pace, isTakenOver, isToTend: tendedAt === null || Math.abs(now - tendedAt) >= hour };
    },
    keep: async (team, now, tended = false) => {
      const known = all.get(team);
      if (known === undefined) return null;
      const state = known.pace.stateOf(team, now);
      if (state !== known.state || tended) {
        known.state = state;
        if (tended) known.tendedAt = now;
        const row = { state, tended_at: known.tendedAt };
        await store.write(async (db) => {
          const mine = db.updateTable('work_pace').set(row).where('team_id', '=', team);
          await mine.where('worker', '=', worker).execute();
        });
      }
      return known.tendedAt === null ? null : known.tendedAt + hour;
    },
    forget: (team) => void all.delete(team),
  };
}

/** What was posted, or may have been, since an instant. */
async function postsIn(
  { system }: Pick<Store, 'system'>,
  team: TeamId,
  since: Instant,
): Promise<readonly (readonly [Paced[], Instant])[]> {
  const rows = await system
    .selectFrom('delivery')
    .select(['team_id', 'channel_id', 'user_id', 'sent_at', 'claimed_at'])
    .where('team_id', '=', team)
    .where((it) =>
      it.or([
        it.and([it('state', '=', 'sent'), it('due_at', '>', since), it('sent_at', '>', since)]),
        it.and([it('state', 'in', ['sending', 'unknown']), it('claimed_at', '>', since)]),
      ]),
    )
    .execute();
  return rows
    .map((row) => [postPace(row), row.sent_at ?? row.claimed_at ?? since] as const)
    .toSorted(([, a], [, b]) => a - b);
}
