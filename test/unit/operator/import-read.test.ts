/** What `lore import` reads: each format, and each way in which a file can be wrong. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import type { Entry, Refused, Source } from '../../../src/operator/library/import/entry.ts';
import { openSource } from '../../../src/operator/library/import/source.ts';
import { often } from '../../support/often.ts';
import { type Packed, zipOf } from '../../support/zip.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lore-import-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(name: string, data: string | Uint8Array): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, data);
  return file;
}

async function allOf(source: Source): Promise<{ entries: Entry[]; refused: Refused[] }> {
  const [entries, refused]: [Entry[], Refused[]] = [[], []];
  for await (const read of source.read(() => undefined))
    if ('entry' in read) entries.push(read.entry);
    else refused.push(read.refused);
  await source.close();
  return { entries, refused };
}
const readAll = async (path: string) => allOf(await openSource(path));
const cellsOf = async (path: string) => (await readAll(path)).entries.map(({ cells }) => cells);
const reasons = async (path: string) =>
  (await readAll(path)).refused.map(({ at, reason }) => [at.line ?? at.file, reason]);

describe('CSV', () => {
  it('is read with commas, semicolons or tabs, quoted line breaks, either line end, and a byte order mark', async () => {
    for (const [sign, end] of [
      [',', '\n'],
      [';', '\r\n'],
      ['\t', '\r'],
    ] as const) {
      const text = `\uFEFFtitle${sign}text${end}A${sign}"one ""two""${end}three${sign}four"${end}${end}B${sign}${end}`;
      const [first, second] = await cellsOf(put('notes.csv', text));
      expect(first).toEqual({ title: 'A', text: `one "two"${end}three${sign}four` });
      expect(second).toEqual({ title: 'B', text: '' });
    }
  });

  it('says of a ragged row, an open quotation mark, what is not UTF-8 or holds NUL in which line it stands, and reads on', async () => {
    const file = put(
      'notes.csv',
      Buffer.concat([
        Buffer.from('title,text\nA,one\nB\nC,two,three\n"D,four\n"E"x,five\n'),
        Buffer.from([0x46, 0x2c, 0xff, 0xfe, 0x0a]),
        Buffer.from('G,six\0\nH,"seven\neight"\nI,nine'),
      ]),
    );
    const { entries, refused } = await readAll(file);
    expect(entries.map(({ at, cells }) => [at.line, cells['title']])).toEqual([
      [2, 'A'],
      [9, 'H'],
      [11, 'I'],
    ]);
    expect(refused.map(({ at, reason }) => [at.line, reason])).toEqual([
      [3, 'The row has 1 cell, the first line of the file has 2.'],
      [4, 'The row has 3 cells, the first line of the file has 2.'],
      [5, 'Something stands after a closing quotation mark.'],
      [6, 'Something stands after a closing quotation mark.'],
      [7, 'It is not UTF-8 (byte 3). Save it as UTF-8, and import it again.'],
      [8, 'It holds a NUL character, so it is no text.'],
    ]);
    expect(refused[0]?.row).toBe('B');
    expect(Buffer.from(refused[4]?.bytes ?? '', 'base64')).toEqual(Buffer.from([0x46, 0x2c, 0xff, 0xfe]));
    expect(await reasons(put('open.csv', 'title,text\nA,"one\nB,two\n'))).toEqual([
      [2, 'A quotation mark is opened and never closed.'],
    ]);
    expect(await cellsOf(join(folder, 'open.csv'))).toEqual([{ title: 'B', text: 'two' }]);
  });

  it('gives back what a program wrote, wherever the file is cut into pieces', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\0', ''));
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
        const text = [['a', 'b'], ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
        const read = await cellsOf(put('rows.csv', text));
        expect(read.map(({ a, b }) => [a, b])).toEqual(
          rows.map((row) => row.map((each) => each.toWellFormed())),
        );
      }),
      often(50),
    );
  });
});

describe('JSON lines', () => {
  it('are objects: words, numbers and lists become text', async () => {
    const file = put(
      'notes.jsonl',
      '\uFEFF{"title":"A","tags":["x","y"],"votes":3,"none":null,"deep":{"a":[1]}}\n\n{"title":"B"}',
    );
    expect(await cellsOf(file)).toEqual([
      { title: 'A', tags: 'x, y', votes: '3', deep: '{"a":[1]}' },
      { title: 'B' },
    ]);
  });

  it('says of a line that is cut off, no object, not UTF-8, too long or with NUL which it is, and reads on', async () => {
    const file = put(
      'notes.jsonl',
      Buffer.concat([
        Buffer.from('{"title":"A"}\n{"title":"B","bo\n["C"]\n'),
        Buffer.from([0x7b, 0xc3, 0x28, 0x7d, 0x0a]),
        Buffer.from(
          `{"title":"\\u0000"}\n{"title":"${'long '.repeat(300_000)}"}\n{"title":"Z"}\n{"title":"cut o`,
        ),
      ]),
    );
    const { entries, refused } = await readAll(file);
    expect(entries.map(({ at, cells }) => [at.line, cells['title']])).toEqual([
      [1, 'A'],
      [7, 'Z'],
    ]);
    expect(refused.map(({ at, reason }) => [at.line, reason])).toEqual([
      [2, 'The line is not whole JSON: perhaps it is cut off.'],
      [3, 'The line is JSON, but no object ({"title": …}).'],
      [4, 'It is not UTF-8 (byte 3). Save it as UTF-8, and import it again.'],
      [5, 'It holds a NUL character, so it is no text.'],
      [6, 'The line is longer than 1 MB.'],
      [8, 'The line is not whole JSON: perhaps it is cut off.'],
    ]);
    expect(refused[0]?.row).toBe('{"title":"B","bo');
  });

  it('that are one list are refused, with how lines are made of it', async () => {
    await expect(openSource(put('notes.json', ' [{"title":"A"}]'))).rejects.toThrow(
      /is one JSON list.*jq -c '\.\[\]'/,
    );
  });
});

describe('a folder of Markdown', () => {
  it('is read with all its folders: front matter, the text, the file’s name and its folder’s', async () => {
    put(
      'notes/ops/roll-back.md',
      '---\ntitle: Roll back\ntags: [deploy, ops]\ndate: 2024-05-02\n---\n\n# Roll back\r\n\r\nFlip it.\n',
    );
    put('notes/plain.markdown', '\uFEFFNo heading\n');
    put('notes/.git/hidden.md', 'x');
    put('notes/picture.png', 'x');
    symlinkSync('/etc/hostname', join(folder, 'notes', 'link.md'));
    const { entries, refused } = await readAll(join(folder, 'notes'));
    expect(refused).toEqual([]);
    expect(entries.map(({ at, key, cells, page }) => [at.file, key, cells, page])).toEqual([
      [
        'ops/roll-back.md',
        'ops/roll-back.md',
        { title: 'Roll back', tags: 'deploy, ops', date: '2024-05-02' },
        { name: 'roll-back', folder: 'ops', text: '\n# Roll back\n\nFlip it.\n' },
      ],
      ['plain.markdown', 'plain.markdown', {}, { name: 'plain', folder: '', text: 'No heading\n' }],
    ]);
  });

  it('says which file has 5 MB, is not UTF-8, holds NUL or has front matter that is no YAML, and where', async () => {
    put('notes/a-large.md', 'word '.repeat(1_048_576));
    put('notes/b-latin.md', Buffer.from('One\nGr\xfc\xdfe\n', 'latin1'));
    put('notes/c-nul.md', 'One\n\nTwo\0');
    put('notes/d-yaml.md', '---\ntitle: A\n  b: [\n---\nText');
    put(
      'notes/e-bomb.md',
      `---\na: &a [x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefghi')
        .map(
          (name, nth) =>
            `${name}: &${name} [${Array(9)
              .fill(`*${'abcdefgh'[nth] ?? 'a'}`)
              .join(',')}]`,
        )
        .join('\n')}\n---\nText`,
    );
    put('notes/f.md', '---\nA line above, one below\n---\nText');
    const { entries, refused } = await readAll(join(folder, 'notes'));
    expect(refused.map(({ at, reason }) => [at.file, at.line, reason])).toEqual([
      [
        'a-large.md',
        undefined,
        'The page has 5.0 MB, which is a book and no lesson. Split it, or leave it out.',
      ],
      ['b-latin.md', 2, 'It is not UTF-8 (byte 7). Save it as UTF-8, and import it again.'],
      ['c-nul.md', 3, 'It holds a NUL character, so it is no text.'],
      ['d-yaml.md', 2, 'What stands between the lines --- is not YAML.'],
      ['e-bomb.md', 1, 'What stands between the lines --- repeats itself more often than anybody means.'],
    ]);
    expect(entries.map(({ page }) => page?.text)).toEqual(['---\nA line above, one below\n---\nText']);
  });

  it('that is empty, a path that is not there and a file of another kind are refused, in a sentence', async () => {
    mkdirSync(join(folder, 'empty'));
    await expect(openSource(join(folder, 'empty'))).rejects.toThrow(
      'holds no Markdown file (.md). Nothing was imported.',
    );
    await expect(openSource(join(folder, 'gone'))).rejects.toThrow(
      /^There is no .*gone\. Nothing was imported\.$/,
    );
    await expect(openSource(put('notes.docx', ''))).rejects.toThrow('is nothing that can be imported');
  });
});

const id = '0123456789abcdef0123456789abcdef';

describe('an export', () => {
  const zip = (...entries: readonly Packed[]) => put('Export-1.zip', zipOf(entries));

  it('of Notion is read by the ids of its pages: Markdown with properties, HTML, and a ZIP inside', async () => {
    const inner = zipOf([
      {
        name: `Team/Roll back ${id}.md`,
        data: '# Roll back\n\nTags: deploy, ops\nCreated: November 3, 2025 10:12 AM\n\nFlip it.\n',
      },
      { name: `Team/Table ${id}.csv`, data: 'Name\nRoll back\n' },
    ]);
    const html = `<html><head><title>x</title><style>p{}</style></head><body><article><header><h1 class="page-title">Say <script>no()</script>it</h1><table class="properties"><tbody><tr><th>Tags</th><td><span>a</span><span>b</span></td></tr></tbody></table></header><div class="page-body"><p>See <a href="javascript:alert(1)">here</a>, <a href=" java\nscript:alert(2)">there</a> and <a href="https://example.org/x">at home</a></p><script>alert(3)</script></div></article></body></html>`;
    const file = zip(
      { name: 'ExportBlock-1-Part-1.zip', data: inner },
      { name: `Say it ${id.replace('0', 'f')}.html`, data: html },
      { name: 'index.html', data: '<a href="x">x</a>' },
    );
    const source = await openSource(file);
    expect([source.kind, source.namespace, source.leftOut]).toEqual([
      'an export of Notion',
      'Notion',
      ['1 table (CSV): the rows are pages, too.'],
    ]);
    const { entries } = await allOf(source);
    expect(entries.map(({ key, cells, page }) => [key, cells, page])).toEqual([
      [
        id.replace('0', 'f'),
        { title: 'Say it', Tags: 'a, b' },
        { name: 'Say it', folder: '', text: 'See here, there and [at home](https://example.org/x)' },
      ],
      [
        id,
        { Tags: 'deploy, ops', Created: 'November 3, 2025 10:12 AM' },
        { name: 'Roll back', folder: 'Team', text: '# Roll back\n\nFlip it.\n' },
      ],
    ]);
  });

  it('of Confluence is read by the numbers of its pages, with who wrote them and when', async () => {
    const html = `<html><head><title>Ops : Roll back</title></head><body><h1><span id="title-text"> Ops : Roll back </span></h1><div class="page-metadata"> Created by <span class='author'> Ann Lee</span>, last modified on Nov 20, 2025 </div><div id="main-content" class="wiki-content"><p>Flip it</p></div><div class="pageSection group"><h2>Attachments:</h2></div></body></html>`;
    const source = await openSource(
      zip({ name: 'OPS/Roll-back_98765.html', data: html }, { name: 'OPS/attachments/a.png', data: 'x' }),
    );
    expect([source.kind, source.leftOut]).toEqual(['an export of Confluence', ['1 picture or other file.']]);
    expect((await allOf(source)).entries).toMatchObject([
      {
        key: '98765',
        cells: { title: 'Roll back', author: 'Ann Lee', created: 'Nov 20, 2025' },
        page: { text: 'Flip it' },
      },
    ]);
  });

  it.each<readonly [string, Packed, string]>([
    ['leads out of it', { name: '../evil.md', data: 'x' }, '"../evil.md" leads out of the ZIP'],
    [
      'leads out of it, as on Windows',
      { name: 'a\\..\\..\\evil.md', data: 'x' },
      '"a/../../evil.md" leads out of the ZIP',
    ],
    ['has an absolute path', { name: '/etc/evil.md', data: 'x' }, '"/etc/evil.md" leads out of the ZIP'],
    [
      'is a link',
      { name: 'link.md', data: '/etc/passwd', mode: 0o120777 },
      '"link.md" is a link to elsewhere',
    ],
    ['is encrypted', { name: 'a.md', data: 'x', isEncrypted: true }, '"a.md" is encrypted'],
    ['unpacks to far more', { name: 'bomb.md', data: Buffer.alloc(20_000_000) }, '"bomb.md" is a ZIP bomb: '],
  ])('with an entry that %s is refused, with its name, and nothing is read', async (_what, entry, said) => {
    const file = zip({ name: 'a/good.md', data: 'Text' }, entry);
    await expect(openSource(file)).rejects.toThrow(`${file} is refused: in it, ${said}`);
  });

  it('with more than 50,000 entries, cut off, or without a page is refused', async () => {
    await expect(
      openSource(put('many.zip', zipOf([{ name: 'a.md', data: 'Text' }], 60_000))),
    ).rejects.toThrow(/"a\.md" is one of 60000 files, which is too many/);
    await expect(
      openSource(put('cut.zip', zipOf([{ name: 'a.md', data: 'x' }]).subarray(0, 40))),
    ).rejects.toThrow(
      /cut\.zip cannot be read as a ZIP: it is none, or only a part of one\. Copy or export it again\. Nothing was imported\./,
    );
    await expect(openSource(zip({ name: 'a.csv', data: 'x' }))).rejects.toThrow(
      /holds no page.*Unpack it, and import the file in it/,
    );
  });

  it('of which an entry is larger than it says, or damaged, keeps that page apart and reads the others', async () => {
    const file = zip({ name: 'a.md', data: 'x'.repeat(1_000), size: 10 }, { name: 'b.md', data: 'Text' });
    const { entries, refused } = await readAll(file);
    expect(entries.map(({ at }) => at.file)).toEqual(['b.md']);
    expect(refused.map(({ at, reason }) => [at.file, reason])).toEqual([
      ['a.md', 'It cannot be unpacked: the ZIP is damaged there.'],
    ]);
  });
});
