/**
 * Once a ballot is closed, its key destroyed and the files cleaned, nothing in the bytes of the database leads from a person to what they cast. On both
 * engines. What the log of PostgreSQL and backups keep from while it was open is blind without the key: decision 35.
 */
import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Ballots } from '../../src/core/ballots.ts';
import { rowId, userId } from '../../src/core/ids.ts';
import { backUp } from '../../src/store/backup/backup.ts';
import { lastingEngines } from '../support/databases.ts';
import { clean, copiesIn, countInFiles, filesOf } from '../support/erasures.ts';
import {
  channel,
  channelViewer,
  counting,
  openWorld,
  people,
  personViewer,
  T1,
  type World,
} from './support/world.ts';

/** They answer in this order. */
const everyone = Array.from({ length: 30 }, (_, nth) => `UVOTER${nth + 10}`);
const teams = ['rowan', 'sorrel', 'tansy'].map(rowId);
/** What nobody else writes. */
const answer = String.raw`"seq":\d+`;
const ids = counting('ballot');

/** @param but the beginnings of names of files @returns how many pages hold both */
const pagesWithBoth = (
  folder: string,
  page: number,
  both: readonly [string, string],
  but: readonly string[],
): number =>
  countInFiles(
    folder,
    `(text, file, page, one, other, ...but) => {
      if (but.some((name) => file.startsWith(name))) return 0;
      let found = 0;
      for (let at = 0; at < text.length; at += Number(page)) {
        const cut = text.slice(at, at + Number(page));
        if (new RegExp(one).test(cut) && new RegExp(other).test(cut)) found += 1;
      }
      return found;
    }`,
    String(page),
    ...both,
    ...but,
  );

