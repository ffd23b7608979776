/**
 * A month of a company whose channels all have Lore's rituals, with a SIGKILL a day, counted without Lore's code: what was expected by the rules
 * that were set up, what became of it, and what reached people.
 */
import type { Sandbox } from '../sandbox/server.ts';
import type { CallTimeouts } from '../src/slack/api/clients.ts';
import { startLoreProcess } from '../test/support/lore-process.ts';
import { answerAsked } from '../test/support/insist.ts';
import type { TestEngine } from '../test/support/databases.ts';
import { chanceOf } from './chance.ts';
import { hears } from './month/answers.ts';
import { addDays, dayLong, hour, minute, type Calendar, type Day } from './month/calendar.ts';
import { castOf, type Team } from './month/cast.ts';
import { planDeath } from './month/deaths.ts';
import type { Lived } from './month/facts.ts';
import { judge, type Verdict } from './month/judge.ts';
import { turnsOn } from './month/meet.ts';
import { nagOf, threeZonesOf, type Nag, type ThreeZones } from './month/nag.ts';
import { recordsIn, type Records } from './month/records.ts';
import { writeScript } from './month/script.ts';
import { setUp } from './month/set-up.ts';
import { stageOf, type Stage } from './month/stage.ts';

export interface MonthSoak {
  readonly seed: number;
  readonly engine: TestEngine['name'];
  readonly channels: number;
  readonly people: number;
  /** Of which everything that falls due is counted. */
  readonly days: number;
  /** What goes wrong at Slack while the month is counted. */
  readonly trouble?: Trouble;
  /** Hears how far it is, for whoever waits. */
  readonly onDay?: (words: string) => void;
}

export interface Trouble {
  readonly timeouts: CallTimeouts;
  /** From 0 up to below 1, as of the sandbox. */
  readonly chance: () => number;
  readonly begin: (sandbox: Sandbox) => void;
  readonly end: (sandbox: Sandbox) => void;
}

export interface MonthLine extends Verdict, Nag {
  readonly seed: number;
  readonly engine: TestEngine['name'];
  readonly channels: number;
  readonly people: number;
  readonly days: number;
  readonly kills: number;
  /** A person was asked whether something is there. */
  readonly deliveryIssues: number;
  /** A person was told that Slack refused it, and had it posted again. */
  readonly refused: number;
  readonly threeZones: ThreeZones;
  /** Lines of Lore's log at the level of errors; on a busy machine one finds that Slack's trigger was over before a window was drawn. */
  readonly errors: readonly string[];
  readonly seconds: number;
}

/** A Wednesday. In the month from it are public holidays of four countries, and New York sets its clocks back. */
const first: Day = '2026-10-28';
/** Of the days before it, on which Lore is invited and the first things are shared. */
const before = 2;

/** @throws when a person is not answered any more */
export async function monthSoak(soak: MonthSoak): Promise<MonthLine> {
  const began = Date.now();
  const from = Date.parse(first);
  const startAt = from - before * dayLong + 6 * hour;
  const { company, teams } = castOf(soak, startAt, chanceOf(soak.seed));
  const { trouble } = soak;
  const lore = await startLoreProcess({
    ...{ engine: soak.engine, company, startAt },
    ...(trouble === undefined
      ? {}
      : { timeouts: trouble.timeouts, chance: trouble.chance, startsAgain: true }),
  });
  const errors: string[] = [];
  try {
    const stage = stageOf(lore, teams, chanceOf(soak.seed + 1), hears);
    const records = recordsIn(lore.environment['DATABASE_URL'] ?? '');
    await turnsOn(stage);
    const calendars = new Map<string, Calendar>();
    for (const team of teams) calendars.set(team.channel, await setUp(stage, team));
    soak.onDay?.(`${String(teams.length)} channels are set up (${secondsSince(began)} s)`);
    writeScript(stage, first, soak.days);
    const asked: Asked = { since: new Map(), unsure: new Set(), refused: new Set() };
    await stage.playTo(from);
    trouble?.begin(lore.sandbox);
    const deaths = lore.deaths();
    const chance = chanceOf(soak.seed + 2);
    for (let day = 0; day < soak.days; day += 1) {
      planDeath(stage, from + day * dayLong, chance);
      await playDay(stage, records, from + day * dayLong, asked);
      errors.push(...lore.errors());
      soak.onDay?.(
        `${addDays(first, day)}: ${String(lore.deaths() - deaths)} deaths (${secondsSince(began)} s)`,
      );
    }
    const kills = lore.deaths() - deaths;
    trouble?.end(lore.sandbox);
    // What fell due last has time to arrive.
    await stage.playTo(from + soak.days * dayLong + 2 * hour);
    await answerAll(stage, records, asked);
    const lived = livedOf(stage, teams, calendars, soak.days);
    const said = stage.watch.said.filter(({ delivery, at }) => at < (asked.since.get(delivery) ?? Infinity));
    const { channels, people, seed, engine, days } = soak;
    const verdict = judge(lived, stage.watch.said, await records.occurrences());
    return {
      ...{
        seed,
        engine,
        channels,
        people,
        days,
        kills,
        deliveryIssues: asked.unsure.size,
        refused: asked.refused.size,
      },
      ...verdict,
      ...nagOf(lived, said),
      threeZones: threeZonesOf(lived, said),
      errors,
      seconds: Number(secondsSince(began)),
    };
  } finally {
    await lore.close();
  }
}

/** What people were shown in App Home: deliveries, with the instant from which on they may have been sent again, and those that Slack refused. */
interface Asked {
  readonly since: Map<string, number>;
  readonly unsure: Set<string>;
  readonly refused: Set<string>;
}

const secondsSince = (began: number): string => ((Date.now() - began) / 1000).toFixed(0);

async function playDay(stage: Stage, records: Records, midnight: number, asked: Asked): Promise<void> {
  for (let hours = 2; hours <= 24; hours += 2) {
    await stage.playTo(midnight + hours * hour);
    if (hours < 24) await answerAll(stage, records, asked);
  }
}

/** Whoever is asked whether something is there looks, and says it. */
async function answerAll(stage: Stage, records: Records, asked: Asked): Promise<void> {
  for (const id of await records.asked()) {
    const at = stage.now();
    const [unsure, refused] = [new Set<string>(), new Set<string>()];
    await answerAsked(stage.lore, stage.who(id), unsure, refused);
    for (const delivery of [...unsure, ...refused]) asked.since.set(delivery, at - minute);
    for (const delivery of unsure) asked.unsure.add(delivery);
    for (const delivery of refused) asked.refused.add(delivery);
  }
}

function livedOf(
  stage: Stage,
  teams: readonly Team[],
  calendars: ReadonlyMap<string, Calendar>,
  days: number,
): Lived {
  const from = Date.parse(first);
  const { people } = stage.lore.sandbox.world;
  return {
    channels: teams.map((team) => ({
      id: team.channel,
      isPrivate: team.isPrivate,
      members: team.members,
      calendar: calendars.get(team.channel) ?? { tz: 'UTC', weekdays: [], region: null },
      isThreeZones: team.isThreeZones,
    })),
    people: new Map(people.map(({ id, tz, isGuest }) => [id, { id, tz, isGuest }])),
    facts: stage.facts.toSorted((a, b) => a.at - b.at),
    from,
    to: from + days * dayLong,
  };
}
