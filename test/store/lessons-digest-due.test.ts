/** Which of many lessons whose day of review has come a channel's digest asks about: those that nobody is asked about in private. */
import { day } from '../../src/core/clock.ts';
import { digestItems } from '../../src/features/lessons/digest.ts';
import { lastingEngines } from '../support/databases.ts';
import { plainLesson } from '../support/lesson-records.ts';
import {
  type Kept,
  type LibraryHere,
  libraryOn,
  mara,
  priya,
  team,
  website,
} from '../support/library-here.ts';

const to = Date.UTC(2026, 10, 30);
const week = { channel: website, from: to - 7 * day, to };

describe.each(lastingEngines())('on $name', ({ fresh }) => {
  let library: LibraryHere;
  beforeEach(async () => {
    library = await libraryOn(await fresh());
  });
  afterEach(() => library.close());

  const due = (id: string, reviewBy: number, over: Kept = {}): Promise<string> =>
    library.bringIn(
      { ...plainLesson, id, authors: [], keptAt: reviewBy - 365 * day, reviewBy },
      { isOwn: true, ...over },
    );
  const asked = async () => {
    const as = { kind: 'channel', channelId: website } as const;
    const items = await library.store.read(team, as, (read) => digestItems.find(read, week));
    return items.filter(({ isDue }) => isDue === true).map(({ id }) => id);
  };

  it('one with hidden names, behind many whose authors are asked', async () => {
    for (let nth = 0; nth < 5; nth += 1) await due(`shown${String(nth)}`, week.from + nth);
    const hidden = await due('hidden', week.from + day, { isHidden: true });
    expect(await asked()).toEqual([hidden]);
  });

  it('one whose author was asked and left, behind many that were brought in; and of one week never more than four', async () => {
    const before = week.from - 30 * day;
    for (let nth = 0; nth < 5; nth += 1) await due(`brought${String(nth)}`, before + nth, { isOwn: false });
    const left = await due('left', before + day, { by: priya });
    expect(await asked()).toEqual([]);
    const person = { isAdmin: false, tz: 'UTC', locale: 'en', awayUntil: null, name: 'Priya' } as const;
    await library.store.directory.savePerson(
      team,
      { userId: priya, ...person, memberType: 'deactivated' },
      Date.now(),
    );
    expect(await asked()).toEqual([left]);
    for (let nth = 0; nth < 5; nth += 1)
      await due(`hidden${String(nth)}`, week.from + nth, { by: mara, isHidden: true });
    expect(await asked()).toHaveLength(5);
  });
});
