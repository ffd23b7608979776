/** Random companies whose cards become lessons, beside the test's own picture of whom each lesson may reach. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { day, minute } from '../../../src/core/clock.ts';
import type { Feature } from '../../../src/core/feature.ts';
import { channelId, rowId, userId } from '../../../src/core/ids.ts';
import type { RawInput } from '../../../src/core/kit/modal.ts';
import type { MemberType } from '../../../src/core/people.ts';
import type { Viewer } from '../../../src/core/visibility.ts';
import type { ReadScope } from '../../../src/core/scope.ts';
import { lessons } from '../../../src/features/lessons/feature.ts';
import { agree, keepHere, lessonModal, listLessons, outModal } from '../../../src/features/lessons/ids.ts';
import { cardsModal } from '../../../src/features/retro/collect/screens.ts';
import { retroAmong } from '../../../src/features/retro/feature.ts';
import { joinModal } from '../../../src/features/retro/group/screens.ts';
import { confirmModal } from '../../../src/features/retro/session/ids.ts';
import { startModal } from '../../../src/features/retro/start/screens.ts';
import type { Guards } from '../../../src/store/access/guards.ts';
import type { TestEngine } from '../databases.ts';
import { add, type AddStep, lookAtLinks, type ModelLink } from './added.ts';
import { hiddenAtLast, joinedAtLast, open } from './at-last.ts';
import { audienceOf } from './audience.ts';
import { eachOnce, type EffectStep, effectStep } from './effect-step.ts';
import { bringIn, type ImportStep } from './imported.ts';
import { type Heard, lookAtEffects, type ModelEffect, sayEffect } from './lesson-effects.ts';
import { become, type Becoming, channelAt, move, nameIn, stand } from './changes.ts';
import { channels, oneOf, people, standing, teamStart, type TeamStart } from './generate.ts';
import { type LeakCompany, openLeakCompany } from './company.ts';
import type { ModelAudience, ModelRow, ModelTeam } from './model.ts';
import { lookAtSearches } from './lesson-searches.ts';
import { isActive, isHeard, isIn, isShared, mayBePosted, maySee } from './oracle.ts';
import { pressed, submitted } from './payloads.ts';
import { settleTeam } from './world.ts';

export type LessonStep =
  | {
      readonly do: 'hold';
      readonly channel: number;
      readonly insider: number;
      readonly people: readonly string[];
      readonly names: 'shown' | 'hidden';
      readonly cardsFor: 'participants' | 'channel';
    }
  | {
      readonly do: 'write';
      readonly retro: number;
      readonly seed: number;
      readonly chosen: 'workspace' | 'conversation';
      readonly hasAsked: boolean;
      /** `null`: whoever facilitated. */
      readonly forger: string | null;
    }
  | {
      readonly do: 'answer';
      readonly lesson: number;
      readonly what: 'yes' | 'here' | 'out';
      /** The how-manieth of its authors; `null`: `user`. */
      readonly insider: number | null;
      readonly user: string;
    }
  | AddStep
  | ImportStep
  | EffectStep
  | { readonly do: 'become'; readonly channel: number; readonly what: Becoming }
  | { readonly do: 'move'; readonly channel: number; readonly what: 'join' | 'leave'; readonly user: string }
  | { readonly do: 'stand'; readonly user: string; readonly standing: MemberType }
  | { readonly do: 'later'; readonly days: number };

export interface LessonPlan {
  readonly start: TeamStart;
  readonly steps: readonly LessonStep[];
}

const user = fc.constantFrom(...people);
const channel = fc.nat(channels.length - 1);
const nth = fc.nat(5);

/** What changes around lessons. */
const changing: readonly fc.WeightedArbitrary<LessonStep>[] = [
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('become' as const),
      channel,
      what: oneOf<Becoming>(
        [2, 'private'],
        [2, 'public'],
        [2, 'share'],
        [1, 'unshare'],
        [1, 'lore left'],
        [1, 'lore back'],
        [2, 'recount'],
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      channel,
      what: fc.constantFrom('join' as const, 'leave' as const),
      user,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stand' as const), user, standing }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('later' as const), days: fc.constantFrom(1, 15) }),
  },
];

