/** What leads back to the author of a card whose name is hidden: nothing does, once the link is erased. */
import { sql } from 'kysely';
import { rowId, type UserId } from '../../src/core/ids.ts';
import { cards } from '../../src/features/retro/collect/rows.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, here, team, type Team, teamsOn } from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  it('neither a place nor the order in which rows lie tells which cards one person wrote', async () => {
    await it_.start();
    const write = (who: UserId, ids: readonly string[]) =>
      it_.store.transact(team, { kind: 'person', userId: who }, async (scope) => {
        const row = await scope.from(retros).selectAll().executeTakeFirstOrThrow();
        for (const [index, id] of ids.entries())
          await scope.insert(
            cards,
            { id: rowId(id), retro_id: row.id, column_id: 'worked', place: index + 1, opening: 0, text: id },
            { audience: row.participants_id, embargo: row.card_seal, by: [who], names: 'hidden' },
          );
        return row.card_seal;
      });
    await write(ann, ['d', 'a']);
    const embargo = await write(ben, ['c', 'b']);
    const stored = async () => {
      const lying = sql.raw(engine.name === 'sqlite' ? 'rowid' : 'ctid');
      const { rows } = await sql<{ id: string; place: number; text: string }>`
        select id, place, text from retro_card order by ${lying}`.execute(it_.store.system);
      return rows.map(({ id, place, text }) => `${id} ${place} ${text}`);
    };
    expect(await stored()).toEqual(['d 1 d', 'a 2 a', 'c 1 c', 'b 2 b']);
    await it_.store.transact(team, { kind: 'channel', channelId: here }, (scope) => scope.anonymize(embargo));
    expect(await stored()).toEqual(['a 0 a', 'b 0 b', 'c 0 c', 'd 0 d']);
  });
});
