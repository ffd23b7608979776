/**
 * Which rows somebody changed who may not, by rules of the bench's own: the database itself writes down each change, and whoever acted may have changed
 * what is theirs alone. Nothing of Lore's guards is asked.
 */
import { isDeepStrictEqual } from 'node:util';
import { derivedAmong } from '../../src/store/search/searched.ts';
import type { Row, Seen } from './database.ts';
import type { Pool } from './values.ts';
import { home, type Who } from './people.ts';

interface Change {
  readonly table: string;
  readonly before: Row | null;
  readonly after: Row | null;
}

/** What Lore keeps of whom it meets and of what came in, whoever it was; App Homes are only redrawn. */
const bookkeeping = new Set([
  'inbox',
  'submission',
  'home',
  'not_shown',
  'person',
  'channel',
  'membership',
  'user_group',
  'user_group_member',
  'workspace',
  'directory_walk',
  'work_pace',
]);
/** What those who look after a workspace alone change. */
const administrators = new Set([
  'audit',
  'ballot',
  'ballot_asked',
  'connection',
  'connection_place',
  'installation',
  'practice_choice',
  'practice_group',
  'practice_off',
  'restored',
  'retention',
]);
/** Everybody may erase themselves, also without any other right, and the record of it names nobody. */
const isOwnErasure = (table: string, row: Row): boolean =>
  table === 'audit' &&
  row['actor'] === 'themselves' &&
  row['deed'] === 'erase' &&
  row['subject'] === 'person';
/** How far a message has come and when it is drawn next, which is Lore's doing; and whom somebody says they were invited by, which they alone read. */
const unwatched: Readonly<Record<string, readonly string[]>> = {
  delivery: ['wanted', 'shown', 'due_at', 'claimed_at', 'sent_at', 'attempts', 'ts'],
  job: ['attempts'],
  left_behind: ['attempts', 'due_at', 'held'],
  journey_keeping: ['invited_by'],
};
/** What ids look like in a row. */
const word = /[A-Za-z0-9_.:-]{4,}/g;

export interface Oracle {
  /** Everything after this was changed by what happens next. @returns how many rows were changed before */
  readonly begin: () => Promise<number>;
  /** @returns what was changed since, of what is not theirs; each in words for the log */
  readonly changedBy: (who: Who) => Promise<readonly string[]>;
  /** Whether anything was written since it was last asked, by whomever. */
  readonly isTouched: () => boolean;
  readonly pool: () => Promise<Pool>;
  /** Those of which changes count. */
  readonly tables: readonly string[];
}

