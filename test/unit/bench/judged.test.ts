import {
  codeQueries,
  descriptions,
  type Judged,
  notes,
  pairLessons,
  pairQueries,
  questions,
} from '../../../bench/judged/judged.ts';

const paths = new Set(notes().map(({ path }) => path));
const lessons = pairLessons();

/** Those that are right for something, and are in no library. */
function unknown(judged: readonly Pick<Judged, 'right'>[], known: ReadonlySet<string>): readonly string[] {
  return judged.flatMap(({ right }) => right.filter((path) => !known.has(path)));
}

test('There are 60 questions, 40 descriptions, 60 words of two characters and 30 pieces of code, each with an id of its own.', () => {
  const all = [questions(), descriptions(), pairQueries(), codeQueries()];
  expect(all.map((judged) => judged.length)).toEqual([60, 40, 60, 30]);
  for (const judged of all) expect(new Set(judged.map(({ id }) => id)).size).toBe(judged.length);
});

test('What is judged right is a note, or a lesson, that exists.', () => {
  expect(unknown([...questions(), ...descriptions(), ...codeQueries()], paths)).toEqual([]);
  expect(unknown(pairQueries(), new Set(lessons.map(({ path }) => path)))).toEqual([]);
});

test('Thirty descriptions have notes that fit, ten have none, and each is 20 to 100 words long.', () => {
  const fitting = descriptions().filter(({ fits }) => fits);
  expect(fitting).toHaveLength(30);
  expect(fitting.filter(({ right }) => right.length === 0)).toEqual([]);
  expect(descriptions().filter(({ fits, right }) => !fits && right.length > 0)).toEqual([]);
  for (const { about } of descriptions()) {
    expect(about.split(/\s+/).length).toBeGreaterThanOrEqual(20);
    expect(about.split(/\s+/).length).toBeLessThanOrEqual(100);
  }
});

test('Each word of two characters is right for exactly the lessons that hold it, among them one of its language.', () => {
  for (const { query, right, language } of pairQueries()) {
    expect(query).toHaveLength(2);
    const holding = lessons.filter(({ title, text, useWhen }) =>
      [title, text, useWhen].some((field) => field.includes(query)),
    );
    expect(right).toEqual(holding.map(({ path }) => path));
    expect(holding.map((lesson) => lesson.language)).toContain(language);
  }
});

test('There are 20 words and at least 20 lessons of 30 to 100 characters in each of the three languages.', () => {
  for (const language of ['ja', 'zh', 'ko']) {
    expect(pairQueries().filter((query) => query.language === language)).toHaveLength(20);
    const theirs = lessons.filter((lesson) => lesson.language === language);
    expect(theirs.length).toBeGreaterThanOrEqual(20);
    for (const { text } of theirs) {
      expect(text.length).toBeGreaterThanOrEqual(30);
      expect(text.length).toBeLessThanOrEqual(100);
    }
  }
});

test('Each piece of code is right for exactly the notes that hold it.', () => {
  for (const { query, right } of codeQueries()) {
    const holding = notes().filter(({ title, body }) =>
      `${title}\n${body}`.toLowerCase().includes(query.toLowerCase()),
    );
    expect([...right].sort()).toEqual(holding.map(({ path }) => path).sort());
  }
});
