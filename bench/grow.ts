/**
 * What a ritual that falls due, a press and a digest cost in one workspace, beside how many others are in the database: each has lived for weeks,
 * and has the same due. One database of each size, in turns in one run, so that the machine is the same for all.
 */
import { type RawBuilder, sql } from 'kysely';
import { day, type Instant, minute } from '../src/core/clock.ts';
import { channelId, type RowId, type TeamId } from '../src/core/ids.ts';
import { features } from '../src/features.ts';
import { type FormOf, shareModal, weekly } from '../src/features/learned/ids.ts';
import { allGuards } from '../src/store/access/guards.ts';
import { engines } from '../test/support/databases.ts';
import { factsOf, keptNames, restore } from '../test/support/kept/kept.ts';
import { team } from '../test/support/kept/life.ts';
import { type LeakCompany, openLeakCompany } from '../test/support/leak/company.ts';
import { submitted } from '../test/support/leak/payloads.ts';

export interface GrowSoak {
  readonly engine: 'sqlite' | 'postgres';
  /** How many workspaces are in each database; the first is what the others are compared with. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly onWords?: (words: string) => void;
}

const kinds = ['ritual', 'press', 'digest'] as const;
type Kind = (typeof kinds)[number];

export interface GrowLine {
  readonly engine: string;
  readonly rounds: number;
  /** For each size: rows in its database, the median of each in ms, and the median of how many times as much it took as in the smallest, round by round. */
  readonly sizes: readonly ({
    readonly workspaces: number;
    readonly rows: number;
    readonly posts: number;
  } & Readonly<Record<Kind, { readonly ms: number; readonly times: number }>>)[];
  /** The most of these. */
  readonly times: number;
}

/** What the issue asks for; and each database did the same. */
export const isGrowRight = (line: GrowLine): boolean =>
  line.times <= 1.2 && new Set(line.sizes.map(({ posts }) => posts)).size === 1;

/** What somebody shares elsewhere, the digest here tells. */
const [here, elsewhere, who] = [channelId('C0LEARNING'), channelId('C0WEBSITE'), 'U0DIEGO'];

/** @throws when something that is done does not happen */
export async function growSoak({ engine, sizes, rounds, onWords }: GrowSoak): Promise<GrowLine> {
  const places: Place[] = [];
  try {
    for (const size of sizes) {
      places.push(await settle(engine, size));
      onWords?.(`${size} workspaces: ${places.at(-1)?.rows ?? 0} rows`);
    }
    const times = new Map<Place, Record<Kind, number[]>>(
      places.map((place) => [place, { ritual: [], press: [], digest: [] }]),
    );
    // The first is not counted: everything is loaded, planned and compiled in it.
    for (let round = 0; round <= rounds; round += 1)
      for (const kind of ['press', 'digest', 'ritual'] as const) {
        const turn = places.map((_place, nth) => places[(nth + round) % places.length]);
        for (const place of turn) {
          if (place === undefined) continue;
          const ms = await doIt(place, kind, round);
          if (round > 0) times.get(place)?.[kind].push(ms);
        }
      }
    const first = times.get(places[0] ?? (await settle(engine, 1)));
    const lines = places.map((place) => {
      const of = (kind: Kind) => {
        const mine = times.get(place)?.[kind] ?? [];
        const ratios = mine.map((ms, nth) => ms / (first?.[kind][nth] ?? ms));
        return { ms: rounded(median(mine)), times: rounded(median(ratios)) };
      };
      return {
        workspaces: place.size,
        rows: place.rows,
        posts: place.company.slack.messages.length,
        ritual: of('ritual'),
        press: of('press'),
        digest: of('digest'),
      };
    });
    const most = Math.max(...lines.flatMap((line) => kinds.map((kind) => line[kind].times)));
    return { engine, rounds, sizes: lines, times: most };
  } finally {
    for (const { company } of places) await company.close();
  }
}

interface Place {
  readonly size: number;
  readonly rows: number;
  readonly company: LeakCompany;
}

/** A database with so many workspaces, each the same: what was kept of one that people lived in. */
async function settle(engine: GrowSoak['engine'], size: number): Promise<Place> {
  const kept = keptNames().at(-1) ?? '';
  const database = engines().find(({ name }) => name === engine);
  if (database === undefined) throw new Error(`there is no ${engine}`);
  const fresh = () => restore(kept, engine);
  const company = await openLeakCompany({ ...database, fresh }, features, allGuards);
  company.clock.set(factsOf(kept, engine).at);
  // Slack here does not know what was posted then, and would refuse to change it.
  await company.store.system.updateTable('delivery').set({ ts: null }).execute();
  // What is left undone is done once, before there are more.
  await tillDone(company);
  await sql`update learned_prompt set state = 'open'`.execute(company.store.system);
  await share(company, { channel: here, prompt: await lastPrompt(company) }, 'U0NOOR', 'kept');
  await tillDone(company);
  const rows = await multiply(company, size);
  await company.store.refreshStatistics();
  return { size, rows, company };
}

