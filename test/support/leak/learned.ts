/** Random companies that share what they learned, beside the test's own picture of whom each share may reach. */
import fc from 'fast-check';
import { minute } from '../../../src/core/clock.ts';
import { channelId, rowId } from '../../../src/core/ids.ts';
import type { RawInput } from '../../../src/core/kit/modal.ts';
import type { MemberType } from '../../../src/core/people.ts';
import { learnedAmong } from '../../../src/features/learned/feature.ts';
import { type FormOf, saveAsShare, shareModal, useShare } from '../../../src/features/learned/ids.ts';
import type { Guards } from '../../../src/store/access/guards.ts';
import type { TestEngine } from '../databases.ts';
import { audienceOf } from './audience.ts';
import { become, type Becoming, channelAt, move, stand } from './changes.ts';
import { channels, oneOf, people, standing, teamStart, type TeamStart } from './generate.ts';
import { type LeakCompany, openLeakCompany } from './company.ts';
import type { ModelTeam } from './model.ts';
import { isHeard, isIn, mayBePosted, maySee } from './oracle.ts';
import { pressed, submitted, usedOn } from './payloads.ts';
import { settleTeam } from './world.ts';

const learned = learnedAmong(() => []);

export type ShareStep =
  | {
      readonly do: 'share';
      readonly user: string;
      readonly channel: number;
      readonly chosen: 'workspace' | 'conversation';
      readonly hasAsked: boolean;
    }
  /** Somebody keeps a message that somebody else wrote, who does nothing but that. */
  | {
      readonly do: 'save';
      readonly user: string;
      readonly channel: number;
      readonly chosen: 'workspace' | 'conversation';
      readonly hasAsked: boolean;
    }
  | { readonly do: 'change'; readonly row: number; readonly chosen: 'workspace' | 'conversation' }
  | { readonly do: 'become'; readonly channel: number; readonly what: Becoming }
  | { readonly do: 'move'; readonly channel: number; readonly what: 'join' | 'leave'; readonly user: string }
  | { readonly do: 'stand'; readonly user: string; readonly standing: MemberType };

export interface SharePlan {
  readonly start: TeamStart;
  readonly steps: readonly ShareStep[];
}

const user = fc.constantFrom(...people);
/** By channel, whose messages are kept there. */
export const writers: ReadonlyMap<string, string> = new Map(
  channels.map((id) => [id as string, `UWRITERIN${id}`]),
);
const channel = fc.nat(channels.length - 1);
const chosen = oneOf<'workspace' | 'conversation'>([3, 'workspace'], [2, 'conversation']);

