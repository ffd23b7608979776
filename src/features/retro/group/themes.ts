/** Topics that return: which of the first ones were also among the first of earlier retrospectives, as far as the reader may read. */
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { onDay } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { readableCards } from '../collect/rows.ts';
import { titlesIn } from './rows.ts';
import { type RetroRow, retros } from '../session/rows.ts';
import type { Translator } from '../session/words.ts';
import { rankedTopics, topTopics } from '../vote/rows.ts';
import { type FirstTopic, recurringIn, type Theme } from './rules.ts';

/** How many earlier retrospectives are considered. */
const lookedBack = 12;

/** The retrospectives that are considered, the last ended first. */
export function earlierIn(read: ReadScope, { id, channel_id }: RetroRow): Promise<RetroRow[]> {
  const others = read.from(retros).where('it.id', '!=', id).orderBy('it.ended_at', 'desc');
  return findRows(others.limit(lookedBack), { channel_id, phase: 'closed' }, 'id');
}

/** Only once voting is over: there are no recurring topics before. */
export async function themesOf(read: ReadScope, row: RetroRow): Promise<readonly Theme[]> {
  const now = await firstTopics(read, row);
  if (now.length === 0) return [];
  const before = await earlierIn(read, row);
  const earlier: FirstTopic[] = [];
  for (const one of before) earlier.push(...(await firstTopics(read, one)));
  return recurringIn(now, earlier).flatMap(({ place, retros: those }) => {
    const one = now.find((topic) => topic.place === place);
    const found = before.filter(({ id }) => those.includes(id));
    if (one === undefined) return [];
    const { topic, title } = one;
    const since = Math.min(...found.map(({ ended_at: at }) => at ?? Infinity));
    return [{ place, topic, title, abouts: found.map(({ about }) => about), since, earlier: those }];
  });
}

/** The topics that came first and of which the viewer may read something: a card, or at least what it is called. */
export async function firstTopics(
  read: ReadScope,
  row: RetroRow,
): Promise<(FirstTopic & Pick<Theme, 'topic' | 'title'>)[]> {
  const first = topTopics(await rankedTopics(read, row));
  const titles = await titlesIn(read, row, first);
  const texts = new Map((await readableCards(read, row.id)).map(({ id, text }) => [id, text]));
  return first.flatMap(({ id: topic, cards }, at) => {
    const title = titles.get(topic) ?? null;
    const words = cards.flatMap((card) => texts.get(card) ?? []);
    const text = words.length > 0 ? words.join('\n') : (title ?? '');
    return text === '' ? [] : [{ retro: row.id, topic, title, place: at + 1, text }];
  });
}

/** How many earlier ones are named, the latest first. */
const mostNamed = 3;

/** @param key the summary names the topic */
export function themeLine(
  t: Translator,
  { place, title, abouts, since }: Theme,
  key: 'themes.topic' | 'themes.summary',
): Mrkdwn {
  const names = abouts.slice(0, mostNamed).map((about) => t.plain('themes.name', { about }));
  return t.mrkdwn(key, {
    topic: title ?? t.plain('names.number', { number: place }),
    times: abouts.length + 1,
    since: onDay(since),
    retros: names.join(', '),
  });
}
