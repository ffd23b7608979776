/** What becomes of an entry: its columns, its dates, and the words of the lesson, of which none is lost. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { userId } from '../../../src/core/ids.ts';
import { instantIn } from '../../../src/operator/library/import/dates.ts';
import type { Entry } from '../../../src/operator/library/import/entry.ts';
import { withoutUnsafeLinks } from '../../../src/operator/library/import/links.ts';
import { chosenIn, mappingOf, mustBeThere } from '../../../src/operator/library/import/mapping.ts';
import { noteOf } from '../../../src/operator/library/import/note.ts';
import { progressOn } from '../../../src/operator/library/import/progress.ts';
import { rejectedIn } from '../../../src/operator/library/import/rejected.ts';

const now = Date.parse('2026-11-29T12:00:00Z');
const ann = userId('U0ANN');

async function read(cells: Entry['cells'], page: Entry['page'] = null, chosen = {}) {
  const entry: Entry = { at: { line: 1 }, key: null, cells, page, raw: '' };
  return noteOf(entry, {
    mapping: mappingOf(Object.keys(cells), chosen),
    now,
    authorOf: async (words) => (words === 'Ann Lee' ? ann : null),
    byWords: (name) => `By ${name}`,
  });
}
async function noteIn(...of: Parameters<typeof read>) {
  const found = await read(...of);
  if ('reason' in found) throw new Error(found.reason);
  return found.note;
}
const page = (text: string, name = 'roll-back', folder = 'ops') => ({ text, name, folder });

describe('columns', () => {
  it('are known by what they are usually called, in any case and with any signs between the words', () => {
    expect(
      mappingOf(['Learned_At', 'BODY', 'Name', 'tags', 'createdBy', 'Use this when', 'path', 'votes']),
    ).toEqual({
      title: 'Name',
      topics: 'tags',
      body: 'BODY',
      use_when: 'Use this when',
      date: 'Learned_At',
      author: 'createdBy',
      key: 'path',
    });
    expect(mappingOf(['Titel', 'Inhalt', 'Schlagwörter', 'Erstellt am'])).toEqual({
      title: 'Titel',
      body: 'Inhalt',
      topics: 'Schlagwörter',
      date: 'Erstellt am',
    });
  });

  it('are what the operator says, whose mistake is answered with what was meant', () => {
    expect(mappingOf(['title', 'name', 'x=y'], chosenIn(['name=title', 'x=y=body']))).toEqual({
      title: 'name',
      body: 'x=y',
    });
    expect(() => chosenIn(['name=titel'])).toThrow('Did you mean title?');
    expect(() => chosenIn(['name'])).toThrow('--map takes COLUMN=FIELD');
    expect(() => chosenIn(['a=title', 'b=title'])).toThrow('--map names title twice');
    expect(() => mustBeThere({ title: 'nam' }, ['name', 'text'])).toThrow('Did you mean name?');
  });
});

it.each<readonly [string, string | null]>([
  ['2017-03-21T19:43:39-05:00', '2017-03-22T00:43:39.000Z'],
  ['2017-03-21', '2017-03-21T00:00:00.000Z'],
  ['2017-03-21 19:43', '2017-03-21T19:43:00.000Z'],
  ['21.3.2017', '2017-03-21T00:00:00.000Z'],
  ['November 3, 2025 10:12 AM', '2025-11-03T10:12:00.000Z'],
  ['Nov 20, 2025', '2025-11-20T00:00:00.000Z'],
  ['1490143419', '2017-03-22T00:43:39.000Z'],
  ['1490143419000', '2017-03-22T00:43:39.000Z'],
  ['2017-02-31', null],
  ['03/04/2025', null],
  ['yesterday', null],
])('the date %s is %s', (said, is) => {
  const at = instantIn(said);
  expect(at === null ? null : new Date(at).toISOString()).toBe(is);
});

describe('a page', () => {
  it('is called as its front matter says, else as its first heading, else as its file; a heading is not said twice', async () => {
    expect((await noteIn({ title: 'A' }, page('# A\n\nText'))).words).toMatchObject({
      title: 'A',
      happened: 'Text',
      topics: 'ops',
    });
    expect((await noteIn({ title: 'A' }, page('# B\n\nText'))).words).toMatchObject({
      title: 'A',
      happened: '# B\n\nText',
    });
    expect((await noteIn({}, page('## B ##\nText'))).words).toMatchObject({ title: 'B', happened: 'Text' });
    expect((await noteIn({ tags: '#one, two; one' }, page('Text'))).words).toMatchObject({
      title: 'roll-back',
      topics: 'one, two',
    });
  });

  it('keeps in its text what its front matter says and no field takes', async () => {
    const { words } = await noteIn({ title: 'A', status: 'done', 'reviewed by': 'Bo' }, page('Text'));
    expect(words.happened).toBe('Text\n\nstatus: done\nreviewed by: Bo');
  });

  it('without a title or a text is refused, and so is one that is too long', async () => {
    expect(await read({}, page('# A'))).toEqual({ reason: 'It has a title and no text.' });
    expect(await read({ text: 'x' })).toEqual({ reason: 'It has no title.' });
    expect(await read({ title: 'A', text: 'x'.repeat(12_001) })).toEqual({
      reason: expect.stringContaining('It has 12001 characters; a lesson holds 12000.') as string,
    });
    expect((await noteIn({ title: 'A', text: 'x'.repeat(12_000) })).words.happened).toHaveLength(12_000);
  });
});

it('what is too long for its field is shortened there, stands in the text in full, and is said', async () => {
  const [title, when, around] = [
    'title '.repeat(30).trim(),
    'when '.repeat(80).trim(),
    'context '.repeat(100).trim(),
  ];
  const { words, doubts } = await noteIn({
    title,
    text: 'Text',
    context: around,
    'use when': when,
    tags: `1, 2, 3, 4, 5, 6, ${'long '.repeat(8).trim()}`,
  });
  expect([words.title.length, words.useWhen.length, words.topics]).toEqual([120, 300, '1, 2, 3, 4, 5']);
  expect(words.happened).toBe([title, around, 'Text', when, `#6, #${'long '.repeat(8).trim()}`].join('\n\n'));
  expect(doubts).toEqual(['longTitle', 'longUseWhen', 'moreTopics']);
});

it('an author is a person only where that is sure; otherwise their name stands in the text', async () => {
  expect(await noteIn({ title: 'A', text: 'x', author: 'Ann Lee' })).toMatchObject({
    authors: [ann],
    words: { context: '' },
    doubts: [],
  });
  expect(await noteIn({ title: 'A', text: 'x', author: 'Bo  Nobody', context: 'In May' })).toMatchObject({
    authors: [],
    words: { context: 'By Bo Nobody\nIn May' },
    doubts: ['byWords'],
  });
});

it('a date in the future is today, one that cannot be read is none, and both are said', async () => {
  expect(await noteIn({ title: 'A', text: 'x', date: '2999-01-01' })).toMatchObject({
    learnedAt: now,
    doubts: ['future'],
  });
  expect(await noteIn({ title: 'A', text: 'x', date: '03/04/2025' })).toMatchObject({
    learnedAt: null,
    doubts: ['noDate'],
  });
});

it('a script in a title is letters, without what is not seen', async () => {
  const { words } = await noteIn({ title: '<script>alert(1)</script> \u202Eof\u202C\n two', text: 'x' });
  expect(words.title).toBe('<script>alert(1)</script> of two');
});

it('a link that runs something becomes its words; in code it stays as it is', () => {
  expect(
    withoutUnsafeLinks(
      'a [x](javascript:alert(1)) b [y](https://e.com "t") `[z](javascript:1)` <javascript:x> ![i](data:image/png;base64,AA)\n\n[1]: javascript:alert(1)\n\n```\n[q](javascript:1)\n```\n[w]( JaVaScRiPt:x )',
    ),
  ).toBe('a x b [y](https://e.com "t") `[z](javascript:1)`  i\n\n\n\n```\n[q](javascript:1)\n```\nw');
});

describe('what is refused', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lore-import-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is kept apart as it was, with its line and the reason, for its owner alone, in place of an earlier one', async () => {
    const file = join(folder, 'notes.rejected.jsonl');
    writeFileSync(file, 'before', { mode: 0o644 });
    writeFileSync(`${file}.part`, 'of a run that was killed');
    const rejected = rejectedIn(file);
    await rejected.add({ at: { line: 3 }, reason: 'It has no title.', row: '{"a":1}' });
    expect(readFileSync(file, 'utf8')).toBe('before');
    expect(await rejected.finish()).toBe(file);
    expect(readFileSync(file, 'utf8')).toBe('{"line":3,"reason":"It has no title.","row":"{\\"a\\":1}"}\n');
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    expect(readdirSync(folder)).toEqual(['notes.rejected.jsonl']);
  });

  it('leaves no file behind where nothing was, in a dry run, or when the import fails', async () => {
    const one = { at: {}, reason: 'It has no title.', row: null };
    expect(await rejectedIn(join(folder, 'a')).finish()).toBeNull();
    const [dry, failed] = [rejectedIn(null), rejectedIn(join(folder, 'b'))];
    for (const each of [dry, failed]) await each.add(one);
    expect([dry.count(), await dry.finish()]).toEqual([1, null]);
    await failed.drop();
    expect(readdirSync(folder)).toEqual([]);
  });
});

it('how far it has come is a bar on a terminal, which goes at the end, and a line at each quarter otherwise', () => {
  const drawn = (isTTY: boolean) => {
    const parts: string[] = [];
    const progress = progressOn({ isTTY, write: (part: string) => parts.push(part) > 0 }, 1_000);
    for (const amount of [10, 260, 270, 600, 1_000]) progress.at(amount, amount / 10);
    progress.end();
    return parts;
  };
  expect(drawn(false)).toEqual(['25 % read, 26 lessons\n', '50 % read, 60 lessons\n']);
  const bar = drawn(true);
  expect(bar[1]).toBe(`\r${'█'.repeat(8)}${'░'.repeat(22)} 26 %, 26 lessons`);
  expect(bar.at(-1)).toBe('\r\u001B[K');
});
