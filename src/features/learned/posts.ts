/** What is posted, drawn from what is true when it is sent, with the eyes of whoever will read it. */
import { messageOf } from '../../core/kit/message.ts';
import { learnedCopy } from './copy.ts';
import type { ChannelId, RowId, UserId } from '../../core/ids.ts';
import { definePost, type PostRef, type Title } from '../../core/post.ts';
import type { ReadScope } from '../../core/scope.ts';
import { promptMessage, quietMessage } from './blocks/prompt.ts';
import { sourceMessage } from './blocks/quote.ts';
import { goneMessage, shareMessage, thanksMessage } from './blocks/share.ts';
import type { LearnedKey } from '../../../locales/learned.ts';
import { titleOf } from './domain.ts';
import { postNames, weekly, type OfShare, type OfPrompt } from './ids.ts';
import { answersTo, loadShare, promptRow, shareRow, writerOf, type Share } from './repository.ts';
import type { PromptRow, ShareRow } from './tables.ts';
type TitleKey = Extract<LearnedKey, `title.${string}`>;

const ofShare =
  (key: TitleKey): Title<OfShare> =>
  async (view, { share }, drawing) => {
    const row = await shareRow(view, share);
    return row === null
      ? learnedCopy.for(drawing).plain('title.unseen')
      : learnedCopy.for(drawing).plain(key, { what: titleOf(row) });
  };

const ofPrompt =
  (key: TitleKey): Title<OfPrompt> =>
  async (_view, _params, drawing) =>
    learnedCopy.for(drawing).plain(key);

const prompt = definePost(postNames.prompt, {
  title: ofPrompt('title.prompt'),
  build: async (view, params, drawing) => {
    const row = await promptRow(view, params.prompt);
    return row === null ? null : promptMessage(learnedCopy.for(drawing), row, await answersTo(view, row.id));
  },
});

const share = definePost(postNames.share, {
  title: ofShare('title.share'),
  build: async (view, params, drawing) => {
    const found = await loadShare(view, params.share);
    const words = learnedCopy.for(drawing);
    // Drawn anew without its words, since a message with nothing to say would stay as it is.
    return found === null ? goneMessage(words) : shareMessage(words, found);
  },
});

const thanks = definePost(postNames.thanks, {
  title: ofShare('title.thanks'),
  build: async (view, params, drawing) => {
    const found = await loadShare(view, params.share);
    const words = learnedCopy.for(drawing);
    if (found === null) return messageOf(words.mrkdwn('thanks.gone'));
    return found.uses.length === 0 ? null : thanksMessage(words, found);
  },
});

const quiet = definePost(postNames.quiet, {
  title: ofPrompt('title.quiet'),
  build: async (view, params, drawing) => {
    const row = await promptRow(view, params.prompt);
    if (row === null) return null;
    const rule = (await view.rituals.of(row.channel_id, weekly))?.rule;
    return quietMessage(
      learnedCopy.for(drawing),
      row,
      rule !== undefined && 'every' in rule ? rule.every : null,
    );
  },
});

const source = definePost(postNames.source, {
  title: ofShare('title.source'),
  build: async (view, params, drawing) => {
    const found = await loadShare(view, params.share);
    const words = learnedCopy.for(drawing);
    if (found === null) return messageOf(words.mrkdwn('source.gone'));
    return sourceMessage(words, found, stateFor(view, found));
  },
});

/** What became of the question to whoever reads it. */
function stateFor({ viewer }: ReadScope, share: Share): Parameters<typeof sourceMessage>[2] {
  if (viewer.kind !== 'person' || writerOf(share) !== viewer.userId) return 'dropped';
  if (share.quote !== '') return 'given';
  return share.source?.declined_at == null ? 'asked' : 'declined';
}

export const posts = [prompt, share, thanks, quiet, source];

/** The question in the channel. */
export function promptPost(row: Pick<PromptRow, 'id' | 'channel_id' | 'owner_id'>): PostRef {
  return postNames.prompt.ref(
    { prompt: row.id },
    { kind: 'channel', channel: row.channel_id },
    row.owner_id ?? undefined,
  );
}

/** The message of a share: in the thread of the prompt that it answers, or in the channel. */
export function sharePost(
  row: Pick<ShareRow, 'id' | 'channel_id' | 'prompt_id' | 'in_thread'>,
  author?: UserId,
): PostRef {
  const channel: ChannelId = row.channel_id;
  return postNames.share.ref(
    { share: row.id },
    row.in_thread === 1 && row.prompt_id !== null
      ? {
          kind: 'thread',
          under: postNames.prompt.ref({ prompt: row.prompt_id }, { kind: 'channel', channel }),
        }
      : { kind: 'channel', channel },
    author,
  );
}

/** To its author, once for each share. */
export function thanksPost(id: RowId, author: UserId): PostRef {
  return postNames.thanks.ref({ share: id }, { kind: 'person', user: author, urgency: 'rest' });
}

/** To whoever looks after the prompts of a channel that nobody answers. */
export function quietPost(id: RowId, owner: UserId): PostRef {
  return postNames.quiet.ref({ prompt: id }, { kind: 'person', user: owner, urgency: 'rest' });
}

/** To whoever wrote the message that a share links to. */
export function sourcePost(id: RowId, author: UserId): PostRef {
  return { ...source.ref({ share: id }, { kind: 'person', user: author, urgency: 'rest' }), shows: [id] };
}
