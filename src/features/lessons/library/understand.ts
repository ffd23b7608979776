/** Looks up what the filters of a search mean, for the viewer: only people and channels that they may know of. */
import { channelId, isId, type ChannelId, type UserId, userId } from '#core/ids.ts';
import { lessonEffects, type LessonSearch, searchForAll, type Understood } from '#core/lesson-search.ts';
import type { ReadScope } from '#core/scope.ts';
import { firstDayOf, marked, readTyped, type TypedFilter } from './rules.ts';

/** Oneself, in the languages that Lore speaks. */
const oneself = ['me', 'myself', 'ich', 'mir', 'mich'];

/** As much of a search as what is chosen from a list carries: Slack limits its value. */
const mostPeople = 5;
const mostTopics = 2;
const longestTopic = 35;

/** See `LessonLibrary.understand`. Of a filter that is typed twice, the last counts; a lesson has all topics that are typed. */
export async function understand(read: ReadScope, typed: string): Promise<Understood> {
  const { words, filters } = readTyped(typed);
  let search: LessonSearch = { ...searchForAll, words };
  const unknown: TypedFilter[] = [];
  for (const one of filters) {
    const narrowed = await narrowedBy(read, search, one);
    if (narrowed === null) unknown.push(one);
    else search = { ...search, ...narrowed };
  }
  return { search, unknown };
}

async function narrowedBy(
  read: ReadScope,
  { topics }: LessonSearch,
  { filter, typed }: TypedFilter,
): Promise<Partial<LessonSearch> | null> {
  switch (filter) {
    case 'topic': {
      const topic = typed
        .replace(/^#+/, '')
        .replaceAll(',', ' ')
        .trim()
        .toLowerCase()
        .slice(0, longestTopic)
        .toWellFormed();
      return topic === '' ? null : { topics: [...new Set([...topics, topic])].slice(0, mostTopics) };
    }
    case 'in': {
      const channel = await channelIn(read, typed);
      return channel === null ? null : { channel };
    }
    case 'by': {
      const by = await peopleIn(read, typed);
      return by.length === 0 ? null : { by };
    }
    case 'since': {
      const since = firstDayOf(typed);
      return since === null ? null : { since };
    }
    case 'is': {
      const effect = lessonEffects.find((one) => one === typed.toLowerCase());
      return effect === undefined ? null : { effect };
    }
  }
}

async function channelIn(read: ReadScope, typed: string): Promise<ChannelId | null> {
  const id = marked(typed, '#');
  if (id === null) return read.channelCalled(typed.replace(/^#/, ''));
  if (!isId(id)) return null;
  return (await read.visibleChannels([channelId(id)])).has(channelId(id)) ? channelId(id) : null;
}

async function peopleIn({ viewer, ...read }: ReadScope, typed: string): Promise<readonly UserId[]> {
  const name = typed.replace(/^@/, '');
  if (oneself.includes(name.toLowerCase())) return viewer.kind === 'person' ? [viewer.userId] : [];
  const id = marked(typed, '@');
  if (id === null) return (await read.peopleCalled(name)).slice(0, mostPeople);
  return isId(id) && (await read.person(userId(id))) !== null ? [userId(id)] : [];
}
