/** Lore and its sandbox in the test's own process: one clock, and work that is due is done when the test says so. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { isJson, parseJson } from '../../sandbox/json.ts';
import type { Exchanges } from '../../sandbox/exchanges.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { exportOf } from '../../src/core/export.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { type Feature, startingOff } from '../../src/core/feature.ts';
import type { Rule } from '../../src/core/recurrence.ts';
import { features } from '../../src/features.ts';
import { createLore, type Lore } from '../../src/lore.ts';
import type { LoreOptions } from '../../src/lore-options.ts';
import { makeMetrics } from '../../src/watch/metrics.ts';
import { errorFacts } from '../../src/slack/log.ts';
import { brokenRules } from './broken-rules.ts';
import { colleague, type Colleague } from './colleague.ts';
import { team } from './company.ts';
import type { TestEngine } from './databases.ts';
import { drawnIds } from './drawn-ids.ts';
import { type LoreSandbox, startLoreSandbox } from './lore-sandbox.ts';
import { repeatedButtons } from './repeated-buttons.ts';
import { posts } from './retro-path.ts';
import { lastExchange, playUntil, refusedCalls, settle } from './settling.ts';
import { unhurried, until } from './unhurried.ts';

export interface LoreHere extends LoreSandbox {
  readonly lore: Lore;
  /** Draws an id as Lore does. */
  readonly newId: () => string;
  /** Somebody of the company, by id: `U0MARA`. */
  readonly who: (id: string) => Colleague;
  /** Lets everything that is due now or in the next minutes happen. */
  readonly settle: (within?: number) => Promise<void>;
  readonly playUntil: (instant: number) => Promise<void>;
  /** What Lore posted in a channel, oldest first. */
  readonly posted: (channel: string) => readonly Message[];
  /** What Lore wrote to a person alone. */
  readonly direct: (who: string) => readonly Message[];
  /** The topmost modal of a person, as text. */
  readonly modal: (who: string) => string;
  /** Waits until the topmost modal of a person holds a text; it is redrawn after Slack was answered. */
  readonly modalWith: (who: string, text: string) => Promise<string>;
  /** App Home as it is when the person opens it, as text. */
  readonly home: (who: string) => Promise<string>;
  /** Every row of these tables, as text. */
  readonly rows: (...tables: readonly string[]) => Promise<string>;
  /** What is theirs in each practice, as an export, as text. */
  readonly export: (who: string) => Promise<string>;
  /** As their own button in App Home does. */
  readonly erase: (who: string) => Promise<void>;
  /** What recurs in a channel begins there, by Berlin’s time. */
  readonly recurs: (channel: string, owner: string, rules: Readonly<Record<string, Rule>>) => Promise<void>;
  /** What went wrong since it was last asked: calls that the sandbox did not take, buttons that sound alike, and errors in Lore's log. */
  readonly wrong: () => string[];
  close(): Promise<void>;
}

/**
 * @param options as of the sandbox; `engine`: on a fresh database of it; `lore`: what Lore is composed with besides; `runsDueWork`: by itself,
 * and not when the test says so; `hear` gets all that goes between Slack and Lore; `asInstalled`: what starts turned off is off, and not turned on for
 * everyone
 */
