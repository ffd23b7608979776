/** Themes that come back: much the same among the first topics of three retrospectives of a channel. Pure. */
import { rowId, type RowId } from '../../../core/ids.ts';
import { alike } from './grouping.ts';

/** In so many retrospectives, this one among them. */
const timesToRecur = 3;

/** One of the first topics of a retrospective: all that its cards say, as far as the reader may read them. */
export interface FirstTopic {
  readonly retro: RowId;
  /** 1: what most voted for. */
  readonly place: number;
  readonly text: string;
}

export interface Recurring {
  readonly place: number;
  /** The earlier retrospectives, in the order in which they were given. */
  readonly retros: readonly RowId[];
}

/** Which of these topics come back. @param earlier of other retrospectives, those that ended last first */
export function recurringIn(
  now: readonly FirstTopic[],
  earlier: readonly FirstTopic[],
): readonly Recurring[] {
  return now.flatMap(({ text, place }) => {
    // Each for itself: what else is talked about now says nothing about it.
    const all = [text, ...earlier.map((one) => one.text)];
    const group = alike(all.map((one, at) => ({ id: rowId(String(at)), text: one }))).find((ids) =>
      ids.includes(rowId('0')),
    );
    const like = new Set(group ?? []);
    const retros = new Set(
      earlier.filter((_, at) => like.has(rowId(String(at + 1)))).map(({ retro }) => retro),
    );
    return retros.size + 1 < timesToRecur ? [] : [{ place, retros: [...retros] }];
  });
}
