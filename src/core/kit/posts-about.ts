/** Posts about one thing, which each is drawn from as its reader sees it: a row, or a row with what belongs to it. */
import {
  definePost,
  type Message,
  type Over,
  type PostDefinition,
  type RenderContext,
  stays,
  type Title,
} from '../post.ts';
import type { Params, PostId } from '../post-ref.ts';
import type { ReadScope } from '../scope.ts';
import type { Mrkdwn } from '../text.ts';
import { gone } from './message.ts';

/** The sentences of a practice, and how its posts are named. */
interface Copy<T, Of extends Params, Key> {
  for(to: RenderContext): T;
  titled(key: Key): Title<Of>;
}

/**
 * @param load `null`: the reader may not see it, or it is gone
 * @returns `post` defines one: `draw` answers `null` if there is nothing to say any more. `over` is what it says then to readers who still see the thing
 */
export function postsAbout<T, Of extends Params, Thing, Key>(
  copy: Copy<T, Of, Key>,
  load: (read: ReadScope, params: Of) => Promise<Thing | null>,
) {
  return {
    post: <P extends Of>(
      post: PostId<P>,
      key: Key,
      draw: (
        t: T,
        thing: Thing,
        params: P,
        read: ReadScope,
        renderContext: RenderContext,
      ) => Promise<Message | null> | Message | null,
      over: Over<P> | typeof stays = gone,
      more: Partial<Pick<PostDefinition, 'asks' | 'hasFile'>> = {},
    ) =>
      definePost(post, {
        ...more,
        title: copy.titled(key),
        build: async (read, params, renderContext) => {
          const thing = await load(read, params);
          return thing === null ? null : draw(copy.for(renderContext), thing, params, read, renderContext);
        },
        over,
      }),
    over:
      <P extends Of>(
        say: (
          t: T,
          thing: Thing,
          read: ReadScope,
          params: P,
          renderContext: RenderContext,
        ) => Promise<Mrkdwn> | Mrkdwn,
      ): Over<P> =>
      async (read, params, renderContext) => {
        const thing = await load(read, params);
        if (thing === null) return gone(read, params, renderContext);
        return say(copy.for(renderContext), thing, read, params, renderContext);
      },
  };
}