/** @returns how many rows there are */
async function multiply({ store }: LeakCompany, size: number): Promise<number> {
  const all = (await store.system.introspection.getTables()).filter(({ columns }) =>
    columns.some(({ name }) => name === 'team_id'),
  );
  const count = async (): Promise<number> => {
    let sum = 0;
    for (const { name } of all) {
      const found = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(
        store.system,
      );
      sum += Number(found.rows[0]?.count);
    }
    return sum;
  };
  await store.write(async (db) => {
    if (store.engine === 'postgres') await sql`set local session_replication_role = replica`.execute(db);
    else await sql`pragma defer_foreign_keys = on`.execute(db);
    for (const { name, columns } of all) {
      const mine = columns.filter((column) => column.name !== 'team_id' && !column.isAutoIncrementing);
      const into = mine.map((column) => sql`, ${sql.ref(column.name)}`);
      const from = mine.map((column) => sql`, ${sql.ref(`t.${column.name}`)}`);
      // On SQLite triggers have made the words of what was copied before.
      const conflict = store.engine === 'sqlite' ? sql` on conflict do nothing` : sql``;
      await sql`insert into ${sql.table(name)} (team_id${sql.join(into, sql``)})
        select 'TX' || n.nth${sql.join(from, sql``)}
        from ${sql.table(name)} as t cross join (${numbers(size - 1)}) as n
        where t.team_id = ${team}${conflict}`.execute(db);
    }
  });
  return count();
}

/** A column `nth`, from 1 on. */
const numbers = (most: number): RawBuilder<unknown> =>
  sql`with recursive up(nth) as (select 1 where ${most} >= 1 union all select nth + 1 from up where nth < ${most})
    select nth from up`;

/** Everything that is due now in the workspace; nowhere else is anything done. @returns in how many turns */
async function tillDone(company: LeakCompany): Promise<number> {
  let turns = 1;
  while ((await company.runner().runWorkspace(team, () => true)) === 'more') turns += 1;
  return turns;
}

/** @param isLater it did not come at its time @returns ms */
async function doIt(place: Place, kind: Kind, round: number, isLater = false): Promise<number> {
  const { company } = place;
  const { slack, clock } = company;
  if (kind === 'press') {
    const ms = await share(company, { channel: elsewhere }, who, `${round}`);
    await tillDone(company);
    return ms;
  }
  const name = kind === 'digest' ? 'digest.weekly' : weekly;
  const at = await dueAt(company, team, name);
  // Whatever else is due until then is not what is measured, and long enough before for the pace in a channel.
  clock.set(at - minute);
  await freshen(company);
  await tillDone(company);
  const before = slack.messages.length;
  clock.set(at);
  const began = performance.now();
  await tillDone(company);
  const ms = performance.now() - began;
  if (slack.messages.length === before) {
    if (isLater) throw new Error(`nothing was posted: ${name}`);
    // The day after a holiday a digest waits for the next.
    return doIt(place, kind, round, true);
  }
  // A channel that answers is asked again.
  if (kind === 'ritual')
    await share(company, { channel: here, prompt: await lastPrompt(company) }, 'U0NOOR', `answer ${round}`);
  return ms;
}

/** Somebody submits the form of a share. @returns in ms */
async function share(company: LeakCompany, to: FormOf, user: string, token: string): Promise<number> {
  await freshen(company);
  const fields = {
    what: { value: `What I learned in week ${token}` },
    reach: { selected_option: { value: 'workspace' } },
  };
  const payload = submitted(team, user, shareModal, to, fields, `grow-${token}`);
  const began = performance.now();
  const { reply } = await company.act(team, payload);
  const ms = performance.now() - began;
  if (reply.kind !== 'nothing') throw new Error(`a share was answered with ${reply.kind}`);
  return ms;
}

async function lastPrompt({ store }: LeakCompany): Promise<RowId> {
  const { rows } = await sql<{ id: RowId }>`select id from learned_prompt
    where team_id = ${team} and channel_id = ${here} order by asked_at desc limit 1`.execute(store.system);
  const [last] = rows;
  if (last === undefined) throw new Error('the channel was never asked');
  return last.id;
}

async function dueAt({ store }: LeakCompany, of: TeamId, name: string): Promise<Instant> {
  const query = store.system.selectFrom('ritual').select('next_at').where('team_id', '=', of);
  const row = await query.where('channel_id', '=', here).where('name', '=', name).executeTakeFirstOrThrow();
  if (row.next_at === null) throw new Error(`${name} is not due any more`);
  return row.next_at;
}

/** Slack is not asked here, so that what it said long ago has to do. */
async function freshen({ store, clock }: LeakCompany): Promise<void> {
  const at = clock.now() - day / 2;
  await store.system
    .updateTable('channel')
    .set({ members_at: at, fetched_at: at })
    .where('team_id', '=', team)
    .execute();
}

function median(all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return ((sorted[half] ?? 0) + (sorted[Math.ceil(sorted.length / 2 - 0.5)] ?? 0)) / 2;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
