/** Words that only a lesson had which was erased, deleted or worded otherwise are in no byte of a database's files, forwards or backwards. */
import { sql } from 'kysely';
import { type AudienceId, channelId, rowId, userId } from '../../src/core/ids.ts';
import type { Term } from '../../src/core/search/stored.ts';
import { features } from '../../src/features.ts';
import { lessons } from '../../src/features/lessons/rows.ts';
import { allGuards } from '../../src/store/access/guards.ts';
import { type FreshDatabase, lastingEngines } from '../support/databases.ts';
import { clean, copiesIn, filesOf } from '../support/erasures.ts';
import { installed } from '../support/installed.ts';
import { keptAndWanted, lesson } from '../support/search/written.ts';
import { channel, noon, openWorld, people, personViewer, T1, T2, type World } from './support/world.ts';

const tables = features.flatMap((feature) => feature.tables);
/** Of the four fates, each many rows, so that pages and statistics are full of them. */
const fates = ['stays', 'forgotten', 'deleted', 'reworded'] as const;
type Fate = (typeof fates)[number];
const wordOf = (fate: Fate, nth: number) => `zxqv${fate}w${nth}`;
const backwards = (text: string) => Array.from(text).toReversed().join('');
const eitherWay = (fate: Fate) => new RegExp(`zxqv${fate}|${backwards(`zxqv${fate}`)}`);
const each = 60;

describe.each(lastingEngines())('on $name', ({ fresh }) => {
  let database: FreshDatabase;
  let world: World;
  beforeEach(async () => {
    database = await fresh();
    world = await openWorld({ fresh: async () => database }, allGuards, { tables });
  });
  afterEach(() => world.close());

  async function writeIn(team: typeof T1, fate: Fate, by: string): Promise<void> {
    await people(world, { ann: 'member', bob: 'member' }, team);
    await channel(world, 'C1', ['ann', 'bob'], {}, team);
    await world.store.transact(team, personViewer(by), async (scope) => {
      const audience: AudienceId = await scope.audience({ kind: 'conversation', channel: channelId('C1') });
      for (let nth = 0; nth < each; nth += 1)
        await scope.insert(
          lessons,
          lesson(`${fate}${nth}`, audience, {
            title: `${wordOf(fate, nth)} often`,
            topics: `zxqv${fate}`,
            happened: `zxqv${fate}`,
            writer_id: userId(by),
          }),
          { audience, by: [userId(by)], names: 'shown' },
        );
    });
  }
  /** Its statistics hold what is frequent. */
  const analyze = () => sql.raw('analyze').execute(world.store.system);
  /** In the tables of words, their indexes and everything else. SQLite's other connections have to be closed for that. */
  const copies = async (fate: Fate) => copiesIn(await (await filesOf(database.url))(), eitherWay(fate));
  const whole = async () => {
    const { kept, wanted } = await keptAndWanted(world.store);
    expect(kept).toEqual(wanted);
    return JSON.stringify(kept);
  };
  const found = (team: typeof T1, fate: Fate) =>
    world.store.read(team, personViewer('ann'), async ({ words }) => [
      (await words.candidates(lessons, { any: [`zxqv${fate}` as Term], most: 500 })).length,
      (await words.frequencies(lessons, [`zxqv${fate}` as Term])).of.get(`zxqv${fate}` as Term) ?? 0,
      (await words.near(lessons, `xzqv${fate}` as Term)).length,
    ]);

  it('once a person is erased, a lesson deleted and another one worded otherwise, nothing is left but what stays', async () => {
    for (const fate of fates) await writeIn(T1, fate, fate === 'forgotten' ? 'bob' : 'ann');
    await analyze();
    for (const fate of fates) expect(await copies(fate)).toBeGreaterThan(each);
    await world.store.transact(T1, personViewer('ann'), async (scope) => {
      for (let nth = 0; nth < each; nth += 1) {
        await scope.delete(lessons, rowId(`deleted${nth}`));
        const change = { title: 'Said otherwise', topics: '', happened: 'otherwise' };
        await scope.update(lessons, rowId(`reworded${nth}`), change);
      }
    });
    await world.store.erasing(T1, 'operator', { kind: 'person', userId: userId('bob') });
    expect((await whole()).match(/zxqv(?:forgotten|deleted|reworded)/g)).toBeNull();
    await clean(world.store);
    for (const fate of ['forgotten', 'deleted', 'reworded'] as const)
      expect([fate, await copies(fate)]).toEqual([fate, 0]);
    expect(await copies('stays')).toBeGreaterThan(each);
    expect(await found(T1, 'stays')).toEqual([each, each, 1]);
  }, 60_000);

  it('where no lesson is left at all, not even the statistics have a word', async () => {
    await writeIn(T1, 'forgotten', 'bob');
    await analyze();
    await world.store.erasing(T1, 'operator', { kind: 'person', userId: userId('bob') });
    await clean(world.store);
    expect(await copies('forgotten')).toBe(0);
    await whole();
  }, 60_000);

  it('a workspace that Lore left keeps its words to itself, and has them once it is back; one that is erased has none, nor has it when it comes back', async () => {
    await writeIn(T1, 'forgotten', 'ann');
    await writeIn(T2, 'stays', 'ann');
    const theirs = async () => [await found(T2, 'stays'), await found(T2, 'forgotten')];
    const all = [
      [each, each, 1],
      [0, 0, 0],
    ];
    expect(await theirs()).toEqual(all);
    await world.store.workspaces.removed(T1, noon);
    expect(await theirs()).toEqual(all);
    await whole();
    await world.store.workspaces.save(installed(T1, noon));
    expect(await found(T1, 'forgotten')).toEqual([each, each, 1]);
    await world.store.erasing(T1, 'operator', { kind: 'workspace' });
    expect(await theirs()).toEqual(all);
    expect((await whole()).match(/zxqvforgotten|T1/g)).toBeNull();
    await clean(world.store);
    expect(await copies('forgotten')).toBe(0);
    await world.store.workspaces.save(installed(T1, noon));
    await people(world, { ann: 'member' });
    expect([await found(T1, 'forgotten'), await found(T1, 'stays')]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(await theirs()).toEqual(all);
  }, 60_000);
});
