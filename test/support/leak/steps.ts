/** One step of a plan: what somebody does, or what becomes of a channel. */
import { hour } from '../../../src/core/clock.ts';
import { channelId, rowId, embargoId, userId, type AudienceId } from '../../../src/core/ids.ts';
import type { Reply } from '../../../src/core/listener.ts';
import { become, channelAt, move, stand } from './changes.ts';
import { channels, type Step } from './generate.ts';
import type { ModelAudience, ModelTeam } from './model.ts';
import { heardIn, isHeard, isIn, isShared, maySee } from './oracle.ts';
import { pressed, submitted } from './payloads.ts';
import * as ids from './probe/ids.ts';
import type { LeakWorld } from './world.ts';

type Writing = Extract<Step, { do: 'write' | 'choose' | 'pool' }>;

/** @param index of the step in its plan: it makes tokens and ids unlike all others */
export async function take(world: LeakWorld, step: Step, index: number): Promise<void> {
  const team = world.teams[step.team];
  switch (step.do) {
    case 'write':
      return write(world, team, step, index);
    case 'choose':
      return choose(world, team, step, index);
    case 'pool':
      return joinPool(world, team, step, index);
    case 'open': {
      const embargo = embargoAt(team, step.embargo);
      team.open.add(embargo);
      await act(world, team, heardIn(team), ids.liftedEmbargo, { seal: embargoId(embargo) });
      return;
    }
    case 'offer':
      await act(world, team, step.user, ids.offer, { what: step.what, isOn: step.isOn });
      if (isHeard(team, step.user)) team.offers.get(step.what)?.[step.isOn ? 'add' : 'delete'](step.user);
      return;
    case 'unlink': {
      const embargo = embargoAt(team, step.embargo);
      for (const row of team.rows) if (row.embargo === embargo && row.names === 'hidden') row.by = [];
      await act(world, team, heardIn(team), ids.unlink, { seal: embargoId(embargo) });
      return;
    }
    case 'join':
    case 'leave':
      return move(world.system, team, step.channel, step.do, step.user);
    case 'standing':
      return stand(world.system, team, step.user, step.standing);
    case 'later':
      world.system.clock.advance(step.hours * hour);
      return;
    case 'touch':
    case 'remove':
    case 'take back':
      return forge(world, team, step);
    default: {
      const last = channels.findIndex((one) => one === team.audiences.at(-1)?.channel);
      return become(world.system, team, step.channel ?? Math.max(last, 0), step.do);
    }
  }
}

function embargoAt(team: ModelTeam, index: number): string {
  const embargo = team.embargoes[index];
  if (embargo === undefined) throw new Error('there is no such seal');
  return embargo;
}

async function act<Value>(
  world: LeakWorld,
  team: ModelTeam,
  user: string,
  action: Parameters<typeof pressed<Value>>[2],
  value: Value,
): Promise<Reply> {
  return (await world.system.act(team.id, pressed(team.id, user, action, value))).reply;
}

function told(reply: Reply): readonly string[] {
  return /«([^»]+)»/.exec(JSON.stringify(reply))?.[1]?.split(' ') ?? [];
}

/** Somebody in the channel, or whoever was drawn. */
function writerOf(world: LeakWorld, team: ModelTeam, step: Writing): string {
  if (step.insider === null || step.reach === null) return step.user;
  const { id } = channelAt(team, step.reach.channel);
  const inside = [...team.people.keys()].filter(
    (user) => isHeard(team, user) && isIn(team, user, id, world.system.clock.now()),
  );
  return inside[step.insider % inside.length] ?? step.user;
}

function valueOf(team: ModelTeam, reach: NonNullable<Writing['reach']>): ids.Secret['reach'] {
  return {
    kind: reach.kind,
    channel: channelId(channels[reach.channel] ?? channels[0]),
    people: reach.people.map(userId),
    after: reach.after === null ? null : embargoId(embargoAt(team, reach.after)),
  };
}

/** What the reply says that came of it, compared with what should. @returns `null` when it was refused, rightly */
function audienceOf(
  world: LeakWorld,
  team: ModelTeam,
  writer: string,
  reach: NonNullable<Writing['reach']>,
  reply: Reply,
): ModelAudience | null {
  const { id: channel, facts } = channelAt(team, reach.channel);
  const [word = 'refused', id] = told(reply);
  const isAllowed = isHeard(team, writer) && isIn(team, writer, channel, world.system.clock.now());
  if (word !== (isAllowed ? 'audience' : 'refused'))
    throw new Error(`${writer} of ${team.id} wrote in ${channel}: ${JSON.stringify(reply)}`);
  if (!isAllowed || id === undefined) return null;
  const audience: ModelAudience = {
    id,
    kind: reach.kind,
    channel,
    people: reach.people,
    after: reach.kind === 'people' && reach.after !== null ? embargoAt(team, reach.after) : null,
    wasPrivate: facts.kind === 'private',
    wasShared: isShared(team, facts),
    sharings: facts.sharings,
  };
  // Known to the probe already, by the listener that made it.
  world.known.audiences.add(id as AudienceId);
  team.audiences.push(audience);
  return audience;
}

