/**
 * Issues that go out to connected tools, and facts that come in, while Lore is killed at every instruction around a call, and while the tools fail before
 * and after a call took effect. What is there is counted at the tools' side, and what came in among the rows of the project.
 */
import { createHmac } from 'node:crypto';
import { day, hour, minute } from '../src/core/clock.ts';
import type { ConnectionId } from '../src/core/connector.ts';
import { issueKey } from '../src/core/connector.ts';
import { channelId, type RowId, rowId, userId } from '../src/core/ids.ts';
import { features } from '../src/features.ts';
import { actionItems } from '../src/features/retro/action-items/operations.ts';
import { facts as factRows } from '../src/features/retro/facts/rows.ts';
import { projects } from '../src/features/retro/plan/rows.ts';
import type { Checkpoint, Sending } from '../src/jobs/parts.ts';
import { randomIds } from '../src/process.ts';
import { keysFrom } from '../src/store/settings/key-file.ts';
import { openStore, type Store } from '../src/store/store.ts';
import { ines, mara, team, website } from '../test/support/company.ts';
import type { TestEngine } from '../test/support/databases.ts';
import { keyFileHere } from '../test/support/key-file-here.ts';
import { type LoreProcess, startLoreProcess } from '../test/support/lore-process.ts';
import { type Github, githubToken, type Repository, startGithub } from '../test/support/trackers/github.ts';
import { type Jira, jiraAccess, type Project, startJira } from '../test/support/trackers/jira.ts';
import type { Asked, Fault } from '../test/support/trackers/server.ts';
import { type Chance, chanceOf } from './chance.ts';

export interface ConnectorsSoak {
  /** How often Lore dies, or nearly: each time three issues are wanted, and three things happen in the tool. */
  readonly runs: number;
  readonly engine: TestEngine['name'];
  /** Decides all that chance decides, except how far Lore is at a random moment. */
  readonly seed: number;
  readonly onRun?: (run: number, line: ConnectorsLine) => void;
}

/** How many were to be there, are there, are not, and are there again. */
interface Counted {
  readonly expected: number;
  readonly made: number;
  readonly lost: number;
  readonly duplicated: number;
}

/** Both together, and each. */
export interface ConnectorsLine extends Counted {
  readonly runs: number;
  readonly kills: number;
  readonly issues: Counted;
  readonly facts: Counted;
}

export const isConnectorsRight = ({ expected, made, lost, duplicated }: ConnectorsLine): boolean =>
  expected > 0 && made === expected && lost + duplicated === 0;

const each = 3;
const secret = 'a secret of the soak with enough random bits';
const toGithub = 'soak-github' as ConnectionId;
const toJira = 'soak-jira' as ConnectionId;
const repository = 'acme/website';
const key = 'WEB';

const points: readonly Checkpoint[] = [
  'claimed',
  'before the call',
  'after the call',
  'before the ts is stored',
];

/** One in so many calls that hang: each takes as long as a tool is waited for. */
const rarelyHangs = 12;

const isCreate = ({ method, path }: Asked): boolean =>
  method === 'POST' && (path.endsWith('/issues') || path === '/rest/api/3/issue');

/** Everything that is there, from the outside. */
interface Here {
  readonly lore: LoreProcess;
  readonly store: Store;
  readonly github: Github;
  readonly jira: Jira;
  readonly of: { readonly github: Repository; readonly jira: Project };
  readonly project: RowId;
  readonly chance: Chance;
  /** What is to be there in the end: keys of issues, and titles of facts. */
  readonly wanted: { readonly issues: string[]; readonly facts: string[] };
}

