/**
 * A year of a company that is reorganised in its seventh month: channels are merged, split, archived and renamed, people change teams, a leader is new.
 * What was before is looked for afterwards: rituals among what took place, lessons by searching for them, leaks by words that only some may read.
 */
import type { TestEngine } from '../test/support/databases.ts';
import { startLoreProcess } from '../test/support/lore-process.ts';
import { chanceOf } from './chance.ts';
import { addDays, dayLong, hour, minute, type Day, type Instant } from './month/calendar.ts';
import { castOf, type Team } from './month/cast.ts';
import type { Lived, Recorded } from './month/facts.ts';
import { turnsOn } from './month/meet.ts';
import { nagOf } from './month/nag.ts';
import { recordsIn } from './month/records.ts';
import { setUp } from './month/set-up.ts';
import { stageOf, type Stage } from './month/stage.ts';
import { leaksIn } from './year/leaks.ts';
import { finds, type Saved } from './year/lessons.ts';
import * as reorganisation from './year/reorganise.ts';
import { isThere, writeYear } from './year/script.ts';

export interface YearSoak {
  readonly seed: number;
  readonly engine: TestEngine['name'];
  readonly people: number;
  /** Hears how far it is. */
  readonly onMonth?: (words: string) => void;
}

export interface YearLine {
  readonly seed: number;
  readonly engine: TestEngine['name'];
  readonly people: number;
  readonly days: number;
  /** Of the channels that end: those that took place within two months before. */
  readonly ritualsBefore: number;
  /** Of these: those that took place within a month after, where their people went. */
  readonly ritualsAlive: number;
  /** Of these: those that somebody ended on purpose. */
  readonly ritualsEnded: number;
  /** Lessons from before, each looked for by somebody whom it is for. */
  readonly lessons: number;
  readonly lessonsFound: number;
  /** Words that somebody reads who may not, and lessons that a stranger finds. */
  readonly leaked: number;
  readonly interviews: number;
  /** Direct messages that nobody asked for; more than one in a person's day or three in seven days; outside of their hours. */
  readonly directs: number;
  readonly over: number;
  readonly untimely: number;
  readonly errors: readonly string[];
  readonly wrong: readonly string[];
  readonly seconds: number;
}

/** A Monday. */
const first: Day = '2027-01-04';
const days = 364;
/** In the seventh month. */
const effect = 196;
/** What is looked for lived within this time before, and after. */
const [before, after] = [60 * dayLong, 30 * dayLong];
const channels = 12;

/** Nine of ten. */
const enough = 0.9;
export const isYearRight = ({ ritualsBefore: all, ...line }: YearLine): boolean =>
  all > 0 &&
  line.ritualsAlive + line.ritualsEnded >= enough * all &&
  line.lessonsFound === line.lessons &&
  line.leaked + line.over + line.untimely + line.errors.length === 0;

/** @throws when a person is not answered any more */
export async function yearSoak(soak: YearSoak): Promise<YearLine> {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const from = Date.parse(first);
  const startAt = from - 3 * dayLong + 6 * hour;
  const cast = castOf({ channels, people: soak.people }, startAt, chanceOf(soak.seed));
  const teams = withAdmin(cast.teams);
  for (const team of teams)
    for (const one of cast.company.conversations)
      if (one.id === team.channel) one.members = [...team.members];
  const lore = await startLoreProcess({ engine: soak.engine, company: cast.company, startAt });
  const saved: Saved[] = [];
  const vaults = new Map<string, ReadonlySet<string>>();
  const changes = reorganisation.changesOf(teams);
  try {
    const stage = stageOf(lore, teams, chanceOf(soak.seed + 1), () => undefined);
    const records = recordsIn(lore.environment['DATABASE_URL'] ?? '');
    await turnsOn(stage, ['reorg', 'experiments', 'stretch', 'pathways', 'purpose']);
    for (const team of teams) await setUp(stage, team);
    soak.onMonth?.(`${String(teams.length)} channels are set up (${String(seconds())} s)`);
    writeYear(stage, from, days, saved);
    const at = from + effect * dayLong;
    planChange(stage, changes, at, vaults);
    const leaks = new Set<string>();
    const look = () => {
      const secrets = { readersOf: (word: string) => readersOf(stage, teams, vaults, saved, word) };
      for (const leak of leaksIn(lore.sandbox, secrets)) leaks.add(leak);
    };
    for (let day = 28; day <= days; day += 28) {
      await stage.playTo(from + day * dayLong);
      look();
      soak.onMonth?.(`${addDays(first, day)} (${String(seconds())} s)`);
    }
    const found = await lookFor(stage, teams, saved, leaks);
    look();
    const occurrences = await records.occurrences();
    const living = await rituals(changes, occurrences, await records.decided(), at);
    const people = stage.lore.sandbox.world.people.map(
      ({ id, tz, isGuest }) => [id, { id, tz, isGuest }] as const,
    );
    const lived: Lived = {
      channels: [],
      people: new Map(people),
      facts: [],
      from,
      to: from + days * dayLong,
    };
    const errors = lore.errors();
    return {
      ...{ seed: soak.seed, engine: soak.engine, people: soak.people, days },
      ...living.counts,
      ...found,
      leaked: leaks.size,
      interviews: vaults.size,
      ...nagOf(lived, stage.watch.said),
      errors,
      wrong: [...leaks, ...living.dead],
      seconds: seconds(),
    };
  } finally {
    await lore.close();
  }
}

