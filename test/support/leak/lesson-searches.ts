/** Everybody searches for lessons in a random company: by their words, by nearly their words, by where they come from and by whom. */
import { channelId, userId } from '../../../src/core/ids.ts';
import { type LessonSearch, type LessonsFound, searchForAll } from '../../../src/core/lesson-search.ts';
import type { LessonLibrary } from '../../../src/core/lessons.ts';
import { channels, people } from './generate.ts';
import { type LessonWorld, type ModelLesson, rowOf } from './lessons.ts';
import { isIn, maySee, type ModelViewer } from './oracle.ts';

/** @returns what is too much or too little */
export async function lookAtSearches(world: LessonWorld, library: LessonLibrary): Promise<string[]> {
  const { system, team, lessons: all } = world;
  const found: string[] = [];
  const now = system.clock.now();
  const viewers: readonly ModelViewer[] = [
    ...people.map((id) => ({ kind: 'person', id }) as const),
    ...channels.map((id) => ({ kind: 'channel', id }) as const),
  ];
  for (const viewer of viewers) {
    if (viewer.kind === 'operator') continue;
    const { id: who } = viewer;
    const mine = all.filter((one) => one.state !== 'gone' && maySee(team, rowOf(one, now), viewer, now));
    const searches = searchesOf(world, viewer, mine);
    const as =
      viewer.kind === 'person'
        ? ({ kind: 'person', userId: userId(who) } as const)
        : ({ kind: 'channel', channelId: channelId(who) } as const);
    await system.store.read(team.id, as, async (read) => {
      for (const { where, asked, expected, most } of searches) {
        const wanted = { from: 0, most: 50 };
        const got = await library.search(read, { ...searchForAll, ...asked }, wanted, { now, tz: 'UTC' });
        const shown = tokensIn(got, all);
        const leaked = [...shown].filter((token) => !most.some((one) => one.token === token));
        const sets = Map.groupBy(expected, (one) => toldUnder(one, mine));
        const missing = [...sets.values()].flatMap((set) =>
          set.some(({ token }) => shown.has(token)) ? [] : set,
        );
        for (const token of leaked) found.push(`${who}, ${where}, is shown ${token}`);
        for (const { token } of missing) found.push(`${who}, ${where}, is not shown ${token}`);
        if (expected === most) {
          if (got.count !== sets.size) found.push(`${who}, ${where}, is shown a count of ${got.count}`);
          for (const { id, alike } of got.lessons) {
            const set = [...sets.values()].find((some) => some.some((one) => one.id === id));
            if (alike + 1 !== set?.length) found.push(`${who}, ${where}, is told of ${alike} more`);
          }
        }
        const counts = [got.count, ...got.without.map(({ count }) => count)];
        if (counts.some((count) => count > mine.length))
          found.push(`${who}, ${where}, is shown a count of more`);
      }
      for (const { token } of all) {
        const words = { title: token, topics: [], context: '', happened: '', useWhen: 'x' };
        const alike = await library.similar(read, words, { now, tz: 'UTC' });
        for (const { title } of alike)
          if (!mine.some((one) => one.state === 'kept' && one.token === title))
            found.push(`${who}, of what is like ${token}, is shown ${title}`);
      }
    });
  }
  return found;
}

/** What joined others is found once with them, by who sees the lesson that they joined. */
const toldUnder = (one: ModelLesson, mine: readonly ModelLesson[]): ModelLesson =>
  one.under != null && one.state === 'kept' && one.under.state === 'kept' && mine.includes(one.under)
    ? one.under
    : one;

interface Search {
  readonly where: string;
  readonly asked: Partial<LessonSearch>;
  /** What is to be found. */
  readonly expected: readonly ModelLesson[];
  /** What may be found; where it is the same list, how many there are is known. */
  readonly most: readonly ModelLesson[];
}

function searchesOf(
  { system, team, lessons: all }: LessonWorld,
  viewer: ModelViewer,
  mine: readonly ModelLesson[],
): readonly Search[] {
  const now = system.clock.now();
  const who = viewer.kind === 'operator' ? '' : viewer.id;
  const mayKnow = (channel: string): boolean =>
    viewer.kind === 'person'
      ? isIn(team, who, channel, now) ||
        (team.people.get(who) === 'member' && team.channels.get(channel)?.kind === 'public')
      : who === channel || team.channels.get(channel)?.kind === 'public';
  const isBy = (lesson: ModelLesson, author: string): boolean =>
    rowOf(lesson, now).by.includes(author) && (lesson.held.names === 'shown' || author === who);
  return [
    { where: 'searching for all', asked: {}, expected: mine, most: mine },
    ...all.map((one): Search => ({
      where: `searching for ${one.token}`,
      asked: { words: one.token },
      expected: mine.includes(one) ? [one] : [],
      most: mine,
    })),
    ...channels.map((channel): Search => {
      const from = mine.filter(({ held }) => held.seen.channel === channel);
      return {
        where: `searching all of ${channel}`,
        asked: { channel: channelId(channel) },
        expected: [],
        most: mayKnow(channel) ? from : [],
      };
    }),
    ...people.map((author): Search => {
      const by = mine.filter((one) => isBy(one, author));
      return {
        where: `searching for what is by ${author}`,
        asked: { by: [userId(author)] },
        expected: by,
        most: by,
      };
    }),
  ];
}

/** The lessons whose words stand in what was found; what was typed itself tells nothing. */
function tokensIn(found: LessonsFound, all: readonly ModelLesson[]): ReadonlySet<string> {
  const told = { ...found, corrected: found.corrected.map(({ also }) => also) };
  const words = new Set(JSON.stringify(told).split(/[^A-Za-z0-9]+/));
  return new Set(all.flatMap(({ token }) => (words.has(token) ? [token] : [])));
}
