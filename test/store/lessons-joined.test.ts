/** Which lesson a story goes under that joins another, where not all of those told together are for everybody any more. */
import { rowId } from '../../src/core/ids.ts';
import { firstOf, toldWith } from '../../src/features/lessons/joining/operations.ts';
import { loadLesson } from '../../src/features/lessons/read.ts';
import { lessons } from '../../src/features/lessons/rows.ts';
import { lastingEngines } from '../support/databases.ts';
import { plainLesson } from '../support/lesson-records.ts';
import { type LibraryHere, libraryOn, mara, priya, team } from '../support/library-here.ts';

describe.each(lastingEngines())('on $name', ({ fresh }) => {
  let library: LibraryHere;
  beforeEach(async () => {
    library = await libraryOn(await fresh());
  });
  afterEach(() => library.close());

  it.each([
    ['kept', 'first'],
    ['here', 'second'],
  ] as const)('of two, the first of which is %s: the %s', async (state, expected) => {
    const record = { ...plainLesson, reach: 'workspace' } as const;
    const first = rowId(await library.bringIn({ ...record, id: 'first' }, { isOwn: true, state }));
    const second = rowId(await library.bringIn({ ...record, id: 'second' }, { isOwn: true, by: priya }));
    await library.store.transact(team, { kind: 'person', userId: priya }, (scope) =>
      scope.update(lessons, second, { joins_id: first }),
    );
    const under = await library.store.read(team, { kind: 'person', userId: mara }, async (read) => {
      const lesson = await loadLesson(read, second, Date.now());
      const seen = lesson === null ? null : await toldWith(read, lesson, Date.now());
      return [await firstOf(read, second, Date.now()), seen?.under?.row.id ?? second];
    });
    expect(under).toEqual([expected, expected]);
  });
});
