/** Weeks in which everything happens, then `lore forget` of a channel, of each person and of the workspace; each time every byte is searched. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { day, hour } from '../../src/core/clock.ts';
import { userId } from '../../src/core/ids.ts';
import { features } from '../../src/features.ts';
import { createLore } from '../../src/lore.ts';
import { makeLog } from '../../src/process.ts';
import { allColumnsOf } from '../../src/store/access/catalogue.ts';
import { systemTables } from '../../src/store/schema.ts';
import type { Store } from '../../src/store/store.ts';
import { secretly, team } from '../support/company.ts';
import { type FreshDatabase, lastingEngines } from '../support/databases.ts';
import { drawnIds } from '../support/drawn-ids.ts';
import { clean, filesOf } from '../support/erasures.ts';
import { type Heard, makeHeard } from '../support/heard.ts';
import { storeAt } from '../support/kept/kept.ts';
import { playLife } from '../support/kept/life.ts';
import type { LoreHere } from '../support/lore-here.ts';
import { bytesOf, foundIn } from '../support/searched.ts';
import { keptAndWanted } from '../support/search/written.ts';
import { playUntil } from '../support/settling.ts';
import { unhurried } from '../support/unhurried.ts';

const root = join(import.meta.dirname, '..', '..');

/** Every column of every table, also of one that comes tomorrow. */
const columns = [
  ...Object.entries(systemTables),
  ...features.flatMap((feature) => feature.tables).map((table) => [table.name, allColumnsOf(table)] as const),
].flatMap(([table, declared]) =>
  Object.entries(declared).map(([name, { kind, isNullable }]) => ({
    ...{ table, name, kind, isNullable },
    at: `${table}.${name}`,
  })),
);
const ofPeople = columns.filter(({ kind }) => kind === 'person');
const ofText = columns.filter(({ kind }) => !['instant', 'number', 'flag'].includes(kind));

/** What is written for the team stays with it, as the button that erases says. */
const agreed = new Set([
  'retro.about',
  // A forum asks its team to present it, by the same name.
  'forum_invite.called',
  'retro_action.what',
  // Why one was dropped.
  'retro_action.reason',
  'retro_project.name',
  'retro_topic_name.name',
  // What a channel intends, and what it calls a theme: the team's, as plans and topics are.
  'retro_before.name',
  'retro_before.intent',
  'retro_assumption.theme',
  // Nobody's since it was joined, so nobody knows that it was theirs: decision 29.
  'retro_prediction.text',
  // What a channel is called after a reorganisation.
  'reorg_change.name',
  // The same of an experiment: what could go wrong is nobody’s once it is shown.
  'experiment_risk.words',
  // What the workspace protects, whoever of its admins wrote it down.
  'experiment_protected.name',
  // What the organisation aims for, which an admin wrote for it.
  'purpose_aim.words',
  'lesson.title',
  'lesson.context',
  'lesson.happened',
  'lesson.use_when',
  'lesson.topics',
  // What somebody finished, as the people of a pathway had published it: their own row, for them alone.
  'pathway_done.what',
  // A card with a hidden name, as nobody’s, until everyone’s links go, 14 days after the end: decision 8.
  'retro_card.text',
]);
/** What Slack says of an account, and of a channel that Lore is in, while it lists them. */
const ofSlack = new Set([
  'person.user_id',
  'membership.user_id',
  'user_group_member.user_id',
  'channel.channel_id',
  'membership.channel_id',
]);
/** Where in Slack something is still to be deleted or emptied. */
const toDo = 'left_behind.place';

/** @returns by word, the columns that hold it */
async function holders(store: Store, words: readonly string[]): Promise<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  for (const { table, name, at } of ofText) {
    const { rows } = await sql<{
      cell: string | null;
    }>`select distinct ${sql.ref(name)} as cell from ${sql.table(table)}`.execute(store.system);
    for (const word of words)
      if (rows.some(({ cell }) => cell?.includes(word) === true)) (found[word] ??= []).push(at);
  }
  return found;
}

