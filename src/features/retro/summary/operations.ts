/** What the summary in the channel says, read with the channel's access. */
import { cardIdsOf, namesIn, titlesIn } from '../group/rows.ts';
import { themesOf } from '../group/themes.ts';
import { ratingOf } from '../history/rating.ts';
import { discussionsOf } from '../discuss/operations.ts';
import type { Instant } from '#core/clock.ts';
import type { ReadScope } from '#core/scope.ts';
import type { Loaded } from '../session/load.ts';
import type { RetroRow } from '../session/rows.ts';
import { supposedIn } from '../supposed/operations.ts';
import { rankedTopics, topTopics } from '../vote/rows.ts';
import type { Summary, SummaryTopic } from './screens.ts';

/** The topics that came first, and what came of others that were discussed before a new vote. */
async function topicsTold(read: ReadScope, { row }: Loaded): Promise<Pick<Summary, 'topics' | 'order'>> {
  const ranked = await rankedTopics(read, row);
  const isVoted = ranked.some(({ place }) => place !== null);
  const discussed = new Map((await discussionsOf(read, row.id)).map((one) => [one.topic_id, one]));
  // Without votes, only what was discussed is a result.
  const top = topTopics(ranked).filter(({ id }) => isVoted || discussed.has(id));
  const others = ranked.filter((one) => !top.includes(one) && (discussed.get(one.id)?.outcome ?? '') !== '');
  const told = [...top, ...others];
  const titles = await titlesIn(read, row, told);
  const topics = told.map(({ id, votes }): SummaryTopic => {
    return { title: titles.get(id) ?? null, votes, outcome: discussed.get(id)?.outcome ?? '' };
  });
  const isCounted = topics.some(({ votes }) => votes !== null);
  return { topics, order: isCounted ? 'votes' : isVoted ? 'places' : 'shown' };
}

/** The votes as they may be shared: with the names that topics were given, and no card quoted. */
export async function votesToShare(
  read: ReadScope,
  row: Pick<RetroRow, 'id' | 'phase'>,
): Promise<readonly SummaryTopic[]> {
  const names = await namesIn(read, row.id);
  return topTopics(await rankedTopics(read, row)).map(({ id, votes }) => {
    return { title: names.get(id) ?? null, votes, outcome: '' };
  });
}

export async function summaryOf(read: ReadScope, loaded: Loaded, now: Instant): Promise<Summary> {
  return {
    rating: ratingOf(loaded, now),
    themes: await themesOf(read, loaded.row),
    issues: await read.connections.issuesOf(loaded.retro.actions.map(({ id }) => id)),
    cards: loaded.row.card_count ?? (await cardIdsOf(read, loaded.row.id)).length,
    supposed: loaded.row.phase === 'closed' ? await supposedIn(read, loaded.row) : null,
    ...(await topicsTold(read, loaded)),
  };
}
