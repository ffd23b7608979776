import { day } from '../../../src/core/clock.ts';
import type { SearchedTexts } from '../../../src/core/search/stored.ts';
import { fittingIn } from '../../../src/core/search/fitting.ts';
import { lessons as table } from '../../../src/features/lessons/rows.ts';
import { best, type Fitting } from '../../../src/features/lessons/fitting/rules.ts';
import { MemoryWords } from '../../support/search/memory-words.ts';

const library = (lessons: Readonly<Record<string, Partial<SearchedTexts>>>) => {
  const words = new MemoryWords();
  for (const [at, [id, texts]] of Object.entries(lessons).entries()) words.add(id, at, texts);
  return words;
};
const fitting = async (words: MemoryWords, name: string, about = '') =>
  (await fittingIn(words, table, { name, about })).map(({ id }) => id);

const team = library({
  import: { title: 'The import took nine hours', useWhen: 'Before the relaunch of a website' },
  topic: {
    title: 'Ask for the licence early',
    useWhen: 'When others deliver something',
    topics: 'website, relaunch',
  },
  hiring: { title: 'Two people read each application', useWhen: 'When you hire somebody' },
  story: { title: 'Book rooms early', text: 'The website relaunch was late, since nobody had a room.' },
});

describe('lessons that fit what begins', () => {
  it('are those whose title, topics or use is like its name, the best first', async () => {
    expect((await fitting(team, 'Website relaunch')).toSorted()).toEqual(['import', 'topic']);
    expect(await fitting(team, 'Office party')).toEqual([]);
    expect(await fitting(library({}), 'Website relaunch')).toEqual([]);
    expect(await fitting(team, '')).toEqual([]);
    expect(await fitting(team, 'the and of')).toEqual([]);
  });

  it('are not those that only tell of it in their story, or share one word', async () => {
    expect(await fitting(team, 'Website relaunch')).not.toContain('story');
    expect(await fitting(team, 'Hire a band for the party')).toEqual([]);
    // Of a name of two words one is half.
    expect((await fitting(team, 'Wiki relaunch')).toSorted()).toEqual(['import', 'topic']);
  });

  it('have an eighth of a description, and two of its words', async () => {
    const about = 'We relaunch the website of the town: new pictures and shorter texts.';
    expect((await fitting(team, 'Town hall online', about)).toSorted()).toEqual(['import', 'topic']);
    const party =
      'Music, cake, speeches, a photographer, sixty chairs and tables, and a tent in case it rains.';
    expect(await fitting(team, 'Summer party', `${party} Mara books the rooms.`)).toEqual([]);
  });

  it('are found in any script, and in other forms of a word', async () => {
    const all = library({
      ja: { title: '公開の前に試す', useWhen: 'サイトを公開するとき' },
      de: { title: 'Probe', useWhen: 'Vor dem Umzug eines Servers' },
    });
    expect(await fitting(all, 'サイトの公開')).toEqual(['ja']);
    expect(await fitting(all, 'Umzüge der Server')).toEqual(['de']);
  });

  it('fit the same however many lessons there are that nobody may see, and in a large library', async () => {
    const large = library({
      ...Object.fromEntries(
        Array.from({ length: 500 }, (_, at) => [`n${at}`, { title: `Note ${at}`, useWhen: `Case ${at}` }]),
      ),
      import: { title: 'The import took nine hours', useWhen: 'Before the relaunch of a website' },
    });
    expect(await fitting(large, 'Website relaunch')).toEqual(['import']);
    expect(await fitting(large, 'Garden party')).toEqual([]);
  });
});

describe('of those that fit', () => {
  const now = 1_000 * day;
  const one = (over: Partial<Fitting> & { readonly id: string }) => ({
    score: 10,
    since: now,
    uses: 0,
    wentWell: false,
    under: over.id,
    ...over,
  });
  const chosen = (...all: ReturnType<typeof one>[]) => best(all, now).map(({ id }) => id);

  it('the best three are shown, of equals the first', () => {
    expect(chosen(...['a', 'b', 'c', 'd'].map((id) => one({ id })))).toEqual(['a', 'b', 'c']);
    expect(chosen(one({ id: 'a', score: 1 }), one({ id: 'b', score: 2 }))).toEqual(['b', 'a']);
    expect(chosen()).toEqual([]);
  });

  it('of those told together only the best', () => {
    const joined = one({ id: 'b', under: 'a', score: 11 });
    expect(chosen(one({ id: 'a' }), joined, one({ id: 'c', under: 'a' }), one({ id: 'd' }))).toEqual([
      'b',
      'd',
    ]);
  });

  it('one tells of something that went well, if one that fits does', () => {
    const three = ['a', 'b', 'c'].map((id) => one({ id }));
    expect(chosen(...three, one({ id: 'good', score: 5, wentWell: true }))).toEqual(['a', 'b', 'good']);
    expect(chosen(one({ id: 'g', wentWell: true }), ...three)).toEqual(['g', 'a', 'b']);
    const another = one({ id: 'h', score: 5, wentWell: true });
    expect(chosen(one({ id: 'g', wentWell: true }), ...three, another)).toEqual(['g', 'a', 'b']);
  });

  it('what was used counts for more, and what is a year old for half, never less', () => {
    expect(chosen(one({ id: 'new' }), one({ id: 'used', score: 8, uses: 2 }))).toEqual(['used', 'new']);
    const old = (days: number, score: number) => one({ id: `${days}`, since: now - days * day, score });
    expect(chosen(one({ id: 'new', score: 6 }), old(365, 11))).toEqual(['new', '365']);
    expect(chosen(one({ id: 'new', score: 6 }), old(900, 13))).toEqual(['900', 'new']);
  });
});