/** Texts that tell: of several words, which stand nowhere in Lore itself. */
const isTelling = (text: string) => text.length >= 8 && text.includes(' ');
/** Those that one person alone wrote. */
const theirsAlone = ({ typed }: Heard, who: string): readonly string[] =>
  [...(typed.get(who) ?? [])].filter(
    (text) => isTelling(text) && [...typed].every(([other, texts]) => other === who || !texts.has(text)),
  );

describe.each(lastingEngines())('on $name, after weeks in which everything happens', ({ name, fresh }) => {
  /** Of the program: its temporary files, and what Node compiled. */
  let folder: string;
  let database: FreshDatabase;
  let here: LoreHere;
  let store: Store;
  const heard = makeHeard();
  let people: readonly { readonly id: string; readonly realName: string }[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lore-forgets-'));
    mkdirSync(join(folder, 'tmp'));
    database = await fresh();
    here = await playLife(database.url, { hear: heard.hear });
    people = here.sandbox.world.people.filter(({ isBot, teamId }) => !isBot && teamId === team);
    // One who is in a user group has left, so that Lore need not remember who was invited already.
    await here.sandbox.page('person', { as: 'U0INES', userId: 'U0SEUN', change: { kind: 'deactivate' } });
    await here.settle(hour);
    await here.lore.stop();
    store = storeAt(database.url, here.sandbox.core.clock.now());
    await standInEveryColumn();
  }, 120_000);
  afterAll(async () => {
    await store.close();
    await here.sandbox.close();
    await database.remove();
    rmSync(folder, { recursive: true });
  });

  /** Those that the weeks leave empty: Priya stands in each. */
  const standInEveryColumn = async () => {
    const inside = await holders(
      store,
      people.map(({ id }) => id),
    );
    const filled = new Set(Object.values(inside).flat());
    for (const column of ofPeople.filter(({ at }) => !filled.has(at))) {
      if (!column.isNullable) throw new Error(`nobody is in ${column.at}: life.ts has to put somebody there`);
      await sql`update ${sql.table(column.table)} set ${sql.ref(column.name)} = 'U0PRIYA' where team_id = ${team}`.execute(
        store.system,
      );
    }
  };

  /** As the operator does it. @returns what it printed */
  const lore = async (...args: string[]): Promise<string> => {
    const env = {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: database.url,
      TMPDIR: join(folder, 'tmp'),
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
    };
    const run = spawnSync(process.execPath, ['--no-warnings', 'src/cli.ts', ...args], { cwd: root, env });
    const said = `${run.stdout.toString()}${run.stderr.toString()}`;
    // Other tests use the same server: what they have begun is waited for.
    if (run.status === 3 && name === 'postgres') await clean(store);
    else if (run.status !== 0) throw new Error(said);
    return said;
  };

  /** Every byte of the database’s files and of what the program left elsewhere. No connection is open to a file meanwhile. */
  const left = async (words: readonly string[]): Promise<readonly string[]> => {
    const files = await filesOf(database.url);
    await store.close();
    const found = foundIn(Buffer.concat([bytesOf(await files()), bytesOf(folder)]), words);
    store = storeAt(database.url, here.sandbox.core.clock.now());
    return found;
  };

  it('everybody can be found before, in every column that can hold somebody, and in the files', async () => {
    const ids = people.map(({ id }) => id);
    const filled = new Set(Object.values(await holders(store, ids)).flat());
    expect(ofPeople.filter(({ at }) => !filled.has(at))).toEqual([]);
    const written = ids.flatMap((id) => theirsAlone(heard, id));
    expect(written.length).toBeGreaterThan(30);
    expect(await left(ids)).toEqual(ids);
    expect((await left(written)).length).toBeGreaterThan(25);
    expect((await wordsAreOfLessons()).words.length).toBeGreaterThan(2);
  });

  it('nothing is left of a channel', async () => {
    const written = ['Nobody had time to hand over', 'Handing over takes a week', 'Hand over for a week'];
    expect(await left([secretly, ...written])).toEqual([secretly, ...written]);
    const said = await lore('forget', '--channel', secretly, '--yes');
    expect(said).toContain(
      'of its messages and files from Slack. Until then the database still says where that is.',
    );
    expect(await holders(store, [secretly, ...written])).toEqual({ [secretly]: [toDo] });
    await wordsAreOfLessons();
    expect(await left(written)).toEqual([]);
  });

  /** What is kept for search has each word of the lessons that are left, and no other; what the bytes of a file hold of one: search-forgotten.test.ts. */
  const wordsAreOfLessons = async () => {
    const { kept, wanted } = await keptAndWanted(store);
    expect(kept).toEqual(wanted);
    return kept;
  };

  /** @returns what is left otherwise than it may be */
  const leftOf = async (ids: readonly string[]) => {
    const words = ids.flatMap((id) => [id, `D${id.slice(1)}`]);
    const written = ids.flatMap((id) => theirsAlone(heard, id));
    const names = people.flatMap(({ id, realName }) => (ids.includes(id) ? [realName] : []));
    const inTables = await holders(store, [...words, ...names, ...written]);
    await wordsAreOfLessons();
    const wrong = Object.entries(inTables).filter(([word, at]) =>
      at.some((column) =>
        written.includes(word)
          ? !agreed.has(column)
          : column !== toDo && (column !== 'user_group_member.user_id' || word === 'U0SEUN'),
      ),
    );
    const gone = [...words, ...names, ...written].filter((word) => inTables[word] === undefined);
    expect(gone.length).toBeGreaterThan(ids.length);
    return { inTables: wrong, inFiles: await left(gone) };
  };

  it.each(['U0MARA', 'U0PRIYA', 'U0SEUN'])(
    'nothing is left of %s, but what the team agreed on',
    async (id) => {
      const said = await lore('forget', '--person', id, '--yes');
      expect(said).toContain('empties their App Home');
      expect(await leftOf([id])).toEqual({ inTables: [], inFiles: [] });
    },
  );

  it('nothing is left of anybody, once each is erased', async () => {
    const last = 'U0KATRIN';
    for (const { id } of people)
      if (id !== last) await store.erasing(team, 'operator', { kind: 'person', userId: userId(id) });
    await lore('forget', '--person', last, '--yes');
    expect(await leftOf(people.map(({ id }) => id))).toEqual({ inTables: [], inFiles: [] });
  });

  it('nothing comes back when Lore goes on, but what Slack says of an account; and nothing is left to do', async () => {
    const again = createLore({
      config: here.config,
      clock: here.sandbox.core.clock,
      ids: drawnIds(),
      features,
      log: makeLog('silent'),
      requestTimeouts: unhurried,
    });
    await again.start({ runsDueWork: false });
    const isDone = async () =>
      (await again.store.system.selectFrom('left_behind').selectAll().execute()).length === 0;
    // Cleaned by itself in the night; on PostgreSQL perhaps in the next one, where other tests have something open.
    for (let days = 0; days < 9 && !(await isDone()); days += 1)
      await playUntil(here.sandbox, again.runner, here.sandbox.core.clock.now() + day);
    expect(await isDone()).toBe(true);
    await again.stop();
    // Those who are still there are asked again, as anybody is.
    const whoLeft = ['U0SEUN', 'D0SEUN'];
    const written = people.flatMap(({ id }) => theirsAlone(heard, id));
    const found = await holders(store, [...whoLeft, secretly, ...written]);
    const at = (words: readonly string[]) => [...new Set(words.flatMap((word) => found[word] ?? []))];
    expect(at([...whoLeft, secretly]).filter((column) => !ofSlack.has(column))).toEqual([]);
    expect(at(written).filter((column) => !agreed.has(column))).toEqual([]);
    expect(await left(written.filter((text) => found[text] === undefined))).toEqual([]);
  }, 120_000);

  it('nothing is left of a workspace, nor in a file beside the database', async () => {
    await lore('forget', '--workspace', '--yes');
    const ids = people.flatMap(({ id, realName }) => [id, `D${id.slice(1)}`, realName]);
    const written = [...heard.typed.values()].flatMap((all) => [...all]).filter(isTelling);
    const channels = here.sandbox.world.conversations.map(({ id }) => id);
    const all = [...new Set([...ids, ...written, ...channels])];
    expect(await holders(store, all)).toEqual({});
    expect((await wordsAreOfLessons()).words).toEqual([]);
    expect(await left(all)).toEqual([]);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });
});