const step: fc.Arbitrary<LessonStep> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      channel,
      insider: nth,
      people: fc.uniqueArray(user, { minLength: 1, maxLength: 2 }),
      names: fc.constantFrom('shown' as const, 'hidden' as const),
      cardsFor: fc.constantFrom('participants' as const, 'channel' as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      retro: nth,
      seed: fc.nat(2),
      chosen: oneOf<'workspace' | 'conversation'>([4, 'workspace'], [1, 'conversation']),
      hasAsked: fc.boolean(),
      forger: oneOf<string | null>([12, null], ...people.map((who): [number, string] => [1, who])),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      lesson: nth,
      what: oneOf<'yes' | 'here' | 'out'>([8, 'yes'], [2, 'here'], [1, 'out']),
      insider: fc.option(nth, { freq: 6 }),
      user,
    }),
  },
  { weight: 4, arbitrary: effectStep },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      channel,
      insider: fc.option(nth, { freq: 6 }),
      user,
      chosen: oneOf<'workspace' | 'conversation'>([2, 'workspace'], [1, 'conversation']),
      hasAsked: fc.boolean(),
      leads: fc.option(channel, { freq: 2 }),
      joins: fc.option(nth, { freq: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      channel,
      insider: fc.option(nth, { freq: 6 }),
      user,
      chosen: oneOf<'workspace' | 'conversation'>([2, 'workspace'], [1, 'conversation']),
      author: fc.option(user, { freq: 2 }),
    }),
  },
  ...changing,
);

export const lessonPlan: fc.Arbitrary<LessonPlan> = fc
  .record({ start: teamStart, steps: fc.array(step, { minLength: 10, maxLength: 22 }) })
  .map(({ start, steps }) => ({
    start: { ...start, channels: open(start.channels) },
    steps: [...steps, ...hiddenAtLast, ...joinedAtLast],
  }));

/**
 * A company in which much comes of a few lessons: names are shown or hidden, they are for a channel or the workspace, and what tells one reader from
 * another changes all the time.
 */
export const effectPlan: fc.Arbitrary<LessonPlan> = fc
  .record({
    start: teamStart.map(({ standings, channels: all }): TeamStart => ({
      // Two members, whatever chance makes of the others; Lore is everywhere and knows who is there.
      standings: standings.map((one, at) => (at < 3 ? 'member' : one)),
      channels: all.map((one, at) => ({
        ...one,
        isArchived: false,
        hasLore: true,
        list: 'fresh',
        // The first is where lessons come from; some members read them from elsewhere.
        ...(at === 0 ? { kind: 'public', isShared: false, members: ['UA', 'UB'] } : {}),
      })),
    })),
    isHidden: fc.boolean(),
    isForAll: fc.boolean(),
    steps: fc.array(fc.oneof({ weight: 14, arbitrary: effectStep }, ...changing), {
      minLength: 24,
      maxLength: 34,
      size: 'max',
    }),
  })
  .map(({ start, isHidden, isForAll, steps }): LessonPlan => {
    const chosen = isForAll ? 'workspace' : 'conversation';
    const from = { channel: 0, insider: 0 } as const;
    const seen = { people: ['UA', 'UB'], names: isHidden ? 'hidden' : 'shown', cardsFor: 'channel' } as const;
    const yes = (insider: number): LessonStep => ({
      do: 'answer',
      lesson: 0,
      what: 'yes',
      insider,
      user: 'UA',
    });
    return {
      start,
      steps: [
        { do: 'hold', ...from, ...seen },
        { do: 'write', retro: 0, seed: 0, chosen, hasAsked: true, forger: null },
        yes(0),
        yes(1),
        { do: 'later', days: 1 },
        { do: 'later', days: 1 },
        { do: 'add', ...from, user: 'UA', chosen: 'workspace', hasAsked: true, leads: null, joins: null },
        ...eachOnce(1, 'UA', 'UB'),
        ...steps,
      ],
    };
  });

