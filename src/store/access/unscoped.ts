/** The only eyes that are wider than a person's or a channel's. Each use is recorded. No feature can ask for one. */
import { sql } from 'kysely';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { ReadScope, Subject } from '#core/scope.ts';
import { leaveBehind } from '../erasure/cleanup-queue.ts';
import { eraseSystem } from '../erasure/erase-system.ts';
import { erasedWriter, eraseRowsOf } from '../erasure/eraser.ts';
import { forgetAbout } from '../erasure/forget-about.ts';
import type { Inside } from '../scope/inside.ts';
import { readScopeOf } from '../scope/scope.ts';
import type { AccessContext } from './access.ts';
import { type Actor, record } from './audit.ts';

/** What an erasure did. */
export interface Erased {
  /** Rows of practices that are gone. */
  readonly rows: number;
  /** Messages and files that are still to be deleted from Slack. */
  readonly inSlack: number;
}

export interface Wide {
  /**
   * An export that is put on record before anything is seen. Of a person: with their own eyes, or, where they left, with what those had
   * that is theirs. Of a channel or a workspace: for `reader`, what this person may read; for the operator every open row. Either way with
   * authors only where names are shown, and without drafts, votes, answers, and what is sealed.
   * @param reader `null`: the operator
   */
  exporting<T>(
    team: TeamId,
    by: { readonly actor: Actor; readonly reader: UserId | null },
    subject: Subject,
    run: (view: ReadScope) => Promise<T>,
  ): Promise<T>;
  /**
   * Erases what is the subject's, in one transaction. It is left to do, and noted there (`left_behind`): what is to be deleted from Slack, and out
   * of the files of the database. Posts of channels that the person is in, wrote for or is named in are redrawn, and the Homes of
   * whoever is in them. With a row go the jobs and posts that name it.
   */
  erasing(team: TeamId, actor: Actor, subject: Subject): Promise<Erased>;
  /** Of whom or what something may be stored: the ids of the people and the channels that Lore knows or a row names. */
  known(team: TeamId, kind: 'person' | 'channel'): Promise<readonly string[]>;
  /** Who left the workspace and still has something here that is theirs: in the order of their ids. */
  peopleWhoLeft(team: TeamId): Promise<readonly UserId[]>;
}

/** Those of a store. */
export function unscopedIn(inside: Inside): Wide {
  const operator: AccessContext['viewer'] = { kind: 'operator' };
  return {
    exporting: async (team, { actor, reader }, subject, run) => {
      const at = inside.clock.now();
      // On record before anything is seen, also when the export fails halfway.
      await inside.write((db) => record(db, inside.ids, { team, at, actor, deed: 'export', subject }));
      return inside.once(team, operator, 'read only', async (eyes) => {
        const all: AccessContext['viewer'] = reader === null ? operator : { kind: 'admin', userId: reader };
        const viewer = subject.kind === 'person' ? await eyesOf(eyes, subject.userId) : all;
        return run(readScopeOf({ ...eyes, viewer }));
      });
    },
    erasing: async (team, actor, subject) => {
      const erased = await inside.once(
        team,
        operator,
        'read write',
        async (eyes) => {
          const touched = { gone: new Set<string>(), channels: new Set(await channelsOf(eyes, subject)) };
          const rows = await eraseRowsOf({ ...eyes, subject, ...touched });
          // While it is still known who is in these channels.
          await redraw(eyes, touched.channels);
          // With a workspace goes the token that could take messages out of Slack.
          const about = subject.kind === 'workspace' ? [] : await forgetAbout(eyes, touched.gone);
          const left = [...about, ...(await eraseSystem(eyes, subject))];
          await leaveBehind(eyes.db, team, left, eyes.now);
          // It may have waited: what is typed is stored only if it came after this.
          const at = inside.clock.now();
          await record(eyes.db, inside.ids, { team, at, actor, deed: 'erase', subject });
          return { rows, inSlack: left.filter(({ kind }) => kind !== 'home').length };
        },
        [`workspace ${team}`, `settings ${team}`, `person ${team}`, `sight ${team}`],
      );
      inside.wake();
      return erased;
    },
    known: (team, kind) => inside.once(team, operator, 'read only', (eyes) => knownIds(eyes, kind)),
    peopleWhoLeft: (team) => inside.once(team, operator, 'read only', peopleWhoLeft),
  };
}

