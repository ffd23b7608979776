/** Thousands of saves by many people, then erasures of every kind: what must be found nowhere any more, and where to look. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { day } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import type { RetentionPolicy } from '../../src/core/retention.ts';
import { partsOf } from '../../src/core/tables.ts';
import type { Held } from '../../src/store/erasure/held.ts';
import type { Store } from '../../src/store/store.ts';
import type { Schema } from '../../src/store/schema.ts';
import { chanceOf } from '../../bench/chance.ts';
import { channel, noon, note, people, personViewer, T1, vote, type World } from '../store/support/world.ts';

/** Notes from the instant in their rank. */
const notes: RetentionPolicy = {
  name: 'test.notes',
  title: () => 'Notes',
  days: 5,
  table: note,
  since: 'rank',
  parts: partsOf(note, [vote]),
};

export interface Erased {
  /** Erased people’s ids and words, words that grew too old, and who wrote which card whose author was hidden. */
  readonly gone: RegExp;
  /** Words of somebody who was not erased: to be found still. */
  readonly stays: RegExp;
}

/**
 * @param saves how often somebody saves, each time at another length
 * @returns what erases some of it: a quarter of the people, hidden authors, what is too old
 */
export async function manySaves(world: World, saves: number, seed: number): Promise<() => Promise<Erased>> {
  const { store } = world;
  const chance = chanceOf(seed);
  const all = Array.from({ length: 40 }, (_, n) => `UPERSON${String(n).padStart(2, '0')}`);
  const wordsOf = (id: string) => `what-${id.toLowerCase()}-wrote`;
  await people(world, Object.fromEntries(all.map((id) => [id, 'member'])));
  await channel(world, 'TEAM', all);
  const [first = ''] = all;
  const as = personViewer;
  const { audience, embargo } = await store.transact(T1, as(first), async (scope) => ({
    audience: await scope.audience({ kind: 'conversation', channel: channelId('TEAM') }),
    embargo: await scope.embargo(),
  }));

  const rows = all.map((by) => ({ by, own: [] as { id: string; names: 'hidden' | 'shown' }[] }));
  const own = { team_id: T1, audience_id: audience };
  const save = async (db: Kysely<Schema>): Promise<void> => {
    const { by, own: theirs } = chance.pick(rows);
    const isNew = theirs.length === 0 || chance.is(0.3);
    const { id, names } = isNew
      ? {
          id: `row${String(chance.below(1e9)).padStart(9, '0')}`,
          names: chance.pick(['hidden', 'shown'] as const),
        }
      : chance.pick(theirs);
    const isOld = chance.is(0.1);
    const length = chance.below(chance.is(0.1) ? 6_000 : 400);
    // What somebody wrote with their name hidden is nobody’s after unlinking, and stays.
    const whose = names === 'hidden' ? 'what somebody wrote' : wordsOf(by);
    const words = `${isOld ? 'words-too-old ' : ''}${whose} ${'.'.repeat(length)}`;
    const rank = isOld ? noon - 9 * day : null;
    if (isNew) {
      const row = { id, words, rank, owner: null, seal_id: names === 'hidden' ? embargo : null };
      await put(db, 'note', { ...own, ...row });
      await put(db, 'authorship', { team_id: T1, table_name: 'note', row_id: id, user_id: by, names });
      await put(db, 'vote', { ...own, user_id: by, note: id, score: 1, seal_id: row.seal_id });
      theirs.push({ id, names });
      return;
    }
    if (chance.is(0.8)) {
      await sql`update note set words = ${words}, rank = ${rank} where team_id = ${T1} and id = ${id}`.execute(
        db,
      );
      return;
    }
    for (const [table, column] of [
      ['note', 'id'],
      ['authorship', 'row_id'],
      ['vote', 'note'],
    ] as const)
      await sql`delete from ${sql.table(table)} where team_id = ${T1} and ${sql.ref(column)} = ${id}`.execute(
        db,
      );
    theirs.splice(
      theirs.findIndex((one) => one.id === id),
      1,
    );
  };
  for (let saved = 0; saved < saves; saved += 50)
    await store.write(async (db) => {
      for (let some = 0; some < 50; some += 1) await save(db);
    });

  return async () => {
    const erased = all.filter((_, n) => n % 4 === 1);
    await store.transact(T1, as(first), (scope) => scope.anonymize(embargo));
    while ((await store.retention.expire(T1, notes, noon - 5 * day)) > 0);
    for (const id of erased) await store.erasing(T1, 'operator', { kind: 'person', userId: userId(id) });
    // As both engines lay out a row of `authorship`.
    const link = String.raw`row\d{9}.?UPERSON\d\d.?hidden`;
    return {
      gone: new RegExp([...erased, ...erased.map(wordsOf), 'words-too-old', link].join('|')),
      stays: new RegExp(wordsOf(first)),
    };
  };
}

