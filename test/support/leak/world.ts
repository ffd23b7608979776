/** Carries a plan out: in Lore, through what Slack sends, and beside it in the test's own picture. */
import { day, hour } from '../../../src/core/clock.ts';
import { type AudienceId, channelId, type RowId, embargoId, userId } from '../../../src/core/ids.ts';
import type { MemberType } from '../../../src/core/people.ts';
import type { Guards } from '../../../src/store/access/guards.ts';
import type { TestEngine } from '../databases.ts';
import { savePerson } from './changes.ts';
import { nameOf } from './conversations.ts';
import { channels, choiceWords, people, embargoCount, type TeamStart, type WorldPlan } from './generate.ts';
import { type LeakCompany, openLeakCompany, teams } from './company.ts';
import type { ModelTeam } from './model.ts';
import { heardIn } from './oracle.ts';
import { pressed } from './payloads.ts';
import { probeFeature } from './probe/feature.ts';
import { type KnownIds, newEmbargo } from './probe/ids.ts';
import { probeMigration } from './probe/tables.ts';
import { take } from './steps.ts';

export interface LeakWorld {
  readonly system: LeakCompany;
  readonly known: KnownIds;
  readonly teams: readonly [ModelTeam, ModelTeam];
}

/** Opens a house and lets everything in the plan happen in it. Close it at the end. */
export async function playWorld(engine: TestEngine, plan: WorldPlan, guards: Guards): Promise<LeakWorld> {
  const known: KnownIds = {
    rows: new Set<RowId>(),
    audiences: new Set<AudienceId>(),
    channels: channels.map(channelId),
    people: people.map(userId),
  };
  const system = await openLeakCompany(engine, [probeFeature(known)], guards, {
    migrations: { '9999-probe': probeMigration },
  });
  const [first, second] = [
    await settleTeam(system, 0, plan.teams[0]),
    await settleTeam(system, 1, plan.teams[1]),
  ];
  const world: LeakWorld = { system, known, teams: [first, second] };
  for (const team of world.teams) await makeSeals(system, team);
  for (const [index, step] of plan.steps.entries()) await take(world, step, index);
  return world;
}

/**
 * People, channels with their members. No embargoes yet.
 * @param writers by channel, somebody who is in it, has written there, and does nothing else
 */
export async function settleTeam(
  system: LeakCompany,
  index: 0 | 1,
  start: TeamStart,
  writers: ReadonlyMap<string, string> = new Map(),
): Promise<ModelTeam> {
  const team: ModelTeam = {
    id: teams[index],
    people: new Map([
      ...people.map((user, at): [string, MemberType] => [user, start.standings[at] ?? 'member']),
      ...[...writers.values()].map((user): [string, MemberType] => [user, 'member']),
    ]),
    writers,
    channels: new Map(),
    embargoes: [],
    open: new Set(),
    tried: 0,
    rows: [],
    choices: [],
    pooled: [],
    audiences: [],
    offers: new Map(choiceWords.map((what) => [what, new Set()])),
  };
  for (const [user, standing] of team.people) await savePerson(system, team, user, standing);
  for (const [at, id] of channels.entries()) {
    const facts = start.channels[at];
    if (facts === undefined) throw new Error(`nothing is said of ${id}`);
    const { kind, isShared, isArchived, hasLore, list } = facts;
    const writer = writers.get(id);
    const members = [...facts.members, ...(writer === undefined ? [] : [writer])];
    const age = list === 'stale' ? 2 * day : 2 * hour;
    const model = {
      kind,
      isShared,
      isArchived,
      hasLore,
      members: new Set(members),
      knownAt: null,
      sharings: 0,
      sincePrivate: new Set(kind === 'private' ? members : []),
    };
    team.channels.set(id, model);
    const { directory } = system.store;
    const asked = system.clock.now() - age;
    await directory.saveChannel(
      team.id,
      { channelId: channelId(id), name: nameOf(id), kind, isShared, isArchived, hasLore },
      asked,
    );
    await directory.setMembers(team.id, channelId(id), members.map(userId), asked);
    if (list !== 'unknown') Object.assign(model, { knownAt: asked });
    else await directory.channelGone(team.id, channelId(id), asked);
    if (list === 'unknown' && hasLore)
      await directory.changeChannel(team.id, channelId(id), { hasLore }, asked);
  }
  system.watch(team);
  return team;
}

async function makeSeals(system: LeakCompany, team: ModelTeam): Promise<void> {
  for (let made = 0; made < embargoCount; made += 1) {
    const { reply } = await system.act(team.id, pressed(team.id, heardIn(team), newEmbargo, null));
    team.embargoes.push(embargoId(/«seal ([^»]+)»/.exec(JSON.stringify(reply))?.[1] ?? ''));
  }
}
