/**
 * What a search answers is a function of the lessons that its viewer may see, and of nothing else: not its results, not their order and scores, not
 * how many there are, not which words are known. Ten thousand lessons in a company of chance; what may be seen is said by the oracle of the
 * other leak tests.
 */
import { sql } from 'kysely';
import { day } from '../../src/core/clock.ts';
import { channelId, userId, type UserId } from '../../src/core/ids.ts';
import { cutQuery } from '../../src/core/search/cut.ts';
import type { WordsReader } from '../../src/core/search/reader.ts';
import { search } from '../../src/core/search/search.ts';
import type { Term } from '../../src/core/search/stored.ts';
import type { ReadScope } from '../../src/core/scope.ts';
import { features } from '../../src/features.ts';
import { lessons } from '../../src/features/lessons/rows.ts';
import { lessonLibrary } from '../../src/features/lessons/sources.ts';
import type { AccessContext } from '../../src/store/access/access.ts';
import { noBallotKeys } from '../../src/store/ballots/keys.ts';
import { noSeals } from '../../src/store/settings/seals.ts';
import { type Catalogue, readCatalogue } from '../../src/store/access/catalogue.ts';
import { allGuards, type GuardName, type Guards } from '../../src/store/access/guards.ts';
import { readScopeOf } from '../../src/store/scope/scope.ts';
import { engines } from '../support/databases.ts';
import { maySee } from '../support/leak/oracle.ts';
import { switchedGuards } from '../support/leak/without-guard.ts';
import {
  type Company,
  companyOf,
  people,
  settle,
  wordNth,
  write,
  type Written,
} from '../support/search/company.ts';
import { MemoryWords, rowOf } from '../support/search/memory-words.ts';
import { noon, openWorld, T1, type World } from './support/world.ts';

type Viewer = AccessContext['viewer'];

const tables = features.flatMap((feature) => feature.tables);
const viewers = (company: Company): readonly Viewer[] => [
  ...Object.entries(people).map(([id, standing]) => ({
    kind: standing === 'deactivated' && id === 'UJ' ? ('former' as const) : ('person' as const),
    userId: userId(id),
  })),
  ...[...company.team.channels.keys()].map((id) => ({ kind: 'channel' as const, channelId: channelId(id) })),
  { kind: 'operator' },
  { kind: 'admin', userId: userId('UA') },
];

/** Whether the viewer may see a lesson, with nothing of the store. */
function sees({ team }: Company, viewer: Viewer, one: Written): boolean {
  const row = { ...one, token: one.id };
  switch (viewer.kind) {
    case 'person':
      return maySee(team, row, { kind: 'person', id: viewer.userId }, noon);
    case 'channel':
      return maySee(team, row, { kind: 'channel', id: viewer.channelId }, noon);
    case 'operator':
      return maySee(team, row, { kind: 'operator' }, noon);
    case 'admin':
      return maySee(team, { ...row, by: [] }, { kind: 'person', id: viewer.userId }, noon);
    case 'former':
      return (
        one.by.includes(viewer.userId) ||
        (one.writer === viewer.userId && maySee(team, row, { kind: 'operator' }, noon))
      );
  }
}

const scopeFor = (world: World, catalogue: Catalogue, guards: Guards, viewer: Viewer): ReadScope =>
  readScopeOf({
    db: world.store.system,
    engine: world.store.engine,
    catalogue,
    guards,
    teamId: T1,
    viewer,
    now: noon,
    freshSince: noon - day,
    startsOff: new Set(),
    ballotKeys: noBallotKeys,
    seals: noSeals,
  });

/** Each is cut once for all viewers: otherwise most of the time goes there. */
const cutOnce = new WeakMap<Written, ReturnType<typeof rowOf>>();
const remembered = (all: readonly Written[]): MemoryWords => {
  const memory = new MemoryWords();
  for (const one of all) {
    const { id, at, title, text } = one;
    const row = cutOnce.get(one) ?? rowOf(id, at, { title, text: `\n${text}` });
    cutOnce.set(one, row);
    memory.addRow(row);
  }
  return memory;
};

/** Those that the viewer may know that one of these people wrote. */
const writtenBy = (viewer: Viewer, by: readonly string[], all: readonly Written[]) =>
  all.filter((one) =>
    one.by.some(
      (user) =>
        by.includes(user) &&
        (one.names === 'shown' ||
          ((viewer.kind === 'person' || viewer.kind === 'former') && viewer.userId === user)),
    ),
  );

