import { lessons } from '../../../src/features/lessons/rows.ts';
import { topicTerm } from '#core/search/cut.ts';
import { isWithinOneEdit } from '#core/search/one-edit.ts';
import type { Wanted } from '#core/search/reader.ts';
import { search } from '#core/search/search.ts';
import type { Term } from '#core/search/stored.ts';
import { MemoryWords } from '../../support/search/memory-words.ts';

const find = async (words: MemoryWords, text: string, terms: readonly Term[] = []) =>
  search(words, { table: lessons, text, terms });
const ids = async (...asked: Parameters<typeof find>) => (await find(...asked)).rows.map(({ id }) => id);

describe('A search', () => {
  const words = new MemoryWords()
    .add('backup', 1, { title: 'Restore a backup before you need it', topics: 'postgres, Incident Response' })
    .add('deploy', 2, { title: 'Deploy on Fridays', text: 'Deployments failed. The backup was old.' })
    .add('flags', 3, { text: 'git push --force overwrites what c++ people pushed in pg_stat_activity' })
    .add('force', 4, { text: 'By force of habit' });

  it.each([
    ['words of a title before those of the text', 'backup', ['backup', 'deploy']],
    ['other forms of a word', 'deployed', ['deploy']],
    ['signs before the bare word', '--force', ['flags', 'force']],
    ['a name of code by its part', 'activity', ['flags']],
    ['what has all words before what has some', 'backup friday', ['deploy', 'backup']],
    ['a quoted phrase as its words', '"backup before you need"', ['backup', 'deploy']],
    ['what others call it', 'outage', ['backup']],
    ['nothing for what nobody wrote', 'zebra', []],
  ])('finds %s', async (_what, text, found) => {
    expect(await ids(words, text)).toEqual(found);
  });

  it.each(['', '   ', '\u3000\n'])('without words gives all, newest first: %j', async (text) => {
    expect(await ids(words, text)).toEqual(['force', 'flags', 'deploy', 'backup']);
  });

  it('keeps to what has a topic', async () => {
    const topic = topicTerm('incident response') ?? ('' as Term);
    expect(await ids(words, 'backup', [topic])).toEqual(['backup']);
    expect(await ids(words, '', [topic])).toEqual(['backup']);
  });

  it.each(['a && b', '%', '*', '"', "'; drop table lesson; --", '\\', '\0', '\ud800', '()', 'x'.repeat(500)])(
    'is never an error: %j',
    async (text) => {
      await expect(find(words, text)).resolves.toBeDefined();
    },
  );

  it('forgives one typo in a word that no row has, and tells what else it looked for', async () => {
    const { rows, corrected } = await find(words, 'bakcup');
    expect(rows.map(({ id }) => id)).toEqual(['backup', 'deploy']);
    expect(corrected).toEqual([{ typed: 'bakcup', also: ['backup'] }]);
  });

  it('forgives a typo in a part of a name', async () => {
    expect(await ids(words, 'pg_stat_activty')).toEqual(['flags']);
  });

  it('corrects no word that a row has', async () => {
    const two = new MemoryWords().add('one', 1, { text: 'form' }).add('two', 2, { text: 'from' });
    expect(await find(two, 'form')).toMatchObject({ corrected: [], rows: [{ id: 'one' }] });
  });

  it('says which fields have its words, and whether all are there', async () => {
    const { rows } = await find(words, 'backup friday');
    expect(rows.map(({ id, hasAll, fields }) => ({ id, hasAll, fields }))).toEqual([
      { id: 'deploy', hasAll: true, fields: ['title', 'text'] },
      { id: 'backup', hasAll: false, fields: ['title'] },
    ]);
  });

  it('puts the word itself before its other forms, and rows of the same score by age and id', async () => {
    const forms = new MemoryWords()
      .add('b', 1, { text: 'the deploy' })
      .add('a', 1, { text: 'the deploy' })
      .add('c', 9, { text: 'the deploys' })
      .add('d', 0, { text: 'the deploy' });
    expect(await ids(forms, 'deploy')).toEqual(['a', 'b', 'd', 'c']);
  });

  it('asks the store for a few bounded things, however long it is', async () => {
    const many = new MemoryWords();
    for (let at = 0; at < 3_000; at += 1)
      many.add(`r${at}`, at, { text: `common${at % 2} often${at % 7} word${at % 90} x${at}` });
    const asked: Wanted[] = [];
    const { candidates } = many;
    let near = 0;
    const counted = {
      frequencies: many.frequencies,
      near: (...word: Parameters<MemoryWords['near']>) => {
        near += 1;
        return many.near(...word);
      },
      candidates: ((table, wanted, narrow) => {
        asked.push(wanted);
        return candidates(table, wanted, narrow);
      }) satisfies MemoryWords['candidates'],
    };
    const text = `common0 common1 often3 word7 ${Array.from({ length: 96 }, (_, at) => `unheard${at}q`).join(' ')}`;
    const { rows } = await search(counted, { table: lessons, text });
    expect(rows[0]?.fields).toEqual(['text']);
    expect(asked.length).toBeLessThanOrEqual(5);
    for (const { most } of asked) expect(most).toBeLessThanOrEqual(800);
    expect(near).toBeLessThanOrEqual(4);
  });

  it('finds a row that has the rarest words among thousands that have the others', async () => {
    const many = new MemoryWords().add('right', 0, { text: 'common rare' });
    for (let at = 0; at < 2_000; at += 1) many.add(`r${at}`, at + 1, { text: 'common words' });
    expect((await ids(many, 'common rare'))[0]).toBe('right');
    const titled = new MemoryWords().add('right', 0, { title: 'common' });
    for (let at = 0; at < 2_000; at += 1) titled.add(`r${at}`, at + 1, { text: 'common words' });
    expect((await ids(titled, 'common'))[0]).toBe('right');
  });
});

describe('Two words are within one edit', () => {
  it.each([
    ['postgres', 'postgers', true],
    ['postgres', 'postgrs', true],
    ['postgres', 'postgress', true],
    ['postgres', 'postgrez', true],
    ['aab', 'ab', true],
    ['a🎉b', 'a🚀b', true],
    ['same', 'same', true],
    ['abcd', 'badc', false],
    ['abc', 'cab', false],
    ['hello', 'help', false],
    ['', 'ab', false],
  ])('%s and %s: %s', (one, other, is) => {
    expect(isWithinOneEdit(one, other)).toBe(is);
    expect(isWithinOneEdit(other, one)).toBe(is);
  });
});
