/** What Lore exported comes into another Lore as it was, and leaves it as the same bytes. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { rowId, userId } from '../../src/core/ids.ts';
import { countApplied } from '../../src/features/lessons/fitting/operations.ts';
import { searchForAll } from '../../src/core/lesson-search.ts';
import { findRows } from '../../src/core/rows.ts';
import type { Scope } from '../../src/core/scope.ts';
import { lessonsCopy } from '../../src/features/lessons/copy.ts';
import { changeStandard, takeBackStandard } from '../../src/features/lessons/effect/operations.ts';
import { outcomesOf } from '../../src/features/lessons/effect/read.ts';
import { outcomeBlocks } from '../../src/features/lessons/effect/screens.ts';
import { historyOf } from '../../src/features/lessons/history/operations.ts';
import { search } from '../../src/features/lessons/library/library.ts';
import { type Lesson, loadLesson } from '../../src/features/lessons/read.ts';
import { lessons } from '../../src/features/lessons/rows.ts';
import { features } from '../../src/features.ts';
import { exportLessons } from '../../src/operator/library/export/export.ts';
import { authorsIn, placeOf, sinkOf } from '../../src/operator/library/import/keep.ts';
import { columnsOf, importAll, mapped } from '../../src/operator/library/import/run.ts';
import { openSource } from '../../src/operator/library/import/source.ts';
import { randomIds, wallClock } from '../../src/process.ts';
import { exportFor, exportOwn } from '../../src/system/my-data/subject-data.ts';
import { lastingEngines } from '../support/databases.ts';
import { anyLesson, plainLesson } from '../support/lesson-records.ts';
import { goesOn, type LibraryHere, libraryOn, mara, priya, team, website } from '../support/library-here.ts';

describe.each(lastingEngines())('on $name', ({ fresh }) => {
  let home: string;
  let [here, there]: [LibraryHere | null, LibraryHere | null] = [null, null];
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'lore-own-'));
  });
  afterEach(async () => {
    for (const library of [here, there]) await library?.close();
    [here, there] = [null, null];
    await rm(home, { recursive: true });
  });

  async function bring({ store }: LibraryHere, name: string) {
    const source = await openSource(join(home, name));
    const place = await placeOf(store, team, { channel: website, by: mara, reach: 'workspace' });
    const refused: string[] = [];
    const report = await importAll(
      source,
      {
        mapping: mapped(await columnsOf(source), {}, source.hasPages),
        now: Date.now(),
        authorOf: authorsIn(store, team, new Map()),
        byWords: (who) => who,
      },
      sinkOf(store, place, { clock: wallClock, ids: randomIds }),
      { rejected: async ({ reason }) => void refused.push(reason), progress: () => undefined },
    );
    await source.close();
    return { outcomes: report.outcomes, refused };
  }
  const take = ({ store }: LibraryHere, name: string) =>
    exportLessons({}, store, team, {
      to: join(home, name),
      reader: null,
      since: null,
      git: false,
      push: false,
    });
  const bytesOf = async (name: string): Promise<readonly (readonly [string, string])[]> => {
    if (name.includes('.')) return [['', await readFile(join(home, name), 'utf8')]];
    const all = await readdir(join(home, name), { recursive: true, withFileTypes: true });
    const files = all.filter((one) => one.isFile() && one.name.endsWith('.md'));
    const read = files.map(async (one) => {
      const path = join(one.parentPath, one.name);
      return [path.slice(join(home, name).length), await readFile(path, 'utf8')] as const;
    });
    return (await Promise.all(read)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  };

  it.each(['', '.csv', '.jsonl'])(
    'an export (%s) that another Lore imports leaves it as the same bytes, and coming again changes nothing',
    async (ending) => {
      [here, there] = [await libraryOn(await fresh()), await libraryOn(await fresh())];
      const generated = fc
        .sample(anyLesson, { numRuns: 25, seed: 14 })
        .map((lesson, at) => ({ ...lesson, id: `${lesson.id}${at}` }));
      for (const lesson of generated) await here.bringIn(lesson);
      await here.bringIn({ ...plainLesson, reach: 'workspace' }, { isOwn: true });
      await goesOn(here, plainLesson.id);
      await take(here, `a${ending}`);
      const count = generated.length + 1;
      expect(await bring(there, `a${ending}`)).toEqual({ outcomes: { new: count }, refused: [] });
      expect(await bring(there, `a${ending}`)).toEqual({ outcomes: { same: count }, refused: [] });
      await take(there, `b${ending}`);
      expect(await bytesOf(`b${ending}`)).toEqual(await bytesOf(`a${ending}`));
    },
    120_000,
  );

  it('what was for those who saw its cards reaches the person who brings it in, and nobody else', async () => {
    [here, there] = [await libraryOn(await fresh()), await libraryOn(await fresh())];
    await here.bringIn({ ...plainLesson, authors: [], reach: 'people', keptAt: null });
    await take(here, 'a.jsonl');
    await bring(there, 'a.jsonl');
    const seenBy = async (who: typeof mara) =>
      (
        await there?.store.read(team, { kind: 'person', userId: who }, (read) =>
          read.from(lessons).select('it.id').execute(),
        )
      )?.length;
    expect([await seenBy(mara), await seenBy(priya)]).toEqual([1, 0]);
  }, 120_000);

  it('says nothing any more of whom it names once they are erased, known there or not; the lesson stays', async () => {
    [here, there] = [await libraryOn(await fresh()), await libraryOn(await fresh())];
    const [diego] = plainLesson.authors;
    const named = { id: priya, name: 'Priya Shah' };
    const trial = { team: null, at: 1_000, went: 'helped', how: 'Took a day', by: [named] };
    const change = { change: 'confirmed', at: 2_000, by: diego ?? null, note: '', before: null };
    const one = { ...plainLesson, authors: [], writtenDownBy: null, history: [], trials: [] };
    await here.bringIn({ ...one, id: 'tried', trials: [trial], history: [change] });
    await here.bringIn({ ...one, id: 'changed', history: [change] });
    await here.bringIn({ ...one, id: 'written', writtenDownBy: named });
    const nobody = await here.bringIn({ ...one, id: 'nobody' });
    await take(here, 'a.jsonl');
    await bring(there, 'a.jsonl');
    const left = async () => {
      await take(there ?? fail(), 'b.jsonl');
      return readFile(join(home, 'b.jsonl'), 'utf8');
    };
    expect(await left()).toMatch(/Priya/);
    await there.store.erasing(team, 'operator', { kind: 'person', userId: priya });
    expect(await left()).not.toMatch(/Priya|Took a day/);
    expect(await left()).toContain('Diego');
    await there.store.erasing(team, 'operator', { kind: 'person', userId: userId('U0DIEGO') });
    expect(await left()).not.toMatch(/Diego/);
    expect((await left()).trim().split('\n')).toHaveLength(4);
    // What is known of a lesson that is there names nobody more when it comes again: an erasure would not find them.
    await goesOn(here, nobody);
    await here.store.transact(team, { kind: 'person', userId: mara }, async (scope) => {
      for (const { id } of await scope.from(lessons).select('it.id').execute())
        await scope.update(lessons, id, { happened: 'Other words' });
    });
    await take(here, 'a.jsonl');
    await there.store.directory.setMembers(team, website, [mara], Date.now());
    expect((await bring(there, 'a.jsonl')).outcomes).toEqual({ updated: 4 });
    expect(await left()).toContain('Other words');
    expect(await left()).toContain('Took an hour');
    expect(await left()).not.toMatch(/Priya|Diego|"by":\{"name":"Mara/);
  }, 120_000);

  it('how many projects applied it goes along, and is counted on from there', async () => {
    [here, there] = [await libraryOn(await fresh()), await libraryOn(await fresh())];
    const id = await here.bringIn({ ...plainLesson, authors: [], uses: { applied: 3, used: 2 } });
    const bringAll = async () => {
      await take(here ?? fail(), 'a.jsonl');
      await bring(there ?? fail(), 'a.jsonl');
      await take(there ?? fail(), 'b.jsonl');
    };
    const applied = async ({ store }: LibraryHere) =>
      store.read(team, { kind: 'person', userId: mara }, async (read) =>
        (await read.from(lessons).select('it.applied_in').execute()).map((row) => row.applied_in),
      );
    const apply = ({ store }: LibraryHere, lesson: string) =>
      store.transact(team, { kind: 'person', userId: mara }, (scope) => countApplied(scope, rowId(lesson)));
    await bringAll();
    expect(await applied(there)).toEqual([3]);
    expect(await bytesOf('b.jsonl')).toEqual(await bytesOf('a.jsonl'));
    const [row] = await there.store.read(team, { kind: 'person', userId: mara }, (read) =>
      read.from(lessons).select('it.id').execute(),
    );
    await apply(there, row?.id ?? '');
    await apply(here, id);
    await apply(here, id);
    await bringAll();
    expect(await applied(there)).toEqual([6]);
    expect((await bytesOf('b.jsonl')).join('')).toContain('"applied":6');
  }, 120_000);

  it('is shown with what had come of it and changed there, by nobody’s name, and found by that it was tried', async () => {
    [here, there] = [await libraryOn(await fresh()), await libraryOn(await fresh())];
    const priyas = { id: priya, name: 'Priya Shah' };
    const before = {
      title: 'Rehearse',
      topics: [],
      useWhen: 'You move',
      context: '',
      happened: 'Nine hours',
    };
    await here.bringIn({
      ...plainLesson,
      effect: 'tried',
      trials: [
        { team: { id: 'C1', name: 'ops' }, at: 1_000, went: 'helped', how: 'Took *a* day', by: [priyas] },
        { team: null, at: 2_000, went: 'not', how: '', by: [] },
        { team: null, at: 3_000, went: 'wonders', how: 'x', by: [] },
      ],
      history: [
        { change: 'words', at: 4_000, by: priyas, note: '', before },
        { change: 'sung', at: 5_000, by: null, note: '', before: null },
      ],
    });
    await take(here, 'a.jsonl');
    await bring(there, 'a.jsonl');
    const shown = (act: (scope: Scope, lesson: Lesson) => Promise<void> = async () => undefined) =>
      (there ?? fail()).store.transact(team, { kind: 'person', userId: mara }, async (scope) => {
        const found = await search(
          scope,
          { ...searchForAll, effect: 'tried' },
          { from: 0, most: 9 },
          { now: 0, tz: 'UTC' },
        );
        const [one] = found.lessons;
        const lesson = one === undefined ? null : await loadLesson(scope, one.id, Date.now());
        if (lesson === null) throw new Error('it is not found');
        await act(scope, lesson);
        const blocks = outcomeBlocks(lessonsCopy.in('en', 'UTC'), lesson.outcomes);
        return JSON.stringify([blocks, await historyOf(scope, lesson.row)]);
      });
    const page = await shown(async (scope, lesson) => {
      const work = { scope, now: Date.now(), newId: () => randomIds.next() };
      const standard = { kind: 'runbook', name: 'Moves', link: '' } as const;
      await changeStandard(work, lesson, standard, mara);
      await takeBackStandard(work, lesson, mara);
    });
    expect(page).toContain('Tried 2 times before it came here');
    expect(page).toContain('Elsewhere (helped): ');
    expect(page).toContain('{"type":"text","text":"a","style":{"bold":true}}');
    expect(page).toContain('"before":"Nine hours"');
    expect(page).not.toMatch(/Priya|U0PRIYA|sung|wonders/);
    // That it changed a standard was taken back: it was tried all the same.
    expect(await shown()).toContain('Tried 2 times');
  }, 120_000);

  it('a person’s and the operator’s export say that it was tried there, as the library does, until who said so is erased', async () => {
    [here, there] = [await libraryOn(await fresh()), await libraryOn(await fresh())];
    const tried = { team: null, at: 1_000, went: 'helped', how: '', by: [{ id: priya, name: 'Priya Shah' }] };
    await here.bringIn({ ...plainLesson, authors: [], effect: 'tried', trials: [tried] });
    await take(here, 'a.jsonl');
    await bring(there, 'a.jsonl');
    const { store } = there;
    const said = async (): Promise<readonly unknown[]> => {
      const viewer = { kind: 'person', userId: mara } as const;
      const shown = await store.read(team, viewer, async (read) => {
        const rows = await findRows(read.from(lessons), {});
        const outcomes = await outcomesOf(read, rows, Date.now());
        return rows.map((row) => outcomes(row).effect);
      });
      const by = { actor: 'operator', reader: null } as const;
      const all = await exportFor(store, features, team, by, { kind: 'workspace' });
      const own = await exportOwn(store, features, team, mara);
      return [
        ...shown,
        ...[own, all].flatMap((one) => /"effect":\{"choice":"(\w+)"/.exec(JSON.stringify(one))?.[1]),
      ];
    };
    expect(await said()).toEqual(['tried', 'tried', 'tried']);
    await store.erasing(team, 'operator', { kind: 'person', userId: priya });
    expect(await said()).toEqual(['advice', 'advice', 'advice']);
  }, 120_000);

  it('what has come of it here stays when its file comes again with other words', async () => {
    [here, there] = [await libraryOn(await fresh()), await libraryOn(await fresh())];
    const id = await here.bringIn({ ...plainLesson, authors: [] });
    await take(here, 'a.jsonl');
    await bring(there, 'a.jsonl');
    const all = (library: LibraryHere) =>
      library.store.transact(team, { kind: 'person', userId: mara }, (scope) =>
        findRows(scope.from(lessons), {}),
      );
    const [lesson] = await all(there);
    await goesOn(there, lesson?.id ?? '');
    await there.store.transact(team, { kind: 'person', userId: mara }, (scope) =>
      scope.update(lessons, rowId(lesson?.id ?? ''), { edited_at: null }),
    );
    await here.store.transact(team, { kind: 'person', userId: mara }, (scope) =>
      scope.update(lessons, rowId(id), { happened: 'Other words' }),
    );
    await take(here, 'a.jsonl');
    expect((await bring(there, 'a.jsonl')).outcomes).toEqual({ updated: 1 });
    expect(await all(there)).toMatchObject([
      {
        happened: 'Other words',
        effect: 'retired',
        standard_name: 'Moves',
        retired_why: 'Nobody moves any more',
      },
    ]);
  }, 120_000);

  it('that was kept in the future, as its file says, is as old as its import, and leaves as it came', async () => {
    [here, there] = [await libraryOn(await fresh()), await libraryOn(await fresh())];
    await here.bringIn({ ...plainLesson, authors: [], keptAt: Date.UTC(2999, 0, 1) });
    await take(here, 'a.jsonl');
    expect((await bring(there, 'a.jsonl')).outcomes).toEqual({ new: 1 });
    expect((await bring(there, 'a.jsonl')).outcomes).toEqual({ same: 1 });
    const [row] = await there.store.read(team, { kind: 'person', userId: mara }, (read) =>
      read.from(lessons).select('it.kept_at').execute(),
    );
    expect(row?.kept_at).toBeLessThanOrEqual(Date.now());
    await take(there, 'b.jsonl');
    expect(await bytesOf('b.jsonl')).toEqual(await bytesOf('a.jsonl'));
  }, 120_000);

  it('its own export brings nothing into the Lore that wrote it', async () => {
    here = await libraryOn(await fresh());
    await here.bringIn(plainLesson, { isOwn: true });
    await take(here, 'a.jsonl');
    expect(await bring(here, 'a.jsonl')).toEqual({ outcomes: { elsewhere: 1 }, refused: [] });
  }, 120_000);
});

function fail(): never {
  throw new Error('it is not there');
}
