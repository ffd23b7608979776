/** Choosing, ordering and rewording what stands in one's own evidence pack. */
import type { EvidenceItem } from '#core/evidence.ts';
import type { Feature } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import type { RenderContext } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { choose, chosenBy, dropChosen } from './rows.ts';
import { type Entry, limitsOf, moved, type Pack, packOf } from './rules.ts';

/** The practices in which people do something for others' learning; none is known here. */
export type Practices = () => readonly Pick<Feature, 'name' | 'evidence'>[];

/** @param read the person's own access */
export async function ownPack(
  practices: Practices,
  read: ReadScope,
  renderContext: RenderContext,
): Promise<Pack> {
  const since = renderContext.now - limitsOf.reach;
  const found: EvidenceItem[] = [];
  for (const { name, evidence } of practices())
    if (evidence !== undefined && (await read.isOn(name)))
      found.push(...(await evidence(read, since, renderContext)));
  return packOf(found, await chosenBy(read));
}

/** Puts it at the end. */
export async function putAtEnd({ scope, now }: Work, item: EvidenceItem): Promise<void> {
  const all = await chosenBy(scope);
  // A second press keeps its place and its words.
  if (all.some(({ id }) => id === item.id)) return;
  const place = Math.max(-1, ...all.map((one) => one.place)) + 1;
  await choose(scope, item, { place, words: '', chosen_at: now });
}

/** Keeps an entry's words, and puts it at a place, counted from 0. */
export async function arrange(
  { scope, now }: Work,
  { entries }: Pack,
  changed: Entry,
  to: number,
): Promise<void> {
  const ids = entries.map(({ id }) => id);
  const byId = new Map([...entries, changed].map((entry) => [entry.id, entry]));
  const places = new Map((await chosenBy(scope)).map(({ id, place }) => [id, place]));
  for (const [place, id] of moved(ids, changed.id, to).entries()) {
    const entry = byId.get(id);
    if (entry === undefined || (id !== changed.id && places.get(id) === place)) continue;
    await choose(scope, entry, { place, words: entry.words, chosen_at: now });
  }
}

export const takeFromPack = ({ scope }: Work, id: RowId): Promise<boolean> => dropChosen(scope, id);
