/** The only access wider than a person's or a channel's. Each use is recorded, and no feature can ask for it. */
import { type Kysely, sql } from 'kysely';
import { columnsThat } from '#core/columns.ts';
import { channelId, type ChannelId, type TeamId, userId, type UserId } from '#core/ids.ts';
import type { ReadScope, Subject } from '#core/scope.ts';
import { leaveBehind } from '../erasure/cleanup-queue.ts';
import { leaveToNewer } from '../erasure/erase-again.ts';
import { eraseSystem } from '../erasure/erase-system.ts';
import { eraseRowsOf, isErased } from '../erasure/eraser.ts';
import { erasedMark, subjectMark } from '../erasure/erased-mark.ts';
import { forgetAbout } from '../erasure/forget-about.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { readScopeOf } from '../scope/scope.ts';
import { entriesOf, mustBeThere } from '../settings/installed.ts';
import type { AccessContext } from './access.ts';
import { type Actor, record } from './audit.ts';
import { redrawIn, refreshShowing } from './depends-on.ts';

/** What an erasure did. */
export interface Erased {
  /** How many rows of practices were erased. */
  readonly rows: number;
  /** How many messages and files are still to be deleted from Slack. */
  readonly inSlack: number;
  /** How many App Homes are still to be emptied. */
  readonly homes: number;
  /** For the log: with it, an older backup that is restored can be rid of it again. `null`: no backup can hold it. */
  readonly mark: string | null;
}

export interface Unscoped {
  /**
   * An export, recorded before anything is read. For a person: with their own access or, if they left, what is theirs. For a channel or a
   * workspace: what `reader` may read, or every open row for the operator; authors only where names are shown, and no drafts, votes, answers or
   * sealed rows.
   * @param by.reader `null`: the operator @param by.of what of the workspace, if not all
   */
  exporting<T>(
    team: TeamId,
    by: { readonly actor: Actor; readonly reader: UserId | null; readonly of?: 'lessons' },
    subject: Subject,
    run: (read: ReadScope) => Promise<T>,
  ): Promise<T>;
  /**
   * Erases what is the subject's, in one transaction, together with jobs and posts that name an erased row. It notes (`left_behind`) what is still to
   * be deleted from Slack and from the database's files. It redraws posts in channels that the person is in, wrote for or is named in, and the
   * Homes of their members.
   * @throws NotInstalled if the workspace was erased before: even the record of this would stay
   */
  erasing(team: TeamId, actor: Actor, subject: Subject): Promise<Erased>;
  /**
   * Erases a workspace, which remains installed and begins anew. @param once by what this was decided, which counts once @returns whether it was not
   * done before @throws NotInstalled
   */
  beginningAnew(team: TeamId, actor: Actor, once: string): Promise<boolean>;
  /** What is known in a workspace and was erased in a later state of it, by its marks (`marksIn`). */
  erasedLater(team: TeamId, marks: ReadonlySet<string>): Promise<readonly Subject[]>;
  /** The ids of people or channels that Lore knows or that a row names. */
  known(team: TeamId, kind: 'person' | 'channel'): Promise<readonly string[]>;
  /** People who left the workspace and still have data here, by id. */
  peopleWhoLeft(team: TeamId): Promise<readonly UserId[]>;
}

