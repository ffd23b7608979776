/** Talking about what most voted for: which topics these are is fixed when voting is over. */
import { rowId } from '../../../core/ids.ts';
import { mostDiscussed, ranked } from '../domain/votes.ts';
import { discussionPost } from '../posts.ts';
import { discussionsOf, talliesOf, topicsIn } from '../repository/topics.ts';
import { discussions, type DiscussionRow, type RetroRow } from '../tables.ts';
import type { Work } from './happen.ts';

/**
 * Fixes the topics that are talked about, and opens a message with a thread of its own for each. Reopened after another vote, those that are
 * on it already keep their thread and what was noted.
 */
export async function beginDiscussion({ scope, newId }: Work, row: RetroRow): Promise<void> {
  const first = ranked(await topicsIn(scope, row.id), await talliesOf(scope, row.id)).slice(0, mostDiscussed);
  const known = await discussionsOf(scope, row.id);
  for (const [at, { id: topic, votes, voters }] of first.entries()) {
    const before = known.find(({ topic_id }) => topic_id === topic);
    const standing = { place: at + 1, votes, voters };
    if (before !== undefined) {
      await scope.update(discussions, before.id, standing);
      continue;
    }
    const added: DiscussionRow = {
      id: rowId(newId()),
      retro_id: row.id,
      topic_id: topic,
      ...standing,
      ends_at: null,
      outcome: '',
    };
    await scope.insert(discussions, added, { audience: row.conversation_id, by: [], names: 'shown' });
  }
  // Those that another vote has left behind stay, after the others: what was said about them was said.
  const behind = known.filter(({ topic_id }) => first.every(({ id }) => id !== topic_id));
  for (const [at, { id }] of behind.entries())
    await scope.update(discussions, id, { place: first.length + 1 + at });
  for (const one of await discussionsOf(scope, row.id)) {
    await scope.publish(discussionPost(row, one));
    if (known.some(({ id }) => id === one.id)) await scope.refresh(discussionPost(row, one));
  }
}
