/** Yes and no, and the posts and jobs of a round. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Interaction, nothing, onAction, type Reply, say } from '#core/listener.ts';
import { definePost, stays } from '#core/post.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { talkCopy } from '../meetings/copy.ts';
import { hasRoom } from '../mentors/room.ts';
import { loadPair, ofPair, type Said } from '../rows.ts';
import * as operations from './operations.ts';
import { roundMessage } from './screens.ts';

async function answer(it: Interaction, id: RowId, said: Said): Promise<Reply> {
  const { scope, person, now } = it;
  const tell = (key: 'refused.gone' | 'refused.agreed' | 'refused.over') =>
    say(messageOf(copy.for(it).mrkdwn(key)));
  const row = await loadPair(scope, id);
  if (row === null || !ofPair(row).includes(person.userId)) return tell('refused.gone');
  if (row.state === 'agreed') return tell('refused.agreed');
  if (row.state === 'ended' || now >= row.until) return tell('refused.over');
  if (said === 'yes' && !(await hasRoom(scope, row, person.userId)))
    return say(messageOf(talkCopy.for(it).mrkdwn('ask.full')));
  if ((await operations.answerTo(scope, id)) !== said) await operations.answer(it, row, person.userId, said);
  return nothing;
}

export const pairing: FeaturePart = {
  actions: [
    onAction(ids.sayYes, (it, { pair }) => answer(it, pair, 'yes')),
    onAction(ids.sayNo, (it, { pair }) => answer(it, pair, 'no')),
  ],
  posts: [
    definePost(ids.roundPost, {
      title: copy.titled('title.round'),
      build: async (read, of, renderContext) =>
        read.viewer.kind === 'person' ? roundMessage(read, of, read.viewer.userId, renderContext) : null,
      over: stays,
    }),
  ],
  jobs: [
    defineJob(ids.jobs.proposed, 'transition', {
      title: copy.titled('title.round'),
      run: (context, { pair }) => operations.deliver(context, pair),
    }),
    defineJob(ids.jobs.settled, 'transition', {
      title: copy.titled('title.round'),
      run: (context, { round, channel, until }) => operations.settle(context, { round, channel, until }),
    }),
  ],
};
