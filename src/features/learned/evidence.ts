/** The viewer's shares that others used, as those said it. */
import type { EvidenceItems } from '#core/evidence.ts';
import { nameOf, namesOf } from '#core/sentence.ts';
import { shorten } from '#core/text.ts';
import { learnedCopy, type Translator } from './copy.ts';
import { ownShares, type Use, withOthers } from './read.ts';
import { titleOf } from './rules.ts';

/** How many people are named, and how much of what one said is quoted, in characters. Nothing is counted. */
const shown = { people: 3, how: 300, items: 100 } as const;

export const evidence: EvidenceItems = async (read, since, renderContext) => {
  if (read.viewer.kind !== 'person') return [];
  const t = learnedCopy.for(renderContext);
  const recent = (await ownShares(read)).filter(({ shared_at: at }) => at >= since);
  const used = (await withOthers(read, recent)).filter(({ uses }) => uses.length > 0);
  return used.slice(0, shown.items).map(({ row, uses }) => ({
    id: row.id,
    kind: 'used',
    at: row.shared_at,
    what: titleOf(row),
    facts: factsOf(t, uses),
  }));
};

function factsOf(t: Translator, uses: readonly Use[]): string {
  const people = [...new Set(uses.flatMap(({ by }) => by ?? []))];
  const named = namesOf(people.slice(0, shown.people));
  const how = uses.find(({ by, how: line }) => by !== null && line !== '');
  return [
    people.length === 0
      ? t.plain('evidence.used')
      : t.plain(people.length > shown.people ? 'evidence.usedByMore' : 'evidence.usedBy', { people: named }),
    ...(how === undefined
      ? []
      : [t.plain('evidence.how', { person: nameOf(how.by), how: shorten(how.how, shown.how) })]),
  ].join(' · ');
}
