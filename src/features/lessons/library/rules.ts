/** A search: as somebody typed it, and without one of its filters. Pure; whom or what a name means is looked up elsewhere (`understand.ts`). */
import { type FilterName, filterNames, type LessonSearch, searchForAll } from '#core/lesson-search.ts';
import { clean, oneLine, shorten } from '#core/text.ts';
import { isLocalDate, type LocalDate } from '#core/time/date.ts';

/** In characters. What is longer is cut: a button that turns a page carries the words, and Slack limits what it carries. */
export const mostTyped = 600;
const mostFilters = 8;

export interface TypedFilter {
  readonly filter: FilterName;
  readonly typed: string;
}

/** What is typed for a filter, in any case. */
const filterWords: ReadonlyMap<string, FilterName> = new Map([
  ...filterNames.map((name) => [name, name] as const),
  ['kind', 'is'],
]);

const filter = new RegExp(
  String.raw`(?<=^|\s)(?:(?<name>${[...filterWords.keys()].join('|')}):(?:"(?<quoted>[^"]*)"|(?<typed>[^\s"]\S*))|(?<mention><[@#][\w.:-]+(?:\|[^<>]*)?>)(?=\s|$))`,
  'giu',
);

/** @param typed the words may be anything; a person or channel that Slack marked (`<@U1>`, `<#C1|ops>`) is a filter without its name, too */
export function readTyped(typed: string): {
  readonly words: string;
  readonly filters: readonly TypedFilter[];
} {
  const filters: TypedFilter[] = [];
  const line = shorten(clean(typed.replaceAll(/[\p{Cc}\s]+/gu, ' ')).trim(), mostTyped);
  const words = line.replaceAll(filter, (all, ...rest) => {
    const {
      name,
      quoted,
      typed: value,
      mention,
    } = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    const said = (mention ?? quoted ?? value ?? '').trim();
    if (said === '' || filters.length >= mostFilters) return all;
    const named = filterWords.get(name?.toLowerCase() ?? '');
    filters.push({ filter: named ?? (said.startsWith('<@') ? 'by' : 'in'), typed: said });
    return '';
  });
  return { words: oneLine(words), filters };
}

/** The id of a person (`@`) or channel (`#`) as Slack marks it; `null`: it is not marked so. */
export function marked(typed: string, sign: '@' | '#'): string | null {
  const [, of, id] = /^<([@#])([\w.:-]+)(?:\|[^<>]*)?>$/.exec(typed) ?? [];
  return of === sign && id !== undefined ? id : null;
}

/** The first day of a year, a month or a day: `2026`, `2026-01`, `2026-01-15`; `null`: it is none. */
export function firstDayOf(typed: string): LocalDate | null {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(typed) ?? [];
  const date = `${year ?? ''}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year !== undefined && isLocalDate(date) ? date : null;
}

const fieldsOf = {
  topic: 'topics',
  in: 'channel',
  by: 'by',
  since: 'since',
  is: 'effect',
} as const satisfies Record<FilterName, keyof LessonSearch>;

export const without = (search: LessonSearch, filter: FilterName): LessonSearch => ({
  ...search,
  [fieldsOf[filter]]: searchForAll[fieldsOf[filter]],
});

export const withoutAll = (search: LessonSearch): LessonSearch => ({ ...searchForAll, words: search.words });

/** The filters that narrow it. */
export function filtersOf(search: LessonSearch): FilterName[] {
  const names = Object.keys(fieldsOf) as FilterName[];
  return names.filter((name) => byValueOf(search[fieldsOf[name]]));
}

const byValueOf = (value: LessonSearch[keyof LessonSearch]): boolean => value !== null && value.length > 0;
