/** What an admin set for a workspace: how long kinds of rows are kept, which practices are turned off, and what is preselected. */
import { type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { GroupId, Ids, TeamId, UserId } from '#core/ids.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { Visibility } from '#core/visibility.ts';
import { type Recorded, recordChange } from '../access/audit.ts';
import { isAdmin } from '../access/is-admin.ts';
import { nameGroup, practiceGroups, tellAll } from '../directory/practice-groups.ts';
import { invalidateHomes } from '../outbox/invalidate-homes.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';

/** What turning a practice on or off needs to know about it. */
export interface Switched {
  /** `Feature.name`. */
  readonly practice: string;
  readonly isOn: boolean;
  /** Its prompt jobs: those that fell due while it was off are dropped when it is turned on. */
  readonly prompts: readonly string[];
}

export interface Settings {
  /** Days by the name of a kind; a missing one is kept as long as usual. */
  readonly days: ReadonlyMap<string, number>;
  /** The names of the practices that are off. */
  readonly off: ReadonlySet<string>;
  /** What is preselected in public channels. */
  readonly reach: Visibility;
}

/** `switched`: practices not named stay as they are. `days`: by kind, `null` for as long as usual. */
export interface Wished {
  readonly days: ReadonlyMap<string, number | null>;
  readonly switched: readonly Switched[];
  /** User groups by practice, `null` for none; missing ones stay. */
  readonly groups?: ReadonlyMap<string, GroupId | null>;
  /** A missing one stays. */
  readonly reach?: Visibility;
}

export interface WorkspaceSettings {
  of(team: TeamId): Promise<Settings>;
  /** The named user groups, by practice. */
  groups(team: TeamId): Promise<ReadonlyMap<string, GroupId>>;
  /** Applies what differs, records each change, and redraws every Home in the workspace. */
  change(team: TeamId, by: UserId, wished: Wished): Promise<Result<null, 'not_admin'>>;
}

export function workspaceSettingsIn(system: Kysely<Schema>, inside: Inside): WorkspaceSettings {
  return {
    of: (team) => settingsOf(system, team),
    groups: (team) => practiceGroups(system, team),
    change: async (team, by, wished) => {
      const result = await inside.writeIn(
        team,
        async (db) => {
          // Checked in the transaction that writes, so a former admin changes nothing.
          if (!(await isAdmin(db, team, by))) return refuse('not_admin');
          const work: Work = { db, team, by, ids: inside.ids, now: inside.clock.now() };
          const changes = [
            ...(await keep(work, wished.days)),
            ...(await turn(work, wished.switched)),
            ...(await name(work, wished.groups ?? new Map())),
            ...(await preselect(work, wished.reach)),
          ];
          for (const { deed, subject } of changes)
            await recordChange(db, inside.ids, { team, at: work.now, actor: by, deed, subject });
          if (changes.length > 0) await invalidateHomes(db, team, work.now).execute();
          return ok(null);
        },
        [`settings ${team}`],
      );
      inside.wake();
      return result;
    },
  };
}

export async function settingsOf(db: Kysely<Schema>, team: TeamId): Promise<Settings> {
  const kept = await db.selectFrom('retention').selectAll().where('team_id', '=', team).execute();
  const off = await db.selectFrom('practice_off').selectAll().where('team_id', '=', team).execute();
  return {
    days: new Map(kept.map(({ kind, days }) => [kind, days])),
    off: new Set(off.map(({ practice }) => practice)),
    reach: await usualReach(db, team),
  };
}

export async function usualReach(db: Kysely<Schema>, team: TeamId): Promise<Visibility> {
  const row = await db
    .selectFrom('workspace')
    .select('usual_reach')
    .where('team_id', '=', team)
    .executeTakeFirst();
  return row?.usual_reach ?? 'conversation';
}

/** @param name the column with a post's or job's name, such as `it.post` @returns the condition that its practice is on in that row's workspace */
export function isSwitchedOn(row: string, name: string): RawBuilder<SqlBool> {
  const column = sql.ref(`${row}.${name}`);
  return sql`not exists (select 1 from practice_off as f where f.team_id = ${sql.ref(`${row}.team_id`)}
    and substr(${column}, 1, length(f.practice) + 1) = f.practice || '.')`;
}

interface Work {
  readonly db: Kysely<Schema>;
  readonly team: TeamId;
  readonly by: UserId;
  readonly ids: Ids;
  readonly now: Instant;
}

interface Change {
  readonly deed: Recorded;
  readonly subject: string;
}

async function keep({ db, team }: Work, wished: Wished['days']): Promise<Change[]> {
  const { days: known } = await settingsOf(db, team);
  const changes: Change[] = [];
  for (const [kind, days] of wished) {
    if ((known.get(kind) ?? null) === days) continue;
    if (days === null)
      await db.deleteFrom('retention').where('team_id', '=', team).where('kind', '=', kind).execute();
    else
      await db
        .insertInto('retention')
        .values({ team_id: team, kind, days })
        .onConflict((conflict) => conflict.columns(['team_id', 'kind']).doUpdateSet({ days }))
        .execute();
    changes.push({ deed: 'keep', subject: `${kind} ${days === null ? 'as usual' : `${days} days`}` });
  }
  return changes;
}

async function turn(work: Work, wished: readonly Switched[]): Promise<Change[]> {
  const { db, team } = work;
  const { off } = await settingsOf(db, team);
  const changes: Change[] = [];
  for (const one of wished) {
    if (one.isOn !== off.has(one.practice)) continue;
    if (one.isOn) {
      const row = db.deleteFrom('practice_off').where('team_id', '=', team);
      await row.where('practice', '=', one.practice).execute();
      await dropPrompts(work, one);
      await tellAll(db, work.ids, team, one.practice, work.now);
    } else {
      await db
        .insertInto('practice_off')
        .values({ team_id: team, practice: one.practice })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await withdrawDirect(work, one.practice);
      await holdPosts(work, one.practice);
    }
    changes.push({ deed: one.isOn ? 'switch on' : 'switch off', subject: one.practice });
  }
  return changes;
}

/** Records the id of the group, not its name. */
async function name(work: Work, wished: NonNullable<Wished['groups']>): Promise<Change[]> {
  const changes: Change[] = [];
  for (const [practice, group] of wished)
    if (await nameGroup(work.db, work.ids, work, practice, group))
      changes.push({ deed: 'name group', subject: `${practice} ${group ?? 'none'}` });
  return changes;
}

async function preselect({ db, team }: Work, wished: Wished['reach']): Promise<Change[]> {
  if (wished === undefined || wished === (await usualReach(db, team))) return [];
  await db.updateTable('workspace').set({ usual_reach: wished }).where('team_id', '=', team).execute();
  return [{ deed: 'preselect', subject: wished }];
}

function postsOf({ db, team }: Work, practice: string) {
  const isTheirs = sql<SqlBool>`substr(post, 1, ${practice.length + 1}) = ${`${practice}.`}`;
  return db.updateTable('delivery').where('team_id', '=', team).where(isTheirs);
}

/** Withdraws unsent direct messages, which ask for something that cannot be done now. */
async function withdrawDirect(work: Work, practice: string): Promise<void> {
  await postsOf(work, practice)
    .set({ state: 'withdrawn', note: 'switched_off', claimed_at: null })
    .where('kind', '=', 'person')
    .where('state', 'in', ['waiting', 'held', 'claimed'])
    .execute();
}

/**
 * Unsent posts in channels wait until the practice is on again, and show the state of that moment. Their time moves, so that a worker that has just
 * read one as due cannot claim it.
 */
async function holdPosts(work: Work, practice: string): Promise<void> {
  await postsOf(work, practice)
    .set((it) => ({ state: 'waiting' as const, claimed_at: null, due_at: it('due_at', '+', 1) }))
    .where('kind', '<>', 'person')
    .where('state', 'in', ['waiting', 'claimed'])
    .execute();
}

/** Drops prompts that fell due in the meantime: nobody missed them, and nobody gets them all at once. */
async function dropPrompts(work: Work, { practice, prompts }: Switched): Promise<void> {
  await withdrawDirect(work, practice);
  if (prompts.length === 0) return;
  await work.db
    .deleteFrom('job')
    .where('team_id', '=', work.team)
    .where('name', 'in', [...prompts])
    .where('state', '=', 'waiting')
    .where('run_at', '<=', work.now)
    .execute();
}
