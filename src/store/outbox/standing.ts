/** Who stands in which post, so that another name or an erasure redraws it. */
import type { Kysely } from 'kysely';
import type { TeamId } from '#core/ids.ts';
import type { Ready } from '#core/names.ts';
import { invalidatePosts } from '../access/depends-on.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';

export interface Standing {
  /**
   * Notes who stands in a post, before Slack has it. If one of them has another name by now, it is drawn again.
   * @param key of the delivery
   */
  note(team: TeamId, key: string, drawn: Pick<Ready<unknown>, 'people' | 'names'>): Promise<void>;
}

/** That of a store. */
export function standingIn(system: Kysely<Schema>, inside: Inside): Standing {
  return {
    note: async (team, key, { people, names }) => {
      if (people.size === 0) return;
      const query = system.selectFrom('delivery_person').select('user_id').where('team_id', '=', team);
      const rows = await query.where('delivery_key', '=', key).execute();
      const noted = new Set(rows.map(({ user_id: user }) => user));
      const others = [...people].filter((user) => !noted.has(user));
      if (others.length === 0) return;
      await inside.writeIn(team, async (db) => {
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
