/**
 * A workspace of any size that Lore gets to know while its people act, on a clock that is moved: at Slack's pace four thousand channels take
 * the better part of an hour. Slack is a process of its own (`large/slack.ts`), so that what is measured here is Lore.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { sql } from 'kysely';
import { pino } from 'pino';
import { features } from '../src/features.ts';
import { createLore, type Lore } from '../src/lore.ts';
import { randomIds } from '../src/process.ts';
import { errorFacts } from '../src/slack/log.ts';
import { secret, sendSigned } from '../test/support/fake-slack.ts';
import { unhurried } from '../test/support/unhurried.ts';
import {
  accountId,
  accountsIn,
  channelIdOf,
  membersOf,
  takesPart,
  teamOf,
  type Size,
} from './large/company.ts';
import type { Said, Told } from './large/slack.ts';

export interface LargeSoak extends Size {
  /** How many things people do meanwhile, one every fifteen seconds. */
  readonly acts: number;
  readonly onMinute?: (words: string) => void;
}

export interface LargeLine {
  readonly accounts: number;
  readonly channels: number;
  /** Seconds of simulated time until everybody and every channel was known. */
  readonly seconds: number;
  readonly restarts: number;
  readonly calls: number;
  /** Calls that Slack refused with 429. */
  readonly refusedCalls: number;
  /** Pages of people and channels that were read more than once; people and memberships that are not known at the end. */
  readonly pagesAgain: number;
  readonly unknownPeople: number;
  readonly unknownMembers: number;
  readonly acts: number;
  /** Retrospectives that were started, whom they ask, and whom they should and do not. */
  readonly retros: number;
  readonly asked: number;
  readonly leftOut: number;
  /** People who read that it did not work; who were asked to wait for a time only if it did not work then either. */
  readonly refused: number;
  /** People who were asked to wait for a time, and waited. */
  readonly askedToWait: number;
  /** Replies that said that something is not known yet; and replies and Homes that said so wrongly, or did not say so. */
  readonly told: number;
  readonly untrue: number;
  readonly errors: number;
  readonly rssMb: number;
  /** How long the event loop stood still at most; and 95 of 100 requests were answered within, in ms of wall time. */
  readonly longestStallMs: number;
  readonly p95Ms: number;
  readonly wallSeconds: number;
}

/** Whether everything that must be 0 is, and the memory stays below what was promised. */
export const isRight = (line: LargeLine): boolean =>
  line.pagesAgain + line.unknownPeople + line.unknownMembers + line.leftOut + line.untrue + line.errors ===
    0 &&
  line.refused === 0 &&
  line.rssMb < 400;

/** A Tuesday morning. */
const start = Date.parse('2026-12-01T09:00:00Z');
const every = 15_000;
const says = {
  unknown: /still getting to know|gerade erst kennen/,
  /** In percent, with a space that does not break in German. */
  share: /(\d+)\s?% (?:of its|seiner)/,
  refused: /went wrong|schiefgegangen|didn’t respond|nicht geantwortet/,
  wait: /used them up for now|gerade aufgebraucht|still finding out who|lese noch ein, wer/,
  seconds: /(?:in|in einer) (\d+|a second|Sekunde)/,
};

interface Slack {
  readonly url: string;
  readonly called: Said[];
  tellNow(now: number): Promise<void>;
  /** The view that was opened with a trigger, as JSON. */
  viewFor(trigger: string): Promise<string>;
  close(): void;
}