export async function connectorsSoak(soak: ConnectorsSoak): Promise<ConnectorsLine> {
  const keys = keyFileHere();
  let now = () => Date.now();
  const [github, jira] = [await startGithub(() => now()), await startJira(() => now())];
  const lore = await startLoreProcess({ engine: soak.engine, keyFile: keys.file, isRead: true });
  now = () => lore.sandbox.core.clock.now();
  const store = openStore({
    url: lore.config.databaseUrl,
    ...{ ids: randomIds, clock: lore.sandbox.core.clock },
    tables: features.flatMap(({ tables }) => tables),
    ...keysFrom(keys.file),
  });
  try {
    const here: Here = {
      ...{ lore, store, github, jira },
      of: { github: github.repository(repository), jira: jira.project(key) },
      project: await begin(store, { github, jira, now: now() }),
      chance: chanceOf(soak.seed),
      wanted: { issues: [], facts: [] },
    };
    await lore.settle();
    for (let run = 0; run < soak.runs; run += 1) {
      await play(here, run);
      soak.onRun?.(run + 1, await count(here, run + 1));
    }
    // What was missed is read again once a day.
    await lore.settle(2 * day);
    return await count(here, soak.runs);
  } finally {
    await store.close();
    await lore.close();
    await Promise.all([github.close(), jira.close()]);
    keys.remove();
  }
}

/** An admin connects both tools, and a project follows its repository. @returns the project */
async function begin(
  store: Store,
  { github, jira, now }: { readonly github: Github; readonly jira: Jira; readonly now: number },
): Promise<RowId> {
  const connect = async (id: ConnectionId, connector: 'github' | 'jira', site: string, access: object) => {
    const one = { id, connector, called: connector, site, access: JSON.stringify(access), secret };
    const why = await store.connections.make(team, userId(ines), one);
    if (why !== null) throw new Error(`it was not connected: ${why}`);
  };
  await connect(toGithub, 'github', github.url, { token: githubToken });
  await connect(toJira, 'jira', jira.url, jiraAccess);
  const id = rowId(randomIds.next());
  await store.transact(team, { kind: 'person', userId: userId(mara) }, async (scope) => {
    const channel = channelId(website);
    const audience = await scope.audience({ kind: 'conversation', channel });
    const row = {
      ...{ id, name: 'Soak', about: null, channel_id: channel, conversation_id: audience },
      ...{ ends_on: '2027-12-01' as never, ends_at: now + 365 * day, owner_id: null, planner_id: null },
      ...{ state: 'planned' as const, ask_at: now + 300 * day, round: 0, decided_by: null, decided_at: null },
      ...{ planned_on: null, before_end: null, before_offers: 0, first_end: null, end_moves: 0 },
    };
    await scope.insert(projects, row, { audience, by: [], names: 'hidden' });
    const source = { place: repository, label: null };
    await scope.connections.follow(id, channel, toGithub, source, now - hour);
  });
  return id;
}

async function play(here: Here, run: number): Promise<void> {
  const { lore, chance } = here;
  const isJira = run % 2 === 1;
  const tool = isJira ? here.jira : here.github;
  if (isJira) here.jira.lag = chance.is(0.5) ? minute : 0;
  for (const fault of faultsOf(chance)) tool.fail(fault);
  // In turn at each instruction around a call, for what goes out and what comes in; then at a moment that chance chooses.
  const death = run % 3;
  if (death < 2) {
    const of: Sending = death === 0 ? 'issue' : 'source';
    await lore.dieAt(points[Math.floor(run / 3) % points.length] ?? 'claimed', 1 + chance.below(each), of);
  }
  const timer = death === 2 ? setTimeout(() => lore.kill(), chance.below(400)) : undefined;
  for (let nth = 0; nth < each; nth += 1) await want(here, isJira ? toJira : toGithub);
  await happen(here, run);
  await lore.settle(2 * hour);
  clearTimeout(timer);
}

/** What goes wrong with some of the next calls. */
function faultsOf(chance: Chance): readonly Fault[] {
  const answers: readonly Fault['answer'][] = [
    { status: 500 },
    { status: 502 },
    { status: 503, headers: { 'retry-after': '2' } },
    { status: 429, headers: { 'retry-after': '3' } },
    'cut',
  ];
  const when = (): Fault['when'] => (chance.is(0.5) ? 'before' : 'after');
  const created = chance.is(1 / rarelyHangs) ? 'hang' : chance.pick(answers);
  return [
    { at: isCreate, when: when(), answer: created },
    { at: ({ method }) => method === 'GET', when: 'before', answer: chance.pick(answers) },
  ];
}