const [common, middling, rare] = [wordNth(0), wordNth(40), wordNth(590)];
/** The words of searches: common and rare ones, one with a typo, one that no lesson has, a whole description. */
const typed = [
  common,
  middling,
  rare,
  `${common} ${rare}`,
  `${rare.slice(0, 2)}x${rare.slice(3)} ${middling}`,
  `${wordNth(577).slice(0, -1)} ${wordNth(599)}x`,
  'elsewhere',
  Array.from({ length: 60 }, (_, nth) => wordNth(nth * 9)).join(' '),
  '',
];
const terms = [...new Set(Array.from({ length: 60 }, (_, nth) => wordNth(nth * 10)))].flatMap((word) =>
  cutQuery(word).flatMap(({ exact, stems, heads }) => [exact, ...stems, ...heads]),
);
const misspelt = [3, 77, 310, 599].flatMap((nth) => [`${wordNth(nth)}s`, wordNth(nth).slice(1)]) as Term[];

/** Everything that a search may say. */
async function answers(
  reader: WordsReader,
  by: WordsReader,
  only: readonly UserId[],
): Promise<Readonly<Record<string, unknown>>> {
  const counts = await reader.frequencies(lessons, terms);
  const all = [terms.slice(0, 4), terms.slice(4, 9)];
  const candidates = async (
    of: WordsReader,
    wanted: Parameters<WordsReader['candidates']>[1],
    narrow?: object,
  ) => (await of.candidates(lessons, wanted, narrow)).map(({ id, at, words }) => [id, at, words]);
  const near: (readonly string[])[] = [];
  for (const word of misspelt) near.push(await reader.near(lessons, word));
  const found: unknown[] = [];
  for (const text of typed) {
    const { rows, isMore, corrected } = await search(reader, { table: lessons, text });
    found.push([text, isMore, corrected, rows.map(({ id, score, fields }) => [id, score, fields])]);
  }
  return {
    rows: counts.rows,
    of: [...counts.of].filter(([, count]) => count > 0).toSorted(),
    near,
    candidates: [
      await candidates(reader, { all, most: 50 }),
      await candidates(reader, { any: terms.slice(0, 9), most: 7 }),
      await candidates(reader, { most: 10 }),
      await candidates(by, { any: terms.slice(0, 30), most: 40 }, { by: only }),
    ],
    found,
  };
}

const seenBy = (company: Company, viewer: Viewer) =>
  company.lessons.filter((one) => sees(company, viewer, one));
const some = ['UA', 'UE', 'UI'].map(userId);

const expected = async (company: Company, viewer: Viewer): Promise<Readonly<Record<string, unknown>>> => {
  const seen = seenBy(company, viewer);
  return answers(remembered(seen), remembered(writtenBy(viewer, some, seen)), some);
};

/** `npm test` has fewer, of as many kinds; `npm run test:everything` all. */
const sizes =
  process.env['LORE_TEST_BY_PLACE'] === undefined
    ? { sqlite: 10_000, postgres: 3_000 }
    : { sqlite: 4_000, postgres: 1_500 };

describe.each(engines())('on $name', (engine) => {
  let world: World;
  let catalogue: Catalogue;
  let company: Company;
  beforeAll(async () => {
    world = await openWorld(engine, allGuards, { tables });
    company = companyOf(14, sizes[engine.name]);
    await settle(world.store, company);
    catalogue = await readCatalogue(world.store.system, tables);
  }, 120_000);
  afterAll(() => world.close());

  it('every viewer reads what there would be to read if nothing existed but what they may see', async () => {
    const counts: number[] = [];
    for (const viewer of viewers(company)) {
      const { words } = scopeFor(world, catalogue, allGuards, viewer);
      const [told, wanted] = [await answers(words, words, some), await expected(company, viewer)];
      // One by one, and as text: of thousands of lessons a difference takes minutes to show.
      for (const [what, one] of Object.entries(told))
        expect([viewer, what, JSON.stringify(one)]).toEqual([viewer, what, JSON.stringify(wanted[what])]);
      counts.push(seenBy(company, viewer).length);
    }
    // People and channels who see much, something and nothing.
    expect(counts.filter((count) => count === 0).length).toBeLessThan(6);
    expect(new Set(counts).size).toBeGreaterThan(12);
  }, 120_000);

  it('no byte changes of what they read, of what is like it and of what fits, when what they may not see is changed, erased or written', async () => {
    const written = [...company.lessons];
    for (const viewer of [
      { kind: 'person', userId: userId('UB') },
      { kind: 'person', userId: userId('UE') },
      { kind: 'channel', channelId: channelId('C3') },
    ] as const) {
      const scope = scopeFor(world, catalogue, allGuards, viewer);
      const searcher = { now: noon, tz: 'UTC' };
      const seen = seenBy(company, viewer);
      const hidden = company.lessons.filter((one) => !sees(company, viewer, one));
      const theirs = new Set(written.filter((one) => sees(company, viewer, one)).map(({ id }) => id));
      // What somebody writes or begins is like lessons that they see, and like some that they do not.
      const begun = [...seen.slice(0, 8), ...hidden.slice(0, 8)].map(({ title }) => title);
      const told = async () => {
        const { words } = scopeFor(world, catalogue, allGuards, viewer);
        const rows: unknown[] = [await answers(words, words, some)];
        const pushed = new Set<string>();
        for (const text of [...typed, ...begun]) {
          const asked = { words: text, topics: [], channel: null, by: [], since: null, effect: null };
          rows.push(await lessonLibrary.search(scope, asked, { from: 0, most: 10 }, searcher));
          const like = { title: text, context: '', happened: text, useWhen: '', topics: [] };
          const similar = await lessonLibrary.similar(scope, like, searcher);
          const occasion = { channel: channelId('C9'), name: text, about: '' };
          const fitting = await lessonLibrary.find(scope, occasion, noon);
          rows.push(similar, fitting);
          for (const id of [...similar.map((one) => one.id), ...fitting]) pushed.add(id);
        }
        expect([...pushed].filter((id) => !theirs.has(id))).toEqual([]);
        expect(pushed.size).toBeGreaterThan(10);
        return JSON.stringify(rows);
      };
      const before = await told();
      expect(hidden.length).toBeGreaterThan(500);
      const ids = hidden.slice(0, 300).map(({ id }) => id);
      await world.store.write(async (db) => {
        await sql`update lesson set title = 'karatomone umoristo', happened = ${typed.join(' ')}
          where team_id = ${T1} and id in (${sql.join(ids.slice(0, 150))})`.execute(db);
        await sql`delete from lesson where team_id = ${T1} and id in (${sql.join(ids.slice(150))})`.execute(
          db,
        );
      });
      const added = hidden.slice(300, 400).map((one, nth) => ({
        ...one,
        id: `${one.id}N${viewer.kind === 'person' ? viewer.userId : 'C'}`,
        title: begun[nth % begun.length] ?? '',
        at: noon - 1,
      }));
      await write(world.store, added);
      written.push(...added);
      expect(await told()).toBe(before);
    }
  }, 120_000);
});

