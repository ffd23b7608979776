/** What a reader may not know of stays unknown: by a filter that names it, in a file that leaves, and in one that comes in. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type ChannelId, rowId, type UserId } from '../../src/core/ids.ts';
import type { LessonRecord } from '../../src/core/lesson-record.ts';
import { type LessonSearch, searchForAll } from '../../src/core/lesson-search.ts';
import { features } from '../../src/features.ts';
import { tryIt } from '../../src/features/lessons/effect/operations.ts';
import { keepVersion, showVersions } from '../../src/features/lessons/history/operations.ts';
import { search } from '../../src/features/lessons/library/library.ts';
import { loadLesson } from '../../src/features/lessons/read.ts';
import { lessons } from '../../src/features/lessons/rows.ts';
import { exportLessons } from '../../src/operator/library/export/export.ts';
import { jsonLineOf } from '../../src/operator/library/format/json-lines.ts';
import { authorsIn, placeOf, sinkOf } from '../../src/operator/library/import/keep.ts';
import { columnsOf, importAll, mapped } from '../../src/operator/library/import/run.ts';
import { openSource } from '../../src/operator/library/import/source.ts';
import { randomIds, wallClock } from '../../src/process.ts';
import { exportFor } from '../../src/system/my-data/subject-data.ts';
import { lastingEngines } from '../support/databases.ts';
import { plainLesson } from '../support/lesson-records.ts';
import {
  goesOn,
  type LibraryHere,
  libraryOn,
  mara,
  priya,
  secret,
  team,
  website,
} from '../support/library-here.ts';

const own = (id: string, over: Partial<LessonRecord> = {}): LessonRecord => ({
  ...plainLesson,
  id,
  authors: [],
  ...over,
});

describe.each(lastingEngines())('on $name', ({ fresh }) => {
  let home: string;
  let library: LibraryHere;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'lore-unseen-'));
    library = await libraryOn(await fresh());
  });
  afterEach(async () => {
    await library.close();
    await rm(home, { recursive: true });
  });

  const found = (who: UserId, asked: Partial<LessonSearch>) =>
    library.store.read(team, { kind: 'person', userId: who }, (read) =>
      search(read, { ...searchForAll, ...asked }, { from: 0, most: 10 }, { now: Date.now(), tz: 'UTC' }),
    );
  /** Of the only lesson, which she tried. */
  async function expectAdviceOncePriyaIsErased(): Promise<void> {
    const counts = async () => [
      (await found(mara, { effect: 'tried' })).count,
      (await found(mara, { effect: 'advice' })).count,
      (await found(mara, {})).lessons[0]?.effect,
    ];
    expect(await counts()).toEqual([1, 0, 'tried']);
    await library.store.erasing(team, 'operator', { kind: 'person', userId: priya });
    expect(await counts()).toEqual([0, 1, 'advice']);
  }
  const file = async (reader: UserId | null) => {
    const to = join(home, 'out.jsonl');
    await exportLessons({}, library.store, team, { to, reader, since: null, git: false, push: false });
    return readFile(to, 'utf8');
  };
  async function bring(by: UserId, ...all: readonly LessonRecord[]) {
    const path = join(home, 'in.jsonl');
    await writeFile(path, all.map(jsonLineOf).join(''));
    const source = await openSource(path);
    const place = await placeOf(library.store, team, { channel: website, by, reach: 'workspace' });
    const refused: string[] = [];
    const { outcomes } = await importAll(
      source,
      {
        mapping: mapped(await columnsOf(source), {}, source.hasPages),
        now: Date.now(),
        authorOf: authorsIn(library.store, team, new Map()),
        byWords: (who) => who,
      },
      sinkOf(library.store, place, { clock: wallClock, ids: randomIds }),
      { rejected: async ({ reason }) => void refused.push(reason), progress: () => undefined },
    );
    await source.close();
    return { outcomes, refused };
  }

  it('a channel that somebody may no longer know of narrows a search to nothing, and is not counted', async () => {
    for (const [id, channel] of [
      ['a', website],
      ['b', secret],
    ] as const)
      await library.bringIn(own(id, { title: 'Plans' }), { isOwn: true, channel });
    // It was public when that was written.
    await sql`update lesson set from_public = 1`.execute(library.store.system);
    expect((await found(priya, { words: 'plans' })).count).toBe(2);
    const inIt = async (who: UserId, channel: ChannelId) =>
      (await found(who, { words: 'plans', channel })).count;
    expect([await inIt(priya, website), await inIt(mara, secret)]).toEqual([1, 1]);
    expect(await found(priya, { words: 'plans', channel: secret, since: '2020-01-01' })).toMatchObject({
      count: 0,
      topics: [],
      without: [{ filter: 'in', count: 2 }],
    });
  }, 120_000);

  it('a lesson is advice again, and found as that, once the person is erased who alone tried it with their name', async () => {
    await library.bringIn(own('a'), { isOwn: true });
    await library.store.transact(team, { kind: 'person', userId: priya }, async (scope) => {
      const work = { scope, now: Date.now(), newId: () => randomIds.next() };
      const [lesson, channel] = [await loadLesson(scope, rowId('a'), work.now), await scope.channel(website)];
      if (lesson === null || channel === null) throw new Error('no lesson');
      await tryIt(work, lesson, { channel, went: 'helped', how: 'Took an hour', by: priya }, priya);
    });
    await expectAdviceOncePriyaIsErased();
  }, 120_000);

  it('the same if the trial came with a file that named that person', async () => {
    const by = [{ id: priya, name: 'Priya' }];
    await bring(mara, own('a', { trials: [{ team: null, at: 1, went: 'helped', how: 'Took an hour', by }] }));
    await expectAdviceOncePriyaIsErased();
  }, 120_000);

  it('what came with a file about conversations of this workspace leaves only for those who may know of them', async () => {
    const link = `https://lindgrove.slack.com/archives/${secret}/p1700000000000001`;
    const place = { id: secret, name: 'secret-plans' };
    await bring(
      mara,
      own('a', {
        channel: place,
        link,
        context: `Said in <#${secret}>, ${link}`,
        trials: [{ team: place, at: 1, went: 'helped', how: `See ${link}`, by: [] }],
        standard: { kind: 'runbook', name: 'Moves', link, at: 1 },
        history: [{ change: 'standard', at: 1, by: null, note: link, before: null }],
      }),
    );
    expect((await file(null)).split(secret)).toHaveLength(9);
    expect((await file(mara)).split(secret)).toHaveLength(9);
    const theirs = await file(priya);
    expect(theirs).toContain('Rehearse');
    expect(theirs).not.toMatch(new RegExp(`${secret}|secret-plans`));
  }, 120_000);

  it('an export names no channel that was private when something came from there to who was not in it, though it is public by now', async () => {
    await library.bringIn(own('a'), { isOwn: true });
    await library.bringIn(own('b'), { isOwn: true, channel: secret });
    await goesOn(library, 'a');
    const facts = { kind: 'public', isShared: false, isArchived: false, hasLore: true } as const;
    const opened = { channelId: secret, ...facts, name: 'secret-plans' };
    await library.store.directory.saveChannel(team, opened, Date.now());
    const exportOf = async (reader: UserId) => {
      const { store } = library;
      const all = await exportFor(
        store,
        features,
        team,
        { actor: 'operator', reader },
        { kind: 'workspace' },
      );
      return JSON.stringify(all['lessons']);
    };
    expect(await exportOf(mara)).toContain(secret);
    const theirs = await exportOf(priya);
    expect(theirs).toContain('Took an hour');
    expect(theirs).not.toContain(secret);
  }, 120_000);

  it('a wording that was never agreed to is in no file of a lesson that its readers may read', async () => {
    await library.bringIn(own('a'), { isOwn: true, state: 'here' });
    await library.store.transact(team, { kind: 'person', userId: mara }, async (scope) => {
      const work = { scope, now: Date.now(), newId: () => randomIds.next() };
      const row = async () => {
        const lesson = await loadLesson(scope, rowId('a'), work.now);
        if (lesson === null) throw new Error('no lesson');
        return lesson.row;
      };
      await scope.update(lessons, rowId('a'), { title: 'Never agreed' });
      await keepVersion(work, await row(), { change: 'words', by: mara });
      await scope.update(lessons, rowId('a'), { title: 'Agreed', state: 'kept', kept_at: work.now });
      await scope.changeAudience(lessons, rowId('a'), (await row()).wide_id);
      await showVersions(scope, await row(), 'wide');
      await keepVersion(work, await row(), { change: 'words', by: mara });
      await scope.update(lessons, rowId('a'), { title: 'Agreed again' });
    });
    for (const reader of [null, mara, priya]) {
      const text = await file(reader);
      expect(text).not.toContain('Never agreed');
      expect(text).toContain('"title":"Agreed"');
    }
  }, 120_000);

  it('a second person who brings in what was for the people of one’s own gets it for themselves', async () => {
    const file = own('a', { reach: 'people', keptAt: null });
    expect(await bring(mara, file)).toEqual({ outcomes: { new: 1 }, refused: [] });
    expect(await bring(priya, file)).toEqual({ outcomes: { new: 1 }, refused: [] });
    expect(await bring(priya, file)).toEqual({ outcomes: { same: 1 }, refused: [] });
    expect(await bring(mara, file)).toEqual({ outcomes: { same: 1 }, refused: [] });
    for (const who of [mara, priya]) expect((await found(who, {})).count).toBe(1);
  }, 120_000);

  it('somebody who came once a channel was opened, and brings in what is there from before, is told by whom it can be', async () => {
    const facts = { channelId: website, isShared: false, isArchived: false, hasLore: true, name: 'website' };
    const become = async (kind: 'private' | 'public', members: readonly UserId[]) => {
      await library.store.directory.saveChannel(team, { ...facts, kind }, Date.now());
      await library.store.directory.setMembers(team, website, members, Date.now());
    };
    await become('private', [mara]);
    const theirs = own('a', { title: 'In private', reach: 'conversation' });
    await bring(mara, theirs);
    await become('public', [mara]);
    await become('public', [mara, priya]);
    expect((await found(priya, {})).count).toBe(0);
    await expect(bring(priya, theirs)).rejects.toThrow(/^Some of it was brought in before by somebody else/);
    const { rows } = await sql`select id from lesson`.execute(library.store.system);
    expect(rows).toHaveLength(1);
  }, 120_000);

  it('a lesson is not found by the name, the id or the address of a conversation that it names, which not all of its readers may know', async () => {
    const link = `https://lindgrove.slack.com/archives/${secret}/p1700000000000001`;
    const happened = `Said in <#${secret}|secret-plans> and <#${secret}>: ${link}. Told at https://example.org/talks`;
    await library.bringIn(own('a', { happened }), { isOwn: true });
    await goesOn(library, 'a');
    for (const words of [
      secret,
      secret.toLowerCase().slice(0, -1),
      'secret-plans',
      'p1700000000000001',
      'archives',
    ])
      expect([words, await found(priya, { words })]).toMatchObject([words, { count: 0, corrected: [] }]);
    expect([
      (await found(priya, { words: 'told' })).count,
      (await found(priya, { words: 'talks' })).count,
    ]).toEqual([1, 1]);
  }, 120_000);

  it('a standard that comes with an address that runs something has none', async () => {
    const standard = { kind: 'runbook', name: 'Moves', link: 'javascript:alert(1)', at: 1 };
    await bring(mara, own('a', { standard }));
    const { rows } = await sql<{ standard_link: string }>`select standard_link from lesson`.execute(
      library.store.system,
    );
    expect(rows).toEqual([{ standard_link: '' }]);
    expect(await file(null)).toContain('javascript:alert(1)');
  }, 120_000);
});
