/**
 * A thousand extreme answers in teams of five to nine people who join and leave, and an attacker with the database after the end, all reports and all
 * memberships (test/support/pulse-attack.ts). Chance is seeded, so each figure is the same each time. On both engines.
 */
import { sql } from 'kysely';
import type { Ballots, Counted } from '../../src/core/ballots.ts';
import { channelId, rowId, type RowId, teamId, type UserId } from '../../src/core/ids.ts';
import { ends, step } from '../../src/core/publishing/figures.ts';
import { itemKeys } from '../../src/features/pulse/items.ts';
import { figuresIn, figuresOf, outcomeOf, type Past } from '../../src/features/pulse/results/rules.ts';
import { ballotsOf } from '../../src/store/ballots/ballots.ts';
import { type BallotChance, type BallotKeys, ballotKeysIn } from '../../src/store/ballots/keys.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { engines, type FreshDatabase, keysBeside } from '../support/databases.ts';
import { installed } from '../support/installed.ts';
import {
  byId,
  byOrder,
  byReports,
  inTeam,
  interval,
  likeliest,
  type Report,
  reportOf,
  type Stored,
  type Window,
} from '../support/pulse-attack.ts';
import {
  type Company,
  companyWith,
  type Member,
  thereIn,
  windowsOfCompany,
} from '../support/pulse-company.ts';
import { seeded } from '../support/seeded.ts';
import { counting, noon } from './support/world.ts';

const least = 5;
const version = 1;

/** An extreme answer that the attacker looks for, and what they have. */
interface Case {
  readonly plant: UserId;
  readonly team: RowId;
  readonly window: Window;
  readonly windows: readonly Window[];
  /** As they would be if each mean was published, in half steps. */
  readonly unguarded: readonly Window[];
  /** Of that window, after the end and before they are deleted. */
  readonly rows: readonly Stored[];
}

const castOf = ({ score }: Member) => Object.fromEntries(itemKeys.map((item) => [item, score]));

function mixed<One>(all: readonly One[], chance: () => number): readonly One[] {
  const keyed = all.map((one) => [chance(), one] as const);
  return keyed.toSorted(([a], [b]) => a - b).map(([, one]) => one);
}

/** What every report says of a team if nothing is kept back. */
const plainReport = (there: readonly Member[], team: RowId): Report => {
  const scores = there.flatMap((one) => (one.team === team ? [one.score] : []));
  const mean = scores.reduce((sum, one) => sum + one, 0) / scores.length;
  return reportOf(Math.min(ends.high, Math.max(ends.low, Math.round(mean / step) * step)));
};

/** @param keep stores what was cast in one window, and gives what is published of it, and the rows as they lie there */
async function casesOf(
  company: Company,
  chance: () => number,
  keep: (
    window: number,
    there: readonly Member[],
    pressed: readonly Member[],
  ) => Promise<{ readonly past: Past; readonly rows: readonly Stored[] }>,
): Promise<readonly Case[]> {
  const windows: Window[] = [];
  const unguarded: Window[] = [];
  const rowsOf: (readonly Stored[])[] = [];
  for (let at = 0; at < windowsOfCompany; at += 1) {
    const there = thereIn(company, at);
    const pressed = mixed(there, chance);
    const { past, rows } = await keep(at, there, pressed);
    const said = new Map(
      past.figures.flatMap(({ theme, item, kind, node, how, mean }) =>
        theme === 'safety' && item === null && kind === 'team' && how === 'said'
          ? [[node, reportOf(mean)] as const]
          : [],
      ),
    );
    const window = { roster: past.roster, pressed: pressed.map(({ user }) => user) };
    windows.push({ ...window, reports: said });
    unguarded.push({
      ...window,
      reports: new Map(company.teams.map((team) => [team, plainReport(there, team)])),
    });
    rowsOf.push(rows);
  }
  return windows.flatMap((window, at) =>
    company.teams.flatMap((team) => {
      const plant = company.plants.get(team);
      if (plant === undefined || window.roster.get(plant) !== team) return [];
      return [{ plant, team, window, windows, unguarded, rows: rowsOf[at] ?? [] }];
    }),
  );
}