/** The admin, who is asked to write the brief, knows the private channels that it concerns. */
function withAdmin(teams: readonly Team[]): readonly Team[] {
  const admin = teams[0]?.host ?? '';
  return teams.map((team) =>
    team.isPrivate && !team.members.includes(admin) ? { ...team, members: [...team.members, admin] } : team,
  );
}

/** Everything of the reorganisation, each in its time. */
function planChange(
  stage: Stage,
  changes: readonly reorganisation.Changed[],
  at: Instant,
  vaults: Map<string, ReadonlySet<string>>,
): void {
  const { teams } = stage;
  const [admin] = teams;
  if (admin === undefined) return;
  const sent = at - reorganisation.ahead;
  stage.plan(reorganisation.within(stage, admin.host, sent), () =>
    reorganisation.writesBrief(stage, admin, changes, addDays(first, effect)),
  );
  stage.plan(sent + 3 * dayLong, () => reorganisation.joinsFirst(stage, changes));
  for (const changed of changes.filter(reorganisation.endsHere)) {
    const { team, into } = changed;
    stage.plan(reorganisation.within(stage, team.host, sent + 4 * dayLong), () =>
      reorganisation.decidesAll(stage, changed),
    );
    for (const who of team.members.slice(1, 3)) {
      const successor = into[0]?.members.find((one) => !team.members.includes(one));
      if (successor === undefined) continue;
      stage.plan(reorganisation.within(stage, who, sent + 8 * dayLong), async () => {
        const word = `Vault${String(10_000 + vaults.size)}`;
        vaults.set(word, new Set([who, successor]));
        await reorganisation.isInterviewed(stage, who, successor, word);
      });
    }
  }
  stage.plan(at + 10 * hour, () => reorganisation.takesEffect(stage, changes));
}

/** Who may read a word; `undefined`: everybody may. */
function readersOf(
  stage: Stage,
  teams: readonly Team[],
  vaults: ReadonlyMap<string, ReadonlySet<string>>,
  saved: readonly Saved[],
  word: string,
): ReadonlySet<string> | undefined {
  if (word.startsWith('Vault')) return vaults.get(word) ?? new Set();
  const lesson = saved.find(({ proof }) => proof === word);
  if (lesson !== undefined) return lesson.readers === 'everybody' ? undefined : new Set(lesson.readers);
  const fact = stage.facts.find((one) => 'token' in one && one.token === word);
  const team = teams.find(
    ({ channel }) => fact !== undefined && 'channel' in fact && fact.channel === channel,
  );
  return team?.isPrivate === true ? new Set(team.members) : undefined;
}

/** Each lesson, by one whom it is for and one whom it is not for. */
async function lookFor(stage: Stage, teams: readonly Team[], saved: readonly Saved[], leaks: Set<string>) {
  const everybody = teams.flatMap((team) =>
    team.members.filter((who) => isThere(stage, team, who)).map((who) => ({ who, channel: team.channel })),
  );
  const guests = new Set(stage.lore.sandbox.world.people.flatMap(({ id, isGuest }) => (isGuest ? [id] : [])));
  let lessonsFound = 0;
  for (const one of saved) {
    const members = everybody.filter(({ who }) => !guests.has(who));
    const reader = stage.chance.pick(
      members.filter(({ who }) => one.readers === 'everybody' || one.readers.includes(who)),
    );
    // Slack would be asked too often, if all searched at once.
    await stage.playTo(stage.now() + minute);
    if (await finds(stage, reader.who, reader.channel, one)) lessonsFound += 1;
    if (one.readers === 'everybody') continue;
    const stranger = stage.chance.pick(members.filter(({ who }) => !one.readers.includes(who)));
    if (await finds(stage, stranger.who, stranger.channel, one))
      leaks.add(`${one.proof} was found by ${stranger.who}`);
  }
  return { lessons: saved.length, lessonsFound };
}

/** Which rituals took place before, and after where their people went. */
async function rituals(
  changes: readonly reorganisation.Changed[],
  occurrences: readonly Recorded[],
  decided: readonly { readonly channel: string; readonly schedule: string; readonly state: string }[],
  at: Instant,
) {
  const tookPlace = (channel: string, schedule: string, from: Instant, to: Instant): boolean =>
    occurrences.some(
      (one) =>
        one.channel === channel &&
        one.schedule === schedule &&
        one.state === 'posted' &&
        one.dueAt >= from &&
        one.dueAt < to,
    );
  const names = [...new Set(occurrences.map(({ schedule }) => schedule))];
  let [ritualsBefore, ritualsAlive, ritualsEnded] = [0, 0, 0];
  const dead: string[] = [];
  for (const { team, into } of changes.filter(reorganisation.endsHere))
    for (const name of names.filter((one) => tookPlace(team.channel, one, at - before, at))) {
      ritualsBefore += 1;
      const state = decided.find(
        ({ channel, schedule }) => channel === team.channel && schedule === name,
      )?.state;
      if (state === 'retire') {
        ritualsEnded += 1;
        continue;
      }
      const there =
        state === 'merge' || state === 'handover' ? into.map(({ channel }) => channel) : [team.channel];
      if (there.some((channel) => tookPlace(channel, name, at, at + after))) ritualsAlive += 1;
      else dead.push(`${name} of ${team.channel}: ${state ?? 'nobody was asked'}`);
    }
  return { counts: { ritualsBefore, ritualsAlive, ritualsEnded }, dead };
}
