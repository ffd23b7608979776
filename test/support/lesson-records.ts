/** Lessons that are odd in every field, as records. */
import fc from 'fast-check';
import type { LessonRecord, NamedThing } from '../../src/core/lesson-record.ts';

/** What a writer of files gets wrong. */
const odd = [
  '---',
  '---\n',
  '\n---\nlore: 1\n',
  '...',
  '- a\n- b',
  'a: b',
  '# a',
  '| a |',
  '|-\n  a',
  '"',
  '""',
  "'",
  "''=1",
  '=1+1',
  '+1',
  '-1',
  '@a',
  '＝1',
  '\t=1',
  ',',
  ';',
  '\r',
  '\r\n',
  '\n',
  ' ',
  '  a\nb',
  'a\n  \nb',
  'a\n\n\nb',
  'a\nb\n',
  '\u2028',
  '\u2029',
  '\u0085',
  '\u00A0',
  '\uFEFF',
  '\u0001',
  '\u001B[31m',
  '\u200B',
  'e\u0301',
  'é',
  '👩‍💻',
  '🚀',
  'שלום',
  'مرحبا\nعالم',
  '\u202Eabc',
  '日本語の教訓',
  'true',
  'NULL',
  '~',
  '12',
  '0x1F',
  '2026-11-29',
  '&a',
  '*a',
  '!b',
  '%c',
  '`d`',
  '{"name":1}',
  '<U1>',
  'Mara <U0MARA>',
  '\\',
  '\\u0041',
  '<script>alert(1)</script>',
  '[a](javascript:alert(1))',
] as const;

const words = fc
  .array(fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 5 })
  .map((parts) => parts.join('').replaceAll('\0', ''));
const someWords = words.map((text) => (text.trim() === '' ? `x${text}` : text));
const id = fc.stringMatching(/^[A-Za-z0-9_.:-]{1,30}$/);
const at = fc.integer({ min: 0, max: 4_000_000_000_000 });
const topics = fc.array(
  someWords.map((text) => text.replaceAll(', ', ',')),
  { maxLength: 3 },
);
const thing: fc.Arbitrary<NamedThing> = fc.oneof(
  fc.record({ id, name: someWords }),
  fc.record({ id, name: fc.constant(null) }),
  fc.record({ id: fc.constant(null), name: someWords }),
);
const things = fc.array(thing, { maxLength: 3 });
const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });

export const anyLesson: fc.Arbitrary<LessonRecord> = fc.record({
  id,
  title: someWords,
  topics,
  useWhen: words,
  context: words,
  happened: words,
  authors: things,
  writtenDownBy: orNull(thing),
  channel: orNull(thing),
  reach: fc.constantFrom('workspace', 'conversation', 'people'),
  source: fc.constantFrom('retro', 'lessons', 'import'),
  writtenAt: at,
  editedAt: orNull(at),
  keptAt: orNull(at),
  reviewBy: at,
  reviewedAt: orNull(at),
  effect: fc.constantFrom('advice', 'tried', 'standard', 'retired'),
  trials: fc.array(
    fc.record({ team: orNull(thing), at, went: fc.constantFrom('helped', 'not'), how: words, by: things }),
    { maxLength: 2 },
  ),
  standard: orNull(
    fc.record({ kind: fc.constantFrom('runbook', 'other'), name: someWords, link: words, at }),
  ),
  retired: orNull(fc.record({ why: words, at, instead: orNull(id) })),
  link: orNull(someWords),
  joins: orNull(id),
  uses: fc.dictionary(fc.constantFrom('used', 'useful', 'applied'), fc.integer({ min: 1, max: 9_999 })),
  history: fc.array(
    fc.record({
      change: fc.constantFrom('words', 'retired'),
      at,
      by: orNull(thing),
      note: words,
      before: orNull(
        fc.record({ title: someWords, topics, useWhen: words, context: words, happened: words }),
      ),
    }),
    { maxLength: 2 },
  ),
});

/** A lesson that says nothing odd. */
export const plainLesson: LessonRecord = {
  id: '01hq8z5v3k',
  title: 'Rehearse a move with the real data',
  topics: ['migration', 'postgres'],
  useWhen: 'You move data between systems',
  context: 'Website relaunch',
  happened: 'The import took nine hours.\nNobody had tried it with all photos.',
  authors: [
    { name: 'Diego Ruiz', id: 'U0DIEGO' },
    { name: 'Priya Shah', id: 'U0PRIYA' },
  ],
  writtenDownBy: { name: 'Mara Lindqvist', id: 'U0MARA' },
  channel: { name: 'website', id: 'C0WEB' },
  reach: 'workspace',
  source: 'retro',
  writtenAt: Date.UTC(2026, 10, 24, 12),
  editedAt: null,
  keptAt: Date.UTC(2026, 10, 25, 9, 30),
  reviewBy: Date.UTC(2027, 10, 24, 12),
  reviewedAt: null,
  effect: 'advice',
  trials: [],
  standard: null,
  retired: null,
  link: null,
  joins: null,
  uses: { used: 2 },
  history: [],
};
