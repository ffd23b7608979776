/** A lesson that no longer holds is found, last and said to be retired, and nothing brings it up where something begins. */
import { rowId } from '../../src/core/ids.ts';
import { searchForAll } from '../../src/core/lesson-search.ts';
import { retire } from '../../src/features/lessons/effect/operations.ts';
import { loadLesson } from '../../src/features/lessons/read.ts';
import { lessonLibrary } from '../../src/features/lessons/sources.ts';
import { lastingEngines } from '../support/databases.ts';
import { plainLesson } from '../support/lesson-records.ts';
import { type LibraryHere, libraryOn, mara, priya, secret, team } from '../support/library-here.ts';

describe.each(lastingEngines())('on $name', ({ fresh }) => {
  let library: LibraryHere;
  beforeEach(async () => {
    library = await libraryOn(await fresh());
  });
  afterEach(() => library.close());

  const now = Date.now();
  const searcher = { now, tz: 'UTC' };
  const lesson = (id: string, title: string) => ({ ...plainLesson, id, title });
  const bring = async () => {
    const best = await library.bringIn(lesson('best', 'Rehearse a move of photos'), { isOwn: true });
    const other = await library.bringIn(lesson('other', 'Move the photos of the website at night'), {
      isOwn: true,
    });
    return { best, other };
  };
  const retired = (id: string) =>
    library.store.transact(team, { kind: 'person', userId: mara }, async (scope) => {
      const found = await loadLesson(scope, rowId(id), now);
      if (found === null) throw new Error('no lesson');
      const work = { scope, now, newId: () => 'v1' };
      await retire(work, found, { why: 'Photos are in the cloud now', instead: null }, mara);
    });
  const said = (search: Partial<typeof searchForAll>) =>
    library.store.read(team, { kind: 'person', userId: priya }, async (read) => {
      const wanted = { from: 0, most: 10 };
      const found = await lessonLibrary.search(read, { ...searchForAll, ...search }, wanted, searcher);
      return found.lessons.map(({ id, effect }) => [id, effect]);
    });
  const fitting = () =>
    library.store.read(team, { kind: 'person', userId: priya }, (read) =>
      lessonLibrary.find(read, { channel: secret, name: 'Rehearse a move of photos', about: '' }, now),
    );

  it('comes after all others, however well it fits, and is found by that it is', async () => {
    const { best, other } = await bring();
    const words = 'rehearse a move of photos';
    expect(await said({ words })).toEqual([
      [best, 'advice'],
      [other, 'advice'],
    ]);
    await retired(best);
    expect(await said({ words })).toEqual([
      [other, 'advice'],
      [best, 'retired'],
    ]);
    expect(await said({ effect: 'retired' })).toEqual([[best, 'retired']]);
    expect(await said({ words, effect: 'advice' })).toEqual([[other, 'advice']]);
  });

  it('is not among those that fit what begins', async () => {
    const { best, other } = await bring();
    expect(await fitting()).toEqual([best, other]);
    await retired(best);
    expect(await fitting()).toEqual([other]);
  });
});