interface ModelHeld {
  readonly id: string;
  /** Its name, and its cards. */
  readonly rows: readonly ModelRow[];
  readonly facilitator: string;
  readonly names: 'shown' | 'hidden';
  readonly seen: ModelAudience;
  readonly isSeenByChannel: boolean;
  readonly endedAt: number;
}

export interface ModelLesson {
  readonly id: string;
  readonly token: string;
  readonly held: ModelHeld;
  readonly wide: ModelAudience;
  readonly isWider: boolean;
  readonly reach: 'workspace' | 'conversation';
  /** Who wrote its cards, for ever; whether that is still known is another question. */
  readonly authors: readonly string[];
  /** Of one that was brought in, who may change it; of others, its authors may. */
  readonly havers?: readonly string[];
  readonly writtenAt: number;
  readonly until: number;
  readonly agreed: Set<string>;
  /** When it goes further, if all agree still, and who of its authors looks then. */
  goes: { readonly at: number; readonly movers: readonly string[] } | null;
  state: 'asked' | 'kept' | 'here' | 'gone';
  /** The lesson under which its story is told, to those who see both. */
  readonly under?: ModelLesson | null;
}

export interface LessonWorld {
  readonly system: LeakCompany;
  readonly team: ModelTeam;
  readonly practices: readonly Feature[];
  readonly held: ModelHeld[];
  readonly lessons: ModelLesson[];
  readonly links: ModelLink[];
  /** By lesson. */
  readonly effects: Map<string, ModelEffect>;
  readonly heard: Heard;
  /** What was ever allowed to be posted where: `channel token`. */
  readonly allowed: Set<string>;
  /** What was taken that should not have been, or the other way round. */
  readonly odd: string[];
  /** How many ids imports have used. */
  brought: number;
}

/** Lets everything in the plan happen. Close the house at the end. */
export async function playLessons(
  engine: TestEngine,
  plan: LessonPlan,
  guards: Guards,
): Promise<LessonWorld> {
  const practices: readonly Feature[] = [retroAmong(() => practices), lessons(() => practices)];
  const system = await openLeakCompany(engine, practices, guards);
  const world: LessonWorld = {
    system,
    team: await settleTeam(system, 0, plan.start),
    practices,
    held: [],
    lessons: [],
    links: [],
    effects: new Map(),
    heard: new Map(),
    allowed: new Set(),
    odd: [],
    brought: 0,
  };
  for (const [index, one] of plan.steps.entries()) {
    system.clock.set(system.clock.now() + minute);
    await take(world, one, index);
    await system.settle();
    goOn(world);
    takeNote(world);
  }
  return world;
}

async function take(world: LessonWorld, one: LessonStep, index: number): Promise<void> {
  const { system, team } = world;
  switch (one.do) {
    case 'hold':
      return hold(world, one, index);
    case 'write':
      return write(world, one, index);
    case 'answer':
      return answer(world, one, index);
    case 'add':
      return add(world, one, index);
    case 'import':
      return bringIn(world, one, index);
    case 'say':
      return sayEffect(world, one, index);
    case 'become':
      return become(system, team, one.channel, one.what);
    case 'move':
      return move(system, team, one.channel, one.what, one.user);
    case 'stand':
      return stand(system, team, one.user, one.standing);
    case 'later': {
      system.clock.advance(one.days * day);
      // Slack is asked again who is where, or nobody sees anything.
      for (const [at] of channels.entries()) await become(system, team, at, 'recount');
    }
  }
}

/** Where names are hidden, what all agreed to goes further at the end of a day. */
export function goOn({ system, team, lessons: all }: LessonWorld): void {
  for (const lesson of all)
    if (
      lesson.state === 'asked' &&
      lesson.goes !== null &&
      system.clock.now() >= lesson.goes.at &&
      lesson.authors.every((author) => lesson.agreed.has(author)) &&
      lesson.goes.movers.some((who) => isActive(team, who))
    )
      lesson.state = 'kept';
}

