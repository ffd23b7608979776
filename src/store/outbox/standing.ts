/** Who stands in which post, and what else it shows, so that another name, a change or an erasure redraws it. */
import { type Kysely, sql } from 'kysely';
import type { RowId, TeamId } from '#core/ids.ts';
import type { Ready } from '#core/names.ts';
import type { Message } from '#core/post.ts';
import { invalidatePosts, shows } from '../access/depends-on.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';

export interface Standing {
  /** Whether a post was published whose key begins so. */
  isPublished(team: TeamId, start: string): Promise<boolean>;
  /**
   * Notes who stands in a post, before Slack has it. If one of them has another name by now, it is drawn again; so it is if it shows a row that is not
   * noted yet, which may have gone by now.
   * @param key of the delivery
   */
  note(
    team: TeamId,
    key: string,
    drawn: Pick<Ready<unknown>, 'people' | 'names'> & Pick<Message, 'shows'>,
  ): Promise<void>;
}

/** Whether a post still has its record. It writes it, so that an erasure comes before this, or after it and sees what it did. */
async function isThere(db: Kysely<Schema>, team: TeamId, key: string): Promise<boolean> {
  const query = db.updateTable('delivery').set((it) => ({ key: it.ref('key') }));
  const found = await query.where('team_id', '=', team).where('key', '=', key).returning('id').execute();
  return found.length > 0;
}

/** That of a store. */
export function standingIn(system: Kysely<Schema>, inside: Inside): Standing {
  const noteShown = async (team: TeamId, key: string, rows: readonly RowId[]): Promise<void> => {
    if (rows.length === 0) return;
    const query = system.selectFrom('delivery_shows').select('row_id').where('team_id', '=', team);
    const found = await query.where('delivery_key', '=', key).execute();
    const noted = new Set<string>(found.map(({ row_id: row }) => row));
    const others = rows.filter((row) => !noted.has(row));
    if (others.length === 0) return;
    await inside.writeIn(team, async (db) => {
      if (!(await isThere(db, team, key))) return;
      const on = { db, teamId: team, now: inside.clock.now() };
      await shows(on, key, others);
      await invalidatePosts(on).where('key', '=', key).execute();
    });
  };
  return {
    isPublished: async (team, start) => {
      const query = system.selectFrom('delivery').select('id').where('team_id', '=', team);
      const isSo = sql<boolean>`substr(key, 1, ${sql.lit(start.length)}) = ${start}`;
      return (await query.where(isSo).limit(1).executeTakeFirst()) !== undefined;
    },
    note: async (team, key, { people, names, shows: shown = [] }) => {
      await noteShown(team, key, shown);
      if (people.size === 0) return;
      const query = system.selectFrom('delivery_person').select('user_id').where('team_id', '=', team);
      const rows = await query.where('delivery_key', '=', key).execute();
      const noted = new Set(rows.map(({ user_id: user }) => user));
      const others = [...people].filter((user) => !noted.has(user));
      if (others.length === 0) return;
      await inside.writeIn(team, async (db) => {
        if (!(await isThere(db, team, key))) return;
        // It writes these rows, so that a change of a name comes before it or after it, and the one sees what the other did.
        const found = await db
          .updateTable('person')
          .set((it) => ({ user_id: it.ref('user_id') }))
          .where('team_id', '=', team)
          .where('user_id', 'in', others)
          .returning(['user_id', 'name'])
          .execute();
        if (found.length === 0) return;
        await db
          .insertInto('delivery_person')
          .values(found.map(({ user_id: user }) => ({ team_id: team, delivery_key: key, user_id: user })))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const isOther = found.some(
          ({ user_id: user, name }) => names !== null && name !== (names.get(user) ?? null),
        );
        if (isOther)
          await invalidatePosts({ db, teamId: team, now: inside.clock.now() })
            .where('key', '=', key)
            .execute();
      });
    },
  };
}
