/** A person's own list of what they know. Pure. */
import { cutQuery, type QueryWord } from '#core/search/cut.ts';
import { hasWord } from '#core/text.ts';

/** In characters; topics in number. */
export const limitsOf = { topics: 10, topic: 30 } as const;

/** How many are suggested. */
const mostSuggested = 10;

export type KnowsRefusal = 'none' | 'manyTopics' | 'topicLong' | 'noWord';

/** Without `#`, each once in any case. */
export function topicsIn(typed: string): readonly string[] {
  const all = typed.split(/[,;\n、，；]/).map((topic) => topic.trim().replace(/^#+/, '').trim());
  return [
    ...new Map(all.filter((topic) => topic !== '').map((topic) => [topic.toLowerCase(), topic])).values(),
  ];
}

/** @param mayAsk whether others may ask them, which says nothing without a topic */
export function whyNotKnows(topics: readonly string[], mayAsk: boolean): KnowsRefusal | null {
  if (topics.length === 0) return mayAsk ? 'none' : null;
  if (topics.length > limitsOf.topics) return 'manyTopics';
  if (topics.some((topic) => topic.length > limitsOf.topic)) return 'topicLong';
  return topics.every(hasWord) ? null : 'noWord';
}

/** The topics that a person wrote about most often, in the order in which they came up where it is as often. @param lists each separated by commas */
export function suggestedTopics(lists: readonly string[]): readonly string[] {
  const times = new Map<string, { readonly topic: string; readonly count: number }>();
  for (const topic of lists.flatMap(topicsIn).filter(({ length }) => length <= limitsOf.topic)) {
    const key = topic.toLowerCase();
    const known = times.get(key);
    times.set(key, { topic: known?.topic ?? topic, count: (known?.count ?? 0) + 1 });
  }
  return [...times.values()]
    .toSorted((a, b) => b.count - a.count)
    .slice(0, mostSuggested)
    .map(({ topic }) => topic);
}

const formsOf = ({ exact, stems, parts }: QueryWord): readonly string[] => [
  exact,
  ...stems,
  ...parts.flatMap(formsOf),
];

/** How much of a topic a text speaks of, 0 to 1: the share of its words that stand in the text, in any form. */
export function topicFit(topic: string, words: string): number {
  const said = new Set(cutQuery(words).flatMap(formsOf));
  const all = cutQuery(topic);
  const telling = all.filter(({ isSmall }) => !isSmall);
  const sought = telling.length === 0 ? all : telling;
  const found = sought.filter((word) => formsOf(word).some((form) => said.has(form)));
  return sought.length === 0 ? 0 : found.length / sought.length;
}
