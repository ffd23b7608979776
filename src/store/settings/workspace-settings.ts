/** What an admin set for a workspace: how long kinds of rows are kept, which practices are turned off, and what is preselected. */
import type { Kysely } from 'kysely';
import type { GroupId, TeamId, UserId } from '#core/ids.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { Visibility } from '#core/visibility.ts';
import { type Recorded, recordChange } from '../access/audit.ts';
import { isAdmin } from '../access/is-admin.ts';
import { nameGroup, practiceGroups, tellAll } from '../directory/practice-groups.ts';
import { invalidateHomes } from '../outbox/invalidate-homes.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { type ChannelChoices, channelChoicesIn } from './channel-choices.ts';
import {
  type Asking,
  type Choices,
  choicesIn,
  offFor,
  type Position,
  positionsIn,
  type StartsOff,
} from './practices.ts';
import { oneAtATime, switching, type Switching } from './switching.ts';

/** What turning a practice on or off needs to know about it. */
export interface Switched {
  /** `Feature.name`. */
  readonly practice: string;
  readonly position: Position;
  /** Its prompt jobs: those that fell due while it was off are dropped when it is turned on. */
  readonly prompts: readonly string[];
}

export interface Settings {
  /** Days by the name of a kind; a missing one is kept as long as usual. */
  readonly days: ReadonlyMap<string, number>;
  /** The names of the practices that are on nowhere. */
  readonly off: ReadonlySet<string>;
  /** The names of those that are on in channels that choose them. */
  readonly byChannel: ReadonlySet<string>;
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

export interface WorkspaceSettings extends ChannelChoices {
  of(team: TeamId): Promise<Settings>;
  /** The names of the practices that are off for who asks, in one statement. */
  offFor(team: TeamId, asking: Asking): Promise<ReadonlySet<string>>;
  /** Where each practice is on. */
  choices(team: TeamId): Promise<Choices>;
  /** The named user groups, by practice. */
  groups(team: TeamId): Promise<ReadonlyMap<string, GroupId>>;
  /** Applies what differs, records each change, and redraws every Home in the workspace. */
  change(team: TeamId, by: UserId, wished: Wished): Promise<Result<null, 'not_admin'>>;
}

export function workspaceSettingsIn(system: Kysely<Schema>, inside: Inside): WorkspaceSettings {
  return {
    of: (team) => settingsOf(system, inside.startsOff, team),
    choices: (team) => choicesIn(system, inside.startsOff, team),
    offFor: (team, asking) => offFor(system, inside.startsOff, team, asking),
    ...channelChoicesIn(system, inside),
    groups: (team) => practiceGroups(system, team),
    change: async (team, by, wished) => {
      const result = await inside.writeIn(
        team,
        async (db) => {
          await oneAtATime(db, team);
          // Checked in the transaction that writes, so a former admin changes nothing.
          if (!(await isAdmin(db, team, by))) return refuse('not_admin');
          const { ids, startsOff } = inside;
          const work: Work = { db, team, by, ids, startsOff, now: inside.clock.now() };
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
      inside.wake(team);
      return result;
    },
  };
}

async function settingsOf(db: Kysely<Schema>, startsOff: StartsOff, team: TeamId): Promise<Settings> {
  return {
    days: await daysIn(db, team),
    ...(await positionsIn(db, startsOff, team)),
    reach: await usualReach(db, team),
  };
}

async function daysIn(db: Kysely<Schema>, team: TeamId): Promise<Settings['days']> {
  const kept = await db.selectFrom('retention').selectAll().where('team_id', '=', team).execute();
  return new Map(kept.map(({ kind, days }) => [kind, days]));
}

export async function usualReach(db: Kysely<Schema>, team: TeamId): Promise<Visibility> {
  const row = await db
    .selectFrom('workspace')
    .select('usual_reach')
    .where('team_id', '=', team)
    .executeTakeFirst();
  return row?.usual_reach ?? 'conversation';
}

interface Work extends Switching {
  readonly by: UserId;
}

interface Change {
  readonly deed: Recorded;
  readonly subject: string;
}

async function keep({ db, team }: Work, wished: Wished['days']): Promise<Change[]> {
  const known = await daysIn(db, team);
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

const deeds = { on: 'switch on', off: 'switch off', channels: 'let channels choose' } as const;

async function turn(work: Work, wished: readonly Switched[]): Promise<Change[]> {
  const { db, team, startsOff } = work;
  const { off, byChannel } = await positionsIn(db, startsOff, team);
  const changes: Change[] = [];
  for (const { practice, position, prompts } of wished) {
    const now = off.has(practice) ? 'off' : byChannel.has(practice) ? 'channels' : 'on';
    // The others are on or off for all.
    if (position === now || (position === 'channels' && !startsOff.has(practice))) continue;
    await switching(work, practice, prompts, () => place(work, practice, position));
    if (position !== 'off') await tellAll(db, work.ids, team, practice, work.now);
    changes.push({ deed: deeds[position], subject: practice });
  }
  return changes;
}

/** Stores a position, so that an older Lore reads what is not on for all as off. */
async function place({ db, team, startsOff }: Work, practice: string, position: Position): Promise<void> {
  const row = { team_id: team, practice };
  if (position === 'on')
    await db
      .deleteFrom('practice_off')
      .where('team_id', '=', team)
      .where('practice', '=', practice)
      .execute();
  else
    await db
      .insertInto('practice_off')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  if (!startsOff.has(practice)) return;
  if (position === 'off')
    await db
      .deleteFrom('practice_choice')
      .where('team_id', '=', team)
      .where('practice', '=', practice)
      .execute();
  else
    await db
      .insertInto('practice_choice')
      .values({ ...row, position })
      .onConflict((conflict) => conflict.columns(['team_id', 'practice']).doUpdateSet({ position }))
      .execute();
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
