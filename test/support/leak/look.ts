/** Everybody looks: what each of them is shown, wherever it is shown, against what the oracle says they are to be told. */
import { channelId, userId } from '../../../src/core/ids.ts';
import { channels } from './generate.ts';
import type { ModelTeam } from './model.ts';
import { heardIn, isHeard, peopleToldTo, pooledFor, rowsToldTo, type ModelViewer } from './oracle.ts';
import { pressed, typed } from './payloads.ts';
import { poolFacts } from './probe/facts.ts';
import * as ids from './probe/ids.ts';
import type { LeakWorld } from './world.ts';

/** Somebody was shown too much, or too little. */
export interface Difference {
  readonly team: string;
  readonly viewer: string;
  readonly where: string;
  readonly leaked: readonly string[];
  readonly missing: readonly string[];
}

let looks = 0;

/** @returns the first differences found; none when every viewer saw exactly what they may */
export async function lookAround(world: LeakWorld, how: 'everywhere' | 'quickly'): Promise<Difference[]> {
  for (const team of world.teams) {
    const others = world.teams.filter((one) => one !== team);
    const found = [
      ...(await peopleLook(world, team, others, how)),
      ...(await channelsLook(world, team, others, how)),
      ...(await operatorLooks(world, team, others)),
    ];
    if (found.length > 0) return found;
  }
  return [];
}

type Compare = (where: string, shown: unknown, expected: readonly string[]) => void;

/** Takes note of what differs: facts, and every token that stands anywhere in what was shown, in a fact or not. */
function comparing(
  found: Difference[],
  team: ModelTeam,
  others: readonly ModelTeam[],
  viewer: string,
): Compare {
  const tokens = [team, ...others]
    .flatMap(({ rows, choices, pooled }) => [...rows, ...choices, ...pooled])
    .map(({ token }) => token);
  return (where, shown, expected) => {
    const text = JSON.stringify(shown);
    const facts = new Set([...text.matchAll(/«[^»]*»/g)].map(([one]) => one));
    const wanted = new Set(expected);
    const isNamed = (token: string, where: string) => where.includes(token);
    const leaked = [
      ...[...facts].filter((one) => !wanted.has(one)),
      ...tokens.filter((token) => isNamed(token, text) && !expected.some((one) => isNamed(token, one))),
    ];
    const missing = [...wanted].filter((one) => !facts.has(one));
    if (leaked.length + missing.length > 0) found.push({ team: team.id, viewer, where, leaked, missing });
  };
}

async function peopleLook(
  { system }: LeakWorld,
  team: ModelTeam,
  others: readonly ModelTeam[],
  how: 'everywhere' | 'quickly',
): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const user of team.people.keys()) {
    const now = system.clock.now();
    const viewer: ModelViewer = { kind: 'person', id: user };
    const compare = comparing(found, team, others, user);
    const rows = rowsToldTo(team, viewer, now);
    const all = [...rows, ...peopleToldTo(team, viewer, now)];
    const isHere = isHeard(team, user);
    const isExternal = team.people.get(user) === 'external';
    const { reply } = await system.act(team.id, typed(team.id, user, channels[0], '/probe'));
    // People of another organisation have no commands here; their buttons work.
    compare('a command', reply, isExternal || !isHere ? [] : all);
    if (how === 'quickly' && !isExternal) continue;
    compare('App Home', await system.home(team.id, userId(user)), all);
    if (how === 'quickly') continue;
    const suggested = await system.act(team.id, pressed(team.id, user, ids.suggest, null));
    compare('suggestions', suggested.reply, isHere ? rows.filter((one) => one.startsWith('«row s')) : []);
    compare('an export of their own', (await system.exportOwn(team.id, userId(user)))['probe'], rows);
  }
  return found;
}

async function channelsLook(
  { system }: LeakWorld,
  team: ModelTeam,
  others: readonly ModelTeam[],
  how: 'everywhere' | 'quickly',
): Promise<Difference[]> {
  const found: Difference[] = [];
  looks += 1;
  const before = new Set(system.slack.messages);
  const isShort = how === 'quickly';
  await system.act(team.id, pressed(team.id, heardIn(team), ids.post, { look: looks, isShort }));
  await system.settle();
  const now = system.clock.now();
  const messages = system.slack.messages.filter(
    (one) => one.team === team.id && (!before.has(one) || (!isShort && one.updates > 0)),
  );
  for (const channel of team.channels.keys())
    comparing(
      found,
      team,
      others,
      channel,
    )(
      'a pool',
      await system.store.transact(team.id, { kind: 'channel', channelId: channelId(channel) }, poolFacts),
      pooledFor(team, channel, now),
    );
  for (const channel of team.channels.keys()) {
    const viewer: ModelViewer = { kind: 'channel', id: channel };
    const expected = [...rowsToldTo(team, viewer, now), ...peopleToldTo(team, viewer, now)];
    const here = messages.filter((one) => one.channel === channel);
    const compare = comparing(found, team, others, channel);
    // A new post; beside it one that stands since the first look and is redrawn, with a reply under it.
    if (here.length < (isShort ? 1 : 3)) throw new Error(`${here.length} posts in ${channel} of ${team.id}`);
    for (const message of here)
      compare(
        message.threadTs === undefined ? 'a post' : 'a reply',
        { text: message.text, blocks: message.blocks },
        expected,
      );
  }
  if (isShort) return found;
  for (const [user, standing] of team.people) {
    const viewer: ModelViewer = { kind: 'person', id: user };
    const expected = [...rowsToldTo(team, viewer, now), ...peopleToldTo(team, viewer, now)];
    const [message] = messages.filter((one) => one.channel === `D-${user}`);
    if (standing === 'deactivated') {
      // Whose account is closed is not written to: anything is too much.
      if (message !== undefined)
        found.push({
          team: team.id,
          viewer: user,
          where: 'a direct message',
          leaked: [message.text],
          missing: [],
        });
      continue;
    }
    if (message === undefined) throw new Error(`nobody wrote to ${user} of ${team.id}`);
    comparing(found, team, others, user)('a direct message', message.blocks, expected);
  }
  return found;
}

async function operatorLooks(
  { system }: LeakWorld,
  team: ModelTeam,
  others: readonly ModelTeam[],
): Promise<Difference[]> {
  const found: Difference[] = [];
  const exported = await system.exportAll(team.id);
  const expected = rowsToldTo(team, { kind: 'operator' }, system.clock.now());
  comparing(found, team, others, 'the operator')('the export', exported, expected);
  return found;
}
