/** What a person could say they know, from the topics of what they wrote: read with their own access. */
import type { Feature } from '#core/feature.ts';
import { searchForAll, type Searcher } from '#core/lesson-search.ts';
import type { UserId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';
import { suggestedTopics } from './rules.ts';

/** What other practices have that people wrote. */
export type Writings = () => readonly Pick<Feature, 'lessonLibrary' | 'wrote'>[];

/** So many lessons are looked at. */
const mostRead = 100;

export async function topicsOf(
  others: Writings,
  read: ReadScope,
  by: UserId,
  searcher: Searcher,
): Promise<readonly string[]> {
  const lists: string[] = [];
  for (const { lessonLibrary, wrote } of others()) {
    const wanted = { from: 0, most: mostRead };
    const found = await lessonLibrary?.search(read, { ...searchForAll, by: [by] }, wanted, searcher);
    lists.push(...(found?.lessons ?? []).map(({ topics }) => topics.join(',')));
    lists.push(...((await wrote?.(read, by)) ?? []).map(({ topics }) => topics));
  }
  return suggestedTopics(lists);
}
