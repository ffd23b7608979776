/** Sends a file to a conversation, in Slack's three steps. Only the last one shows it to anyone, so only that one can end as unknown. */
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ChannelId } from '#core/ids.ts';
import type { Message } from '#core/post.ts';
import type { Outcome } from '../../jobs/messenger.ts';
import { type Failure, failureOf } from './call-outcome.ts';
import { backgroundTimeout } from './clients.ts';

const begun = z.object({ upload_url: z.string(), file_id: z.string() });

/** @param said the text above the file, as mrkdwn @returns with the file's id; Slack does not tell its message's `ts` */
export async function upload(
  client: WebClient,
  channel: ChannelId,
  said: Message['text'],
  file: NonNullable<Message['file']>,
): Promise<Outcome> {
  const bytes = new TextEncoder().encode(file.content);
  let id: string;
  try {
    const { upload_url: url, file_id } = begun.parse(
      await client.files.getUploadURLExternal({ filename: file.name, length: bytes.length }),
    );
    const answer = await fetch(url, {
      method: 'POST',
      body: bytes,
      headers: { 'content-type': 'application/octet-stream' },
      signal: AbortSignal.timeout(backgroundTimeout),
    });
    // The body is read so that the connection is free again.
    await answer.text();
    if (!answer.ok) return { kind: 'unreached' };
    id = file_id;
  } catch (error) {
    return notShown(failureOf(error));
  }
  try {
    await client.files.completeUploadExternal({
      files: [{ id, title: file.title }],
      channel_id: channel,
      initial_comment: said,
    });
    return { kind: 'done', ts: null, file: id };
  } catch (error) {
    return failureOf(error);
  }
}

/** Nobody has seen anything, so it may be retried, except without the scope: then the person who asked is told. */
function notShown(failure: Failure): Failure {
  if (failure.kind === 'unknown') return { kind: 'unreached' };
  return failure.kind === 'refused' && failure.error === 'missing_scope'
    ? { kind: 'refused', error: 'file_not_allowed' }
    : failure;
}