const rosterOf = (there: readonly Member[]) => new Map(there.map(({ user, team }) => [user, team]));

/** Without a database: what is published alone. */
async function published(chance: () => number, changes: number, plants: number): Promise<readonly Case[]> {
  const all: Case[] = [];
  while (all.length < plants) {
    const company = companyWith(chance, changes);
    const pasts: Past[] = [];
    const keep = async (_: number, there: readonly Member[]) => {
      const counted: readonly Counted[] = there.map((one) => ({ place: one.team, cast: castOf(one) }));
      const roster = rosterOf(there);
      const past = { roster, figures: figuresOf(company.nodes, { roster, counted, least }, pasts) };
      pasts.unshift(past);
      return { past, rows: [] };
    };
    all.push(...(await casesOf(company, chance, keep)));
  }
  return all.slice(0, plants);
}

const hits = (cases: readonly Case[], guess: (one: Case) => UserId | null | undefined): number =>
  cases.filter((one) => guess(one) === one.plant).length;
/** What somebody hits who knows only who was asked there. */
const blindly = (cases: readonly Case[]) =>
  interval(cases.map(({ window, team }) => 1 / inTeam(window, team).length));
/** What others hit who guess as well as this. */
const asWell = (hit: number, of: number) => interval(Array.from({ length: of }, () => hit / of));
const fromReports = (chance: () => number) => (one: Case) =>
  likeliest(byReports(one.windows, one.window, one.team), chance);
const within = (hit: number, { low, high }: ReturnType<typeof interval>) => {
  expect(hit).toBeGreaterThanOrEqual(low);
  expect(hit).toBeLessThanOrEqual(high);
};