async function startSlack(size: Size): Promise<Slack> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'large', 'slack.ts'), {
    execArgv: ['--no-warnings'],
  });
  const called: Said[] = [];
  const views = new Map<string, string>();
  let wake: () => void = () => undefined;
  child.on('message', (said: Said) => {
    if (said.kind !== 'called') return;
    called.push(said.args === null ? { ...said, args: null } : said);
    const args = said.args as Record<string, string> | null;
    if (args?.['trigger_id'] !== undefined) views.set(args['trigger_id'], args['view'] ?? '');
    wake();
  });
  const tell = (told: Told) => child.send(told);
  const [{ port }] = (await once(child, 'message')) as [Extract<Said, { kind: 'port' }>];
  tell({ kind: 'size', size });
  return {
    url: `http://127.0.0.1:${port}/api/`,
    called,
    tellNow: async (now) => {
      const heard = new Promise<void>((resolve) => {
        const listen = (said: Said) => {
          if (said.kind !== 'now') return;
          child.off('message', listen);
          resolve();
        };
        child.on('message', listen);
      });
      tell({ kind: 'now', now });
      await heard;
    },
    viewFor: async (trigger) => {
      const deadline = Date.now() + 20_000;
      for (;;) {
        const view = views.get(trigger);
        if (view !== undefined) return view;
        if (Date.now() > deadline) throw new Error('nothing was shown');
        await Promise.race([new Promise<void>((resolve) => (wake = resolve)), later(1_000)]);
      }
    },
    close: () => void child.kill(),
  };
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** @throws when Lore answers nothing, or the workspace is not known after a simulated day */
export async function largeSoak(soak: LargeSoak): Promise<LargeLine> {
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'lore-large-'));
  const slack = await startSlack(soak);
  const clock = { time: start };
  let errors = 0;
  const log = pino(
    { level: 'error', serializers: { err: errorFacts } },
    {
      write: (line: string) => {
        errors += 1;
        soak.onMinute?.(line.slice(0, 600));
      },
    },
  );
  const open = async (): Promise<{ lore: Lore; port: number }> => {
    const lore = createLore({
      config: {
        slackBotToken: 'xoxb-large',
        keyFile: null,
        ballotKeys: null,
        connection: { kind: 'http', signingSecret: secret, port: 0, host: '127.0.0.1' },
        databaseUrl: `sqlite:${join(folder, 'lore.db')}`,
        role: null,
        logLevel: 'error',
        slackApiUrl: slack.url,
        proxy: null,
        certificates: null,
      },
      clock: { now: () => clock.time },
      ids: randomIds,
      features,
      log,
      requestTimeouts: unhurried,
    });
    return { lore, port: (await lore.start({ runsDueWork: false })) ?? 0 };
  };
  await slack.tellNow(clock.time);
  let here = await open();
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  const sum = { retros: 0, asked: 0, leftOut: 0, refused: 0, askedToWait: 0, told: 0, untrue: 0 };
  const times: number[] = [];
  let [restarts, acted, seconds] = [0, 0, 0];
  /** Who was asked to wait, and when they try again. */
  const again: { readonly act: number; readonly at: number }[] = [];
  try {
    const state = () => stateOf(here.lore);
    const person = personOf({ soak, slack, times, port: () => here.port });
    for (;;) {
      await slack.tellNow(clock.time);
      const before = await state();
      const retried = again.findIndex(({ at }) => at <= clock.time);
      const isNew = acted < soak.acts && clock.time >= start + acted * every;
      const work = here.lore.runner.runDue();
      // Every second one acts while Lore is at work, the others when it has nothing to do.
      const isBeside = acted % 2 === 1;
      if (!isBeside) await work;
      if (retried >= 0 || isNew) {
        const act = retried >= 0 ? (again.splice(retried, 1)[0]?.act ?? 0) : acted;
        const { text, asked, leftOut } = await person.acts(act, here.lore);
        const after = await state();
        const isSure = !isBeside || after.isWhole === before.isWhole;
        if (text !== null && isSure && isUntrue(text, after, !isBeside)) sum.untrue += 1;
        if (says.unknown.test(text ?? '')) sum.told += 1;
        const isWait = says.wait.test(text ?? '');
        if (says.refused.test(text ?? '') || (isWait && retried >= 0)) sum.refused += 1;
        else if (isWait) {
          sum.askedToWait += 1;
          again.push({ act, at: clock.time + secondsIn(text ?? '') * 1000 });
        }
        sum.retros += asked === null ? 0 : 1;
        sum.asked += asked ?? 0;
        sum.leftOut += leftOut;
        if (retried < 0) acted += 1;
      }
      await work;
      const now = await state();
      if (now.isWhole && seconds === 0) seconds = Math.round((clock.time - start) / 1000);
      if (now.isWhole && acted >= soak.acts && again.length === 0) break;
      // In the middle of the people, and of the channels.
      if (
        (restarts === 0 && now.stage === 'people') ||
        (restarts === 1 && now.known * 2 >= now.all && now.all > 0)
      ) {
        restarts += 1;
        await here.lore.stop();
        here = await open();
      }
      const next = (await here.lore.runner.nextDue()) ?? Number.POSITIVE_INFINITY;
      const act = acted < soak.acts ? start + acted * every : Number.POSITIVE_INFINITY;
      const tries = again.map(({ at }) => at);
      const to = Math.max(clock.time, Math.min(next, act, ...tries, clock.time + 60_000));
      if (Math.floor((to - start) / 60_000) > Math.floor((clock.time - start) / 60_000))
        soak.onMinute?.(
          `${Math.floor((to - start) / 60_000)} min, ${Math.round(delays.max / 1e6)} ms: ${JSON.stringify({ ...now, ...sum })}`,
        );
      clock.time = to;
      if (clock.time > start + 24 * 60 * 60_000) throw new Error('the workspace is not known after a day');
    }
    await here.lore.runner.runDue();
    // What the bench reckons at the end is not Lore's.
    const stall = delays.max;
    const rssKb = process.resourceUsage().maxRSS;
    const homes = homesSaying(slack);
    return {
      accounts: soak.accounts,
      channels: soak.channels,
      seconds,
      restarts,
      ...countCalls(slack, soak),
      ...(await unknownAtEnd(here.lore, soak)),
      acts: acted,
      ...sum,
      untrue: sum.untrue + homes,
      errors,
      rssMb: Math.round(rssKb / 1024),
      longestStallMs: Math.round(stall / 1e6),
      p95Ms: Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0),
      wallSeconds: Math.round((Date.now() - began) / 1000),
    };
  } finally {
    await here.lore.stop();
    slack.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface State {
  readonly stage: string;
  readonly isWhole: boolean;
  readonly known: number;
  readonly all: number;
}

/** As the tables say. */
async function stateOf({ store }: Lore): Promise<State> {
  const { rows } = await sql<{ stage: string; whole: number | null; known: number; all: number }>`
    select w.stage, w.whole_at as whole, count(c.members_at) as known, count(c.channel_id) as "all"
    from directory_walk as w left join channel as c on c.team_id = w.team_id group by w.stage, w.whole_at`.execute(
    store.system,
  );
  const [row] = rows;
  return { stage: row?.stage ?? '', isWhole: row?.whole != null, known: row?.known ?? 0, all: row?.all ?? 0 };
}

/** Whether a reply speaks of what is missing although nothing is, or keeps silent, or gives numbers that are not so. */
function isUntrue(text: string, { isWhole, known, all }: State, isStill: boolean): boolean {
  if (says.refused.test(text) || says.wait.test(text)) return false;
  if (says.unknown.test(text) === isWhole) return true;
  // What it came to while Lore was at work is not known here.
  if (isWhole || !isStill) return false;
  const tenths = all === 0 || known === all ? 0 : Math.floor((known / all) * 10);
  return Number(says.share.exec(text)?.[1] ?? 0) !== tenths * 10;
}

/** After how many seconds somebody is to try again. */
function secondsIn(text: string): number {
  const said = says.seconds.exec(text)?.[1];
  if (said === undefined) return 60;
  return /^\d+$/.test(said) ? Number(said) : 1;
}

interface Found {
  /** What the person read; `null`: nothing that is looked at here. */
  readonly text: string | null;
  readonly asked: number | null;
  readonly leftOut: number;
}

/** What people do, one after the other in other channels: start a retrospective, look at a channel's settings, open App Home. */
function personOf(parts: { soak: LargeSoak; slack: Slack; times: number[]; port: () => number }) {
  const { soak, slack, times, port } = parts;
  let triggers = 0;
  const send = async (fields: Record<string, string>) => {
    const sent = await sendSigned(port(), new URLSearchParams(fields).toString());
    times.push(sent.ms);
    if (sent.status !== 200) throw new Error(`answered ${sent.status}`);
    return sent;
  };
  const command = async (user: string, channel: number, words: string): Promise<string> => {
    const [name = '', ...rest] = words.split(' ');
    const trigger = `t${++triggers}`;
    const sent = await send({
      command: name,
      text: rest.join(' '),
      team_id: teamOf,
      user_id: user,
      channel_id: channelIdOf(channel),
      channel_name: `channel-${channel}`,
      trigger_id: trigger,
      response_url: `${slack.url}respond`,
    });
    return sent.body.includes('"text"') ? sent.body : slack.viewFor(trigger);
  };
  const retro = async (user: string, channel: number, lore: Lore): Promise<Found> => {
    const shown = await command(user, channel, '/retro');
    const view = readView(shown);
    if (view === null) return { text: shown, asked: null, leftOut: 0 };
    const values = {
      about: { about: { type: 'plain_text_input', value: `Channel ${channel}` } },
      kind: { kind: { type: 'static_select', selected_option: { value: 'project' } } },
    };
    const payload = {
      type: 'view_submission',
      team: { id: teamOf },
      user: { id: user, team_id: teamOf },
      view: { ...view, id: `V${triggers}`, type: 'modal', state: { values } },
    };
    const sent = await send({ payload: JSON.stringify(payload) });
    const { rows } = await sql<{ user: string }>`select p.user_id as "user" from audience_person as p
      inner join retro as r on r.team_id = p.team_id and r.participants_id = p.audience_id
      where r.channel_id = ${channelIdOf(channel)}`.execute(lore.store.system);
    const asked = new Set(rows.map((row) => row.user));
    const wanted = accountsIn(channel, soak).filter(takesPart).map(accountId);
    return {
      text: `${shown}\n${sent.body}`,
      asked: asked.size,
      leftOut: wanted.filter((one) => !asked.has(one)).length,
    };
  };
  return {
    acts: async (act: number, lore: Lore): Promise<Found> => {
      const isEverybody = act % 20 === 13;
      const channel = isEverybody ? 0 : 1 + ((act * 97) % (soak.channels - 1));
      const there = accountsIn(channel, soak).filter(takesPart);
      const user = accountId(there[(act * 7) % there.length] ?? 1);
      if (!isEverybody && act % 3 === 0) return retro(user, channel, lore);
      if (isEverybody || act % 3 === 1) {
        const text = await command(user, channel, '/lore settings');
        return { text, asked: null, leftOut: 0 };
      }
      const event = { type: 'app_home_opened', user, tab: 'home', channel: `D${user}` };
      const sent = await sendSigned(
        port(),
        JSON.stringify({ type: 'event_callback', team_id: teamOf, event_id: `E${act}`, event }),
        { json: true },
      );
      if (sent.status !== 200) throw new Error(`answered ${sent.status}`);
      return { text: null, asked: null, leftOut: 0 };
    },
  };
}

function readView(text: string): { callback_id: string; private_metadata: string } | null {
  const view = JSON.parse(text) as { callback_id?: string; private_metadata?: string };
  if (view.callback_id === undefined || view.private_metadata === undefined) return null;
  return { callback_id: view.callback_id, private_metadata: view.private_metadata };
}

/** How many Homes say at the end that something is not known yet. */
function homesSaying(slack: Slack): number {
  const last = new Map<string, string>();
  for (const said of slack.called) {
    if (said.kind !== 'called' || said.method !== 'views.publish' || said.status !== 200) continue;
    const args = said.args as Record<string, string>;
    last.set(args['user_id'] ?? '', args['view'] ?? '');
  }
  return [...last.values()].filter((view) => says.unknown.test(view)).length;
}

function countCalls(slack: Slack, { accounts, channels }: Size) {
  const calls = slack.called.filter((said) => said.kind === 'called');
  const of = (method: string) => calls.filter((call) => call.method === method && call.status === 200).length;
  return {
    calls: calls.length,
    refusedCalls: calls.filter(({ status }) => status === 429).length,
    pagesAgain:
      of('users.list') - Math.ceil(accounts / 1000) + (of('conversations.list') - Math.ceil(channels / 1000)),
  };
}

async function unknownAtEnd({ store }: Lore, size: LargeSoak) {
  const all = Array.from({ length: size.channels }, (_, channel) => membersOf(channelIdOf(channel), size));
  const people = new Set(all.flat());
  const { rows } = await sql<{ people: number; members: number }>`select
    (select count(*) from person) as people, (select count(*) from membership) as members`.execute(
    store.system,
  );
  const wanted = Math.max(people.size, size.accounts + [...people].filter((id) => id.startsWith('W')).length);
  return {
    unknownPeople: wanted - (rows[0]?.people ?? 0),
    unknownMembers: all.reduce((sum, list) => sum + list.length, 0) - (rows[0]?.members ?? 0),
  };
}