export async function watch(db: Seen): Promise<Oracle> {
  const tables = await tablesOf(db);
  await db.note(tables);
  const read = (table: string, text: string | null): Row | null => {
    if (text === null) return null;
    const row = JSON.parse(text) as Row;
    return Object.fromEntries(
      Object.entries(row).filter(([name]) => unwatched[table]?.includes(name) !== true),
    );
  };
  let isTouched = false;
  const changes = async (): Promise<readonly Change[]> => {
    const found = (await db.taken()).map(({ table, before: old, after }): Change => ({
      table,
      before: read(table, old),
      after: read(table, after),
    }));
    isTouched ||= found.length > 0;
    return found;
  };

  /** Ids that stood there before, with what they are of. */
  const known = async (): Promise<ReadonlyMap<string, readonly [table: string, row: Row]>> => {
    const found = new Map<string, readonly [string, Row]>();
    const all = await db.rowsIn([...tables, 'channel']);
    for (const table of tables)
      for (const row of all.get(table) ?? [])
        for (const name of ['id', 'key'])
          if (typeof row[name] === 'string') found.set(row[name], [table, row]);
    for (const row of all.get('channel') ?? []) found.set(String(row['channel_id']), ['channel', row]);
    return found;
  };

  /** What a row is of, beside itself. */
  const wordsOf = (row: Row): readonly string[] =>
    Object.entries(row).flatMap(([name, value]) =>
      name === 'team_id' || typeof value !== 'string' ? [] : (value.match(word) ?? []),
    );

  let before: ReadonlyMap<string, readonly [string, Row]> = new Map();
  /** Every member of the workspace may see it, and say so. */
  const isWorkspaces = (row: Row | undefined): boolean => {
    const audience = row?.['audience_id'];
    const of = typeof audience === 'string' ? before.get(audience)?.[1] : row;
    return of?.['kind'] === 'workspace';
  };
  let channels = new Map<string, ReadonlySet<string>>();
  let written = new Map<string, ReadonlySet<string>>();
  const isOf = (who: Who, [table, row]: readonly [string, Row]): boolean => {
    if (table === 'channel') return channels.get(who.id)?.has(String(row['channel_id'])) === true;
    if (who.sort === 'removed' && isWorkspaces(row)) return true;
    if (written.get(who.id)?.has(String(row['id'])) === true) return true;
    // Theirs by name: what they have to do, are asked, or were told.
    if (Object.entries(row).some(([name, value]) => name !== 'team_id' && value === who.id)) return true;
    const channel = row['channel_id'];
    return typeof channel === 'string' && channels.get(who.id)?.has(channel) === true;
  };

  return {
    begin: async () => {
      const done = (await changes()).length;
      before = await known();
      const who = await db.rowsIn(['membership', 'authorship']);
      channels = sets(who.get('membership') ?? [], 'user_id', 'channel_id');
      written = sets(who.get('authorship') ?? [], 'user_id', 'row_id');
      return done;
    },
    changedBy: async (who) =>
      (await changes()).flatMap(({ table, before: old, after }) => {
        const row = after ?? old ?? {};
        if (isDeepStrictEqual(old, after) || (table === 'left_behind' && row['kind'] === 'files')) return [];
        if (old === null && isOwnErasure(table, row)) return [];
        // A draft is visible to its author alone.
        if (table.endsWith('_draft') && row['user_id'] === who.id) return [];
        // In what is theirs already only what came to it counts.
        const theirs = old !== null && isOf(who, [table, old]) ? new Set(wordsOf(old)) : new Set<string>();
        const foreign = [...wordsOf(old ?? {}), ...wordsOf(after ?? {})].find((id) => {
          const found = before.get(id);
          return found !== undefined && !theirs.has(id) && !isOf(who, found);
        });
        const owner = row['user_id'] ?? row['viewer_id'];
        const isOthers = typeof owner === 'string' && owner !== who.id && table !== 'audience_person';
        const mayNot = who.sort === 'closed' || administrators.has(table);
        if (!mayNot && foreign === undefined && !isOthers) return [];
        const about = foreign === undefined ? '' : ` of ${before.get(foreign)?.[0] ?? ''} ${foreign}`;
        return [
          `${who.sort} ${who.id} changed ${table}${about}: ${JSON.stringify(old)} → ${JSON.stringify(after)}`,
        ];
      }),
    isTouched: () => {
      const was = isTouched;
      isTouched = false;
      return was;
    },
    pool: () => poolOf(tables, db),
    tables,
  };
}

/** An index of words is made of rows that are watched themselves, by triggers and when a row is cut later, whoever acts then; and FTS5's tables take no trigger. */
async function tablesOf(db: Seen): Promise<readonly string[]> {
  const all = await db.tables();
  const derived = derivedAmong(all);
  return all.filter((name) => !name.startsWith('kysely_') && !bookkeeping.has(name) && !derived.has(name));
}

function sets(rows: readonly Row[], key: string, value: string): Map<string, ReadonlySet<string>> {
  return new Map(
    [...Map.groupBy(rows, (row) => String(row[key]))].map(([of, some]) => [
      of,
      new Set(some.map((row) => String(row[value]))),
    ]),
  );
}

/** Ids by the words by which values may call them: those of `retro_card` are a `card`, a `retro_card`, and an `id`. */
async function poolOf(tables: readonly string[], db: Seen): Promise<Pool> {
  const all = await db.rowsIn([...tables, 'channel', 'person']);
  const pool = new Map<string, string[]>();
  const add = (name: string, id: unknown) => {
    if (typeof id !== 'string') return;
    const list = pool.get(name) ?? [];
    list.push(id);
    pool.set(name, list);
  };
  for (const table of tables)
    for (const row of all.get(table) ?? []) {
      const id = row['id'] ?? row['key'];
      for (const name of new Set([
        table,
        table.split('_').at(-1) ?? table,
        table.split('_')[0] ?? table,
        'any',
      ]))
        add(name, id);
      if (table === 'delivery') add('ts', row['ts']);
    }
  for (const row of all.get('channel') ?? [])
    for (const name of ['channel', 'any']) add(name, row['channel_id']);
  for (const row of all.get('person') ?? [])
    for (const name of ['user', 'person', 'owner', 'facilitator', 'any'])
      if (!String(row['user_id']).startsWith('U0FUZZ')) add(name, row['user_id']);
  add('ts', '1795599600.000100');
  add('team', home);
  return pool;
}
