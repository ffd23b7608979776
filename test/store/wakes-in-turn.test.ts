/** On PostgreSQL a wake-up is a row of the queue: none is written for who has the turn already. */
import { sql } from 'kysely';
import { teamId } from '../../src/core/ids.ts';
import { openEngine } from '../../src/store/engines/open.ts';
import { inTurnOf } from '../../src/store/engines/turn-of.ts';
import { engines } from '../support/databases.ts';

const [mine, other] = [teamId('TMINE'), teamId('TOTHER')];

describe.each(engines().filter(({ name }) => name === 'postgres'))('on $name', ({ fresh }) => {
  it('what is decided in a workspace in its own turn wakes nobody, and whatever else does', async () => {
    const { url, remove } = await fresh();
    const { db, wake, close } = openEngine(url);
    const woken = async () => {
      const query = sql<{ team: string }>`select data ->> 'team' as team from pgboss.job order by 1`;
      return (await query.execute(db)).rows.map(({ team }) => team);
    };
    try {
      await inTurnOf(mine, () => wake(db, mine));
      expect(await woken()).toEqual([]);
      await inTurnOf(mine, () => wake(db, other));
      await wake(db, mine);
      expect(await woken()).toEqual([mine, other]);
    } finally {
      await close();
      await remove();
    }
  });
});
