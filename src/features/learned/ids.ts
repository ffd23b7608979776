/** Every id of this feature, with the value it carries. Values are ids; permission is checked on arrival. */
import { z } from 'zod';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { conversationField } from '#core/kit/pickers.ts';
import { reachFields } from '#core/kit/reach.ts';
import { channelValue, rowValue, userValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import type { PromptRow, ShareRow } from './rows.ts';

export type OfShare = Readonly<Record<'share', RowId>>;

export type OfPrompt = Readonly<Record<'prompt', RowId>>;
const share = z.object({ share: rowValue });

/** In a prompt. */
export const answerPrompt = defineAction('learned.answer', z.object({ prompt: rowValue }));

export const useShare = defineAction('learned.use', share);
export const findUseful = defineAction('learned.useful', share);

/** Short, since a menu entry's value holds 75 characters. */
/** All of a share, for a person who reads some of it. */
export const openShare = defineAction('learned.open', share);

export const manage = defineAction('learned.manage', z.object({ s: rowValue, do: z.enum(['edit', 'back']) }));

/** `page`: of the list that holds the button; without one, App Home. */
export const editShare = defineAction('learned.edit', share);

export const takeBack = defineAction('learned.back', share);
export const listShares = defineAction('learned.list', z.object({}));

export const listPages = definePages('learned.list', z.object({ page: pageNumber }));

/** For the person responsible for a prompt that nobody answers. */
export const goRarer = defineAction('learned.rarer', z.object({ prompt: rowValue }));

export const pausePrompts = defineAction('learned.pause', z.object({ prompt: rowValue }));
export const endPrompts = defineAction('learned.end', z.object({ prompt: rowValue }));

/** For the author of a message that a share links to: they give their words, decline or withdraw them, or remove the link. */
export const linkedIds = {
  give: defineAction('learned.give-words', share),
  decline: defineAction('learned.decline-words', share),
  drop: defineAction('learned.drop-link', share),
  words: defineModal('learned.words', share, { words: textField({ lines: true }) }),
} as const;

/**
 * A share's destination and context. `channel`: missing if the author edits a share of a channel they have left. `prompt`: the one that it answers.
 * `share`: the one being edited. `by`: who wrote the message at `linked`, if they can be asked. `wide`: the person asked for more than the
 * conversation.
 */
export const formOf = z.object({
  channel: channelValue.optional(),
  prompt: rowValue.optional(),
  share: rowValue.optional(),
  by: userValue.optional(),
  linked: z.string().optional(),
  wide: z.boolean().optional(),
});

export type FormOf = z.infer<typeof formOf>;

export const discardDraft = defineAction('learned.discard', formOf);
export const useDraft = defineAction('learned.use-draft', formOf);

export const shareModal = defineModal('learned.share', formOf, {
  what: textField({ lines: true, isLive: true }),
  useWhen: textField({ lines: true, optional: true, isLive: true }),
  link: textField({ optional: true, isLive: true }),
  topics: textField({ optional: true, isLive: true }),
  ...reachFields,
});

/** Asks for the channel of a share begun in a direct message, which has no other readers; `from` is that conversation. */
export const whereModal = defineModal('learned.where', z.object({ from: channelValue }), {
  channel: conversationField(),
});

export const useModal = defineModal('learned.how', share, { how: textField({ optional: true }) });

export const openModal = defineModal('learned.opened', share, {});
export const backModal = defineModal('learned.confirm-back', share, {});
export const listModal = defineModal('learned.mine', z.object({}), {});

export const postNames = {
  prompt: postId<OfPrompt>('learned.prompt'),
  share: postId<OfShare>('learned.shared'),
  thanks: postId<OfShare>('learned.thanks'),
  quiet: postId<OfPrompt>('learned.quiet'),
  source: postId<OfShare>('learned.source'),
} as const;

export const weekly = 'learned.weekly';

/** The message shortcut. */
export const saveAsShare = 'learned.save';

export const jobNames = { eraseWords: jobId<{ readonly share: RowId }>('learned.erase-words') } as const;

/** The question in the channel. */
export function promptPost(row: Pick<PromptRow, 'id' | 'channel_id' | 'owner_id'>): PostRef {
  return postNames.prompt.ref(
    { prompt: row.id },
    { kind: 'channel', channel: row.channel_id },
    row.owner_id ?? undefined,
  );
}

/** A share's message: in the thread of the prompt that it answers, or in the channel. */
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

/** To its author, once per share. */
export function thanksPost(id: RowId, author: UserId): PostRef {
  return postNames.thanks.ref({ share: id }, { kind: 'person', user: author, urgency: 'rest' });
}

/** To the person responsible for a channel's prompts if nobody answers them. */
export function quietPost(id: RowId, owner: UserId): PostRef {
  return postNames.quiet.ref({ prompt: id }, { kind: 'person', user: owner, urgency: 'check' });
}

/** To the author of the message that a share links to. */
export function sourcePost(id: RowId, author: UserId): PostRef {
  return {
    ...postNames.source.ref({ share: id }, { kind: 'person', user: author, urgency: 'accept' }),
    shows: [id],
  };
}
