/** Posts about a retrospective: each is drawn from its current state as its reader sees it. */
import { gone } from '#core/kit/message.ts';
import type { PostId } from '#core/post-ref.ts';
import { definePost, type Message, type Over, type PostDefinition, stays } from '#core/post.ts';
import type { RowId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';
import { channelLink } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { type Loaded, loadRetro } from './load.ts';
import { titled, type Translator, wordsFor } from './words.ts';

type OfRetro = Readonly<Record<'retro', RowId>>;

/**
 * A post about a retrospective.
 * @param draw its content; `null`: nothing any more
 * @param more whether somebody must act on it, or it has a file
 */
export const retroPost = <P extends OfRetro>(
  post: PostId<P>,
  title: Parameters<typeof titled>[0],
  draw: (
    t: Translator,
    loaded: Loaded,
    params: P,
    read: ReadScope,
  ) => Promise<Message | null> | Message | null,
  over: Over<P> | typeof stays,
  more: Partial<Pick<PostDefinition, 'asks' | 'hasFile'>> = {},
) =>
  definePost(post, {
    ...more,
    title: titled(title),
    build: async (read, params, renderContext) => {
      const loaded = await loadRetro(read, params.retro);
      return loaded === null ? null : draw(wordsFor(renderContext), loaded, params, read);
    },
    over,
  });

/** What a post says once it is over, if its reader may still see the retrospective. */
export const ifSeen =
  (say: (t: Translator, loaded: Loaded, read: ReadScope) => Mrkdwn): Over<OfRetro> =>
  async (read, params, renderContext) => {
    const loaded = await loadRetro(read, params.retro);
    return loaded === null ? gone(read, params, renderContext) : say(wordsFor(renderContext), loaded, read);
  };

/** Says that what it was about is over. */
export const past = (key: 'thread.past' | 'reminder.past'): Over<OfRetro> =>
  ifSeen((t, { row: { about, channel_id: channel } }) =>
    t.mrkdwn(key, { about, channel: channelLink(channel) }),
  );