async function put(
  db: Kysely<Schema>,
  table: string,
  cells: Readonly<Record<string, string | number | null>>,
): Promise<void> {
  const columns = Object.keys(cells).map((column) => sql.ref(column));
  await sql`insert into ${sql.table(table)} (${sql.join(columns)}) values (${sql.join(Object.values(cells))})`.execute(
    db,
  );
}

/** What holds it up while other tests use the same server, and passes. */
const passes: readonly Held['why'][] = ['session', 'prepared', 'slot', 'table', 'elsewhere'];

/**
 * Has the files cleaned. On PostgreSQL other tests use the server too, and what they have begun is waited for.
 * @throws where something else holds it, which would do so for good
 */
export async function clean(store: Pick<Store, 'cleanFiles'>): Promise<void> {
  for (;;) {
    const cleaned = await store.cleanFiles('now');
    if (cleaned.did === 'cleaned') return;
    if (cleaned.did !== 'held' || !passes.includes(cleaned.held.why))
      throw new Error(`the files are not cleaned: ${JSON.stringify(cleaned)}`);
  }
}

/** @returns gives the folder in which a database keeps its tables, with all in it that was in memory */
export async function filesOf(url: string): Promise<() => Promise<string>> {
  if (url.startsWith('sqlite:')) return async () => dirname(url.slice('sqlite:'.length));
  const ask = async (text: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<{ folder: string; oid: string }>(text)).rows[0];
    } finally {
      await client.end();
    }
  };
  const row = await ask(
    `select current_setting('data_directory') as folder, oid::text from pg_database where datname = current_database()`,
  );
  return async () => {
    // Files that are not used any more go too.
    await ask('checkpoint');
    return join(row?.folder ?? '', 'base', row?.oid ?? '');
  };
}

/** Run by itself: a process that closes a file gives back all locks that it has on it, those of SQLite’s connections too. */
const counting = (count: string) => `
  import { readFileSync, readdirSync } from 'node:fs';
  import { join } from 'node:path';
  const [folder, ...args] = process.argv.slice(1);
  const count = ${count};
  // A database takes away files of its own meanwhile, such as those of a table that was written again.
  const textOf = (file) => {
    try {
      return readFileSync(file, 'latin1');
    } catch (error) {
      if (error.code === 'ENOENT') return '';
      throw error;
    }
  };
  let found = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) found += count(textOf(join(entry.parentPath, entry.name)), entry.name, ...args);
  console.log(found);`;

/**
 * Counts in every file of a folder, in those below too.
 * @param count JavaScript: a function of a file's text (Latin-1), its name and `args`
 */
export function countInFiles(folder: string, count: string, ...args: readonly string[]): number {
  const script = ['--input-type=module', '-e', counting(count), folder, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, script);
  if (status !== 0) throw new Error(`what stands in ${folder} was not counted: ${stderr.toString()}`);
  return z.int().parse(JSON.parse(stdout.toString()));
}

/** @returns how often something stands in the files of a folder */
export const copiesIn = (folder: string, what: RegExp): number =>
  countInFiles(
    folder,
    `(text, _name, source) => [...text.matchAll(new RegExp(source, 'gs'))].length`,
    what.source,
  );
