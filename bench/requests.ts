/**
 * How light Lore's answers are beside a bare Bolt app that only acknowledges: commands, and a card that is submitted. Both are sent the same bytes
 * by this process, in turns. Lore is the real program, with a company of some thousand people that it has read from Slack.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { addCards } from '../src/features/retro/collect/screens.ts';
import { channelOf, membersOf, teamId } from './requests/company.ts';
import { send, signed } from './requests/load.ts';
import { type Server, type Slack, startBare, startLore, startSlack, type View } from './requests/servers.ts';

export interface RequestsBench {
  readonly rounds: number;
  /** Requests of each person in a round: fewer than what one person may ask for at once. */
  readonly each: number;
  readonly keep: boolean;
  readonly onRun: (words: string) => void;
}

/** One server in one kind of request: medians of the rounds. */
interface Measured {
  readonly perSecond: number;
  /** In ms. */
  readonly p99: number;
  /** Processor time of the server for each request, in microseconds. */
  readonly cpu: number;
  /** The most resident memory in a round, in MB. */
  readonly rss: number;
}

interface Pair {
  readonly bare: Measured;
  readonly lore: Measured;
  /** Lore's by the bare app's. */
  readonly ratio: Measured;
}

export interface RequestsLine {
  readonly at: string;
  readonly commit: string;
  /** How many processes wanted a processor at the end, over 1, 5 and 15 minutes: with many the ratios mean little. */
  readonly load: readonly number[];
  readonly machine: Readonly<Record<string, string | number>>;
  readonly rounds: number;
  /** In a round; of cards, fewer. */
  readonly requests: number;
  readonly people: number;
  readonly connections: number;
  readonly '/lore help': Pair;
  readonly '/retro help': Pair;
  readonly card: Pair;
  /** Resident memory before the first request, in MB. */
  readonly atRest: { readonly bare: number; readonly lore: number; readonly ratio: number };
}

type Kind = '/lore help' | '/retro help' | 'card';
const kinds: readonly Kind[] = ['/lore help', '/retro help', 'card'];
/** What Lore has to reach beside the bare app. */
const least: Readonly<Record<Kind, number>> = { '/lore help': 0.7, '/retro help': 0.7, card: 0.25 };
const most = { p99: 2, atRest: 1.5, rss: 2 };

export const isLight = (line: RequestsLine): boolean =>
  line.atRest.ratio <= most.atRest &&
  kinds.every(
    (kind) =>
      line[kind].ratio.perSecond >= least[kind] &&
      line[kind].ratio.p99 <= most.p99 &&
      line[kind].ratio.rss <= most.rss,
  );

const connections = 20;
/** ms after which a team is alone again: while others ask in another channel, Lore bounds what one channel asks for. */
const untilAlone = 11_000;
/** ms after the start until nothing more happens by itself. */
const toRest = 10_000;

