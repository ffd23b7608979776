/** What was supposed to happen, beside what happened: which of the things foreseen came up, and how the end moved. Pure. */
import { day } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import { similarity } from '#core/likeness.ts';
import { type LocalDate, startOfDate } from '#core/time/date.ts';
import { type PredictionKind, predictionKinds, sideBySide } from '../before/rules.ts';
import { likeEnough } from '../group/rules.ts';

/** One thing that somebody foresaw, as it was joined. */
export interface Foreseen {
  readonly id: RowId;
  readonly kind: PredictionKind;
  readonly text: string;
}

/** A topic of the retrospective, as far as the reader may read it. */
export interface HeldTopic {
  /** As topics are counted: the first is 1. */
  readonly number: number;
  /** What it is called; `null`: it has no name that the reader may read. */
  readonly title: string | null;
  /** Its cards, and its name; none: the reader may read nothing of it. */
  readonly texts: readonly string[];
}

/** What says nearly the same, in one line. */
export interface Line {
  readonly kind: PredictionKind;
  readonly texts: readonly string[];
  /** The topic that says the same; `null`: none does, or nothing was compared. */
  readonly topic: Pick<HeldTopic, 'number' | 'title'> | null;
}

/**
 * - `not`: there are no topics yet
 * - `partly`: the reader may read nothing of some topics, so what matches none of the others may be among these
 * - `all`
 */
export type Compared = 'not' | 'partly' | 'all';

export function comparedWith(topics: readonly HeldTopic[]): Compared {
  if (topics.length === 0) return 'not';
  return topics.every(({ texts }) => texts.length > 0) ? 'all' : 'partly';
}

/** Words are compared, never what they mean: the people who read both know better. @param topics none: nothing is compared yet */
export function linesOf(foreseen: readonly Foreseen[], topics: readonly HeldTopic[]): readonly Line[] {
  const groups = predictionKinds.flatMap((kind) =>
    sideBySide(foreseen.filter((one) => one.kind === kind)).map((group) => ({
      kind,
      texts: group.map(({ text }) => text),
    })),
  );
  const nearest = nearestOf(groups, topics);
  return groups.map((group, at) => ({ ...group, topic: nearest(at) }));
}

/** Everything is compared at once, so that a word that many use says little. */
function nearestOf(
  groups: readonly Pick<Line, 'texts'>[],
  topics: readonly HeldTopic[],
): (at: number) => Line['topic'] {
  const said = groups.flatMap(({ texts }, group) => texts.map((text) => ({ group, text })));
  const held = topics.flatMap((topic) => topic.texts.map((text) => ({ topic, text })));
  if (said.length === 0 || held.length === 0) return () => null;
  const size = said.length + held.length;
  const table = similarity([...said, ...held].map(({ text }) => text));
  const best = groups.map((): { like: number; topic: HeldTopic | null } => ({ like: 0, topic: null }));
  for (const [row, { group }] of said.entries())
    for (const [column, { topic }] of held.entries()) {
      const like = table[row * size + said.length + column] ?? 0;
      const found = best[group];
      if (found !== undefined && like >= likeEnough && like > found.like) {
        found.like = like;
        found.topic = topic;
      }
    }
  return (at) => {
    const topic = best[at]?.topic ?? null;
    return topic === null ? null : { number: topic.number, title: topic.title };
  };
}

/** What is known of when it was to end, and when it did. */
export interface Ends {
  /** The end that it was planned with; `null`: no project was planned. */
  readonly planned: LocalDate | null;
  /** The end that was planned last. */
  readonly last: LocalDate | null;
  readonly moves: number;
  /** `null`: nobody has said. */
  readonly ended: LocalDate | null;
}

/** How far the end moved, in days; negative: it came earlier. */
export const movedBy = ({ planned, last }: Ends): number =>
  planned === null || last === null ? 0 : Math.round((startOfDate(last) - startOfDate(planned)) / day);