const step: fc.Arbitrary<ShareStep> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: oneOf<'share' | 'save'>([1, 'share'], [1, 'save']),
      user,
      channel,
      chosen,
      hasAsked: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('change' as const), row: fc.nat(5), chosen }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('become' as const),
      channel,
      what: oneOf<Becoming>(
        [3, 'private'],
        [2, 'public'],
        [2, 'share'],
        [1, 'unshare'],
        [1, 'archive'],
        [1, 'lore left'],
        [1, 'lore back'],
        [1, 'recount'],
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      channel,
      what: fc.constantFrom('join' as const, 'leave' as const),
      user: fc.oneof(
        { weight: 5, arbitrary: user },
        { weight: 1, arbitrary: fc.constantFrom(...writers.values()) },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stand' as const), user, standing }) },
);

export const sharePlan: fc.Arbitrary<SharePlan> = fc.record({
  start: teamStart,
  steps: fc.array(step, { minLength: 8, maxLength: 16 }),
});

export interface ShareWorld {
  readonly system: LeakCompany;
  readonly team: ModelTeam;
  /** What was taken that should not have been, or the other way round. */
  readonly odd: string[];
}

/** Lets everything in the plan happen. Close the house at the end. */
export async function playShares(engine: TestEngine, plan: SharePlan, guards: Guards): Promise<ShareWorld> {
  const system = await openLeakCompany(engine, [learned], guards);
  const world: ShareWorld = { system, team: await settleTeam(system, 0, plan.start, writers), odd: [] };
  for (const [index, one] of plan.steps.entries()) await take(world, one, index);
  return world;
}

async function take(world: ShareWorld, one: ShareStep, index: number): Promise<void> {
  const { system, team } = world;
  system.clock.set(system.clock.now() + minute);
  switch (one.do) {
    case 'share':
      return share(world, one, `token${index}word`);
    case 'save':
      return save(world, one, `token${index}word`);
    case 'change':
      return change(world, one, index);
    case 'become':
      return become(system, team, one.channel, one.what);
    case 'move':
      return move(system, team, one.channel, one.what, one.user);
    case 'stand':
      return stand(system, team, one.user, one.standing);
  }
}

/** Whether somebody is in a channel, as a person who may write there. */
function isInside(team: ModelTeam, who: string, id: string, now: number): boolean {
  return isHeard(team, who) && isIn(team, who, id, now);
}

/** Somebody shares something. */
export async function share(
  world: ShareWorld,
  one: Omit<Extract<ShareStep, { do: 'share' }>, 'do'>,
  token: string,
  of: FormOf = { channel: channelId(channelAt(world.team, one.channel).id) },
  more: Readonly<Record<string, RawInput>> = {},
): Promise<void> {
  const { system, team, odd } = world;
  const { user: who, channel: at, chosen: wanted, hasAsked } = one;
  const { id, facts } = channelAt(team, at);
  const now = system.clock.now();
  const metadata = { ...of, wide: hasAsked };
  const fields = { what: { value: token }, reach: { selected_option: { value: wanted } }, ...more };
  const { reply } = await system.act(
    team.id,
    submitted(team.id, who, shareModal, metadata, fields, `key-${token}`),
  );
  const may = isInside(team, who, id, now) && facts.hasLore && !facts.isArchived;
  if ((reply.kind === 'nothing') !== may) odd.push(`${who} shared in ${id}: ${reply.kind}`);
  if (reply.kind === 'nothing')
    team.rows.push({
      id: await idOf(system, token),
      token,
      audience: audienceOf(team, id, who, wanted, hasAsked),
      embargo: null,
      by: [who],
      names: 'shown',
    });
  await system.settle();
}

/** The shortcut on a message, and the form that it opens. */
export async function save(
  world: ShareWorld,
  one: Omit<Extract<ShareStep, { do: 'save' }>, 'do'>,
  token: string,
): Promise<void> {
  const { system, team } = world;
  const { id } = channelAt(team, one.channel);
  const message = { user: writers.get(id) ?? '', ts: '1795190400.000100' };
  const { reply } = await system.act(team.id, usedOn(team.id, one.user, id, saveAsShare, message));
  if (reply.kind !== 'open') return;
  const metadata = shareModal.metadata.parse(reply.modal.metadata);
  const link = { value: `https://lindgrove.slack.com/archives/${id}/p1795190400000100` };
  await share(world, one, token, metadata, { link });
}

async function change(
  { system, team, odd }: ShareWorld,
  { row: nth, chosen: wanted }: Extract<ShareStep, { do: 'change' }>,
  index: number,
): Promise<void> {
  const row = team.rows[nth];
  const [who] = row?.by ?? [];
  if (row === undefined || who === undefined) return;
  const { channel: id, kind } = row.audience;
  const now = system.clock.now();
  const metadata = { channel: channelId(id), share: rowId(row.id) };
  const fields = { what: { value: row.token }, reach: { selected_option: { value: wanted } } };
  const { reply } = await system.act(
    team.id,
    submitted(team.id, who, shareModal, metadata, fields, `change-${index}`),
  );
  if ((reply.kind === 'nothing') !== isHeard(team, who)) odd.push(`${who} changed: ${reply.kind}`);
  if (reply.kind !== 'nothing' || !isInside(team, who, id, now)) return;
  const audience = audienceOf(team, id, who, wanted, kind === 'workspace');
  if (audience.kind !== kind) team.rows = team.rows.map((one) => (one === row ? { ...row, audience } : one));
  await system.settle();
}

async function idOf(system: LeakCompany, token: string): Promise<string> {
  const rows = await system.store.system
    .selectFrom('learned_share' as 'audit')
    .selectAll()
    .execute();
  const row = rows.find((one) => JSON.stringify(one).includes(`"${token}"`));
  return row?.id ?? '';
}

/** Everybody looks: people by the button on a share, channels by what they would be posted. @returns what is too much or too little */
export async function lookAtShares({ system, team, odd }: ShareWorld): Promise<string[]> {
  const found = [...odd];
  const now = system.clock.now();
  const compare = (where: string, shown: unknown, expected: readonly string[]) => {
    const text = JSON.stringify(shown);
    for (const { token } of team.rows)
      if (text.includes(token) !== expected.includes(token))
        found.push(`${where} is ${text.includes(token) ? 'shown' : 'not shown'} ${token}`);
  };
  for (const who of people) {
    const seen = [];
    for (const row of team.rows)
      seen.push((await system.act(team.id, pressed(team.id, who, useShare, { share: rowId(row.id) }))).reply);
    // Who shared it is told that the button is for others.
    const expected = team.rows.filter(
      (row) =>
        isHeard(team, who) && !row.by.includes(who) && maySee(team, row, { kind: 'person', id: who }, now),
    );
    compare(
      who,
      seen,
      expected.map(({ token }) => token),
    );
  }
  for (const id of channels) {
    const { digestItems } = learned;
    const drawn = await system.store.read(
      team.id,
      { kind: 'channel', channelId: channelId(id) },
      async (read) => {
        const week = { channel: channelId(id), from: 0, to: now + 1 };
        const items = (await digestItems?.find(read, week)) ?? [];
        const drawing = { now, locale: 'en', tz: 'UTC' } as const;
        return Promise.all(items.map(async (item) => digestItems?.draw(read, item, drawing)));
      },
    );
    const expected = team.rows.filter(({ audience }) => mayBePosted(team, id, audience, now));
    compare(
      id,
      drawn,
      expected.map(({ token }) => token),
    );
    const posted = system.slack.messages.filter((message) => message.channel === id);
    for (const { token, audience } of team.rows)
      if (audience.channel !== id && JSON.stringify(posted).includes(token))
        found.push(`${token} was posted in ${id}`);
  }
  return found;
}
