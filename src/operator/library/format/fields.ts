/**
 * The fields of a lesson in a file, the same in Markdown, CSV and JSON lines. Their names and order never change; what is empty is left out.
 * Moments are UTC, to the millisecond. Nothing in a file says when it was exported, so what did not change gives the same bytes.
 */
import { z } from 'zod';
import { isId } from '#core/ids.ts';
import {
  type LessonRecord,
  type NamedThing,
  type RecordedChange,
  recordedReaches,
  type RecordedTrial,
  type RecordedWords,
} from '#core/lesson-record.ts';
import type { Json } from '#core/export.ts';
import { lessonEffects } from '#core/lesson-search.ts';

/** The version of the format; the first field of each lesson, by which a file is recognised. */
export const formatVersion = 1;

export type Fields = Readonly<Record<string, Json>>;

/** Of which a format says each in its own way: a Markdown file has `happened` as its body. */
export const fieldNames = [
  'lore',
  'id',
  'title',
  'topics',
  'use_when',
  'context',
  'authors',
  'written_down_by',
  'channel',
  'reach',
  'source',
  'link',
  'written',
  'edited',
  'kept',
  'review_by',
  'reviewed',
  'effect',
  'trials',
  'standard',
  'retired',
  'joins',
  'uses',
  'history',
  'happened',
] as const;

export type FieldName = (typeof fieldNames)[number];

const moment = (at: number | null): Json => (at === null ? null : new Date(at).toISOString());
const named = ({ id, name }: NamedThing): Json => full({ name, id });
const namedOrNull = (one: NamedThing | null): Json => (one === null ? null : named(one));

/** Without what is empty. */
function full(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

const isEmpty = (value: Json): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

const trialFields = ({ team, at, went, how, by }: RecordedTrial): Json =>
  full({ team: namedOrNull(team), at: moment(at), went, how, by: by.map(named) });

const changeFields = ({ change, at, by, note, before }: RecordedChange): Json =>
  full({
    change,
    at: moment(at),
    by: namedOrNull(by),
    note,
    before: before === null ? null : full(wordFields(before)),
  });

// In this order, whatever theirs is.
const standardFields = ({ kind, name, link, at: since }: NonNullable<LessonRecord['standard']>): Json =>
  full({ kind, name, link, at: moment(since) });
const retiredFields = ({ why, at: since, instead }: NonNullable<LessonRecord['retired']>): Json =>
  full({ why, at: moment(since), instead });

const wordFields = ({ title, topics, useWhen, context, happened }: RecordedWords) => ({
  title,
  topics,
  use_when: useWhen,
  context,
  happened,
});

/** In the order of `fieldNames`. */
export function fieldsOf(lesson: LessonRecord): Fields {
  const { standard, retired } = lesson;
  const all: Readonly<Record<FieldName, Json>> = {
    lore: formatVersion,
    id: lesson.id,
    ...wordFields(lesson),
    authors: lesson.authors.map(named),
    written_down_by: namedOrNull(lesson.writtenDownBy),
    channel: namedOrNull(lesson.channel),
    reach: lesson.reach,
    source: lesson.source,
    link: lesson.link,
    written: moment(lesson.writtenAt),
    edited: moment(lesson.editedAt),
    kept: moment(lesson.keptAt),
    review_by: moment(lesson.reviewBy),
    reviewed: moment(lesson.reviewedAt),
    effect: lesson.effect,
    trials: lesson.trials.map(trialFields),
    standard: standard === null ? null : standardFields(standard),
    retired: retired === null ? null : retiredFields(retired),
    joins: lesson.joins,
    uses: Object.fromEntries(Object.entries(lesson.uses).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    history: lesson.history.map(changeFields),
  };
  return full(Object.fromEntries(fieldNames.map((name) => [name, all[name]])));
}

// What people wrote may be anything that a database can hold.
const text = z.string().refine((value) => !value.includes('\0'), 'holds a zero character');
const id = z.string().refine(isId, 'is no id');
const at = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/, 'is no moment such as 2026-11-29T12:00:00.000Z')
  .refine((value) => !Number.isNaN(Date.parse(value)), 'is a moment that never was')
  .transform((value) => Date.parse(value));
const count = z.int().min(0);
const thing = z
  .object({ name: text.nullable().default(null), id: id.nullable().default(null) })
  .refine((one) => one.name !== null || one.id !== null, 'has neither a name nor an id');
const topics = z
  .array(text.refine((topic) => topic !== '' && !topic.includes(', '), 'is no topic'))
  .default([]);

const words = {
  topics,
  use_when: text.default(''),
  context: text.default(''),
  happened: text.default(''),
};
const before = z
  .object({ title: text.default(''), ...words })
  .transform(({ use_when: useWhen, ...rest }) => ({ ...rest, useWhen }));
const orNull = <Of extends z.ZodType>(one: Of) => one.nullable().default(null);

const trial = z.object({
  team: orNull(thing),
  at,
  went: text,
  how: text.default(''),
  by: z.array(thing).default([]),
});
const change = z.object({
  change: text,
  at,
  by: orNull(thing),
  note: text.default(''),
  before: orNull(before),
});
const standard = z.object({ kind: text, name: text.default(''), link: text.default(''), at });
const retired = z.object({ why: text.default(''), at, instead: orNull(id) });

const versioned = z.object({
  lore: z.literal(formatVersion, 'is another version of this format: update Lore'),
});

const lesson = z
  .object({
    id,
    title: text.min(1, 'is empty'),
    ...words,
    authors: z.array(thing).default([]),
    written_down_by: orNull(thing),
    channel: orNull(thing),
    reach: z.enum(recordedReaches),
    source: text,
    link: orNull(text),
    written: at,
    edited: orNull(at),
    kept: orNull(at),
    review_by: at,
    reviewed: orNull(at),
    effect: z.enum(lessonEffects).default('advice'),
    trials: z.array(trial).default([]),
    standard: orNull(standard),
    retired: orNull(retired),
    joins: orNull(id),
    uses: z.record(z.string(), count).default({}),
    history: z.array(change).default([]),
  })
  .transform(
    ({ use_when, written_down_by, written, edited, kept, review_by, reviewed, ...rest }): LessonRecord => ({
      ...rest,
      useWhen: use_when,
      writtenDownBy: written_down_by,
      writtenAt: written,
      editedAt: edited,
      keptAt: kept,
      reviewBy: review_by,
      reviewedAt: reviewed,
    }),
  );

/** What a file, a line or a row holds. */
export type ReadLesson =
  | { readonly lesson: LessonRecord }
  /** What is wrong, in a few words, with the name of the field; nothing that stands in it. */
  | { readonly wrong: string };

/** @param fields as a format read them */
export function lessonIn(fields: unknown): ReadLesson {
  const version = versioned.safeParse(fields);
  const read = version.success ? lesson.safeParse(fields) : version;
  if (!read.success) {
    const [first] = read.error.issues;
    return { wrong: `${first?.path.join('.') ?? ''}: ${first?.message ?? ''}` };
  }
  return { lesson: read.data };
}