export async function startLoreHere(
  options: NonNullable<Parameters<typeof startLoreSandbox>[0]> & {
    readonly engine?: TestEngine;
    readonly lore?: Partial<LoreOptions>;
    readonly runsDueWork?: boolean;
    readonly hear?: Exchanges['add'];
    readonly asInstalled?: boolean;
  } = {},
): Promise<LoreHere> {
  const { engine, lore: over, runsDueWork = false, hear, asInstalled = false, ...rest } = options;
  const database = await engine?.fresh();
  const made = await startLoreSandbox({
    ...(database === undefined ? {} : { databaseUrl: database.url }),
    ...rest,
  });
  const { sandbox } = made;
  const errors: string[] = [];
  const alike = new Set<string>();
  const { exchanges } = sandbox.core;
  const note = exchanges.add.bind(exchanges);
  exchanges.add = (entry) => {
    const sent = entry.direction === 'from app' ? entry.request : entry.answer;
    for (const found of [...repeatedButtons(sent), ...brokenRules(sent)]) alike.add(found);
    hear?.(entry);
    note(entry);
  };
  const ids = drawnIds();
  const lore = createLore({
    config: made.config,
    clock: sandbox.core.clock,
    ids,
    features,
    log: errorLog(errors),
    requestTimeouts: unhurried,
    ...(made.config.metrics === undefined ? {} : { metrics: makeMetrics() }),
    ...over,
  });
  const close = async () => {
    // Lore says goodbye over its connections.
    await lore.stop();
    await sandbox.close();
    await database?.remove();
  };
  try {
    await lore.start({ runsDueWork });
  } catch (error) {
    await close();
    throw error;
  }
  const practices = over?.features ?? features;
  if (!asInstalled) await turnAllOn(lore, practices);
  const modal = (who: string) => JSON.stringify(here.who(who).modal()?.view ?? null);
  let seen = 0;
  const here: LoreHere = {
    ...made,
    lore,
    newId: () => ids.next(),
    who: (id) => colleague(sandbox, id),
    settle: (within) => settle(sandbox, lore.runner, within),
    playUntil: (instant) => playUntil(sandbox, lore.runner, instant),
    posted: (channel) => posts(sandbox, channel),
    direct: (who) => {
      const conversation = sandbox.world.conversations.find(
        ({ kind, members }) => kind === 'im' && members.includes(who),
      );
      return conversation === undefined ? [] : posts(sandbox, conversation.id);
    },
    modal,
    modalWith: async (who, text) => {
      await until(async () => modal(who).includes(text), `no modal of ${who} holds “${text}”`);
      return modal(who);
    },
    home: async (who) => {
      await here.who(who).openHome();
      await here.settle();
      return JSON.stringify(here.who(who).home());
    },
    rows: async (...tables) => {
      const all = (name: string) =>
        lore.store.system
          .selectFrom(name as 'audit')
          .selectAll()
          .execute();
      return JSON.stringify(await Promise.all(tables.map(all)));
    },
    export: (who) => {
      const subject = { kind: 'person', userId: userId(who) } as const;
      return lore.store.read(team, subject, async (read) =>
        JSON.stringify(await Promise.all(practices.map((feature) => exportOf(feature, read, subject)))),
      );
    },
    erase: async (who) => {
      await lore.store.erasing(team, userId(who), { kind: 'person', userId: userId(who) });
      await here.settle();
    },
    recurs: async (channel, owner, rules) => {
      const at = channelId(channel);
      await lore.store.directory.setRecurrence(team, at, { tz: 'Europe/Berlin', locale: 'en' });
      const all = new Map(Object.entries(rules));
      const started = await lore.store.schedules.startAll(team, at, userId(owner), all);
      if (!started.ok) throw new Error(started.code);
    },
    wrong: () => {
      const found = [
        ...refusedCalls(sandbox, seen),
        ...failedRequests(sandbox, seen),
        ...alike,
        ...errors.splice(0),
      ];
      alike.clear();
      seen = lastExchange(sandbox);
      return found;
    },
    close,
  };
  await here.settle();
  return here;
}

async function turnAllOn({ store }: Lore, practices: readonly Feature[]): Promise<void> {
  const rows = [...startingOff(practices)].map((practice) => ({ practice, position: 'on' as const }));
  await store.write(async (system) => {
    for (const row of rows)
      await system
        .insertInto('practice_choice')
        .values({ team_id: team, ...row })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  });
}

/** Requests that Lore did not answer with success. */
function failedRequests(sandbox: Sandbox, since: number): string[] {
  return sandbox.core.exchanges.all
    .filter(
      ({ id, direction, outcome }) =>
        id > since && direction === 'to app' && !['HTTP 200', 'acknowledged'].includes(outcome),
    )
    .map(({ what, outcome }) => `${what}: ${outcome}`);
}

/** A log that keeps the lines of errors. */
function errorLog(errors: string[]) {
  const lines = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      const line = parseJson(chunk.toString());
      if (isJson(line) && Number(line['level']) >= 50) errors.push(JSON.stringify(line));
      done();
    },
  });
  return pino({ base: null, level: 'warn', serializers: { err: errorFacts }, errorKey: 'err' }, lines);
}
