/** Mentors for what somebody wants to learn: people who offer to help with it, and may be asked. */
import { rowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { section } from '#core/kit/blocks.ts';
import { nameOf } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import { type FindsToLearn, shareIn } from '#core/to-learn.ts';
import { talkCopy } from '../meetings/copy.ts';
import { openFind } from './ids.ts';
import { whoMayBeAsked } from './operations.ts';
import { wishesOf } from './rows.ts';
import { limitsOf } from './rules.ts';

/** Of those who fit alike, who offered first: neither a name nor an id says anything. */
export const toLearn: FindsToLearn = async (read, words, renderContext) => {
  if (read.viewer.kind !== 'person') return [];
  const t = talkCopy.for(renderContext);
  const mentors = await whoMayBeAsked(read, read.viewer.userId, renderContext.now);
  const fitting = mentors.flatMap(({ person, row }) => {
    const topics = wishesOf(row).topics.filter((topic) => shareIn(words, topic) > 0);
    return topics.length === 0 ? [] : [{ mentor: person.userId, topics, offered: row.offered_at }];
  });
  return fitting
    .toSorted((a, b) => b.topics.length - a.topics.length || a.offered - b.offered)
    .slice(0, limitsOf.suggestions)
    .map(({ mentor, topics }) => ({
      // Somebody offers once, so who they are says which offer it is.
      id: rowId(mentor),
      kind: 'mentor',
      block: section(
        join(
          [
            t.mrkdwn('found.person', { person: nameOf(mentor) }),
            t.mrkdwn('found.topics', { topics: topics.join(', ') }),
          ],
          ': ',
        ),
        button(openFind, t.plain('find.button'), {}),
      ),
    }));
};
