/** The only eyes that are wider than a person's or a channel's. Each use is recorded. No feature can ask for one. */
import { sql } from 'kysely';
import type { TeamId } from '../core/ids.ts';
import type { Eraser, ReadScope, Subject } from '../core/scope.ts';
import { record, type Actor } from './audit.ts';
import type { Engine } from './engine.ts';
import { eraseHouse, type LeftBehind } from './erase-house.ts';
import { eraserOf } from './eraser.ts';
import { readScopeOf } from './scope.ts';
import type { Eyes } from './sight.ts';
import type { Inside } from './transactions.ts';

export interface Wide {
  /**
   * An export that is put on record. Of a channel or a workspace: every row that others may see and whose seal is open, and who wrote it
   * where names are shown; never drafts, votes, answers, hidden authors or what is sealed. Of a person: with their own eyes.
   */
  exporting<T>(
    team: TeamId,
    actor: Actor,
    subject: Subject,
    run: (view: ReadScope) => Promise<T>,
  ): Promise<T>;
  /**
   * Erases: first each feature's `forget` in `run`, then the rest of what is the subject's, in one transaction; then nothing
   * of it is left in the files of the database either. Posts of channels that the person is in, wrote for or is named in are drawn anew.
   * @returns what `run` gave, and the messages that are to be taken out of Slack
   */
  erasing<T>(
    team: TeamId,
    actor: Actor,
    subject: Subject,
    run: (eraser: Eraser) => Promise<T>,
  ): Promise<{ readonly value: T; readonly messages: readonly LeftBehind[] }>;
}

export function wideIn(engine: Engine, inside: Inside, wake: () => void): Wide {
  const operator: Eyes['viewer'] = { kind: 'operator' };
  return {
    exporting: async (team, actor, subject, run) => {
      const viewer = subject.kind === 'person' ? subject : operator;
      const at = inside.clock.now();
      // On record before anything is seen, also when the export fails halfway.
      await inside.write((db) => record(db, inside.ids, { team, at, actor, deed: 'export', subject }));
      return inside.once(team, viewer, 'read only', (eyes) => run(readScopeOf(eyes)));
    },
    erasing: async (team, actor, subject, run) => {
      const result = await inside.once(team, operator, 'read write', async (eyes) => {
        const redrawn = new Set(subject.kind === 'person' ? await channelsOf(eyes, subject.userId) : []);
        const eraser = eraserOf(eyes.db, eyes.catalogue, team, subject, (channel) => redrawn.add(channel));
        const value = await run(eraser);
        await eraseTheRest(eyes, eraser);
        const messages = await eraseHouse(eyes.db, team, subject);
        await redraw(eyes, redrawn);
        await record(eyes.db, inside.ids, { team, at: eyes.now, actor, deed: 'erase', subject });
        return { value, messages };
      });
      await engine.scrub();
      wake();
      return result;
    },
  };
}

/**
 * What no feature has a say in: own rows, a channel's rows, a workspace's. A person's shared rows are left to the features,
 * since a row that one person wrote may carry what others wrote.
 */
async function eraseTheRest(eyes: Eyes, eraser: Eraser): Promise<void> {
  for (const table of eyes.catalogue.tables)
    if (table.guard === 'own' || eraser.subject.kind !== 'person') await eraser.erase(table);
}

/** Where something may be shown that names a person: the channels they are in, or wrote for. */
async function channelsOf(eyes: Eyes, user: string): Promise<readonly string[]> {
  const query = eyes.db.selectFrom('membership').select('channel_id').where('team_id', '=', eyes.teamId);
  const theirs = await query.where('user_id', '=', user).execute();
  const channels = new Set(theirs.map((row) => row.channel_id));
  for (const table of eyes.catalogue.tables.filter(({ guard }) => guard === 'shared')) {
    const { rows } = await sql<{ channel_id: string }>`select distinct a.channel_id from authorship as w
      inner join ${sql.table(table.name)} as t on t.team_id = w.team_id and t.id = w.row_id
      inner join audience as a on a.team_id = t.team_id and a.id = t.audience_id
      where w.team_id = ${eyes.teamId} and w.table_name = ${table.name} and w.user_id = ${user}`.execute(
      eyes.db,
    );
    for (const row of rows) channels.add(row.channel_id);
  }
  return [...channels];
}

/** Has what was posted in these channels, and to the people in them, drawn anew from what is true now. */
async function redraw(eyes: Eyes, channels: ReadonlySet<string>): Promise<void> {
  for (const channel of channels) {
    await sql`update delivery set wanted = wanted + 1, due_at = ${eyes.now}
      where team_id = ${eyes.teamId} and state = 'sent' and (channel_id = ${channel} or user_id in (
        select m.user_id from membership as m where m.team_id = ${eyes.teamId} and m.channel_id = ${channel}))`.execute(
      eyes.db,
    );
  }
}
