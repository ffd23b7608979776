/**
 * `npm run bench -- search-quality --json`: how well lessons are found, on both databases. Known items are titles as queries for notes without their
 * titles (`search-quality/known-items.ts`); the rest was judged by hand beforehand (`judged/README.md`).
 */
import { codeQueries, notes, pairLessons, pairQueries, questions } from './judged/judged.ts';
import { knownItems, withTypo } from './search-quality/known-items.ts';
import { type Libraries, type Library, openLibraries } from './search-quality/library.ts';

export interface SearchQuality {
  /** The share of known items that are among the first ten. */
  readonly clean: number;
  /** The same with a typo in each. */
  readonly typo: number;
  /** The share of two-character words all of whose lessons are among the first ten. */
  readonly cjk: number;
  /** How many of 60 questions have a right note among the first three. */
  readonly questions: number;
  /** The share of all searches that give the same first ten in the same order on both databases. */
  readonly agree: number;
}

interface Asked {
  readonly query: string;
  readonly library: Library;
  /** The places of what is right. */
  readonly right: readonly number[];
}

/** @param onMiss hears what was not found, a line each */
export async function searchQuality(onMiss: (line: string) => void): Promise<SearchQuality> {
  const all = notes();
  const bare: Library = { team: 'T3', lessons: all.map(({ body }) => ({ happened: body })) };
  const library: Library = {
    team: 'T4',
    lessons: all.map(({ title, topic, body }) => ({ title, topics: topic, happened: body })),
  };
  const pairs: Library = {
    team: 'T5',
    lessons: pairLessons().map(({ title, text, useWhen }) => ({ title, happened: text, use_when: useWhen })),
  };
  const items = knownItems(all);
  const known = (some: typeof items): Asked[] =>
    some.map(({ query, at }) => ({ query, library: bare, right: [at] }));
  const places = new Map([...all.entries(), ...pairLessons().entries()].map(([at, { path }]) => [path, at]));
  const judged = (
    some: readonly { readonly query: string; readonly right: readonly string[] }[],
    of: Library,
  ) =>
    some.map(({ query, right }): Asked => ({
      query,
      library: of,
      right: right.flatMap((path) => places.get(path) ?? []),
    }));
  const asked = {
    clean: known(items),
    typo: known(withTypo(items)),
    cjk: judged(pairQueries(), pairs),
    questions: judged(questions(), library),
    code: judged(codeQueries(), library),
  };

  const sqlite = await openLibraries('sqlite', [bare, library, pairs]);
  const postgres = await openLibraries('postgres', [bare, library, pairs]);
  try {
    const found = new Map<Asked, readonly number[]>();
    let same = 0;
    const searches = Object.values(asked).flat();
    for (const one of searches) {
      const [first, second] = [await firstTen(sqlite, one), await firstTen(postgres, one)];
      found.set(one, first);
      if (first.join() === second.join()) same += 1;
      else onMiss(`differs: ${one.query}: ${first.join(' ')} and ${second.join(' ')}`);
    }
    const count = (
      name: keyof typeof asked,
      isFound: (right: readonly number[], ten: readonly number[]) => boolean,
    ) =>
      asked[name].filter((one) => {
        const isThere = isFound(one.right, found.get(one) ?? []);
        if (!isThere) onMiss(`${name}${one.right.length === 0 ? ' (nothing is right)' : ''}: ${one.query}`);
        return isThere;
      }).length;
    const any = (most: number) => (right: readonly number[], ten: readonly number[]) =>
      ten.slice(0, most).some((at) => right.includes(at));
    const share = (some: number, name: keyof typeof asked) => round(some / asked[name].length);
    const code = count('code', any(10));
    onMiss(`code: ${code} of ${asked.code.filter(({ right }) => right.length > 0).length} found`);
    return {
      clean: share(count('clean', any(10)), 'clean'),
      typo: share(count('typo', any(10)), 'typo'),
      cjk: share(
        count('cjk', (right, ten) => right.every((at) => ten.includes(at))),
        'cjk',
      ),
      questions: count('questions', any(3)),
      agree: round(same / searches.length),
    };
  } finally {
    await sqlite.close();
    await postgres.close();
  }
}

const firstTen = (libraries: Libraries, { library, query }: Asked) => libraries.find(library, query, 10);

const round = (value: number): number => Math.floor(value * 10_000) / 10_000;

/** As good as it has to be. */
export const isGood = ({ clean, typo, cjk, questions: answered, agree }: SearchQuality): boolean =>
  clean >= 0.97 && typo >= 0.97 && cjk === 1 && answered >= 30 && agree >= 0.95;
