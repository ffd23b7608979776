/** What a message says and where it may stand: shared by the methods that post. */
import { refuseMessage, refuseMetadata } from '../blocks/message.ts';
import type { Core } from '../core.ts';
import { isJson, type Json } from '../json.ts';
import { findMessage } from '../state/find.ts';
import type { Conversation } from '../state/world.ts';
import type { Args } from './args.ts';
import { fail, findForBot, isTs } from './method.ts';
import { fileProblems } from './shown-files.ts';

/** The conversation a message may be posted to, or Slack's refusal. */
export function findToPost(
  core: Core,
  channelId: string,
): { conversation: Conversation } | { refusal: Json } {
  const found = findForBot(core, channelId);
  if ('refusal' in found) return found;
  const { conversation, isMember } = found;
  if (conversation.isArchived) return { refusal: fail('is_archived') };
  if (!isMember && !core.app.scopes.has('chat:write.public')) return { refusal: fail('not_in_channel') };
  if (conversation.kind === 'im') {
    const other = core.world.people.find((p) => !p.isBot && conversation.members.includes(p.id));
    if (other?.isDeleted === true) return { refusal: fail('is_archived') };
    if (!core.app.hasMessagesTab) return { refusal: fail('messages_tab_disabled') };
  }
  return { conversation };
}

export interface Content {
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly metadata: Json | null;
}

/** Reads and checks what a message says. @param canShowFiles `false` for one that only one person sees: nobody has proved it */
export function readContent(core: Core, args: Args, canShowFiles = true): Content | { refusal: Json } {
  const blocks = args.json('blocks');
  const metadata = args.json('metadata');
  if (args.json('attachments') !== undefined) return { refusal: fail('invalid_attachments') };
  const refused = refuseMessage(args.text('text'), blocks);
  if (refused) return { refusal: fail(refused.error, refused.messages) };
  const problems = Array.isArray(blocks) ? fileProblems(core, blocks, canShowFiles) : [];
  if (problems.length > 0) return { refusal: fail('invalid_blocks', problems) };
  const refusedMetadata = refuseMetadata(metadata);
  if (refusedMetadata !== undefined) return { refusal: fail(refusedMetadata) };
  return {
    text: args.text('text'),
    blocks: Array.isArray(blocks) ? blocks.filter(isJson) : [],
    metadata: isJson(metadata) ? metadata : null,
  };
}

/** Refuses a `thread_ts` that is not the first message of a thread. */
export function refuseThread(core: Core, channelId: string, threadTs: string | undefined): Json | undefined {
  if (threadTs === undefined || threadTs === '') return undefined;
  if (!isTs(threadTs)) return fail('invalid_thread_ts');
  const first = findMessage(core.world, channelId, threadTs);
  if (!first || first.ephemeralTo !== null) return fail('thread_not_found');
  return first.threadTs === null ? undefined : fail('cannot_reply_to_message');
}