async function write(
  world: LeakWorld,
  team: ModelTeam,
  step: Extract<Step, { do: 'write' }>,
  index: number,
): Promise<void> {
  const writer = writerOf(world, team, step);
  const by =
    step.by === 'nobody' ? [] : step.by === 'self' ? [writer] : [...new Set([writer, step.coauthor])];
  // The same ids in both workspaces, but never the same token.
  const id = `r${(team.tried += 1)}`;
  const token = `${index % 3 === 0 ? 's' : 't'}${index}${team.id}`;
  const secret: ids.Secret = {
    row: rowId(id),
    reach: valueOf(team, step.reach),
    seal: step.embargo === null ? null : embargoId(embargoAt(team, step.embargo)),
    by: by.map(userId),
    names: step.names,
  };
  const payload =
    step.through === 'button'
      ? pressed(team.id, writer, ids.writeSecret, { secret, token })
      : submitted(team.id, writer, ids.secretModal, { secret }, { token: { value: token } }, `key-${index}`);
  const { reply } = await world.system.act(team.id, payload);
  const audience = audienceOf(world, team, writer, step.reach, reply);
  if (audience !== null) team.rows.push({ id, token, audience, embargo: secret.seal, by, names: step.names });
}

async function choose(
  world: LeakWorld,
  team: ModelTeam,
  step: Extract<Step, { do: 'choose' }>,
  index: number,
): Promise<void> {
  const user = writerOf(world, team, step);
  const id = `c${index % 4}`;
  const token = `own${index}${team.id}`;
  const reach = step.reach === null ? null : valueOf(team, step.reach);
  const embargo = step.embargo === null ? null : embargoAt(team, step.embargo);
  const reply = await act(world, team, user, ids.choose, {
    row: rowId(id),
    token,
    choice: step.choice,
    reach,
    seal: embargo === null ? null : embargoId(embargo),
  });
  const audience = step.reach === null ? null : audienceOf(world, team, user, step.reach, reply);
  if (!isHeard(team, user)) return;
  if (step.reach !== null && audience === null) return;
  team.choices = team.choices.filter((one) => one.user !== user || one.id !== id);
  team.choices.push({ id, user, token, choice: step.choice, audience, embargo });
}

async function joinPool(
  world: LeakWorld,
  team: ModelTeam,
  step: Extract<Step, { do: 'pool' }>,
  index: number,
): Promise<void> {
  const user = writerOf(world, team, step);
  const { what } = step;
  const token = `pool${index}${team.id}`;
  const reach = step.reach === null ? null : valueOf(team, step.reach);
  const embargo = step.embargo === null ? null : embargoAt(team, step.embargo);
  const seal = embargo === null ? null : embargoId(embargo);
  const reply = await act(world, team, user, ids.pool, { what, token, reach, seal });
  const audience = step.reach === null ? null : audienceOf(world, team, user, step.reach, reply);
  if (!isHeard(team, user) || (step.reach !== null && audience === null)) return;
  team.pooled = team.pooled.filter((one) => one.user !== user || one.what !== what);
  team.pooled.push({ user, what, token, audience, embargo });
}

/** A button with the id of any row, whoever presses it: what may be done is decided from what they may see. */
async function forge(
  world: LeakWorld,
  team: ModelTeam,
  step: Extract<Step, { do: 'touch' | 'remove' | 'take back' }>,
): Promise<void> {
  const now = world.system.clock.now();
  const viewer = { kind: 'person', id: step.user } as const;
  const isHere = isHeard(team, step.user);
  const row = team.rows[step.row];
  if (step.do === 'take back') {
    const id = `c${step.row % 4}`;
    const isTheirs = (one: { user: string; id: string }) => one.user === step.user && one.id === id;
    const should = isHere && team.choices.some(isTheirs);
    expectDid(await act(world, team, step.user, ids.takeBack, { row: rowId(id) }), should, step);
    if (should) team.choices = team.choices.filter((one) => !isTheirs(one));
    return;
  }
  if (row === undefined) return;
  const action = step.do === 'touch' ? ids.touch : ids.remove;
  const should =
    step.do === 'touch' ? isHere && maySee(team, row, viewer, now) : isHere && row.by.includes(step.user);
  expectDid(await act(world, team, step.user, action, { row: rowId(row.id) }), should, step);
  if (step.do === 'remove' && should) team.rows = team.rows.filter((one) => one !== row);
}

function expectDid(reply: Reply, should: boolean, step: Step): void {
  const [did = 'did', what = 'false'] = told(reply);
  if (`${did} ${what}` !== `did ${String(should)}`)
    throw new Error(`${JSON.stringify(step)} should be ${String(should)}: ${JSON.stringify(reply)}`);
}