/** Those of a store. @param isAhead whether a newer Lore has updated the database, asked in the transaction that erases */
export function unscopedIn(inside: Inside, isAhead: (db: Kysely<Schema>) => Promise<boolean>): Unscoped {
  const operator: AccessContext['viewer'] = { kind: 'operator' };
  const erasing = async (
    team: TeamId,
    actor: Actor,
    subject: Subject,
    keeping: (access: AccessContext) => Promise<() => Promise<void>>,
  ): Promise<Erased> => {
    const erased = await inside.once(
      team,
      operator,
      'read write',
      async (access) => {
        if (subject.kind === 'workspace') await inside.waitForHeld(access.db);
        else await mustBeThere(access.db, team);
        const putBack = await keeping(access);
        const key = await erasureKey(access);
        const touched = {
          gone: new Set<string>(),
          channels: new Set(await channelsOf(access, subject)),
          changed: new Set<string>(),
        };
        const rows = await eraseRowsOf({ ...access, subject, ...touched });
        // Before the erasure forgets who is in these channels.
        await redrawIn(access, touched.channels);
        await refreshShowing(access, [...touched.changed]);
        // Erasing a workspace erases the token that could delete messages.
        const about = subject.kind === 'workspace' ? [] : await forgetAbout(access, touched.gone);
        const left = [...about, ...(await eraseSystem(access, subject))];
        if (subject.kind === 'workspace') await inside.forgetWakes(access.db, team);
        await putBack();
        await leaveBehind(access.db, team, left, access.now);
        if (await isAhead(access.db)) {
          if (keeping !== nothingElse)
            throw new Error('a newer Lore is taking over, which would erase this again');
          await leaveToNewer(access.db, team, subject, () => madeKey(access, inside), access.now);
        }
        // The transaction may have waited: only what was typed after this instant may still be stored.
        const at = inside.clock.now();
        await record(access.db, inside.ids, { team, at, actor, deed: 'erase', subject });
        const homes = left.filter(({ kind }) => kind === 'home').length;
        const mark = key === null ? null : erasedMark(key, subject, at);
        return { rows, inSlack: left.length - homes, homes, mark };
      },
      entriesOf(team),
    );
    inside.wake(team);
    return erased;
  };
  return {
    exporting: async (team, { actor, reader, of }, subject, run) => {
      const at = inside.clock.now();
      // Recorded before anything is read, even if the export then fails.
      await inside.writeIn(team, (db) =>
        record(db, inside.ids, { team, at, actor, deed: 'export', subject }, of),
      );
      return inside.once(team, operator, 'read only', async (access) => {
        const all: AccessContext['viewer'] = reader === null ? operator : { kind: 'admin', userId: reader };
        const viewer = subject.kind === 'person' ? await accessOf(access, subject.userId) : all;
        return run(readScopeOf({ ...access, viewer }));
      });
    },
    erasing: (team, actor, subject) => erasing(team, actor, subject, nothingElse),
    beginningAnew: async (team, actor, once) => {
      try {
        await erasing(team, actor, { kind: 'workspace' }, installationKept(inside, once));
        return true;
      } catch (error) {
        if (error instanceof DoneBefore) return false;
        throw error;
      }
    },
    erasedLater: (team, marks) =>
      inside.once(team, operator, 'read only', async (access) => {
        const key = await erasureKey(access);
        if (key === null) return [];
        const all: readonly Subject[] = [
          { kind: 'workspace' },
          ...(await knownIds(access, 'channel')).map(
            (id) => ({ kind: 'channel', channelId: channelId(id) }) as const,
          ),
          ...(await knownIds(access, 'person')).map(
            (id) => ({ kind: 'person', userId: userId(id) }) as const,
          ),
        ];
        return all.filter((subject) => marks.has(subjectMark(key, subject)));
      }),
    known: (team, kind) => inside.once(team, operator, 'read only', (access) => knownIds(access, kind)),
    peopleWhoLeft: (team) => inside.once(team, operator, 'read only', peopleWhoLeft),
  };
}

const nothingElse = async () => async () => undefined;

/** What was decided once is done. */
class DoneBefore extends Error {}

/** With a new key: by the old one, a backup from after this would be rid of what came after it, too. */
const installationKept =
  ({ ids, clock }: Pick<Inside, 'ids' | 'clock'>, once: string) =>
  async ({ db, teamId: team }: AccessContext): Promise<() => Promise<void>> => {
    await mustBeThere(db, team);
    const taken = db.selectFrom('submission').select('key').where('team_id', '=', team);
    if ((await taken.where('key', '=', once).executeTakeFirst()) !== undefined) throw new DoneBefore();
    const workspace = await db
      .selectFrom('workspace')
      .select([
        'team_id',
        'enterprise_id',
        'app_id',
        'bot_user_id',
        'url',
        'scopes',
        'installed_at',
        'removed_at',
      ])
      .where('team_id', '=', team)
      .executeTakeFirstOrThrow();
    const own = await db.selectFrom('installation').selectAll().where('team_id', '=', team).execute();
    return async () => {
      await db
        .insertInto('workspace')
        .values({ ...workspace, erasure_key: ids.next() })
        .execute();
      if (own.length > 0) await db.insertInto('installation').values(own).execute();
      const key = { team_id: team, key: once, taken_at: clock.now() };
      await db.insertInto('submission').values(key).execute();
    };
  };

