/** Which topics of a retrospective come back, as far as whoever reads may read the cards of this and of earlier ones. */
import type { RowId } from '../../../core/ids.ts';
import type { ReadScope } from '../../../core/scope.ts';
import { recurringIn, type FirstTopic } from '../domain/themes.ts';
import { mostDiscussed } from '../domain/votes.ts';
import { readableCards } from '../repository.ts';
import { rankedTopics } from '../repository/standings.ts';
import { retros, type RetroRow } from '../tables.ts';

/** So many of them are looked at. */
const lookedBack = 12;

/** A topic that comes back, and what the earlier retrospectives were about. */
export interface Theme {
  readonly place: number;
  readonly topic: RowId;
  readonly abouts: readonly string[];
}

/** Once voting is over; before, nothing comes back. */
export async function themesOf(view: ReadScope, row: RetroRow): Promise<readonly Theme[]> {
  const now = await firstTopics(view, row.id);
  if (now.length === 0) return [];
  const before = await view
    .from(retros)
    .select(['it.id', 'it.about'])
    .where('it.channel_id', '=', row.channel_id)
    .where('it.id', '!=', row.id)
    .where('it.phase', '=', 'closed')
    .orderBy('it.ended_at', 'desc')
    .orderBy('it.id')
    .limit(lookedBack)
    .execute();
  const earlier: FirstTopic[] = [];
  for (const { id } of before) earlier.push(...(await firstTopics(view, id)));
  const names = new Map(before.map(({ id, about }) => [id, about]));
  return recurringIn(now, earlier).flatMap(({ place, retros: those }) => {
    const topic = now.find((one) => one.place === place)?.topic;
    return topic === undefined ? [] : [{ place, topic, abouts: those.map((id) => names.get(id) ?? '') }];
  });
}

/** Those that most voted for, of which the viewer may read something. */
async function firstTopics(
  view: ReadScope,
  retro: RowId,
): Promise<(FirstTopic & { readonly topic: RowId })[]> {
  const texts = new Map((await readableCards(view, retro)).map(({ id, text }) => [id, text]));
  if (texts.size === 0) return [];
  const first = (await rankedTopics(view, retro)).slice(0, mostDiscussed);
  return first.flatMap(({ id: topic, cards }, at) => {
    const text = cards.flatMap((card) => texts.get(card) ?? []).join('\n');
    return text === '' ? [] : [{ retro, topic, place: at + 1, text }];
  });
}