describe('without the guard', () => {
  /** `isOwn` is of rows that nobody else reads, which are not searched; `isOfConversation` of who is in an audience, which no search says. */
  const names = (Object.keys(allGuards) as GuardName[]).filter(
    (name) => name !== 'isOwn' && name !== 'isOfConversation',
  );
  const leaks = new Map<GuardName, string>();
  /** Through what is like a text, and what fits it. */
  const pushed = { similar: new Set<GuardName>(), find: new Set<GuardName>() };

  beforeAll(async () => {
    const [sqlite] = engines();
    if (sqlite === undefined) throw new Error('there is no engine');
    const switched = switchedGuards();
    const world = await openWorld(sqlite, switched.guards, { tables });
    const company = companyOf(15, 2_000);
    await settle(world.store, company);
    const catalogue = await readCatalogue(world.store.system, tables);
    for (const viewer of viewers(company)) {
      const seen = seenBy(company, viewer);
      const all = new Set(seen.map(({ id }) => id));
      const theirs = new Set(writtenBy(viewer, some, seen).map(({ id }) => id));
      for (const name of names.filter((it) => !leaks.has(it))) {
        switched.change(name, 'open');
        const scope = scopeFor(world, catalogue, switched.guards, viewer);
        const { words } = scope;
        const found = await words.candidates(lessons, { most: 100_000 });
        const by = await words.candidates(lessons, { most: 100_000 }, { by: some });
        const read = await scope.from(lessons).select('id').execute();
        const { rows } = await words.frequencies(lessons, []);
        if (
          found.some(({ id }) => !all.has(id)) ||
          by.some(({ id }) => !theirs.has(id)) ||
          read.some(({ id }) => !all.has(id)) ||
          rows > seen.length
        )
          leaks.set(name, JSON.stringify(viewer));
        const titleOf = new Map(company.lessons.map(({ id, title }) => [id, title]));
        for (const { id } of found.filter((one) => !all.has(one.id)).slice(0, 3)) {
          const title = titleOf.get(id) ?? '';
          const like = { title, context: '', happened: '', useWhen: title, topics: [] };
          const similar = await lessonLibrary.similar(scope, like, { now: noon, tz: 'UTC' });
          const occasion = { channel: channelId('C9'), name: title, about: '' };
          const fitting = await lessonLibrary.find(scope, occasion, noon);
          if (similar.some((one) => !all.has(one.id))) pushed.similar.add(name);
          if (fitting.some((one) => !all.has(one))) pushed.find.add(name);
        }
      }
    }
    await world.close();
  }, 120_000);

  it.each(names)('%s a search says what its viewer may not know', (name) => {
    expect(leaks.get(name)).toBeDefined();
  });

  /** Who wrote a lesson neither of these says; and the words of each workspace have an index that begins with it, whatever the guards say. */
  const others = names.filter((name) => name !== 'nameIsShown' && name !== 'isOfThisWorkspace');
  it.each(others)('%s a lesson is pushed, and shown as similar, to somebody who may not see it', (name) => {
    expect([pushed.find.has(name), pushed.similar.has(name)]).toEqual([true, true]);
  });
});