/** Somebody has agreed, by answering or by writing it down. */
function agreedBy(team: ModelTeam, lesson: ModelLesson, who: string, now: number): void {
  if (!lesson.authors.every((author) => lesson.agreed.has(author))) return;
  if (lesson.held.names === 'shown') {
    lesson.state = 'kept';
    return;
  }
  const earliest = Math.max(now, lesson.writtenAt + day);
  const endOfDay = (Math.floor(earliest / day) + 1) * day;
  const seen = { ...rowOf(lesson, now), audience: lesson.held.seen, by: [] };
  const sees = (id: string) => maySee(team, seen, { kind: 'person', id }, now);
  lesson.goes = {
    at: Math.max(now, Math.min(endOfDay, lesson.until - minute)),
    movers: [who, ...(sees(who) ? lesson.authors.filter(sees) : [])],
  };
}

/** What may be posted now in each channel. */
function takeNote({ system, team, lessons: all, allowed }: LessonWorld): void {
  for (const id of channels)
    for (const lesson of all)
      if (maySee(team, rowOf(lesson, system.clock.now()), { kind: 'channel', id }, system.clock.now()))
        allowed.add(`${id} ${lesson.token}`);
}

const choice = (value: string): RawInput => ({ selected_option: { value } });

/** One from its start to its end. Each participant writes a card; the first two are made one topic. */
export async function hold(
  { system, team, held }: LessonWorld,
  one: Extract<LessonStep, { do: 'hold' }>,
  index: number,
): Promise<void> {
  const { id: where, facts } = channelAt(team, one.channel);
  const now = () => system.clock.now();
  const inside = [...team.people.keys()].filter(
    (who) => isActive(team, who) && isIn(team, who, where, now()),
  );
  const members = inside.filter((who) => team.people.get(who) === 'member');
  const starter = members[one.insider % Math.max(members.length, 1)];
  if (starter === undefined || !facts.hasLore || facts.isArchived) return;
  const about = `about${index}`;
  const wanted = one.people.filter((who) => inside.includes(who) && team.people.get(who) !== 'bot');
  const fields = {
    about: { value: about },
    kind: choice('project'),
    format: choice('usual'),
    length: choice('usual'),
    names: choice(one.names),
    cardsFor: choice(one.cardsFor),
    people: { selected_users: wanted },
    facilitator: { selected_user: starter },
  };
  const act = (payload: object) => system.act(team.id, payload);
  const metadata = { channel: channelId(where) };
  const fixed = {
    channel: where,
    wasPrivate: facts.kind === 'private',
    wasShared: isShared(team, facts),
    sharings: facts.sharings,
  };
  await act(submitted(team.id, starter, startModal, metadata, fields, `start-${index}`));
  const [row] = (
    await sql<{ id: string }>`select id from retro where about = ${about}`.execute(system.store.system)
  ).rows;
  if (row === undefined) return;
  const retro = rowId(row.id);
  const asked = [...new Set([...(wanted.length > 0 ? wanted : members), starter])];
  for (const who of asked.slice(0, 4)) {
    const card = { column0: { value: `card${index}by${who}` } };
    await act(submitted(team.id, who, cardsModal, { retro, shown: [] }, card, `card-${index}-${who}`));
  }
  for (let phases = 0; phases < 7; phases += 1) {
    const [at] = (
      await sql<{ phase: string; ended_at: number | null }>`select phase, ended_at from retro
        where id = ${row.id}`.execute(system.store.system)
    ).rows;
    if (at === undefined || at.phase === 'cancelled') return;
    if (at.phase === 'closed') {
      const after = one.cardsFor === 'channel' ? `closed ${row.id}` : null;
      if (after !== null) team.open.add(after);
      const seen: ModelAudience = { id: `cards ${row.id}`, kind: 'people', people: asked, after, ...fixed };
      const conversation: ModelAudience = { id: '', kind: 'conversation', people: [], after: null, ...fixed };
      const written = { embargo: null, names: one.names } as const;
      held.push({
        id: row.id,
        rows: [
          { ...written, id: row.id, token: about, audience: conversation, by: [] },
          ...asked.slice(0, 4).map((who) => {
            const token = `card${index}by${who}`;
            return { ...written, id: token, token, audience: seen, by: [who] };
          }),
        ],
        facilitator: starter,
        names: one.names,
        seen,
        isSeenByChannel: one.cardsFor === 'channel',
        endedAt: at.ended_at ?? now(),
      });
      return;
    }
    if (at.phase === 'group') await joinTwo(system, team, starter, row.id, `join-${index}`);
    const end = { retro, phase: at.phase as 'collect', what: 'end' as const };
    await act(submitted(team.id, starter, confirmModal, end, {}, `end-${index}-${phases}`));
  }
}