/** A person's own eyes; those of someone who left see what is theirs and nothing else. */
async function eyesOf({ db, teamId }: AccessContext, userId: UserId): Promise<AccessContext['viewer']> {
  const query = db.selectFrom('person').select('standing').where('team_id', '=', teamId);
  const row = await query.where('user_id', '=', userId).executeTakeFirst();
  return { kind: row?.standing === 'deactivated' ? 'former' : 'person', userId };
}

async function knownIds(eyes: AccessContext, kind: 'person' | 'channel'): Promise<readonly string[]> {
  const own = eyes.catalogue.tables.filter(({ guard }) => guard === 'own').map(({ name }) => name);
  const [column, tables] =
    kind === 'person'
      ? ([
          'user_id',
          ['person', 'membership', 'authorship', 'audience_person', 'delivery', 'home', ...own],
        ] as const)
      : (['channel_id', ['channel', 'audience', 'delivery']] as const);
  const each = tables.map(
    (table) => sql`select ${sql.ref(column)} as id from ${sql.table(table)} where team_id = ${eyes.teamId}`,
  );
  const { rows } = await sql<{ id: string | null }>`${sql.join(each, sql` union `)}`.execute(eyes.db);
  // Who was erased is nobody who could be asked for.
  return rows.flatMap(({ id }) => (id === null || id === erasedWriter ? [] : id));
}

/** Slack lists everyone who ever left; only those are of interest whom a row names. */
async function peopleWhoLeft(eyes: AccessContext): Promise<readonly UserId[]> {
  const own = eyes.catalogue.tables.filter(({ guard }) => guard === 'own').map(({ name }) => name);
  const named = ['authorship', 'audience_person', 'delivery', 'home', ...own].map(
    (table) => sql<boolean>`exists (select 1 from ${sql.table(table)} as t
      where t.team_id = p.team_id and t.user_id = p.user_id)`,
  );
  const { rows } = await sql<{ user_id: UserId }>`select p.user_id from person as p
    where p.team_id = ${eyes.teamId} and p.standing = 'deactivated' and (${sql.join(named, sql` or `)})
    order by p.user_id`.execute(eyes.db);
  return rows.map((row) => row.user_id);
}

/** Where something of the subject may be shown: of a person, the channels they are in, or wrote for. */
async function channelsOf(eyes: AccessContext, subject: Subject): Promise<readonly ChannelId[]> {
  if (subject.kind !== 'person') return subject.kind === 'channel' ? [subject.channelId] : [];
  const user = subject.userId;
  const query = eyes.db.selectFrom('membership').select('channel_id').where('team_id', '=', eyes.teamId);
  const theirs = await query.where('user_id', '=', user).execute();
  const channels = new Set(theirs.map((row) => row.channel_id));
  for (const table of eyes.catalogue.tables.filter(({ guard }) => guard === 'shared')) {
    const { rows } = await sql<{ channel_id: ChannelId }>`select distinct a.channel_id from authorship as w
      inner join ${sql.table(table.name)} as t on t.team_id = w.team_id and t.id = w.row_id
      inner join audience as a on a.team_id = t.team_id and a.id = t.audience_id
      where w.team_id = ${eyes.teamId} and w.table_name = ${table.name} and w.user_id = ${user}`.execute(
      eyes.db,
    );
    for (const row of rows) channels.add(row.channel_id);
  }
  return [...channels];
}

/** Has what was posted in these channels, and to the people in them, and their Homes redrawn from what is true now. */
async function redraw(eyes: AccessContext, channels: ReadonlySet<string>): Promise<void> {
  for (const channel of channels) {
    const isIn = sql`user_id in (
      select m.user_id from membership as m where m.team_id = ${eyes.teamId} and m.channel_id = ${channel})`;
    await sql`update delivery set wanted = wanted + 1, due_at = ${eyes.now}
      where team_id = ${eyes.teamId} and state = 'sent' and (channel_id = ${channel} or ${isIn})`.execute(
      eyes.db,
    );
    await sql`update home set wanted = wanted + 1, due_at = ${eyes.now}
      where team_id = ${eyes.teamId} and ${isIn}`.execute(eyes.db);
  }
}