/** Its owner has seen it, and presses. */
async function want(here: Here, connection: ConnectionId): Promise<void> {
  const id = rowId(randomIds.next());
  const owner = userId(mara);
  await here.store.transact(team, { kind: 'person', userId: owner }, async (scope) => {
    const channel = channelId(website);
    const audience = await scope.audience({ kind: 'conversation', channel });
    const row = {
      ...{
        id,
        retro_id: rowId('soak'),
        channel_id: channel,
        what: `Action ${id}`,
        when_then: '',
        reason: '',
      },
      ...{ owner_id: owner, proposer_id: owner, due_on: '2027-12-01' as never, state: 'open' as const },
      ...{ done_at: null, helped: null, helped_how: '', standard_kind: null, standard_name: '' },
      ...{ standard_link: '', standard_at: null, standard_lesson: null },
    };
    await scope.insert(actionItems, row, { audience, by: [], names: 'hidden' });
    await scope.connections.make(id, channel, {
      ...{ connection, place: connection === toJira ? key : repository },
      ...{ title: `Action ${id}`, body: 'Body', audience: 'private', assignee: null, by: owner },
    });
  });
  here.wanted.issues.push(issueKey(id));
}

/** Releases come out; of each an event is sent never, once or twice, and of some Lore is not there to hear. */
async function happen(here: Here, run: number): Promise<void> {
  const { lore, chance, of, wanted } = here;
  const now = lore.sandbox.core.clock.now();
  const released = Array.from({ length: each }, (_, nth) => {
    const name = `Release ${run}.${nth}`;
    const at = new Date(now + nth).toISOString();
    const release = {
      ...{ id: run * 100 + nth + 1, tag_name: `v${run}.${nth}`, name, draft: false, prerelease: false },
      ...{ html_url: `https://github.com/${repository}/releases/${run}.${nth}` },
      ...{ created_at: at, published_at: at },
    };
    of.github.releases.unshift(release);
    wanted.facts.push(name);
    return release;
  });
  const sent = released.flatMap((release) => Array.from({ length: chance.below(3) }, () => release));
  for (const release of chance.some(sent, sent.length)) {
    const body = JSON.stringify({ action: 'published', release, repository: { full_name: repository } });
    await send(lore, body);
  }
}

/** A tool sends an event once, and does not care what becomes of it. */
async function send(lore: LoreProcess, body: string): Promise<void> {
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  await fetch(`http://127.0.0.1:${lore.environment['PORT'] ?? ''}/hooks/${toGithub}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'release',
      'x-hub-signature-256': signature,
    },
    body,
  }).then(
    (response) => response.text(),
    () => null,
  );
}

/** @param expected each once @param found as often as it is there */
function counted(expected: readonly string[], found: readonly string[]): Counted {
  const times = Map.groupBy(found, (one) => one);
  const there = expected.filter((one) => times.has(one));
  return {
    expected: expected.length,
    made: there.length,
    lost: expected.length - there.length,
    duplicated: found.length - times.size,
  };
}

async function count({ lore, store, of, wanted, project }: Here, runs: number): Promise<ConnectorsLine> {
  const keysIn = (all: readonly unknown[]) =>
    all.flatMap((one) => /lore-[\w-]+/.exec(JSON.stringify(one))?.[0] ?? []);
  const issues = counted(wanted.issues, [...keysIn(of.github.issues), ...keysIn(of.jira.issues)]);
  const rows = await store.read(team, { kind: 'person', userId: userId(mara) }, async (read) =>
    read.from(factRows).selectAll().execute(),
  );
  const kept = rows.filter((row) => row.project_id === project).map(({ title }) => title);
  const facts = counted(wanted.facts, kept);
  const sum = (name: keyof Counted) => issues[name] + facts[name];
  return {
    ...{ runs, kills: lore.deaths() },
    ...{ expected: sum('expected'), made: sum('made'), lost: sum('lost'), duplicated: sum('duplicated') },
    ...{ issues, facts },
  };
}
