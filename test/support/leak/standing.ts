/**
 * Random companies in which every practice has posted something, and then everything changes around what stands there: who is in a channel,
 * what they are, what the channel is, and whether Lore is in it. Slack's events about it come at once, late, and in any order.
 */
import fc from 'fast-check';
import { day, hour, minute } from '../../../src/core/clock.ts';
import { channelId, userId } from '../../../src/core/ids.ts';
import type { MemberType } from '../../../src/core/people.ts';
import type { Rule } from '../../../src/core/recurrence.ts';
import { features } from '../../../src/features.ts';
import { allGuards } from '../../../src/store/access/guards.ts';
import type { TestEngine } from '../databases.ts';
import type { SlackMessage } from '../fake-messenger.ts';
import { audienceOf } from './audience.ts';
import { channelAt } from './changes.ts';
import { toldOfConversations } from './conversations.ts';
import { channels, type ChannelStart, oneOf, people, standing, type TeamStart } from './generate.ts';
import { type LeakCompany, openLeakCompany } from './company.ts';
import { save, writers } from './learned.ts';
import { answer, goOn, hold, type LessonWorld, rowOf, write } from './lessons.ts';
import type { ModelAudience, ModelRow, ModelTeam } from './model.ts';
import { isActive, mayBePosted, maySee } from './oracle.ts';
import { answeringClients, slackUser } from './slack-answers.ts';
import { settleTeam } from './world.ts';

type Becoming =
  'public' | 'private' | 'share' | 'unshare' | 'archive' | 'unarchive' | 'lore left' | 'lore back';

type Happening =
  | { readonly do: 'join' | 'leave'; readonly user: string; readonly channel: number }
  | { readonly do: 'stand'; readonly user: string; readonly standing: MemberType }
  | { readonly do: Becoming; readonly channel: number };

export interface StandingPlan {
  readonly start: TeamStart;
  /** By channel: how far what somebody shares there goes. */
  readonly shared: readonly ('workspace' | 'conversation')[];
  readonly cardsFor: 'participants' | 'channel';
  readonly happenings: readonly (Happening & {
    /** Whether Slack tells of it at once; or later, before what has this number among what is told later. */
    readonly told: number | null;
    readonly settles: boolean;
  })[];
}

const user = fc.constantFrom(...people);
const channel = fc.nat(channels.length - 1);

const channelStart: fc.Arbitrary<ChannelStart> = fc.record({
  kind: oneOf<'public' | 'private'>([3, 'public'], [1, 'private']),
  isShared: oneOf([8, false], [1, true]),
  isArchived: fc.constant(false),
  hasLore: fc.constant(true),
  members: fc.subarray([...people], { minLength: 2, maxLength: 4 }),
  list: fc.constant('fresh' as const),
});

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: oneOf<'join' | 'leave'>([4, 'join'], [1, 'leave']),
      user,
      channel,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('stand' as const), user, standing }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: oneOf<Becoming>(
        [3, 'private'],
        [2, 'public'],
        [2, 'share'],
        [1, 'unshare'],
        [1, 'archive'],
        [1, 'unarchive'],
        [1, 'lore left'],
        [1, 'lore back'],
      ),
      channel,
    }),
  },
);

export const standingPlan: fc.Arbitrary<StandingPlan> = fc.record({
  start: fc.record({
    standings: fc.tuple(
      // Somebody who can share and hold things; at first there are few to whom nothing may be shown.
      fc.constant('member' as const),
      fc.constant('member' as const),
      ...people.slice(2).map(() => oneOf<MemberType>([6, 'member'], [2, 'guest'], [1, 'external'])),
    ),
    channels: fc.tuple(...channels.map(() => channelStart)).map((all) =>
      all.map((one, at) => ({
        ...one,
        members: [...new Set([people[at % 2] ?? people[0], ...one.members.filter((who) => who < 'UE')])],
      })),
    ),
  }),
  shared: fc.tuple(
    ...channels.map(() => oneOf<'workspace' | 'conversation'>([3, 'workspace'], [1, 'conversation'])),
  ),
  cardsFor: fc.constantFrom('participants' as const, 'channel' as const),
  happenings: fc.array(
    fc
      .tuple(happening, fc.record({ told: fc.option(fc.nat(20), { freq: 2 }), settles: fc.boolean() }))
      .map(([what, how]) => ({ ...what, ...how })),
    { minLength: 3, maxLength: 9 },
  ),
});

export interface StandingWorld extends LessonWorld {
  /** What each message showed before anything changed, by its delivery. */
  readonly before: ReadonlyMap<string, readonly string[]>;
  /** Whom what a practice wrote in each channel for itself was for then, a digest that it chose for example. */
  readonly own: ReadonlyMap<string, ModelAudience>;
}

