/** `lore export --lessons`: what leaves, in whose eyes, and that it comes back and leaves again as the same bytes. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { rowId } from '../../src/core/ids.ts';
import type { LessonRecord } from '../../src/core/lesson-record.ts';
import { linked } from '../../src/features/lessons/adding/rows.ts';
import { opinions } from '../../src/features/lessons/rows.ts';
import { randomIds } from '../../src/process.ts';
import { csvRowIn } from '../../src/operator/library/format/csv.ts';
import { jsonLineIn } from '../../src/operator/library/format/json-lines.ts';
import { markdownIn } from '../../src/operator/library/format/markdown.ts';
import { features } from '../../src/features.ts';
import { exportOwn } from '../../src/system/my-data/subject-data.ts';
import { exportLessons } from '../../src/operator/library/export/export.ts';
import { lastingEngines } from '../support/databases.ts';
import { exportCommand } from '../../src/operator/data.ts';
import { runScript } from '../support/run-script.ts';
import { rowsIn } from '../support/csv-cells.ts';
import { anyLesson, plainLesson } from '../support/lesson-records.ts';
import {
  goesOn,
  iris,
  type LibraryHere,
  libraryOn,
  mara,
  priya,
  secret,
  team,
} from '../support/library-here.ts';
import type { UserId } from '../../src/core/ids.ts';

const hook = join(import.meta.dirname, '..', 'support', 'full-disk.ts');

describe.each(lastingEngines())('on $name', ({ fresh }) => {
  let home: string;
  let library: LibraryHere;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'lore-lessons-'));
    library = await libraryOn(await fresh());
  });
  afterEach(async () => {
    await library.close();
    await rm(home, { recursive: true });
  });

  const exportTo = (
    name: string,
    reader: UserId | null = null,
    from = library,
    since: number | null = null,
  ) => exportLessons({}, from.store, team, { to: join(home, name), reader, since, git: false, push: false });
  const lines = async (name: string): Promise<readonly LessonRecord[]> =>
    (await readFile(join(home, name), 'utf8'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (jsonLineIn(JSON.parse(line)) as { lesson: LessonRecord }).lesson);
  const titles = async (name: string) => (await lines(name)).map(({ title }) => title);
  /** Everything in a folder, by its path. */
  const filesIn = async (name: string): Promise<ReadonlyMap<string, string>> => {
    const all = await readdir(join(home, name), { recursive: true, withFileTypes: true });
    const files = all.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
    return new Map(
      await Promise.all(
        files.map(
          async (file) => [file.slice(join(home, name).length), await readFile(file, 'utf8')] as const,
        ),
      ),
    );
  };

  it('an export that is brought in elsewhere leaves there as the same bytes, in each format', async () => {
    const generated = fc
      .sample(anyLesson, { numRuns: 25, seed: 14 })
      .map((lesson, at) => ({ ...lesson, id: `${lesson.id}${at}` }));
    const large = { ...plainLesson, id: 'large', happened: 'a "long", story\n---\n=1\u2028'.repeat(220_000) };
    for (const lesson of [...generated, large, plainLesson]) await library.bringIn(lesson);
    const names = ['a', 'a.csv', 'a.jsonl'] as const;
    for (const name of names) await exportTo(name);

    const read: Readonly<Record<(typeof names)[number], () => Promise<readonly unknown[]>>> = {
      a: async () =>
        [...(await filesIn('a'))]
          .filter(([path]) => path.endsWith('.md'))
          .map(([, text]) => markdownIn(text)),
      'a.jsonl': async () =>
        (await readFile(join(home, 'a.jsonl'), 'utf8'))
          .split('\n')
          .slice(0, -1)
          .map((line) => jsonLineIn(JSON.parse(line))),
      'a.csv': async () =>
        rowsIn(await readFile(join(home, 'a.csv'), 'utf8'))
          .slice(1)
          .map(csvRowIn),
    };
    for (const name of names) {
      const elsewhere = await libraryOn(await fresh());
      try {
        const all = (await read[name]()) as readonly { lesson: LessonRecord }[];
        expect(all).toHaveLength(27);
        for (const { lesson } of all) await elsewhere.bringIn(lesson);
        for (const each of names) await exportTo(each.replace('a', 'b'), null, elsewhere);
        expect((await readFile(join(home, 'b.csv'))).equals(await readFile(join(home, 'a.csv')))).toBe(true);
        expect((await readFile(join(home, 'b.jsonl'))).equals(await readFile(join(home, 'a.jsonl')))).toBe(
          true,
        );
        expect(await filesIn('b')).toEqual(await filesIn('a'));
      } finally {
        await elsewhere.close();
      }
    }
  }, 120_000);

  it('has what the reader may read, and no more', async () => {
    const own = (title: string) => ({ ...plainLesson, id: title.replaceAll(' ', '-'), title });
    await library.bringIn(own('For all'), { isOwn: true });
    await library.bringIn({ ...own('For the channel'), reach: 'conversation' }, { isOwn: true });
    await library.bringIn({ ...own('In private'), reach: 'conversation' }, { isOwn: true, channel: secret });
    await library.bringIn(own('With those who saw'), { isOwn: true, state: 'here' });
    await library.bringIn(own('Still asked'), { isOwn: true, state: 'asked' });
    const seen = async (reader: UserId | null) => {
      await exportTo('seen.jsonl', reader);
      return (await titles('seen.jsonl')).toSorted();
    };
    expect(await seen(null)).toEqual(['For all', 'For the channel', 'In private', 'With those who saw']);
    expect(await seen(mara)).toEqual(['For all', 'For the channel', 'In private', 'With those who saw']);
    expect(await seen(priya)).toEqual(['For all', 'For the channel']);
    expect(await seen(iris)).toEqual(['For all', 'For the channel']);
    await library.store.directory.setMembers(team, secret, [mara], Date.now());
    const reaches = Object.fromEntries((await lines('seen.jsonl')).map(({ title, reach }) => [title, reach]));
    expect(reaches).toEqual({ 'For all': 'workspace', 'For the channel': 'conversation' });
  });

  it('names authors and channels only where the reader may know them', async () => {
    await library.bringIn({ ...plainLesson, id: 'shown' }, { isOwn: true });
    await library.bringIn({ ...plainLesson, id: 'hidden' }, { isOwn: true, isHidden: true, state: 'kept' });
    await library.bringIn({ ...plainLesson, id: 'private' }, { isOwn: true, channel: secret });
    await exportTo('operator.jsonl');
    await exportTo('priya.jsonl', priya);
    const known = async (name: string) =>
      Object.fromEntries((await lines(name)).map(({ id, authors, channel }) => [id, [authors, channel]]));
    const who = [{ id: mara, name: 'Mara Lindqvist' }];
    const where = { id: 'C0WEBSITE', name: 'website' };
    expect(await known('operator.jsonl')).toEqual({
      shown: [who, where],
      hidden: [[], where],
      private: [who, { id: secret, name: 'secret-plans' }],
    });
    expect(await known('priya.jsonl')).toEqual({
      shown: [who, where],
      hidden: [[], where],
      private: [who, null],
    });
  });

  it('counts how often it was used, and says of nobody that they did', async () => {
    const id = rowId(await library.bringIn({ ...plainLesson, authors: [], uses: { used: 2 } }));
    for (const user of [priya, iris])
      await library.store.transact(team, { kind: 'person', userId: user }, async (scope) => {
        const audience = await scope.audience({ kind: 'workspace', from: 'C0WEBSITE' as never });
        await scope.upsertOwn(opinions, { lesson_id: id, said: 'used', said_at: 1 }, { audience });
      });
    for (const reader of [null, mara]) {
      await exportTo('used.jsonl', reader);
      expect((await lines('used.jsonl'))[0]?.uses).toEqual({ used: 4 });
      expect(await readFile(join(home, 'used.jsonl'), 'utf8')).not.toMatch(/Priya|Iris/);
    }
  });

  it('says what has come of a lesson and how it was before, as far as the reader may know it', async () => {
    await library.bringIn(plainLesson, { isOwn: true });
    await goesOn(library, plainLesson.id);
    for (const [name, reader] of [
      ['operator.jsonl', null],
      ['priya.jsonl', priya],
    ] as const) {
      await exportTo(name, reader);
      const [lesson] = await lines(name);
      expect(lesson).toMatchObject({
        effect: 'retired',
        trials: [
          {
            // Priya may not know that there is such a channel.
            team: reader === null ? { id: secret, name: 'secret-plans' } : null,
            went: 'helped',
            how: 'Took an hour',
            by: [{ id: mara, name: 'Mara Lindqvist' }],
          },
        ],
        standard: { kind: 'runbook', name: 'Moves', link: 'https://example.org/moves' },
        retired: { why: 'Nobody moves any more', instead: null },
        uses: { used: 1 },
      });
      expect(lesson?.history.map(({ change, note, before }) => [change, note, before?.title])).toEqual([
        ['words', '', plainLesson.title],
        ['standard', 'Moves', undefined],
        ['retired', 'Nobody moves any more', undefined],
      ]);
    }
  });

  it('is in the own export of its author, with its history, its reach and how often it was used', async () => {
    await library.bringIn(plainLesson, { isOwn: true });
    await goesOn(library, plainLesson.id);
    const own = await exportOwn(library.store, features, team, mara);
    expect(own['lessons']).toMatchObject({
      lessons: [
        { reach: { choice: 'workspace' }, effect: { choice: 'retired' }, timesUsed: 1, timesUseful: 0 },
      ],
      trials: [{ how: 'Took an hour' }],
    });
    // All at one instant here.
    for (const before of [plainLesson.title, 'Moves', 'Nobody moves any more'])
      expect(JSON.stringify(own['lessons'])).toContain(before);
  });

  it('leads to the message that it was made of where the reader may know it, without the words that were lent to it', async () => {
    const id = await library.bringIn({ ...plainLesson, id: 'linked' }, { isOwn: true });
    const link = `https://lindgrove.slack.com/archives/${secret}/p1700000000000001`;
    await library.store.transact(team, { kind: 'person', userId: mara }, async (scope) => {
      const work = { scope, now: Date.now(), newId: () => randomIds.next() };
      const leadsTo = await scope.channel(secret);
      if (leadsTo === null) throw new Error('no channel');
      await linked.keep(work, rowId(id), { link, leadsTo, author: mara });
      await linked.give(work, rowId(id), { channel: secret, by: mara, words: 'Lent words' });
    });
    await exportTo('mara.jsonl', mara);
    await exportTo('priya.jsonl', priya);
    expect((await lines('mara.jsonl'))[0]?.link).toBe(link);
    expect((await lines('priya.jsonl'))[0]?.link).toBeNull();
    for (const name of ['mara.jsonl', 'priya.jsonl'])
      expect(await readFile(join(home, name), 'utf8')).not.toContain('Lent words');
  });

  it('has only what was written since a day, if one is named', async () => {
    await library.bringIn({ ...plainLesson, id: 'old', title: 'Old', writtenAt: 1 });
    await library.bringIn(plainLesson);
    await exportTo('since.jsonl', null, library, plainLesson.writtenAt);
    expect(await titles('since.jsonl')).toEqual([plainLesson.title]);
  });

  it('is on record, as what it was, before anything is read', async () => {
    await exportTo('a.csv', priya);
    expect(await library.store.audit.of(team)).toMatchObject([
      { actor: 'operator', deed: 'export', subject: 'lessons' },
    ]);
  });

  it('has nothing of somebody who was erased: their file goes, and so do their lines', async () => {
    await library.bringIn({ ...plainLesson, id: 'theirs', title: 'Theirs' }, { isOwn: true, by: priya });
    await library.bringIn({ ...plainLesson, id: 'other', title: 'Another' }, { isOwn: true });
    for (const name of ['a', 'a.csv', 'a.jsonl']) await exportTo(name);
    expect([...(await filesIn('a')).values()].join('\n')).toContain('Theirs');
    await library.store.erasing(team, 'operator', { kind: 'person', userId: priya });
    expect(await exportTo('a')).toEqual([`${join(home, 'a')}: 1 lesson, 1 removed.`]);
    for (const name of ['a.csv', 'a.jsonl']) {
      await exportTo(name);
      expect(await readFile(join(home, name), 'utf8')).not.toContain('Theirs');
    }
    expect([...(await filesIn('a'))].join('\n')).not.toMatch(/theirs|Theirs|Priya/);
  });

  describe('the command', () => {
    const lore = (typed: readonly string[], full = '/nowhere') =>
      runScript(['--import', hook, 'src/cli.ts', 'export', ...typed], {
        DATABASE_URL: library.url,
        FULL_DISK: full,
      }).ended;

    it('writes what a person may read, and says how much', async () => {
      await library.bringIn(plainLesson, { isOwn: true });
      const to = join(home, 'wiki');
      expect(await lore(['--lessons', to, '--as', priya])).toEqual({
        code: 0,
        said: `${to}: 1 lesson, 1 new.\n`,
      });
      expect(await lore(['--lessons', to, '--as', priya])).toEqual({
        code: 0,
        said: `${to}: 1 lesson, nothing changed.\n`,
      });
    });

    it('changes nothing when the disk is full, and says which', async () => {
      await library.bringIn(plainLesson);
      for (const name of ['wiki', 'a.csv', 'a.jsonl']) {
        const to = join(home, name);
        expect(await lore(['--lessons', to], home)).toEqual({
          code: 1,
          said: `The disk that ${to} is on is full. Nothing was changed. Free some space, and export again.\n`,
        });
      }
      expect(await readdir(home)).toEqual([]);
    });

    it.each([
      [['--lessons', 'x', '--as', 'U0NOBODY'], '--as needs the user id of somebody in the workspace'],
      [['--lessons', 'x', '--since', 'yesterday'], '--since needs a day, such as 2026-11-29.'],
      [['--lessons', 'x', '--push'], '--push goes with --git.'],
      [['--workspace', '--git'], '--git goes with --lessons PATH.'],
      [['--lessons', 'x', '--workspace'], 'cannot be used with'],
      [['--workspace', '--as', priya], '--as needs the user id of a workspace admin'],
    ])('is refused with %j, and says what is right', async (typed, says) => {
      let said = '';
      const command = exportCommand({ DATABASE_URL: library.url })
        .exitOverride()
        .configureOutput({ writeErr: (line) => (said += line) });
      const error: unknown = await command
        .parseAsync([...typed], { from: 'user' })
        .catch((thrown: unknown) => thrown);
      expect(`${said}${String(error)}`).toContain(says);
    });
  });
});
