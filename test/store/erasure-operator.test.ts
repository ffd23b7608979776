/** `lore forget` and `lore export` for somebody whom Lore does not know: refused with a guess, since nothing would have been erased. */
import { channelId, rowId, teamId, userId } from '../../src/core/ids.ts';
import { features } from '../../src/features.ts';
import { useful } from '../../src/features/learned/rows.ts';
import { exportData, forget } from '../../src/operator/data.ts';
import { randomIds } from '../../src/process.ts';
import { erasedWriter } from '../../src/store/erasure/eraser.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { type FreshDatabase, lastingEngines } from '../support/databases.ts';

const team = teamId('T0LINDGROVE');
const mara = userId('U0MARA');
const website = channelId('C0WEBSITE');

describe.each(lastingEngines())('on $name, the operator', ({ fresh }) => {
  let database: FreshDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await fresh();
    const tables = features.flatMap((feature) => feature.tables);
    store = openStore({ url: database.url, clock: { now: () => Date.now() }, ids: randomIds, tables });
    await store.migrate();
    await store.workspaces.save({
      teamId: team,
      enterpriseId: null,
      appId: 'A1',
      botUserId: 'B1',
      scopes: [],
      installedAt: 1,
    });
    const person = {
      memberType: 'member',
      isAdmin: false,
      tz: 'UTC',
      locale: 'en',
      awayUntil: null,
    } as const;
    await store.directory.savePerson(team, { userId: mara, ...person }, Date.now());
    const facts = { kind: 'public', isShared: false, isArchived: false, hasLore: true, name: 'x' } as const;
    await store.directory.saveChannel(team, { channelId: website, ...facts }, Date.now());
    await store.directory.setMembers(team, website, [mara], Date.now());
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
  });
  const run = (chosen: object) => forget({ DATABASE_URL: database.url }, chosen);
  const audited = () => store.system.selectFrom('audit').select('deed').execute();

  it.each([
    ['a workspace', { team: 'T0LINDGORVE', workspace: true }, 'know workspace T0LINDGORVE', 'T0LINDGROVE'],
    ['a workspace of a person', { team: 't0lindgrove', person: 'U0MARA' }, 'know workspace', 'T0LINDGROVE'],
    ['a person', { person: 'u0mara' }, 'know person u0mara in workspace T0LINDGROVE', 'U0MARA'],
    ['a channel', { channel: 'C0WEBSIT' }, 'know channel C0WEBSIT', 'C0WEBSITE'],
  ])(
    'who mistypes %s is told so, with whom they may have meant, and nothing is erased',
    async (_what, chosen, named, meant) => {
      await expect(run(chosen)).rejects.toThrow(named);
      await expect(run(chosen)).rejects.toThrow(`Did you mean ${meant}?`);
      await expect(exportData({ DATABASE_URL: database.url }, chosen)).rejects.toThrow(named);
      expect(await audited()).toEqual([]);
      expect(await store.directory.person(team, mara)).not.toBeNull();
    },
  );

  it('is not given a guess where nothing is near', async () => {
    await expect(run({ team: 'T0TYPO', workspace: true })).rejects.toThrow(
      /^Lore doesn’t know workspace T0TYPO\. Nothing was done\.$/,
    );
  });

  it('is told how many rows were erased, and finds somebody whom only a row names', async () => {
    const ben = userId('U0BEN');
    await store.directory.setMembers(team, website, [mara, ben], Date.now());
    await store.transact(team, { kind: 'person', userId: mara }, async (scope) => {
      for (const id of ['a', 'b']) await scope.upsertOwn(useful, { share_id: rowId(id), said_at: 1 });
    });
    expect(await run({ person: 'U0MARA' })).toMatchObject({ rows: 2, inSlack: 0 });
    expect(await run({ person: 'U0BEN' })).toMatchObject({ rows: 0, inSlack: 0 });
    await expect(run({ person: 'U0BEN' })).rejects.toThrow('know person U0BEN');
  });

  it('is refused what stands for everybody who was erased: asked for, it would show whose words wait to go', async () => {
    const names = { team_id: team, table_name: 'retro_card', row_id: rowId('a'), names: 'hidden' as const };
    await store.system
      .insertInto('authorship')
      .values({ ...names, user_id: userId(erasedWriter) })
      .execute();
    await expect(run({ person: erasedWriter })).rejects.toThrow('know person erased');
    await expect(exportData({ DATABASE_URL: database.url }, { person: erasedWriter })).rejects.toThrow();
    await expect(run({ person: 'erasd' })).rejects.toThrow(/T0LINDGROVE\. Nothing was done\.$/);
    expect(await store.system.selectFrom('authorship').selectAll().execute()).toHaveLength(1);
  });
});
