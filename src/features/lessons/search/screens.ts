/** The form of a search, with what was found under it. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, divider, type Piece, section, userText } from '#core/kit/blocks.ts';
import { input, type Placed, renderModal, type RenderedModal, row } from '#core/kit/modal.ts';
import { pager } from '#core/kit/pages.ts';
import {
  type FoundLesson,
  lessonEffects,
  type LessonSearch,
  type LessonsFound,
  type Searcher,
  type TextPart,
  type Understood,
} from '#core/lesson-search.ts';
import type { UserId } from '#core/ids.ts';
import { cutQuery } from '#core/search/cut.ts';
import type { SearchedField } from '#core/search/stored.ts';
import { channelLink, namesOf, onDay } from '#core/sentence.ts';
import { join, type Mrkdwn, shorten } from '#core/text.ts';
import type { LocalDate } from '#core/time/date.ts';
import { localTime, startOfDay } from '#core/time/zone.ts';
import type { Translator } from '../copy.ts';
import { openAdd } from '../adding/ids.ts';
import { openLesson } from '../ids.ts';
import { searchInstead, searchModal, searchPages, type Shown } from './ids.ts';
import { filtersOf, without, withoutAll } from '../library/rules.ts';
import { any, byValue, lately, sinceDays, topicValue } from './rules.ts';

/** What a page holds. */
export const onPage = 8;

/** How much of what was typed a sentence repeats, in characters. */
const mostSaid = 60;
/** Slack takes a hundred options; what is chosen already and "any" are two. */
const mostTopics = 98;
/** A longer one has no place in a list; it can be typed. */
const longestTopic = 70;

export interface SearchView {
  readonly shown: Shown;
  readonly found: LessonsFound;
  /** What was typed and says nothing. */
  readonly unknown: Understood['unknown'];
  readonly searcher: Searcher & { readonly userId: UserId };
  /** There are lessons that the person may see. */
  readonly hasAny: boolean;
}

export function renderSearch(t: Translator, view: SearchView): RenderedModal {
  const { shown, found } = view;
  const { search, page, drawn } = shown;
  const pages = Math.max(1, Math.ceil(found.count / onPage));
  return renderModal(searchModal, shown, t.modal('search.title', 'search.submit', 'close'), [
    input(
      searchModal,
      'words',
      t.labels('search.words', { placeholder: 'search.wordsExample', hint: 'search.wordsHint' }),
      search.words,
      String(drawn),
    ),
    row(searchModal, 'narrow', narrowing(t, view), String(drawn)),
    ...(filtersOf(search).length === 0 ? [] : [actions([clearButton(t, shown)])]),
    ...view.unknown.map(({ filter, typed }) =>
      context(t.mrkdwn(`search.unknown.${filter}`, { typed: shorten(typed, mostSaid) })),
    ),
    ...(found.count === 0
      ? nothingFound(t, view)
      : [
          context(join(aboutFound(t, search, found))),
          ...found.lessons.flatMap((one) => [divider(), ...foundBlocks(t, one)]),
          ...pager(t, { page, pages }, searchPages, (to) => ({ ...shown, page: to })),
        ]),
  ]);
}

const clearButton = (t: Translator, { search, drawn }: Shown) =>
  button(searchInstead, t.plain('search.clear'), {
    search: withoutAll(search),
    page: 0,
    drawn: drawn + 1,
  });

/** The filters, beside each other. What is chosen is always among what can be chosen. */
function narrowing(t: Translator, { shown: { search }, found, searcher }: SearchView): Placed[] {
  const list = (label: string, choices: readonly (readonly [value: string, text: string])[]) => ({
    label,
    // What a screen reader calls it.
    placeholder: label,
    groups: [{ label, choices: choices.map(([value, text]) => ({ value, text })) }],
  });
  const topics = found.topics.filter(
    (topic) => topic.length <= longestTopic && !search.topics.includes(topic.toLowerCase()),
  );
  const days = sinceDays(localTime(searcher.now, searcher.tz).date);
  const known = Object.values(days);
  const { userId: self } = searcher;
  const others = search.by.filter((user) => user !== self);
  return [
    {
      name: 'topic',
      words: list(t.plain('search.topic'), [
        [any, t.plain('search.anyTopic')],
        ...(search.topics.length === 0
          ? []
          : [[topicValue(search.topics), search.topics.join(', ')] as const]),
        ...topics.slice(0, mostTopics).map((topic) => [topicValue([topic]), topic] as const),
      ]),
      initial: topicValue(search.topics),
    },
    {
      name: 'channel',
      words: t.labels('search.channel', { placeholder: 'search.anyChannel' }),
      initial: search.channel,
    },
    {
      name: 'since',
      words: list(t.plain('search.since'), [
        [any, t.plain('search.anyTime')],
        ...keysOf(lately).map((name) => [days[name], t.plain(`search.since.${name}`)] as const),
        ...(search.since === null || known.includes(search.since)
          ? []
          : [[search.since, sinceDay(t, search.since, searcher)] as const]),
      ]),
      initial: search.since ?? any,
    },
    {
      name: 'by',
      words: list(t.plain('search.by'), [
        [any, t.plain('search.anyone')],
        [self, t.plain('search.mine')],
        ...(others.length === 0
          ? []
          : [[byValue(search.by), t.plain('search.byOthers', { people: namesOf(search.by) })] as const]),
      ]),
      initial: byValue(search.by),
    },
    {
      name: 'effect',
      words: {
        label: t.plain('search.effect'),
        placeholder: t.plain('search.effect'),
        choices: Object.fromEntries(
          ([any, ...lessonEffects] as const).map((effect) => [effect, t.plain(`search.effect.${effect}`)]),
        ),
      },
      initial: search.effect ?? any,
    },
  ];
}