async function erasureKey({ db, teamId }: AccessContext): Promise<string | null> {
  const query = db.selectFrom('workspace').select('erasure_key').where('team_id', '=', teamId);
  return (await query.executeTakeFirst())?.erasure_key ?? null;
}

/** Lore gives each workspace its key when it starts; one from which it was removed has none. */
async function madeKey(access: AccessContext, { ids }: Pick<Inside, 'ids'>): Promise<string> {
  const key = (await erasureKey(access)) ?? ids.next();
  await access.db
    .updateTable('workspace')
    .set({ erasure_key: key })
    .where('team_id', '=', access.teamId)
    .execute();
  return key;
}

/** A person's own access; for someone who left, only to what is theirs. */
async function accessOf({ db, teamId }: AccessContext, userId: UserId): Promise<AccessContext['viewer']> {
  const query = db.selectFrom('person').select('standing').where('team_id', '=', teamId);
  const row = await query.where('user_id', '=', userId).executeTakeFirst();
  return { kind: row?.standing === 'deactivated' ? 'former' : 'person', userId };
}

async function knownIds(access: AccessContext, kind: 'person' | 'channel'): Promise<readonly string[]> {
  const own = access.catalogue.tables.filter(({ guard }) => guard === 'own').map(({ name }) => name);
  const [column, tables] =
    kind === 'person'
      ? ([
          'user_id',
          [
            'person',
            'membership',
            'authorship',
            'audience_person',
            'delivery',
            'home',
            'ballot_asked',
            ...own,
          ],
        ] as const)
      : (['channel_id', ['channel', 'audience', 'delivery']] as const);
  const each = tables.map(
    (table) => sql`select ${sql.ref(column)} as id from ${sql.table(table)} where team_id = ${access.teamId}`,
  );
  const named = access.catalogue.tables.flatMap((table) =>
    columnsThat(table.columns, (cell) => cell.kind === kind).map(
      (cell) =>
        sql`select ${sql.ref(cell)} as id from ${sql.table(table.name)} where team_id = ${access.teamId}`,
    ),
  );
  const all = sql.join([...each, ...named], sql` union `);
  const { rows } = await sql<{ id: string | null }>`${all}`.execute(access.db);
  // An erased person cannot be asked for.
  return rows.flatMap(({ id }) => (id === null || isErased(id) ? [] : id));
}

/** Slack lists everyone who ever left; only people whom a row names matter here. */
async function peopleWhoLeft(access: AccessContext): Promise<readonly UserId[]> {
  const own = access.catalogue.tables.filter(({ guard }) => guard === 'own').map(({ name }) => name);
  const named = ['authorship', 'audience_person', 'delivery', 'home', 'ballot_asked', ...own].map(
    (table) => sql<boolean>`exists (select 1 from ${sql.table(table)} as t
      where t.team_id = p.team_id and t.user_id = p.user_id)`,
  );
  const { rows } = await sql<{ user_id: UserId }>`select p.user_id from person as p
    where p.team_id = ${access.teamId} and p.standing = 'deactivated' and (${sql.join(named, sql` or `)})
    order by p.user_id`.execute(access.db);
  return rows.map((row) => row.user_id);
}

/** The channels in which something about the subject may be shown: for a person, those they are in or wrote for. */
async function channelsOf(access: AccessContext, subject: Subject): Promise<readonly ChannelId[]> {
  if (subject.kind !== 'person') return subject.kind === 'channel' ? [subject.channelId] : [];
  const user = subject.userId;
  const query = access.db.selectFrom('membership').select('channel_id').where('team_id', '=', access.teamId);
  const theirs = await query.where('user_id', '=', user).execute();
  const channels = new Set(theirs.map((row) => row.channel_id));
  for (const table of access.catalogue.tables.filter(({ guard }) => guard === 'shared')) {
    const { rows } = await sql<{ channel_id: ChannelId }>`select distinct a.channel_id from authorship as w
      inner join ${sql.table(table.name)} as t on t.team_id = w.team_id and t.id = w.row_id
      inner join audience as a on a.team_id = t.team_id and a.id = t.audience_id
      where w.team_id = ${access.teamId} and w.table_name = ${table.name} and w.user_id = ${user}`.execute(
      access.db,
    );
    for (const row of rows) channels.add(row.channel_id);
  }
  return [...channels];
}
