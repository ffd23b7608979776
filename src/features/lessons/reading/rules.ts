/** The topics of a lesson, and where each is read. Pure. */
import type { DocumentRef } from '#core/document.ts';
import { topicTerm } from '#core/search/cut.ts';
import type { LessonRow } from '../rows.ts';

/** As an address has it, in characters. */
const longestId = 200;

export const topicsIn = ({ topics }: Pick<LessonRow, 'topics'>): readonly string[] =>
  topics === '' ? [] : topics.split(', ');

/** Where a topic's own document is; nothing for one that no address holds. */
export function topicRef(topic: string): { readonly to?: DocumentRef } {
  const id = topic.toLowerCase();
  return id.length > longestId || topicTerm(id) === null ? {} : { to: { kind: 'topic', id } };
}