/** With its year, unless it is this one. */
function sinceDay(t: Translator, date: LocalDate, { now, tz }: Searcher): string {
  const day = onDay(startOfDay(date, tz));
  const [year = ''] = date.split('-');
  return localTime(now, tz).date.startsWith(`${year}-`)
    ? t.plain('search.sinceDay', { day })
    : t.plain('search.sinceDayOf', { day, year });
}

const keysOf = <Of extends object>(of: Of): (keyof Of)[] => Object.keys(of) as (keyof Of)[];

/** No word was typed, or only marks that are none, such as a lone quote: everything is found, as it is by filters alone. */
const saysNothing = ({ words }: LessonSearch): boolean => cutQuery(words).length === 0;

/** How much was found, and what was made of what was typed. */
function aboutFound(t: Translator, search: LessonSearch, found: LessonsFound): Mrkdwn[] {
  const { count } = found;
  const isAll = saysNothing(search);
  return [
    t.mrkdwn(found.isMore ? 'search.more' : isAll ? 'search.newest' : 'search.found', { count }),
    ...(isAll || found.withAll === count
      ? []
      : [t.mrkdwn(found.withAll === 0 ? 'search.some' : 'search.withAll', { count: found.withAll })]),
    ...found.corrected.map(({ typed, also }) => t.mrkdwn('search.also', { typed, also: also.join(', ') })),
  ];
}

function foundBlocks(t: Translator, one: FoundLesson): KnownBlock[] {
  const { title, excerpt, fields, authors, channel, at, isHere, alike } = one;
  const whole = title.map(({ text }) => text).join('');
  const facts = [
    ...(fields.length === 0
      ? []
      : [t.mrkdwn('search.matches', { fields: fields.map((field) => fieldName(t, field)).join(', ') })]),
    ...(one.effect === 'advice' ? [] : [t.mrkdwn(`search.is.${one.effect}`)]),
    ...(authors.length === 0 ? [] : [t.mrkdwn('lesson.by', { people: namesOf(authors) })]),
    ...(channel === null ? [] : [t.mrkdwn('lesson.from', { channel: channelLink(channel) })]),
    t.mrkdwn('search.day', { day: onDay(at) }),
    ...(isHere ? [t.mrkdwn('search.here')] : []),
    ...(alike === 0 ? [] : [t.mrkdwn('search.alike', { count: alike })]),
  ];
  const open = button(openLesson, t.plain('item.open'), { lesson: one.id });
  return [
    section(t.mrkdwn('search.lesson', { title: whole }), open),
    userText(...label(t, excerpt.field), ...excerpt.parts.map(pieceOf)),
    context(join(facts, ' · ')),
  ];
}

const pieceOf = ({ text, isHit }: TextPart): Piece => (isHit ? { bold: text } : text);

const fieldName = (t: Translator, field: SearchedField): string => t.plain(`search.field.${field}`);

const labels = { useWhen: 'useWhen', topics: 'search.topicsAre' } as const;

const label = (t: Translator, field: SearchedField): Piece[] =>
  field === 'topics' || field === 'useWhen' ? [`${t.plain(labels[field])} `] : [];

/** What to try instead. */
function nothingFound(t: Translator, { shown, found, hasAny }: SearchView): KnownBlock[] {
  const { search, drawn } = shown;
  const add = actions([button(openAdd, t.plain('search.add'), {})]);
  if (!hasAny) return [section(t.mrkdwn('search.empty')), add];
  const words = saysNothing(search) ? 0 : search.words.split(' ').length;
  return [
    section(
      saysNothing(search)
        ? t.mrkdwn('search.noneSo')
        : t.mrkdwn('search.none', { words: shorten(search.words, mostSaid) }),
    ),
    ...found.without.map(({ filter, count }) =>
      section(
        t.mrkdwn(`search.without.${filter}`, { count }),
        button(searchInstead, t.plain('search.leaveOut'), {
          search: filter === 'all' ? withoutAll(search) : without(search, filter),
          page: 0,
          drawn: drawn + 1,
        }),
      ),
    ),
    // What filters took away was not misspelt.
    ...(words === 0 || found.without.length > 0
      ? []
      : [context(t.mrkdwn(words === 1 ? 'search.tryOther' : 'search.tryFewer'))]),
    add,
  ];
}