async function joinTwo(
  system: LeakCompany,
  team: ModelTeam,
  by: string,
  retro: string,
  key: string,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from retro_card where retro_id = ${retro}
    order by id limit 2`.execute(system.store.system);
  const topics = { selected_options: rows.map(({ id }) => ({ value: id })) };
  await system.act(team.id, submitted(team.id, by, joinModal, { retro: rowId(retro) }, { topics }, key));
}

export async function write(
  { system, team, practices, held: all, lessons: written }: LessonWorld,
  one: Extract<LessonStep, { do: 'write' }>,
  index: number,
): Promise<void> {
  const held = all.at(one.retro % Math.max(all.length, 1));
  if (held === undefined) return;
  const who = one.forger ?? held.facilitator;
  const now = system.clock.now();
  const source = practices.find(({ lessonSource }) => lessonSource !== undefined)?.lessonSource;
  // What there is to be written of, as the house itself knows it: anybody can forge what was never shown to them.
  const origin = await system.store.read(team.id, person(held.facilitator), async (read) =>
    source?.load(read, rowId(held.id), now),
  );
  const seed = origin?.candidates[one.seed % Math.max(origin.candidates.length, 1)];
  if (origin == null || seed === undefined) return;
  const token = `lesson${index}word`;
  const fields = {
    title: { value: token },
    happened: { value: 'x' },
    useWhen: { value: 'x' },
    reach: choice(one.chosen),
  };
  const metadata = { of: rowId(held.id), seed: seed.id, wide: one.hasAsked };
  const wide = audienceOf(team, held.seen.channel, who, one.chosen, one.hasAsked);
  await system.act(team.id, submitted(team.id, who, lessonModal, metadata, fields, `key-${index}`));
  const { rows } = await sql<{ id: string; cards: number }>`select id, cards from lesson
    where title = ${token}`.execute(system.store.system);
  const [row] = rows;
  if (row === undefined) return;
  const authors = [...new Set(seed.texts.map((text) => /by(U\w+)$/.exec(text)?.[1] ?? ''))];
  const reach = wide.kind === 'workspace' ? 'workspace' : 'conversation';
  const isWider = reach === 'workspace' || !held.isSeenByChannel;
  const agreed = new Set(authors.filter((author) => author === who));
  const end = held.endedAt + 14 * day;
  const lesson: ModelLesson = {
    id: row.id,
    token,
    held,
    wide: isWider ? wide : held.seen,
    isWider,
    reach,
    authors,
    until: held.names === 'hidden' ? end : now + 14 * day,
    writtenAt: now,
    agreed,
    goes: null,
    state: isWider ? 'asked' : 'kept',
  };
  if (isWider) agreedBy(team, lesson, who, now);
  written.push(lesson);
}

const person = (id: string): Viewer => ({ kind: 'person', userId: userId(id) });

/** Whether it is still known who wrote its cards. */
export const isKnown = ({ held }: ModelLesson, now: number): boolean =>
  held.names === 'shown' || now < held.endedAt + 14 * day;

export async function answer(
  { system, team, lessons: all }: LessonWorld,
  one: Extract<LessonStep, { do: 'answer' }>,
  index: number,
): Promise<void> {
  const lesson = all[one.lesson % Math.max(all.length, 1)];
  if (lesson === undefined) return;
  const who =
    one.insider === null ? one.user : (lesson.authors[one.insider % lesson.authors.length] ?? one.user);
  const now = system.clock.now();
  const id = { lesson: rowId(lesson.id) };
  const has = lesson.havers ?? lesson.authors;
  const isAuthor = has.includes(who) && isActive(team, who) && isKnown(lesson, now);
  const isOut =
    one.what === 'out' &&
    (isAuthor ||
      (lesson.held.facilitator === who &&
        lesson.state !== 'kept' &&
        maySee(team, rowOf(lesson, now), { kind: 'person', id: who }, now)));
  if (one.what === 'out')
    await system.act(team.id, submitted(team.id, who, outModal, id, {}, `out-${index}`));
  else if (one.what === 'yes') await system.act(team.id, pressed(team.id, who, agree, { ...id, round: 1 }));
  else await system.act(team.id, pressed(team.id, who, keepHere, id));
  if (lesson.state === 'gone') return;
  if (isOut) lesson.state = 'gone';
  if (!isAuthor || one.what === 'out') return;
  const isAsked = lesson.state === 'asked' && now < lesson.until;
  if (one.what === 'here') {
    lesson.agreed.delete(who);
    if (lesson.state === 'kept' && lesson.isWider) lesson.state = 'here';
  } else if (isAsked) {
    lesson.agreed.add(who);
    agreedBy(team, lesson, who, now);
  }
}

export function rowOf(lesson: ModelLesson, now: number) {
  const { id, token, held } = lesson;
  return {
    id,
    token,
    audience: lesson.state === 'kept' ? lesson.wide : held.seen,
    embargo: null,
    by: isKnown(lesson, now) ? lesson.authors : [],
    names: held.names,
  };
}

/** Everybody looks, with every way in which lessons are shown. @returns what is too much or too little */
export async function lookAtLessons(world: LessonWorld): Promise<string[]> {
  const { system, team, practices, lessons: all, allowed, odd } = world;
  const found = [...odd, ...(await lookAtEffects(world))];
  const now = system.clock.now();
  const standing = all.filter(({ state }) => state !== 'gone');
  const compare = (where: string, shown: unknown, expected: readonly string[]) => {
    const words = new Set(JSON.stringify(shown ?? null).split(/[^A-Za-z0-9]+/));
    for (const { token } of all)
      if (words.has(token) !== expected.includes(token))
        found.push(`${where} is ${words.has(token) ? 'shown' : 'not shown'} ${token}`);
  };
  const tokens = (of: readonly ModelLesson[]) => of.map(({ token }) => token);
  const library = practices.find(({ lessonLibrary }) => lessonLibrary !== undefined)?.lessonLibrary;
  const keeper = practices.find(({ name }) => name === 'lessons');
  const drawing = { now, locale: 'en', tz: 'UTC' } as const;
  const madeOf = async (read: ReadScope) =>
    Promise.all(world.held.map(async ({ id }) => library?.madeOf(read, rowId(id))));
  const drawn = async (read: ReadScope) =>
    Promise.all(all.map(async ({ id }) => library?.draw(read, rowId(id), drawing)));

  for (const who of people) {
    const mine = standing.filter((one) => maySee(team, rowOf(one, now), { kind: 'person', id: who }, now));
    const { made, read } = await system.store.read(team.id, person(who), async (read) => ({
      made: await madeOf(read),
      read: await drawn(read),
    }));
    compare(`${who}, of each retrospective,`, made, tokens(mine));
    compare(`${who}, one by one,`, read, tokens(mine.filter(({ state }) => state === 'kept')));
    found.push(...lookAtLinks(world, who, read));
    // What somebody brought in by the hundred is found by searching.
    const isTheirs = (one: ModelLesson) =>
      (one.havers === undefined && one.held.facilitator === who) || rowOf(one, now).by.includes(who);
    const listed = await system.act(team.id, pressed(team.id, who, listLessons, {}));
    if (isHeard(team, who)) compare(`${who}, in their list,`, listed.reply, tokens(mine.filter(isTheirs)));
    const home = await system.home(team.id, userId(who));
    const may = isActive(team, who)
      ? standing.filter(
          (one) =>
            rowOf(one, now).by.includes(who) &&
            one.state === 'asked' &&
            now < one.until &&
            !one.agreed.has(who),
        )
      : [];
    compareAtMost(found, `${who}, in App Home,`, home, all, tokens(may));
    named(found, who, [made, read, listed.reply, home], mine);
  }
  for (const id of channels) {
    const mine = standing.filter((one) => maySee(team, rowOf(one, now), { kind: 'channel', id }, now));
    const { made, digest } = await system.store.read(
      team.id,
      { kind: 'channel', channelId: channelId(id) },
      async (read) => {
        const week = { channel: channelId(id), from: now - 7 * day, to: now + 1 };
        const items = (await keeper?.digestItems?.find(read, week)) ?? [];
        const shown = await Promise.all(
          items.map(async (item) => keeper?.digestItems?.draw(read, item, drawing)),
        );
        return { made: await madeOf(read), digest: [items, shown] };
      },
    );
    compare(`${id}, of each retrospective,`, made, tokens(mine));
    // Of another channel, for the workspace; or its own, which return.
    const told = mine.filter(
      (one) =>
        one.state === 'kept' &&
        (one.held.seen.channel === id || (one.reach === 'workspace' && mayBePosted(team, id, one.wide, now))),
    );
    compareAtMost(found, `${id}, in its digest,`, digest, all, tokens(told));
    named(found, id, [made, digest], mine);
    const posted = new Set(
      JSON.stringify(system.slack.messages.filter((message) => message.channel === id)).split(
        /[^A-Za-z0-9]+/,
      ),
    );
    for (const { token } of all)
      if (posted.has(token) && !allowed.has(`${id} ${token}`)) found.push(`${token} was posted in ${id}`);
  }
  if (library !== undefined) found.push(...(await lookAtSearches(world, library)));
  await operatorLooks(world, found);
  return found;
}

/** The operator's export has every lesson, and of those who wrote cards only names that are shown. */
async function operatorLooks(
  { system, team, held, lessons: all, effects }: LessonWorld,
  found: string[],
): Promise<void> {
  const text = JSON.stringify(await system.exportAll(team.id));
  const facilitators = held.map(({ facilitator }) => facilitator);
  const shown = [
    ...held.filter(({ names }) => names === 'shown').flatMap(({ seen }) => seen.people),
    ...all.filter((one) => one.held.names === 'shown').flatMap(({ authors }) => authors),
  ];
  const heard = all.flatMap(({ id, held: { names } }) => [
    ...(effects.get(id)?.trials ?? []).map(({ by }) => by),
    ...(names === 'shown' ? (effects.get(id)?.changes ?? []).map(({ by }) => by) : []),
  ]);
  for (const who of people)
    if (new RegExp(`person\\W+${who}\\b`).test(text) && ![...facilitators, ...shown, ...heard].includes(who))
      found.push(`the operator is told of ${who}`);
  for (const { token, state } of all)
    if (text.includes(token) === (state === 'gone')) found.push(`the operator: ${token} is ${state}`);
}

function compareAtMost(
  found: string[],
  where: string,
  shown: unknown,
  all: readonly ModelLesson[],
  may: readonly string[],
): void {
  const words = new Set(JSON.stringify(shown ?? null).split(/[^A-Za-z0-9]+/));
  for (const { token } of all)
    if (words.has(token) && !may.includes(token)) found.push(`${where} is shown ${token}`);
}

/** Where no name may be shown, nobody is named but who wrote lessons down. */
function named(found: string[], viewer: string, shown: unknown, mine: readonly ModelLesson[]): void {
  const words = new Set(JSON.stringify(shown ?? null).split(/[^A-Za-z0-9]+/));
  const may = new Set(
    mine.flatMap(({ held, authors }) => [held.facilitator, ...(held.names === 'shown' ? authors : [])]),
  );
  for (const who of people)
    if (words.has(who) && who !== viewer && !may.has(who) && shownAsPerson(shown, who))
      found.push(`${viewer} is told of ${who}`);
}

/** By name, as a mention, or as a person in rich text. */
function shownAsPerson(shown: unknown, who: string): boolean {
  const text = JSON.stringify(shown ?? null);
  return [nameIn(who), `<@${who}>`, `"user_id":"${who}"`].some((shape) => text.includes(shape));
}