describe.each(engines())('on $name, who has the database after the end', (engine) => {
  const plants = engine.name === 'sqlite' || process.env['LORE_TEST_BY_PLACE'] === undefined ? 1_000 : 200;
  let database: FreshDatabase;
  beforeEach(async () => {
    database = await engine.fresh();
  });
  afterEach(() => database.remove());

  /** Plays windows in a store of its own. @param isRewritten whether the rows are looked at as they are written at the end, or as they were */
  async function played(
    chance: () => number,
    drawn: BallotChance,
    count: number,
    isRewritten = true,
  ): Promise<{ readonly cases: readonly Case[]; readonly left: string }> {
    const keys = ballotKeysIn(keysBeside(database.url), drawn);
    const clock = { time: noon, now: () => clock.time };
    const store = openStore({ url: database.url, ids: counting('x'), clock, tables: [], ballotKeys: keys });
    await store.migrate();
    const all: Case[] = [];
    for (let nth = 0; all.length < count; nth += 1) {
      const company = companyWith(chance, 0.35);
      all.push(...(await casesOf(company, chance, keepIn(store, keys, company, { nth, isRewritten }))));
    }
    const left = JSON.stringify(await store.system.selectFrom('ballot_cast').selectAll().execute());
    await store.close();
    return { cases: all.slice(0, count), left };
  }

  const keepIn = (
    store: Store,
    ballotKeys: BallotKeys,
    company: Company,
    { nth, isRewritten }: { readonly nth: number; readonly isRewritten: boolean },
  ) => {
    const team = teamId(`W${nth}`);
    const job = { kind: 'channel', channelId: channelId('CALL') } as const;
    return async (window: number, there: readonly Member[], pressed: readonly Member[]) => {
      if (window === 0) await store.workspaces.save(installed(team, noon));
      const ballot = rowId(`B${window}`);
      const roster = rosterOf(there);
      const now = noon + window;
      // Each with their own access, in one transaction, since a thousand take minutes.
      await store.write(async (db) => {
        const as = (viewer: Parameters<typeof ballotsOf>[0]['viewer']): Ballots =>
          ballotsOf({ db, teamId: team, viewer, now, ballotKeys });
        await as(job).open(ballot, roster);
        for (const one of pressed) await as({ kind: 'person', userId: one.user }).cast(ballot, castOf(one));
      });
      const asCast = await physical(store, team);
      await store.transact(team, job, ({ ballots }) => ballots.close(ballot));
      const rows = isRewritten ? await physical(store, team) : asCast;
      return store.transact(team, job, async ({ ballots }) => {
        await ballots.destroyKey(ballot);
        const past: Past[] = [];
        for (const { id, outcome } of await ballots.outcomes())
          past.push({ roster: await ballots.asked(id), figures: figuresIn(outcome, version) });
        const counted = await ballots.counted(ballot);
        const figures = figuresOf(company.nodes, { roster, counted, least }, past);
        await ballots.discard(ballot, outcomeOf(version, figures));
        return { past: { roster: await ballots.asked(ballot), figures }, rows };
      });
    };
  };
  /** As they lie in the table: on SQLite by their key. */
  const physical = async (store: Store, team: string): Promise<readonly Stored[]> => {
    const order = engine.name === 'sqlite' ? sql`order by id` : sql`order by ctid`;
    const { rows } = await sql<{ id: string; place_id: RowId; cast: string }>`select id, place_id, "cast"
      from ballot_cast where team_id = ${team} ${order}`.execute(store.system);
    return rows.map((row) => ({
      ...{ id: row.id, place: row.place_id },
      score: (JSON.parse(row.cast) as Readonly<Record<string, number>>)['PS1'] ?? 0,
    }));
  };

  it('names who gave an extreme answer no more often than somebody who guesses from the reports alone', async () => {
    const chance = seeded(11);
    const id = () => Array.from({ length: 4 }, () => chance().toString(16).slice(2, 10)).join('-');
    const below = (end: number) => Math.floor(chance() * end);
    const { cases, left } = await played(chance, { id, below }, plants);
    expect(left).toBe('[]');
    const guessing = fromReports(seeded(5));
    const reports = hits(cases, guessing);
    // Before what was cast is deleted: ordering, timing, and both with all reports and memberships.
    within(
      hits(cases, ({ window, team, rows }) => byOrder(window, team, rows)),
      blindly(cases),
    );
    within(
      hits(cases, ({ window, team, rows }) => byId(window, team, rows)),
      blindly(cases),
    );
    const again = seeded(6);
    const everything = ({ windows, window, team, rows }: Case) =>
      likeliest(byReports(windows, window, team), again, byOrder(window, team, rows));
    within(hits(cases, everything), asWell(reports, cases.length));
    // After that there are reports alone.
    within(
      hits(cases, (one) => everything({ ...one, rows: [] })),
      asWell(reports, cases.length),
    );
  }, 300_000);

  it('would name all of them if what was cast stayed as it came, under ids in order', async () => {
    let count = 0;
    const inOrder = {
      id: () => `r${String((count += 1)).padStart(9, '0')}`,
      below: (end: number) => end - 1,
    };
    const { cases } = await played(seeded(12), inOrder, plants / 10, false);
    for (const guess of [byOrder, byId]) {
      const hit = hits(cases, ({ window, team, rows }) => guess(window, team, rows));
      expect(hit).toBeGreaterThan(blindly(cases).high);
      expect(hit).toBe(cases.length);
    }
  }, 300_000);
});

describe('who has all reports and memberships', () => {
  it('names no more than chance does where in a quarter somebody joins or leaves one team in six', async () => {
    const cases = await published(seeded(202), 0.08, 1_000);
    within(hits(cases, fromReports(seeded(2))), blindly(cases));
  });

  it('would name more of them if every mean was published, where that happens to two teams in three', async () => {
    const cases = await published(seeded(101), 0.35, 1_000);
    const guarded = hits(cases, fromReports(seeded(1)));
    const unguarded = hits(
      cases.map((one) => ({ ...one, windows: one.unguarded })),
      fromReports(seeded(1)),
    );
    expect(unguarded).toBeGreaterThan(asWell(guarded, cases.length).high);
  });
});