/** @throws when a server answers something else than it should */
export async function requestsBench({ rounds, each, keep, onRun }: RequestsBench): Promise<RequestsLine> {
  const folder = mkdtempSync(join(tmpdir(), 'lore-bench-'));
  // Each round of each kind is of a team that has asked for nothing yet, so that nobody uses up what is theirs; one round warms up.
  const teams = (rounds + 1) * kinds.length;
  const slack = await startSlack(teams);
  // As on any day but the first: what it has read from Slack is stored, and what Node has made of its sources is kept.
  const first = await startLore(slack, folder);
  await first.stop();
  const servers = { bare: await startBare(slack, folder), lore: await startLore(slack, folder) };
  try {
    await wait(toRest);
    const rest = { bare: mb((await servers.bare.usage()).rss), lore: mb((await servers.lore.usage()).rss) };
    onRun(`at rest: ${JSON.stringify(rest)} MB`);
    const all = kinds.map((): Record<keyof typeof servers, Measured[]> => ({ bare: [], lore: [] }));
    for (let round = 0; round <= rounds; round += 1)
      for (const [index, kind] of kinds.entries()) {
        const bodies = await bodiesOf(kind, round * kinds.length + index, each, {
          slack,
          port: servers.lore.port,
        });
        const pair = round % 2 === 0 ? (['bare', 'lore'] as const) : (['lore', 'bare'] as const);
        await wait(untilAlone);
        for (const who of pair) {
          const measured = await runOf(servers[who], bodies, kind === 'card' ? isStored : isText);
          onRun(`${round} ${kind} ${who}: ${JSON.stringify(rounded(measured))}`);
          if (round > 0) all[index]?.[who].push(measured);
        }
      }
    const pairs = all.map(({ bare, lore }) => pairOf(medians(bare), medians(lore)));
    const line: RequestsLine = {
      at: new Date().toISOString(),
      commit: execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim(),
      load: loadavg().map(hundredths),
      machine: {
        cpu: cpus()[0]?.model ?? '',
        cores: cpus().length,
        memoryMb: mb(totalmem()),
        system: `${platform()} ${release()} ${arch()}`,
        node: process.versions.node,
        v8: process.versions.v8,
        ...versions(),
      },
      rounds,
      requests: membersOf(0).length * each,
      people: membersOf(0).length,
      connections,
      ...(Object.fromEntries(kinds.map((kind, index) => [kind, pairs[index]])) as Record<Kind, Pair>),
      atRest: { ...rest, ratio: hundredths(rest.lore / rest.bare) },
    };
    if (keep)
      writeFileSync(
        join(import.meta.dirname, 'results', `requests-${line.at.slice(0, 10)}.json`),
        `${JSON.stringify(line, null, 2)}\n`,
      );
    return line;
  } finally {
    await Promise.all([servers.bare.stop(), servers.lore.stop(), slack.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What both say to a command: that they can do something. */
const isText = (answer: string): boolean => /^HTTP\/1\.1 200 .*(can do|"text")/s.test(answer);
/** An empty answer closes the modal: the card is stored. */
const isStored = (answer: string): boolean => /^HTTP\/1\.1 200 [^{]*$/.test(answer);

async function runOf(
  { port, usage }: Server,
  bodies: readonly string[],
  isRight: (answer: string) => boolean,
): Promise<Measured> {
  const requests = bodies.map(signed);
  const before = await usage();
  const { perSecond, p99 } = await send(port, requests, connections, isRight);
  const after = await usage();
  return {
    perSecond,
    p99,
    cpu: (after.cpu - before.cpu) / requests.length,
    rss: after.mostRss / 1024 / 1024,
  };
}

let triggers = 0;
const trigger = (): string => `${(triggers += 1)}.bench`;

/** Of each person in a round: a retrospective of two hundred people with more than a thousand cards is none. */
const mostCards = 5;

interface At {
  readonly slack: Slack;
  readonly port: number;
}

/** The bodies of one round: of every member of a team as many, in turns. */
async function bodiesOf(kind: Kind, team: number, each: number, at: At): Promise<readonly string[]> {
  const members = membersOf(team);
  const turns = Array.from(
    { length: kind === 'card' ? Math.min(each, mostCards) : each },
    () => members,
  ).flat();
  if (kind !== 'card') return turns.map((user) => commandOf(kind, team, user));
  const view = await cardsView(team, at);
  return turns.map((user, nth) => submissionOf(view, user, typedInto(view, `Card ${nth} of ${user}`)));
}

function commandOf(words: string, team: number, user: string, triggerId = trigger()): string {
  const [command = '', ...text] = words.split(' ');
  return new URLSearchParams({
    token: 'a token',
    team_id: teamId,
    team_domain: 'bench',
    channel_id: channelOf(team),
    channel_name: `team-${team}`,
    user_id: user,
    user_name: user.toLowerCase(),
    command,
    text: text.join(' '),
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: 'https://hooks.slack.com/commands/T1/1/bench',
    trigger_id: triggerId,
  }).toString();
}

/** A modal as Slack sends it back, under a key of its own: each stands for one that was opened. @param values as `view.state` has them */
function submissionOf(view: View, user: string, values: object): string {
  const payload = {
    type: 'view_submission',
    ...sender(user),
    trigger_id: trigger(),
    view: {
      ...view,
      id: 'V1',
      team_id: teamId,
      private_metadata: view.private_metadata.replace(/"k":"[^"]+"/, `"k":"bench-${(triggers += 1)}"`),
      state: { values },
      hash: '1.abc',
      app_id: 'A1',
      app_installed_team_id: teamId,
      bot_id: 'B1',
    },
    response_urls: [],
    is_enterprise_install: false,
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

const sender = (user: string) => ({
  team: { id: teamId, domain: 'bench' },
  user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: teamId },
  api_app_id: 'A1',
  token: 'a token',
});

/** What stands in the form for cards when one was typed into its first input. */
function typedInto({ blocks }: View, words: string): object {
  const inputs = blocks.flatMap(({ block_id: id, element }) =>
    id === undefined || element === undefined ? [] : [{ id, ...element }],
  );
  return Object.fromEntries(
    inputs.map(({ id, type, action_id: action }, nth) => [
      id,
      { [action]: { type, value: nth === 0 ? words : null } },
    ]),
  );
}

/** Starts a retrospective of the whole team. @returns the form for its cards, as one of them was shown it */
async function cardsView(team: number, { slack, port }: At): Promise<View> {
  const [first = ''] = membersOf(team);
  const one = (body: string) => send(port, [signed(body)], 1, (answer) => answer.startsWith('HTTP/1.1 200'));
  const opening = trigger();
  const form = slack.opened(opening);
  await one(commandOf('/retro', team, first, opening));
  const posted = slack.posted(channelOf(team));
  await one(
    submissionOf(await form, first, {
      about: { about: { type: 'plain_text_input', value: `Team ${team}` } },
      kind: { kind: { type: 'static_select', selected_option: { value: 'project' } } },
    }),
  );
  const button = /"value":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(await posted))?.[1] ?? '';
  const adding = trigger();
  const cards = slack.opened(adding);
  const press = {
    type: 'block_actions',
    ...sender(first),
    trigger_id: adding,
    channel: { id: channelOf(team), name: `team-${team}` },
    actions: [{ type: 'button', action_id: addCards.actionId, value: JSON.parse(`"${button}"`) as string }],
  };
  await one(new URLSearchParams({ payload: JSON.stringify(press) }).toString());
  return cards;
}

function medians(all: readonly Measured[]): Measured {
  const median = (of: (one: Measured) => number): number =>
    all.map(of).toSorted((a, b) => a - b)[all.length >> 1] ?? Number.NaN;
  return {
    perSecond: median(({ perSecond }) => perSecond),
    p99: median(({ p99 }) => p99),
    cpu: median(({ cpu }) => cpu),
    rss: median(({ rss }) => rss),
  };
}

const pairOf = (bare: Measured, lore: Measured): Pair => ({
  bare: rounded(bare),
  lore: rounded(lore),
  ratio: {
    perSecond: hundredths(lore.perSecond / bare.perSecond),
    p99: hundredths(lore.p99 / bare.p99),
    cpu: hundredths(lore.cpu / bare.cpu),
    rss: hundredths(lore.rss / bare.rss),
  },
});

const rounded = ({ perSecond, p99, cpu, rss }: Measured): Measured => ({
  perSecond: Math.round(perSecond),
  p99: Math.round(p99 * 10) / 10,
  cpu: Math.round(cpu),
  rss: Math.round(rss),
});

/** Of what both stand on. */
function versions(): Readonly<Record<string, string>> {
  const file = readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8');
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(file));
  const of = ['@slack/bolt', 'better-sqlite3', 'kysely'];
  return Object.fromEntries(of.map((name) => [name, dependencies[name] ?? '']));
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;
const mb = (bytes: number): number => Math.round(bytes / 1024 / 1024);