/** Lets everything in the plan happen, and Lore ask Slack again at the end. Close the house. */
export async function playStanding(engine: TestEngine, plan: StandingPlan): Promise<StandingWorld> {
  const asked: { team: ModelTeam | null } = { team: null };
  const system = await openLeakCompany(engine, features, allGuards, { clients: answeringClients(asked) });
  const team = await settleTeam(system, 0, plan.start, writers);
  asked.team = team;
  const world: LessonWorld = {
    system,
    team,
    practices: features,
    held: [],
    lessons: [],
    links: [],
    effects: new Map(),
    heard: new Map(),
    allowed: new Set(),
    odd: [],
    brought: 0,
  };
  await post(world, plan);
  const before = new Map(
    standingIn(world).map((message) => [message.deliveryId, tokensIn(message, rowsOf(world))]),
  );
  const own = new Map(
    [...team.channels.keys()].map((id) => [id, audienceOf(team, id, '', 'conversation', false)]),
  );
  system.unwatch(team);
  await change(world, plan);
  system.watch(team);
  return { ...world, before, own };
}

/** The digest and all that comes before it, in the zone of the channels. */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['learned.weekly', { every: 'week', weekday: 3, minutes: 10 * 60 }],
  ['rotation.meeting', { every: 'week', weekday: 5, minutes: 10 * 60 }],
  ['rotation.agenda', { before: 'rotation.meeting', days: 0, minutes: 60 }],
  ['digest.weekly', { every: 'week', weekday: 5, minutes: 12 * 60 }],
]);

/** Everybody posts what they have, and after a week and a half every channel has read its digest and its agenda. */
async function post(world: LessonWorld, plan: StandingPlan): Promise<void> {
  const { system, team } = world;
  for (const [at, id] of channels.entries()) {
    const { facts } = channelAt(team, at);
    const who = people[at % 2] ?? people[0];
    const started = await system.store.schedules.startAll(team.id, channelId(id), userId(who), rules);
    if (!started.ok) throw new Error(started.code);
    await save(
      world,
      { user: who, channel: at, chosen: plan.shared[at] ?? 'workspace', hasAsked: true },
      `share${at}word`,
    );
    await hold(
      world,
      {
        do: 'hold',
        channel: at,
        insider: 0,
        people: talking(facts.members),
        names: 'shown',
        cardsFor: plan.cardsFor,
      },
      at,
    );
    await system.settle();
    await write(
      world,
      {
        do: 'write',
        retro: at,
        seed: 0,
        chosen: plan.shared[at] ?? 'workspace',
        hasAsked: true,
        forger: null,
      },
      at,
    );
    for (const [nth] of people.entries())
      await answer(world, { do: 'answer', lesson: at, what: 'yes', insider: nth, user: who }, at * 10 + nth);
    goOn(world);
    await system.settle();
  }
  await playTo(world, system.clock.now() + 10.5 * day);
  // What begins now is shown what others learned, in its thread.
  await hold(
    world,
    {
      do: 'hold',
      channel: 2,
      insider: 0,
      people: talking(channelAt(team, 2).facts.members),
      names: 'shown',
      cardsFor: plan.cardsFor,
    },
    100,
  );
  await system.settle();
}

/** Those who do more than write messages that others keep. */
const talking = (members: Iterable<string>) =>
  [...members].filter((user) => ![...writers.values()].includes(user));

/** Step by step, since what comes too late is not posted any more. */
async function playTo({ system, team }: LessonWorld, until: number): Promise<void> {
  // Slack answers whenever Lore asks who is there, and nobody comes or goes in these days.
  const goTo = (at: number) => {
    system.clock.set(Math.max(at, system.clock.now()));
    for (const facts of team.channels.values())
      if (facts.knownAt !== null) facts.knownAt = system.clock.now();
  };
  for (;;) {
    await system.settle();
    const due = await system.runner().nextDue();
    if (due === null || due > until) break;
    goTo(due);
  }
  goTo(until);
  await system.settle();
}

interface Told {
  readonly type: string;
  readonly body: object;
  readonly at: number;
}

async function change({ system, team }: LessonWorld, plan: StandingPlan): Promise<void> {
  const later: Told[] = [];
  const tell = async ({ type, body, at }: Told): Promise<void> => {
    system.clock.advance(1_000);
    await system.event(team.id, type, { ...body, event_ts: String(at / 1000) });
  };
  for (const one of plan.happenings) {
    system.clock.advance(minute);
    for (const said of happens(system, team, one)) {
      const event = { ...said, at: system.clock.now() };
      if (one.told === null) await tell(event);
      else later.splice(one.told % (later.length + 1), 0, event);
    }
    if (one.settles) await system.settle();
  }
  system.clock.advance(minute);
  for (const event of later) {
    await tell(event);
    await system.settle();
  }
  // Slack tells of no channel that became private or public: Lore learns it when it asks again.
  system.clock.advance(2 * hour);
  for (const id of channels) await system.directory.refreshChannel(team.id, channelId(id));
  for (const who of people) await system.directory.refreshPerson(team.id, userId(who));
  for (let minutes = 0; minutes < 5; minutes += 1) await system.settle();
  // Who is in a public channel Slack says also where Lore is not.
  for (const facts of team.channels.values())
    facts.knownAt = facts.hasLore || facts.kind === 'public' ? system.clock.now() : null;
}

