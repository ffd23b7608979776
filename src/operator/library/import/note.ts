/** An entry of a source as the words of a lesson. Nothing is cut: what is too long for one field stands in the text in full. */
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import type { LessonRecord } from '#core/lesson-record.ts';
import { clean, shorten } from '#core/text.ts';
import { mostImported } from '../../../features/lessons/imports/rules.ts';
import { limitsOf, type Typed } from '../../../features/lessons/rules.ts';
import { instantIn } from './dates.ts';
import type { Entry } from './entry.ts';
import { withoutUnsafeLinks } from './links.ts';
import type { Field, Mapping } from './mapping.ts';

/** What an operator should look at, though the lesson is imported. */
export const doubts = ['future', 'noDate', 'longTitle', 'longUseWhen', 'moreTopics', 'byWords'] as const;
export type Doubt = (typeof doubts)[number];

export interface Note {
  /** `null`: only its words name it. */
  readonly key: string | null;
  readonly words: Typed;
  readonly learnedAt: Instant | null;
  readonly authors: readonly UserId[];
  readonly record: LessonRecord | null;
  readonly doubts: readonly Doubt[];
}

export interface Reading {
  readonly mapping: Mapping;
  readonly now: Instant;
  /** Who somebody is, by the words that name them; `null`: that is not sure. */
  readonly authorOf: (words: string) => Promise<UserId | null>;
  /** "By Ann Lee", in the language of who brings it in. */
  readonly byWords: (name: string) => string;
}

/** Of a name: longer ones are no names. */
const longestAuthor = 120;

export type ReadNote = { readonly note: Note } | { readonly reason: string };

export async function noteOf(entry: Entry, reading: Reading): Promise<ReadNote> {
  if (entry.record !== undefined) return { note: await recordedNote(entry.record, reading) };
  const { cells, page, key } = entry;
  const { mapping, now, authorOf, byWords } = reading;
  const cell = (field: Field): string => {
    const column = mapping[field];
    return column === undefined ? '' : tidy(cells[column] ?? '');
  };
  const text = page === null ? cell('body') : tidy(page.text);
  const { title: named, rest } = titleIn(cell('title'), text, page?.name ?? '');
  const title = named.replaceAll(/\s+/g, ' ').trim();
  const useWhen = cell('use_when');
  const topics = topicsIn(cell('topics'), page?.folder ?? '');
  const by = cell('author').replaceAll(/\s+/g, ' ');
  const author = by === '' ? null : await authorOf(by);
  const date = cell('date');
  const at = date === '' ? null : instantIn(date);
  const isByWords = by !== '' && author === null;
  if (title === '') return { reason: 'It has no title.' };
  if (by.length > longestAuthor)
    return { reason: `The author has ${by.length} characters: that is no name.` };
  const moved = [
    ...(title.length > limitsOf.title ? [title] : []),
    ...(cell('context').length > limitsOf.context ? [cell('context')] : []),
    withoutUnsafeLinks(rest),
    ...(page === null ? [] : leftOver(cells, mapping)),
    ...(useWhen.length > limitsOf.useWhen ? [useWhen] : []),
    ...(topics.more.length > 0 ? [topics.more.map((topic) => `#${topic}`).join(', ')] : []),
  ].filter((part) => part !== '');
  const happened = moved.join('\n\n');
  if (rest === '') return { reason: 'It has a title and no text.' };
  if (happened.length > mostImported)
    return {
      reason: `It has ${happened.length} characters; a lesson holds ${mostImported}. Split it, or keep its beginning and a link to the rest.`,
    };
  const context = [
    ...(isByWords ? [byWords(by)] : []),
    ...(cell('context').length > limitsOf.context ? [] : [cell('context')]),
  ].filter((part) => part !== '');
  return {
    note: {
      key: cell('key') === '' ? key : cell('key'),
      words: {
        title: shorten(title, limitsOf.title),
        context: context.join('\n'),
        happened,
        useWhen: shorten(useWhen, limitsOf.useWhen),
        topics: topics.kept.join(', '),
      },
      learnedAt: at === null ? null : Math.min(at, now),
      authors: author === null ? [] : [author],
      record: null,
      doubts: [
        ...(at !== null && at > now ? ['future' as const] : []),
        ...(date !== '' && at === null ? ['noDate' as const] : []),
        ...(title.length > limitsOf.title ? ['longTitle' as const] : []),
        ...(useWhen.length > limitsOf.useWhen ? ['longUseWhen' as const] : []),
        ...(topics.more.length > 0 ? ['moreTopics' as const] : []),
        ...(isByWords ? ['byWords' as const] : []),
      ],
    },
  };
}

/** What Lore wrote comes back as it was, however long: only who is meant is looked up. */
async function recordedNote(record: LessonRecord, { authorOf, now }: Reading): Promise<Note> {
  const authors = await Promise.all(
    record.authors.map(async ({ id }) => (id === null ? null : authorOf(id))),
  );
  const { title, context, happened, useWhen, topics } = record;
  return {
    key: record.id,
    words: { title, context, happened, useWhen, topics: topics.join(', ') },
    learnedAt: record.keptAt === null ? null : Math.min(record.keptAt, now),
    authors: authors.filter((author) => author !== null),
    record,
    doubts: (record.keptAt ?? 0) > now ? ['future'] : [],
  };
}

const tidy = (text: string): string => clean(text.replaceAll(/\r\n?/g, '\n')).trim();

/** From the front matter, else the first heading, else the file's name. A heading that says the title again goes. */
function titleIn(
  said: string,
  text: string,
  name: string,
): { readonly title: string; readonly rest: string } {
  const [whole = '', heading = ''] = /^#{1,2}[ \t]+([^\n]+?)(?:[ \t]+#+)?[ \t]*(?:\n+|$)/.exec(text) ?? [];
  const isTitle = heading !== '' && (said === '' || said === heading);
  const title = said !== '' ? said : heading !== '' ? heading : name;
  return { title, rest: isTitle ? text.slice(whole.length).trim() : text };
}

/** Those that a form takes, and the others. */
function topicsIn(said: string, folder: string): { readonly kept: string[]; readonly more: string[] } {
  const all = (said === '' ? folder.replaceAll(',', ' ') : said)
    .split(/[,;\n]/)
    .map((topic) => topic.trim().replace(/^#+/, '').replaceAll(/\s+/g, ' ').trim());
  const each = [
    ...new Map(all.filter((topic) => topic !== '').map((topic) => [topic.toLowerCase(), topic])).values(),
  ];
  const fit = each.filter((topic) => topic.length <= limitsOf.topic).slice(0, limitsOf.topics);
  return { kept: fit, more: each.filter((topic) => !fit.includes(topic)) };
}

/** What a page says of itself that has no field: it stays in its text. */
function leftOver(cells: Entry['cells'], mapping: Mapping): string[] {
  const used = new Set(Object.values(mapping));
  const lines = Object.entries(cells).flatMap(([name, value]) =>
    used.has(name) || value.trim() === '' ? [] : [`${name}: ${tidy(value)}`],
  );
  return lines.length === 0 ? [] : [lines.join('\n')];
}
