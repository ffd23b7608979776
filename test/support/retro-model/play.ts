/** Carries a plan out, round by round: what is done in one round is done at the same moment. */
import { sql } from 'kysely';
import { hour, minute } from '../../../src/core/clock.ts';
import { channelId, rowId, userId } from '../../../src/core/ids.ts';
import { retro as feature } from '../../../src/features/retro/feature.ts';
import { startModal } from '../../../src/features/retro/start/screens.ts';
import { allGuards } from '../../../src/store/access/guards.ts';
import type { TestEngine } from '../databases.ts';
import { become, savePerson } from '../leak/changes.ts';
import { channels } from '../leak/generate.ts';
import { type LeakCompany, openLeakCompany, teams } from '../leak/company.ts';
import type { ModelTeam } from '../leak/model.ts';
import { submitted } from '../leak/payloads.ts';
import { asked, gus, late, mara, people, type Plan, type Round } from './plan.ts';
import { type Played, storedIn } from './played.ts';
import { take } from './take.ts';

const [team] = teams;
const channel = channelId(channels[0]);

/** Holds one retrospective. @param after awaited after each round */
export async function play(
  engine: TestEngine,
  plan: Plan,
  after: (played: Played) => Promise<void> = async () => undefined,
): Promise<Played> {
  const system = await openLeakCompany(engine, [feature], allGuards);
  const model = await settleIn(system);
  const option = (value: string) => ({ selected_option: { value } });
  const fields = {
    about: { value: 'Website relaunch' },
    kind: option(plan.kind),
    pace: option(plan.pace),
    names: option(plan.names),
    cardsFor: option(plan.cardsFor),
    people: { selected_users: [...asked] },
    facilitator: { selected_user: mara },
  };
  await system.act(team, submitted(team, mara, startModal, { channel }, fields, 'start'));
  const { rows } = await sql<{ id: string }>`select id from retro`.execute(system.store.system);
  const played: Played = {
    system,
    model,
    retro: rowId(rows[0]?.id ?? ''),
    plan,
    typed: new Map(),
    typedIn: new Map(),
    cards: new Set(),
    actions: new Set(),
    ballots: new Map(),
    intrusions: [],
    wasChanged: false,
    wasOpened: false,
    deeds: 0,
  };
  await system.settle();
  for (const round of plan.rounds) {
    await playRound(played, round);
    await after(played);
  }
  return played;
}

async function settleIn(system: LeakCompany): Promise<ModelTeam> {
  const members = people.filter((user) => user !== late);
  const facts = { kind: 'public', isShared: false, isArchived: false, hasLore: true } as const;
  const model: ModelTeam = {
    id: team,
    people: new Map(people.map((user) => [user, user === gus ? 'guest' : 'member'])),
    channels: new Map([
      [
        channels[0],
        { ...facts, members: new Set(members), knownAt: null, sharings: 0, sincePrivate: new Set() },
      ],
    ]),
    embargoes: [],
    open: new Set(),
    tried: 0,
    rows: [],
    choices: [],
    pooled: [],
    audiences: [],
    offers: new Map(),
  };
  for (const [user, standing] of model.people) await savePerson(system, model, user, standing);
  const now = system.clock.now();
  await system.store.directory.saveChannel(team, { channelId: channel, name: 'website', ...facts }, now);
  await system.store.directory.setMembers(team, channel, members.map(userId), now);
  return model;
}

/** How long people wait: live, much is over within the hour. */
const waits = {
  live: { not: 0, some: 3 * minute, long: 40 * minute },
  async: { not: 0, some: 2 * hour, long: 30 * hour },
} as const;

async function playRound(played: Played, { wait, deeds }: Round): Promise<void> {
  const { system, model, plan } = played;
  system.clock.advance(waits[plan.pace][wait]);
  // Lists of members grow old: Slack is asked again, as it is before each deed.
  if (model.channels.get(channels[0])?.hasLore === true) await become(system, model, 0, 'recount');
  const voters = deeds.flatMap((deed) => (deed.do === 'vote' ? [deed.by] : []));
  const mayMoveVotes = deeds.some(({ do: what }) => ['group', 'apart', 'reopen', 'delete'].includes(what));
  const started = await storedIn(played);
  const doing = deeds.map(async (deed) => {
    const ballot = await take(played, deed, started, (played.deeds += 1));
    if (deed.do !== 'vote') return;
    const isAlone = voters.filter((by) => by === deed.by).length === 1;
    if (ballot !== null && isAlone && !mayMoveVotes) played.ballots.set(deed.by, ballot);
    else if (ballot !== null) played.ballots.delete(deed.by);
  });
  // What falls due meanwhile happens meanwhile.
  await Promise.all([...doing, system.runner().runDue()]);
  if (mayMoveVotes) played.ballots.clear();
  await system.settle();
  const { phase } = await storedIn(played);
  played.wasOpened ||= phase !== 'collect' && phase !== 'cancelled';
}
