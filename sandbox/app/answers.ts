/** Messages that an app sends as an answer: in the reply to a command, or to a response_url. */
import { notifiesEverybody, refuseMessage, type Refusal } from '../blocks/message.ts';
import type { Core } from '../core.ts';
import { isJson, listAt, textAt, type Json } from '../json.ts';
import { addMessage, changeMessage, removeMessage } from '../state/changes.ts';
import { findMessage } from '../state/find.ts';
import type { ResponseUrl } from '../state/world.ts';
import { fileProblems } from '../web-api/shown-files.ts';

type Place = Pick<ResponseUrl, 'kind' | 'userId' | 'channelId' | 'messageTs'>;

/** Does what an answer says; `undefined` when it was taken, else why Slack would refuse it. */
export function takeAnswer(core: Core, answer: Json, place: Place): Refusal | undefined {
  const origin =
    place.messageTs === null ? undefined : findMessage(core.world, place.channelId, place.messageTs);
  if (answer['delete_original'] === true && place.kind === 'actions') {
    if (!origin) return { error: 'message_not_found', messages: [] };
    removeMessage(core, origin);
    return undefined;
  }
  const text = textAt(answer, 'text');
  const blocks = answer['blocks'];
  const refused = refuseMessage(text, blocks ?? undefined);
  if (refused) return refused;
  const messages = fileProblems(core, listAt(answer, 'blocks'), false);
  if (messages.length > 0) return { error: 'invalid_blocks', messages };
  const content = { text, blocks: listAt(answer, 'blocks') };
  const isBroadcast = notifiesEverybody(text, content.blocks);
  if (answer['replace_original'] === true && origin) {
    changeMessage(core, origin, { ...content, isBroadcast });
    return undefined;
  }
  const threadTs = textAt(answer, 'thread_ts') || (origin?.threadTs ?? null);
  addMessage(core, {
    channelId: place.channelId,
    userId: core.install.botUserId,
    ...content,
    isBroadcast,
    threadTs,
    ephemeralTo: answer['response_type'] === 'in_channel' ? null : place.userId,
  });
  return undefined;
}

/** Answers a request to a response_url: HTTP status and body. */
export function useResponseUrl(
  core: Core,
  id: string,
  body: unknown,
): { status: 200 | 400 | 404; body: Json } {
  const url = core.world.responseUrls.find((each) => each.id === id);
  const refuse = (
    status: 400 | 404,
    error: string,
    messages: readonly string[] = [],
  ): ReturnType<typeof useResponseUrl> => ({
    status,
    body: { ok: false, error, ...(messages.length > 0 ? { response_metadata: { messages } } : {}) },
  });
  if (!url) return refuse(404, 'invalid_url');
  if (core.clock.wall() > url.expiresAt) return refuse(404, 'expired_url');
  if (url.usesLeft === 0) return refuse(404, 'used_url');
  if (!isJson(body)) return refuse(400, 'invalid_payload');
  url.usesLeft -= 1;
  core.changed();
  const refused = takeAnswer(core, body, url);
  return refused ? refuse(400, refused.error, refused.messages) : { status: 200, body: { ok: true } };
}
