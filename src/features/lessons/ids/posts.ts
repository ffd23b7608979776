/** References to this feature's posts. How they are drawn, `posts.ts` says. */
import type { RowId, UserId } from '../../../core/ids.ts';
import type { Gathering } from '../../../core/lessons.ts';
import type { PostRef } from '../../../core/post.ts';
import { postNames } from '../ids.ts';

/** In the thread of what has ended: what lessons could be made of, and those that were. */
export function proposalPost({ id, post }: Pick<Gathering, 'id' | 'post'>): PostRef {
  return postNames.proposal.ref({ of: id }, { kind: 'thread', under: post });
}

/** To somebody who wrote a card of it, once for each lesson. */
export function askPost(lesson: RowId, author: UserId): PostRef {
  return {
    ...postNames.ask.ref({ lesson }, { kind: 'person', user: author, urgency: 'rest' }),
    shows: [lesson],
  };
}
