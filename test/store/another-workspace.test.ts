/** What is stored about a workspace for which Lore does not run, as after somebody restored another's backup, is never tried with this one's token. */
import { type TeamId, teamId, userId } from '../../src/core/ids.ts';
import { installed } from '../support/installed.ts';
import { startLoreHere } from '../support/lore-here.ts';
import { lastingEngines } from '../support/databases.ts';

it.each(lastingEngines())('on $name, nothing of another workspace reaches Slack', async (engine) => {
  const asked: string[] = [];
  const here = await startLoreHere({
    engine,
    hear: ({ direction, what, request }) => {
      if (direction === 'from app') asked.push(`${what} ${JSON.stringify(request)}`);
    },
  });
  try {
    const mara = userId('U0MARA');
    const { store, team } = here.lore;
    const toDraw = async (of: TeamId) => {
      await store.transact(of, { kind: 'person', userId: mara }, (scope) => scope.refreshHome(mara));
      asked.length = 0;
      await here.settle();
      return asked.filter((call) => call.includes(mara));
    };
    await here.who(mara).openHome();
    await here.settle();
    const other = teamId('T0ANOTHER');
    await store.workspaces.save(installed(other));
    const home = await store.system
      .selectFrom('home')
      .selectAll()
      .where('user_id', '=', mara)
      .executeTakeFirstOrThrow();
    await store.system
      .insertInto('home')
      .values({ ...home, team_id: other })
      .execute();
    expect(await toDraw(team())).not.toEqual([]);
    expect(await toDraw(other)).toEqual([]);
  } finally {
    await here.close();
  }
});
