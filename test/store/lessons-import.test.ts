/** Lessons that were written elsewhere: brought in once, found by their readers, and quiet. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { day } from '../../src/core/clock.ts';
import { channelId, rowId, userId, type UserId } from '../../src/core/ids.ts';
import { findRows } from '../../src/core/rows.ts';
import { lessons as lessonsFeature } from '../../src/features/lessons/feature.ts';
import { newElsewhere, withAuthors } from '../../src/features/lessons/read.ts';
import { type LessonRow, lessons, parts } from '../../src/features/lessons/rows.ts';
import { imports } from '../../src/features/lessons/imports/rows.ts';
import type { Refused } from '../../src/operator/library/import/entry.ts';
import { authorsIn, dryRunOf, placeOf, sinkOf, type Wanted } from '../../src/operator/library/import/keep.ts';
import { columnsOf, importAll, mapped, type Report } from '../../src/operator/library/import/run.ts';
import { openSource } from '../../src/operator/library/import/source.ts';
import { hana, learning, mara, priya, sam, secretly, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lore-import-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const written = (name: string, ...rows: readonly object[]): string => {
  const file = join(folder, name);
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return file;
};

interface Brought extends Report {
  readonly refused: readonly Refused[];
}

async function bringIn(
  { lore: { store }, sandbox, newId }: LoreHere,
  file: string,
  wanted: Partial<Wanted> = {},
  isDry = false,
): Promise<Brought> {
  const { clock } = sandbox.core;
  const source = await openSource(file);
  const refused: Refused[] = [];
  const place = await placeOf(store, team, { channel: website, by: mara, ...wanted });
  const reading = {
    mapping: mapped(await columnsOf(source), {}, source.hasPages),
    now: clock.now(),
    authorOf: authorsIn(store, team, new Map([['ann lee', priya]])),
    byWords: (name: string) => `By ${name}`,
  };
  const hearing = { rejected: async (one: Refused) => void refused.push(one), progress: () => undefined };
  const sink = isDry ? dryRunOf(store, place) : sinkOf(store, place, { clock, ids: { next: newId } });
  const report = await importAll(source, reading, sink, hearing);
  await source.close();
  return { ...report, refused };
}

describe.each(engines())('on $name', (engine) => {
  let here: LoreHere;
  beforeEach(async () => {
    here = await startLoreHere({ engine });
  }, 120_000);
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const now = () => here.sandbox.core.clock.now();
  const bring = (file: string, wanted: Partial<Wanted> = {}, isDry = false) =>
    bringIn(here, file, wanted, isDry);
  const rowsFor = (who: string): Promise<LessonRow[]> =>
    here.lore.store.read(team, { kind: 'person', userId: userId(who) }, (read) =>
      read.from(lessons).selectAll().orderBy('it.title').execute(),
    );
  const authorsFor = (who: string, rows: readonly LessonRow[]): Promise<readonly (readonly UserId[])[]> =>
    here.lore.store.read(team, { kind: 'person', userId: userId(who) }, async (read) =>
      (await withAuthors(read, rows, now())).map(({ authors }) => authors),
    );
  const sent = () => JSON.stringify(here.sandbox.world.messages);

  const notes = [
    { path: 'a', title: 'A', body: 'One', learned_at: '2019-03-01T10:00:00Z', author: 'Ann Lee' },
    { path: 'b', title: 'B', body: 'Two', author: 'Bo Nobody' },
    { path: 'c', title: 'C', body: 'Three', learned_at: '2999-01-01', author: seun },
  ];

  it('its readers find it as old as it is, by whom it is sure and by nobody else, and nobody hears of it', async () => {
    const [before, began] = [sent(), now()];
    const { outcomes, refused, doubts } = await bring(written('notes.jsonl', ...notes), {
      reach: 'workspace',
    });
    expect([outcomes, refused]).toEqual([{ new: 3 }, []]);
    expect(doubts).toMatchObject({
      future: { count: 1, first: ['line 3'] },
      byWords: { count: 1, first: ['line 2'] },
    });
    const rows = await rowsFor(seun);
    expect(
      rows.map(({ title, context, happened, use_when: when }) => [title, context, happened, when]),
    ).toEqual([
      ['A', '', 'One', ''],
      ['B', 'By Bo Nobody', 'Two', ''],
      ['C', '', 'Three', ''],
    ]);
    const isNow = (at: number | null) => at !== null && at >= began && at <= now();
    expect(rows[0]?.kept_at).toBe(Date.parse('2019-03-01T10:00:00Z'));
    expect(rows.slice(1).every(({ kept_at: at }) => isNow(at))).toBe(true);
    // Not as old as they are: they would be too old to be kept.
    expect(rows.every(({ written_at: at }) => isNow(at))).toBe(true);
    expect(await authorsFor(seun, rows)).toEqual([[priya], [], [seun]]);
    await here.settle();
    await here.playUntil(now() + 8 * day);
    expect(sent()).toBe(before);
    const audit = await here.lore.store.audit.of(team);
    expect(audit.filter(({ deed }) => deed === 'import')).toEqual([
      { at: expect.any(Number) as number, actor: 'operator', deed: 'import', subject: 'lessons' },
    ]);
  }, 120_000);

  it('again it is there once; what the source changed is changed, unless somebody changed or deleted it here', async () => {
    const file = written('notes.jsonl', ...notes);
    await bring(file);
    expect((await bring(file)).outcomes).toEqual({ same: 3 });
    // Under another name of file, and without what names it.
    const unnamed = written('other.jsonl', ...notes.map((note) => ({ ...note, path: undefined })));
    expect((await bring(unnamed)).outcomes).toEqual({ elsewhere: 3 });
    const [, b, c] = await rowsFor(mara);
    await here.lore.store.transact(team, { kind: 'person', userId: userId(mara) }, async (scope) => {
      await scope.update(lessons, b?.id ?? rowId('none'), { happened: 'Two, and more', edited_at: now() });
      await scope.update(lessons, c?.id ?? rowId('none'), { state: 'gone', title: '', happened: '' });
    });
    written('notes.jsonl', ...notes.map((note) => ({ ...note, body: `${note.body}!` })));
    const dry = await bring(file, {}, true);
    const { outcomes, changedHere } = await bring(file);
    expect(outcomes).toEqual({ updated: 1, changedHere: 1, takenOut: 1 });
    expect(dry.outcomes).toEqual(outcomes);
    expect(changedHere).toEqual({ count: 1, first: ['line 2'] });
    expect((await rowsFor(mara)).map(({ title, happened }) => [title, happened])).toEqual([
      ['', ''],
      ['A', 'One!'],
      ['B', 'Two, and more'],
    ]);
    expect((await here.lore.store.audit.of(team)).filter(({ deed }) => deed === 'import')).toHaveLength(2);
  }, 120_000);

  it('a dry run writes nothing', async () => {
    const before = await here.rows(
      'lesson',
      'lesson_part',
      'lesson_import',
      'audit',
      'audience',
      'authorship',
    );
    expect((await bring(written('notes.jsonl', ...notes), {}, true)).outcomes).toEqual({ new: 3 });
    expect(await here.rows('lesson', 'lesson_part', 'lesson_import', 'audit', 'audience', 'authorship')).toBe(
      before,
    );
  }, 120_000);

  it('of one file twice at once, each lesson is there once', async () => {
    const many = Array.from({ length: 120 }, (_, nth) => ({
      id: nth,
      title: `Note ${nth}`,
      text: `Text ${nth}`,
    }));
    const file = written('many.jsonl', ...many);
    const both = await Promise.all([bring(file), bring(file)]);
    const sum = (outcome: 'new' | 'same') =>
      both.reduce((all, { outcomes }) => all + (outcomes[outcome] ?? 0), 0);
    expect([sum('new'), sum('same')]).toEqual([120, 120]);
    expect(await rowsFor(mara)).toHaveLength(120);
  }, 120_000);

  it('the person who brought it in may change it, and is not its author; erased, they are named no more and it stays', async () => {
    await bring(written('notes.jsonl', ...notes));
    expect(await here.home(mara)).not.toContain('lessons.list');
    const mine = await here.lore.store.read(team, { kind: 'person', userId: userId(mara) }, (read) =>
      read.mine(parts).selectAll().execute(),
    );
    expect(mine).toHaveLength(1);
    await here.erase(mara);
    const left = JSON.parse(await here.rows('lesson')) as [LessonRow[]];
    expect(left[0].map(({ title, writer_id: writer }) => [title, writer]).toSorted()).toEqual([
      ['A', null],
      ['B', null],
      ['C', null],
    ]);
    expect(await here.rows('lesson', 'lesson_part', 'lesson_import', 'authorship')).not.toContain(mara);
  }, 120_000);

  it('the person who brought it in deletes one where it is opened; its readers cannot', async () => {
    await bring(written('notes.jsonl', ...notes), { reach: 'workspace' });
    const opened = async (who: string) => {
      await here.who(who).closeAll();
      await here.who(who).say(website, '/lessons Two');
      await here.who(who).pressInModal('lessons.open');
      return here.modal(who);
    };
    expect(await opened(priya)).not.toMatch(/lessons\.(take-out|change)"/);
    expect(await opened(mara)).toContain('"lessons.change"');
    await here.who(mara).pressInModal('lessons.take-out');
    await here.who(mara).submit();
    await here.settle();
    expect((await rowsFor(priya)).flatMap(({ title, state }) => (state === 'gone' ? [] : title))).toEqual([
      'A',
      'C',
    ]);
  }, 120_000);

  it('goes with an author who is erased, and with its channel, and leaves no trace of where it came from', async () => {
    await bring(written('notes.jsonl', ...notes), { reach: 'workspace' });
    await here.erase(priya);
    expect((await rowsFor(seun)).map(({ title }) => title)).toEqual(['B', 'C']);
    await here.lore.store.erasing(team, 'operator', { kind: 'channel', channelId: channelId(website) });
    expect(await here.rows('lesson', 'lesson_part', 'lesson_import')).toBe('[[],[],[]]');
  }, 120_000);

  it('is asked about by the digest of its channel, a few at a time, and by no message to its author', async () => {
    await bring(written('notes.jsonl', ...notes), { reach: 'workspace' });
    const items = lessonsFeature(() => []).digestItems;
    const rows = await rowsFor(mara);
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      const week = { channel: channelId(website), from: row.review_by - day, to: row.review_by + 1 };
      const viewer = { kind: 'channel', channelId: channelId(website) } as const;
      const found = await here.lore.store.read(team, viewer, async (read) => items?.find(read, week));
      expect(found).toContainEqual(expect.objectContaining({ id: row.id, isDue: true }));
    }
    expect(await here.rows('job')).not.toContain('lessons.review');
  }, 120_000);

  it('reaches whom the person may reach, where they are', async () => {
    const file = written('notes.jsonl', ...notes);
    await expect(bring(file, { channel: secretly })).rejects.toThrow(/U0MARA is not in C0PEOPLE/);
    await expect(bring(file, { by: 'U0NOBODY' })).rejects.toThrow(
      /Lore knows no member U0NOBODY .*--by takes a user id \(U…\)/,
    );
    await bring(file, { channel: secretly, by: 'U0KATRIN' });
    expect(await rowsFor(hana)).toEqual([]);
    expect((await rowsFor('U0KATRIN')).map(({ reach }) => reach)).toEqual(Array(3).fill('conversation'));
    await expect(bring(file, { by: sam, reach: 'workspace' })).rejects.toThrow(
      /A guest reaches the conversation only/,
    );
  }, 120_000);

  it('once the first came in, PostgreSQL knows that the tables are empty no more, and takes the index of what it looks for', async () => {
    // As if it had never looked at them: meanwhile it may have, while they held what other tests brought in.
    if (engine.name === 'postgres')
      await here.lore.store.write((db) =>
        sql`update pg_class set relpages = 0, reltuples = -1 where relname in ('lesson', 'lesson_import')
          and relnamespace = current_schema()::regnamespace`.execute(db),
      );
    await bring(
      written(
        'notes.jsonl',
        ...Array.from({ length: 120 }, (_, nth) => ({ id: nth, title: `${nth}`, text: 'words' })),
      ),
    );
    if (engine.name === 'sqlite') return;
    const known = await here.lore.store.write(async (db) => {
      // After PostgreSQL's own look, if it is at it.
      await sql`lock table lesson, lesson_import in share update exclusive mode`.execute(db);
      return sql<{
        rows: number;
      }>`select reltuples::int as rows from pg_class where relname in ('lesson', 'lesson_import')`.execute(
        db,
      );
    });
    for (const { rows } of known.rows) expect(rows).toBeGreaterThanOrEqual(100);
  }, 120_000);

  it('where the disk is full, says so, and keeps nothing half', async () => {
    const many = Array.from({ length: 200 }, (_, nth) => ({
      id: nth,
      title: `Note ${nth}`,
      text: 'word '.repeat(900),
    }));
    const file = written('many.jsonl', ...many);
    // As the engine itself meets it: SQLite may make its file no larger; PostgreSQL is told by a trigger, under its own code.
    await here.lore.store.write(async (db) => {
      if (engine.name === 'sqlite') await sql`pragma max_page_count = 1`.execute(db);
      else {
        await sql`create function full_disk() returns trigger language plpgsql as
          'begin raise exception ''could not extend file'' using errcode = ''disk_full''; end'`.execute(db);
        await sql`create trigger full_disk before insert on lesson_import execute function full_disk()`.execute(
          db,
        );
      }
    });
    await expect(bring(file)).rejects.toThrow(
      'The disk is full. Free some space where the database is. What is in stays, and nothing is half-written. Run the same command again: it goes on where this one ended.',
    );
    await here.lore.store.write(async (db) => {
      if (engine.name === 'sqlite') await sql`pragma max_page_count = 1000000`.execute(db);
      else await sql`drop trigger full_disk on lesson_import`.execute(db);
    });
    const inside = (await rowsFor(mara)).length;
    expect(inside % 100).toBe(0);
    expect((await bring(file)).outcomes).toEqual({
      ...(inside === 0 ? {} : { same: inside }),
      new: 200 - inside,
    });
  }, 120_000);

  it('is no news in a digest, however young it is, and is found where something begins', async () => {
    await bring(
      written(
        'notes.jsonl',
        { title: 'Roll back', text: 'By hand', date: '2020-01-01' },
        { title: 'New', text: 'Today' },
      ),
      {
        reach: 'workspace',
      },
    );
    const viewer = { kind: 'channel', channelId: channelId(learning) } as const;
    const [news, all] = await here.lore.store.read(team, viewer, async (read) => [
      await newElsewhere(read, viewer.channelId, 10, now() - 28 * day),
      await findRows(read.from(lessons), { reach: 'workspace', state: 'kept' }),
    ]);
    expect([news.length, all.length]).toEqual([0, 2]);
  }, 120_000);

  it('is looked at again on many days, not all on one', async () => {
    const many = Array.from({ length: 100 }, (_, nth) => ({
      id: nth,
      title: `Note ${nth}`,
      text: `Text ${nth}`,
    }));
    await bring(written('many.jsonl', ...many));
    const days = new Set((await rowsFor(mara)).map(({ review_by: at }) => Math.floor(at / day)));
    expect(days.size).toBeGreaterThan(50);
  }, 120_000);

  it('every table it writes has the rows of each', async () => {
    await bring(written('notes.jsonl', ...notes));
    const viewer = { kind: 'person', userId: userId(mara) } as const;
    const rows = await here.lore.store.read(team, viewer, (read) => read.from(imports).selectAll().execute());
    expect(new Set(rows.map(({ lesson_id: id }) => id)).size).toBe(3);
  }, 120_000);
});
