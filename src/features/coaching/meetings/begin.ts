/** What begins when all said yes: both read how a first talk can go. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { context, header } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import { postId, type PostRef, type Urgency } from '#core/post-ref.ts';
import { namesOf } from '#core/sentence.ts';
import type { Work } from '#core/work.ts';
import { copy } from '../copy.ts';
import { loadPair, ofPair, type PairRow } from '../rows.ts';

export type OfPair = Readonly<Record<'pair', RowId>>;

const guidePost = postId<OfPair>('coaching.guide');
const guideFor = ({ id: pair }: PairRow, user: UserId, urgency: Urgency): PostRef =>
  guidePost.ref({ pair }, { kind: 'person', user, urgency });

/** With the access of the one who said yes last, whose message comes at once. */
export async function begin({ scope }: Work, pair: PairRow): Promise<void> {
  const { viewer } = scope;
  const self = viewer.kind === 'person' ? viewer.userId : null;
  for (const user of ofPair(pair))
    await scope.publish(guideFor(pair, user, user === self ? 'answer' : 'accept'));
}

const aboutPair = postsAbout(copy, (read, { pair }: OfPair) => loadPair(read, pair));

export const meeting: FeaturePart = {
  posts: [
    aboutPair.post(guidePost, 'title.guide', (t, pair, _params, read) => {
      if (read.viewer.kind !== 'person') return null;
      const self = read.viewer.userId;
      const others = ofPair(pair).filter((user) => user !== self);
      return messageOf(
        header(t.plain('guide.title')),
        t.mrkdwn('guide.who', { others: namesOf(others) }),
        t.mrkdwn('guide.how'),
        context(t.mrkdwn('guide.between')),
      );
    }),
  ],
};
