/** Many people at once, for what must not cost more the more they are. */
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import type { LoreHere } from './lore-here.ts';

/** Makes so many people like Mara, known to Lore, members of a channel. */
export async function crowdIn({ sandbox, lore }: LoreHere, channel: string, ids: readonly string[]) {
  const { people, conversations } = sandbox.world;
  const mara = people.find(({ id }) => id === 'U0MARA');
  const place = conversations.find(({ id }) => id === channel);
  if (mara === undefined || place === undefined) throw new Error('nobody to be like');
  for (const id of ids) people.push({ ...mara, id, handle: id.toLowerCase(), realName: id });
  place.members.push(...ids);
  await lore.store.write(async (db) => {
    for (const name of ['person', 'membership'] as const) {
      const like = await db
        .selectFrom(name)
        .selectAll()
        .where('team_id', '=', teamId(mara.teamId))
        .where('user_id', '=', userId(mara.id))
        .executeTakeFirstOrThrow();
      for (const id of ids.map(userId)) {
        const row =
          name === 'person'
            ? { ...like, user_id: id }
            : { ...like, user_id: id, channel_id: channelId(channel) };
        await db.insertInto(name).values(row).execute();
      }
    }
  });
}
