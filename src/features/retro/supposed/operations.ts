/** Reads what was supposed to happen, as far as the viewer may, and tells a retrospective's thread. */
import type { ReadScope, Scope } from '#core/scope.ts';
import { type BeforeRow, joinedPredictions, reviewOf } from '../before/rows.ts';
import { readableCards } from '../collect/rows.ts';
import { namesIn, titlesIn } from '../group/rows.ts';
import { loadProject } from '../plan/rows.ts';
import type { RetroRow } from '../session/rows.ts';
import { isCounted, rankedTopics } from '../vote/rows.ts';
import { supposedPost } from './ids.ts';
import { type Compared, comparedWith, type Ends, type HeldTopic, type Line, linesOf } from './rules.ts';

export interface Supposed {
  readonly intent: string;
  /** How it was to be known, or empty. */
  readonly measure: string;
  /** What could fail, then what was protected. */
  readonly lines: readonly Line[];
  readonly compared: Compared;
  readonly ends: Ends;
}

/** @returns `null`: nobody looked ahead, as far as the viewer may know */
export async function supposedIn(read: ReadScope, row: RetroRow): Promise<Supposed | null> {
  const review = await reviewOf(read, row);
  if (review === null) return null;
  const topics = isCounted(row.phase) ? await heldTopics(read, row) : [];
  return {
    intent: review.intent,
    measure: review.measure,
    lines: linesOf(await joinedPredictions(read, review), topics),
    compared: comparedWith(topics),
    ends: await endsOf(read, row, review),
  };
}

/** What it is about in short, for the form in which people write down what happened. */
export const intentOf = async (read: ReadScope, row: RetroRow): Promise<string> =>
  (await reviewOf(read, row))?.intent ?? '';

async function heldTopics(read: ReadScope, row: RetroRow): Promise<HeldTopic[]> {
  const ranked = await rankedTopics(read, row);
  const titles = await titlesIn(read, row, ranked);
  const names = await namesIn(read, row.id);
  const texts = new Map((await readableCards(read, row.id)).map(({ id, text }) => [id, text]));
  return ranked.map(({ id, cards }, at) => ({
    number: at + 1,
    title: titles.get(id) ?? null,
    texts: [
      ...cards.flatMap((card) => texts.get(card) ?? []),
      ...(names.has(id) ? [names.get(id) ?? ''] : []),
    ],
  }));
}

async function endsOf(read: ReadScope, row: RetroRow, { project_id: of }: BeforeRow): Promise<Ends> {
  const id = row.project_id ?? of;
  const project = id === null ? null : await loadProject(read, id);
  return {
    planned: project === null ? null : (project.first_end ?? project.ends_on),
    last: project?.ends_on ?? null,
    moves: project?.end_moves ?? 0,
    ended: row.happened_until,
  };
}

/** A retrospective begins with it, if somebody looked ahead. */
export async function tellSupposed(scope: Scope, row: RetroRow): Promise<void> {
  if ((await reviewOf(scope, row)) !== null) await scope.publish(supposedPost(row));
}
