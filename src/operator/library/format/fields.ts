/**
 * The fields of a lesson in a file, the same in Markdown, CSV and JSON lines. Their names and order never change; what is empty is left out.
 * Moments are UTC, to the millisecond. Nothing in a file says when it was exported, so what did not change gives the same bytes.
 */
import { z } from 'zod';
import { isId } from '#core/ids.ts';
import {
  type LessonRecord,
  type NamedThing,
  recordedEffects,
  type RecordedTrial,
  recordedReaches,
  type RecordedVersion,
} from '#core/lesson-record.ts';
import type { Json } from '#core/export.ts';

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
  'written',
  'edited',
  'kept',
  'review_by',
  'effect',
  'trials',
  'standard',
  'retired',
  'joined',
  'uses',
  'history',
  'happened',
] as const;

export type FieldName = (typeof fieldNames)[number];

const moment = (at: number | null): Json => (at === null ? null : new Date(at).toISOString());
const named = ({ id, name }: NamedThing): Json => full({ name, id });
const sorted = (all: readonly NamedThing[]): readonly Json[] => all.map(named);

/** Without what is empty. */
function full(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

const isEmpty = (value: Json): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

const trialFields = ({ team, at, how, people }: RecordedTrial): Json =>
  full({ team: named(team), at: moment(at), how, people: sorted(people) });

const versionFields = ({ until, title, topics, useWhen, context, happened }: RecordedVersion): Json =>
  full({ until: moment(until), title, topics, use_when: useWhen, context, happened });

/** In the order of `fieldNames`. */
export function fieldsOf(lesson: LessonRecord): Fields {
  const { effect } = lesson;
  const all: Readonly<Record<FieldName, Json>> = {
    lore: formatVersion,
    id: lesson.id,
    title: lesson.title,
    topics: lesson.topics,
    use_when: lesson.useWhen,
    context: lesson.context,
    authors: sorted(lesson.authors),
    written_down_by: lesson.writtenDownBy === null ? null : named(lesson.writtenDownBy),
    channel: lesson.channel === null ? null : named(lesson.channel),
    reach: lesson.reach,
    source: lesson.source,
    written: moment(lesson.writtenAt),
    edited: moment(lesson.editedAt),
    kept: moment(lesson.keptAt),
    review_by: moment(lesson.reviewBy),
    effect: effect.state,
    trials: effect.trials.map(trialFields),
    standard:
      effect.standard === null
        ? null
        : full({ what: effect.standard.what, link: effect.standard.link, at: moment(effect.standard.at) }),
    retired:
      effect.retired === null ? null : full({ why: effect.retired.why, at: moment(effect.retired.at) }),
    joined: lesson.joined,
    uses: Object.fromEntries(Object.entries(lesson.uses).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    history: lesson.history.map(versionFields),
    happened: lesson.happened,
  };
  return full(all);
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

const trial = z.object({ team: thing, at, how: text.default(''), people: z.array(thing).default([]) });
const version = z
  .object({
    until: at,
    title: text.default(''),
    topics,
    use_when: text.default(''),
    context: text.default(''),
    happened: text.default(''),
  })
  .transform(({ use_when: useWhen, ...rest }) => ({ ...rest, useWhen }));

const lesson = z.object({
  lore: z.literal(formatVersion, 'is another version of this format: update Lore'),
  id,
  title: text.min(1, 'is empty'),
  topics,
  use_when: text.default(''),
  context: text.default(''),
  authors: z.array(thing).default([]),
  written_down_by: thing.nullable().default(null),
  channel: thing.nullable().default(null),
  reach: z.enum(recordedReaches),
  source: text,
  written: at,
  edited: at.nullable().default(null),
  kept: at.nullable().default(null),
  review_by: at,
  effect: z.enum(recordedEffects).default('advice'),
  trials: z.array(trial).default([]),
  standard: z
    .object({ what: text.default(''), link: text.nullable().default(null), at })
    .nullable()
    .default(null),
  retired: z
    .object({ why: text.default(''), at })
    .nullable()
    .default(null),
  joined: z.array(id).default([]),
  uses: z.record(z.string(), count).default({}),
  history: z.array(version).default([]),
  happened: text.default(''),
});

/** What a file, a line or a row holds. */
export type ReadLesson =
  | { readonly lesson: LessonRecord }
  /** What is wrong, in a few words, with the name of the field; nothing that stands in it. */
  | { readonly wrong: string };

/** @param fields as a format read them */
export function lessonIn(fields: unknown): ReadLesson {
  const read = lesson.safeParse(fields);
  if (!read.success) {
    const [first] = read.error.issues;
    return { wrong: `${first?.path.join('.') ?? ''}: ${first?.message ?? ''}` };
  }
  const { data } = read;
  return {
    lesson: {
      id: data.id,
      title: data.title,
      topics: data.topics,
      useWhen: data.use_when,
      context: data.context,
      happened: data.happened,
      authors: data.authors,
      writtenDownBy: data.written_down_by,
      channel: data.channel,
      reach: data.reach,
      source: data.source,
      writtenAt: data.written,
      editedAt: data.edited,
      keptAt: data.kept,
      reviewBy: data.review_by,
      effect: {
        state: data.effect,
        trials: data.trials,
        standard: data.standard,
        retired: data.retired,
      },
      joined: data.joined,
      uses: data.uses,
      history: data.history,
    },
  };
}