/** It happens, in the test's own picture. @returns what Slack sends about it */
function happens(system: LeakCompany, team: ModelTeam, one: Happening): readonly Omit<Told, 'at'>[] {
  if (one.do === 'stand') {
    team.people.set(one.user, one.standing);
    return [{ type: 'user_change', body: { user: { ...slackUser(team, one.user), away_until: null } } }];
  }
  const { id, facts } = channelAt(team, one.channel);
  // What becomes of a private channel without Lore nobody can know, until it is back.
  if (!facts.hasLore && facts.kind === 'private' && one.do !== 'lore back') return [];
  const told = (type: string, more: object = {}) =>
    facts.hasLore ? [{ type, body: { channel: id, ...more } }] : [];
  const prefix = facts.kind === 'private' ? 'group' : 'channel';
  const closed = (): void => {
    if (!facts.hasLore) system.slack.closed.set(id, 'channel_not_found');
    else if (facts.isArchived) system.slack.closed.set(id, 'is_archived');
    else system.slack.closed.delete(id);
  };
  switch (one.do) {
    case 'join': {
      if (facts.members.has(one.user)) return [];
      facts.members.add(one.user);
      if (facts.kind === 'private') facts.sincePrivate.add(one.user);
      return told('member_joined_channel', {
        user: one.user,
        channel_type: facts.kind === 'private' ? 'G' : 'C',
      });
    }
    case 'leave': {
      for (const list of [facts.members, facts.sincePrivate]) list.delete(one.user);
      return told('member_left_channel', { user: one.user });
    }
    case 'public':
    case 'private':
      facts.kind = one.do;
      return [];
    case 'share':
      facts.isShared = true;
      facts.sharings += 1;
      return told('channel_shared', { connected_team_id: `TO${facts.sharings}` });
    case 'unshare':
      facts.isShared = false;
      return told('channel_unshared');
    case 'archive':
    case 'unarchive':
      facts.isArchived = one.do === 'archive';
      closed();
      return told(`${prefix}_${one.do}`);
    case 'lore left': {
      const said = told(`${prefix}_left`);
      facts.hasLore = false;
      closed();
      return said;
    }
    case 'lore back':
      facts.hasLore = true;
      closed();
      return told('member_joined_channel', { user: 'UBOT' });
  }
}

/** What stands in channels that Lore can still redraw in. */
function standingIn({ system, team }: LessonWorld): readonly SlackMessage[] {
  return system.slack.messages.filter(({ channel: id }) => {
    const facts = team.channels.get(id);
    return facts !== undefined && facts.hasLore && !facts.isArchived;
  });
}

/** Everything that was written, whoever may see it: shares, lessons, retrospectives by their names, cards. */
function rowsOf({ system, team, lessons, held }: LessonWorld): readonly ModelRow[] {
  const now = system.clock.now();
  return [...team.rows, ...lessons.map((lesson) => rowOf(lesson, now)), ...held.flatMap(({ rows }) => rows)];
}

function tokensIn(message: SlackMessage, rows: readonly ModelRow[]): readonly string[] {
  const words = new Set(JSON.stringify([message.text, message.blocks]).split(/[^A-Za-z0-9]+/));
  return rows.filter(({ token }) => words.has(token)).map(({ token }) => token);
}

/** @returns what stands where somebody is who may not see it, and what is missing that everybody there may see and saw before */
export function lookAtStanding(world: StandingWorld): string[] {
  const { team, before, own, system } = world;
  const found: string[] = [];
  const now = system.clock.now();
  const rows = rowsOf(world);
  for (const message of standingIn(world)) {
    const shown = new Set(tokensIn(message, rows));
    const where = `${message.channel}${message.threadTs === undefined ? '' : ', in a thread,'}`;
    const present = [...(team.channels.get(message.channel)?.members ?? [])].filter(
      (who) => isActive(team, who) && team.people.get(who) !== 'bot',
    );
    const reader = { kind: 'channel', id: message.channel } as const;
    for (const named of toldOfConversations(team, reader, [message.text, message.blocks], now))
      found.push(`${where} names ${named}`);
    const audience = own.get(message.channel);
    const isDrawn = audience !== undefined && mayBePosted(team, message.channel, audience, now);
    for (const row of rows) {
      const unseeing = present.filter((id) => !maySee(team, row, { kind: 'person', id }, now));
      if (shown.has(row.token) && unseeing.length > 0)
        found.push(`${where} shows ${row.token} to ${unseeing.join(' and ')}`);
      if (
        isDrawn &&
        !shown.has(row.token) &&
        before.get(message.deliveryId)?.includes(row.token) === true &&
        mayBePosted(team, message.channel, row.audience, now)
      )
        found.push(`${where} does not show ${row.token} any more`);
    }
  }
  return found;
}

/** How many messages show something of another channel. */
export function fromElsewhere(world: StandingWorld): number {
  const rows = new Map(rowsOf(world).map((row) => [row.token, row.audience.channel]));
  return world.system.slack.messages.filter((message) =>
    world.before.get(message.deliveryId)?.some((token) => rows.get(token) !== message.channel),
  ).length;
}