describe.each(lastingEngines())('on $name', (engine) => {
  let world: World;
  let backups: string;
  let files: () => Promise<string>;
  beforeAll(async () => {
    backups = mkdtempSync(join(tmpdir(), 'lore-ballots-'));
    world = await openWorld(engine);
    files = await filesOf(world.url);
    await people(world, Object.fromEntries(everyone.map((who) => [who, 'member' as const])));
    await channel(world, 'ALL', everyone);
  });
  afterAll(async () => {
    if (engine.name === 'postgres')
      await sql`select pg_drop_replication_slot(slot_name) from pg_replication_slots
        where slot_name = 'lore_ballots'`.execute(world.store.system);
    await world.close();
    rmSync(backups, { recursive: true });
  });

  const as = <T>(who: string, run: (ballots: Ballots) => Promise<T>) =>
    world.store.transact(T1, personViewer(who), (scope) => run(scope.ballots));
  const asJob = <T>(run: (ballots: Ballots) => Promise<T>) =>
    world.store.transact(T1, channelViewer('ALL'), (scope) => run(scope.ballots));
  const places = new Map(
    everyone.map((who, nth) => [userId(who), teams[nth % teams.length] ?? rowId('none')]),
  );

  /** @returns its id, its key, and the marks of everybody in it, as anyone with the key could make them */
  const openAndCast = async () => {
    const ballot = rowId(ids.next());
    await as('UVOTER10', (ballots) => ballots.open(ballot, places));
    for (const [seq, who] of everyone.entries())
      expect(await as(who, (ballots) => ballots.cast(ballot, { seq: seq + 100 }))).toBe('counted');
    const key = readFileSync(join(world.keys, `${T1}.${ballot}.key`));
    const marks = everyone.flatMap((who) =>
      ['took part', 'cast'].map((what) =>
        createHmac('sha256', key)
          .update(JSON.stringify([what, T1, who, ballot]))
          .digest('base64url'),
      ),
    );
    return { ballot, key, marks: new RegExp(marks.join('|')) };
  };
  const end = async (ballot: ReturnType<typeof rowId>) => {
    expect(await asJob((ballots) => ballots.close(ballot))).toBe('closed');
    await asJob((ballots) => ballots.destroyKey(ballot));
  };
  const bytesOf = (key: Buffer) =>
    new RegExp(
      [
        [...key].map((byte) => String.raw`\x${byte.toString(16).padStart(2, '0')}`).join(''),
        key.toString('hex'),
        key.toString('base64url'),
        key.toString('base64').replaceAll(/[+/=]/g, String.raw`\$&`),
      ].join('|'),
    );
  const copies = async (what: RegExp) => copiesIn(await files(), what);
  const page = engine.name === 'sqlite' ? 4096 : 8192;
  const ask = async <T>(text: string): Promise<T> => {
    const [row] = (await sql.raw<T>(text).execute(world.store.system)).rows;
    if (row === undefined) throw new Error('no answer');
    return row;
  };

  /** The planner's statistics hold some values of each column, sorted: of who was asked, and of what was cast. */
  const statistics = async (): Promise<readonly string[]> => {
    if (engine.name === 'sqlite') return [];
    const { names } = await ask<{ names: string }>(
      `select string_agg(pg_relation_filenode(oid)::text, ' ') as names from pg_class
        where oid = 'pg_statistic'::regclass or oid = (select reltoastrelid from pg_class where oid = 'pg_statistic'::regclass)`,
    );
    return names.split(' ');
  };

  it('no mark of anybody, no key and no person beside an answer is in any file, and a later backup is the same', async () => {
    const { ballot, key, marks } = await openAndCast();
    if (engine.name === 'postgres') await sql`analyze`.execute(world.store.system);
    expect(await copies(marks)).toBeGreaterThanOrEqual(2 * everyone.length);
    await backUp(world.url, join(backups, 'open.lore'), world.clock);
    await end(ballot);
    await clean(world.store);
    await backUp(world.url, join(backups, 'closed.lore'), world.clock);
    const folder = await files();
    expect(copiesIn(folder, new RegExp(answer))).toBeGreaterThanOrEqual(everyone.length);
    expect(copiesIn(folder, marks)).toBe(0);
    expect(copiesIn(folder, bytesOf(key))).toBe(0);
    expect(pagesWithBoth(folder, page, ['UVOTER', answer], await statistics())).toBe(0);
    expect(readdirSync(world.keys)).toEqual([]);
    // What was copied while it was open has marks that nobody can compare with anything any more.
    expect(copiesIn(backups, bytesOf(key))).toBe(0);
    const texts = ['open', 'closed'].map((name) => readFileSync(join(backups, `${name}.lore`), 'latin1'));
    expect(texts.map((text) => [...text.matchAll(new RegExp(marks, 'g'))].length > 0)).toEqual([true, false]);
    for (const text of texts) {
      const parts = engine.name === 'postgres' ? text.split('\n') : pagesOf(text, page);
      expect(parts.filter((part) => part.includes('UVOTER') && new RegExp(answer).test(part))).toEqual([]);
    }
    await asJob((ballots) => ballots.discard(ballot));
    await clean(world.store);
    expect(await copies(new RegExp(answer))).toBe(0);
  });

  it('what was cast is in no order of the time at which it came, and of one transaction', async () => {
    const ballots = 10;
    let later = 0;
    for (let nth = 0; nth < ballots; nth += 1) {
      const { ballot } = await openAndCast();
      await end(ballot);
      const isAll = `ballot_id = '${ballot}'`;
      const rows = await sql
        .raw<{ cast: string }>(
          `select "cast" from ballot_cast where ${isAll} ${engine.name === 'postgres' ? 'order by ctid' : ''}`,
        )
        .execute(world.store.system);
      const order = rows.rows.map(({ cast }) => Number(/\d+/.exec(cast)?.[0]));
      expect(order.toSorted()).toEqual(everyone.map((_, seq) => seq + 100));
      for (const [at, seq] of order.entries())
        later += order.slice(at + 1).filter((next) => next > seq).length;
      if (engine.name === 'postgres')
        expect(
          await ask(`select count(distinct xmin::text) as count from ballot_cast where ${isAll}`),
        ).toEqual({
          count: 1,
        });
      await asJob((all) => all.discard(ballot));
    }
    // Kendall (1938): of n in random order, the pairs that are in order have this mean and variance. Eight deviations are one chance in 10^15.
    const n = everyone.length;
    const [mean, variance] = [(n * (n - 1)) / 4, (n * (n - 1) * (2 * n + 5)) / 72];
    expect(Math.abs(later - ballots * mean)).toBeLessThan(8 * Math.sqrt(ballots * variance));
  });

  it('what PostgreSQL logs after the files were cleaned, or SQLite’s log and whatever else is beside its file, has no mark either', async () => {
    const { ballot, key, marks } = await openAndCast();
    await end(ballot);
    await clean(world.store);
    const where = 'select pg_current_wal_insert_lsn()::text as lsn';
    const from = engine.name === 'postgres' ? (await ask<{ lsn: string }>(where)).lsn : '';
    // Otherwise another test's checkpoint may have it written over.
    if (engine.name === 'postgres')
      await ask(`select pg_create_physical_replication_slot('lore_ballots', true)::text`);
    // Whatever is done with the tables now is written from the cleaned pages.
    await sql`update ballot_cast set place_id = place_id`.execute(world.store.system);
    await asJob((ballots) => ballots.discard(ballot));
    const next = await openAndCast();
    if (engine.name === 'sqlite') {
      expect(readdirSync(await files())).toEqual(
        expect.arrayContaining(['lore.db', 'lore.db-wal', 'pulse-keys']),
      );
      expect(await copies(marks)).toBe(0);
      expect(await copies(next.marks)).toBeGreaterThan(0);
    } else {
      const { lsn } = await ask<{ lsn: string }>(where);
      const written = await logBetween(ask, from, lsn);
      expect(new RegExp(next.marks).test(written)).toBe(true);
      expect(new RegExp(marks).test(written)).toBe(false);
      const { folder } = await ask<{ folder: string }>(`select current_setting('data_directory') as folder`);
      expect(copiesIn(join(folder, 'pg_wal'), bytesOf(key))).toBe(0);
    }
    await end(next.ballot);
  });
});

const pagesOf = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));

/** The bytes of PostgreSQL's log between two places in it, as they are in its segments. */
async function logBetween(ask: <T>(text: string) => Promise<T>, from: string, to: string): Promise<string> {
  await ask('select pg_switch_wal()::text as lsn');
  const { folder, size } = await ask<{ folder: string; size: number }>(
    `select current_setting('data_directory') as folder, setting::bigint as size from pg_settings where name = 'wal_segment_size'`,
  );
  const { start, length } = await ask<{ start: string; length: number }>(
    `select ('${from}'::pg_lsn - '0/0'::pg_lsn)::text as start, '${to}'::pg_lsn - '${from}'::pg_lsn as length`,
  );
  let text = '';
  for (let at = Number(start); at < Number(start) + length;) {
    const { name } = await ask<{ name: string }>(
      `select pg_walfile_name('0/0'::pg_lsn + ${at + 1}::numeric) as name`,
    );
    const bytes = readFileSync(join(folder, 'pg_wal', name), 'latin1');
    const begin = at % size;
    const last = Math.min(size, begin + Number(start) + length - at);
    text += bytes.slice(begin, last);
    at += last - begin;
  }
  return text;
}
