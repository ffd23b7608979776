import type { RowId, UserId } from '#core/ids.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { type Want, wants } from './rules.ts';

/** Of a lesson in an answer: which one, and which of its entries shows why; `-1`: none does. */
export interface Shown {
  readonly lesson: RowId;
  readonly entry: number;
}

/**
 * `at`, `root`: see `Asked`; `want`: which of `wants`; `count`: how many were found; `cut`: 1, if only the beginning was searched for. Nothing of what
 * was asked.
 */
type Params = Readonly<Record<'at' | 'root' | 'want' | 'count' | 'cut', number>> &
  Readonly<Record<string, RowId | number>>;

export const answerPost = postId<Params>('lore.answer');

export interface Answer {
  readonly want: Want;
  readonly count: number;
  readonly isCut: boolean;
  readonly shown: readonly Shown[];
}

/** A message has at most so many. */
export const mostShown = 3;

export function answerTo(
  { user, at, root }: { readonly user: UserId; readonly at: number; readonly root: number },
  { want, count, isCut, shown }: Answer,
): PostRef {
  const lessons = shown.flatMap(({ lesson, entry }, index): [string, RowId | number][] => [
    [`lesson${index}`, lesson],
    [`entry${index}`, entry],
  ]);
  const params = { at, root, want: wants.indexOf(want), count, cut: isCut ? 1 : 0 };
  return {
    ...answerPost.ref(
      { ...params, ...Object.fromEntries(lessons) },
      { kind: 'person', user, urgency: 'answer' },
    ),
    shows: shown.map(({ lesson }) => lesson),
  };
}

/** With what the key of every answer to it begins, whatever was found. */
export const answerStart = ({ user, at }: { readonly user: UserId; readonly at: number }): string =>
  `${answerPost.post}|${user}|at=${at},`;

/** What `answerTo` wrote. */
export function answerIn(params: Params): Answer {
  const shown: Shown[] = [];
  for (let index = 0; index < mostShown; index += 1) {
    const [lesson, entry] = [params[`lesson${index}`], params[`entry${index}`]];
    if (typeof lesson === 'string' && typeof entry === 'number') shown.push({ lesson, entry });
  }
  return { want: wants[params.want] ?? 'help', count: params.count, isCut: params.cut === 1, shown };
}
