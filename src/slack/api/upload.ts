/** Sends a file to a conversation, in Slack's three steps. Only the last one shows it to anyone, so only that one can end as unknown. */
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ChannelId } from '#core/ids.ts';
import type { AnnouncedFile, Outcome, Outgoing } from '../../jobs/messenger.ts';
import { type Failure, failureOf } from './call-outcome.ts';
import { backgroundTimeout } from './clients.ts';

const begun = z.object({ upload_url: z.string(), file_id: z.string() });

/** @param said the text above the file, as mrkdwn @returns with the file's id; Slack does not tell its message's `ts` */
export async function upload(
  client: WebClient,
  channel: ChannelId,
  said: Outgoing['text'],
  file: NonNullable<Outgoing['file']>,
): Promise<Outcome> {
  const { content } = file;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const announced = await announce(client, file.name, bytes.length);
  if (announced.kind !== 'announced') return notShown(announced);
  const failure = await sendBytes(announced.url, bytes);
  if (failure !== null) return notShown(failure);
  return complete(client, announced.file, { title: file.title, channel_id: channel, initial_comment: said });
}

/** @param bytes how many there will be */
export async function announce(
  client: WebClient,
  name: string,
  bytes: number,
): Promise<({ readonly kind: 'announced' } & AnnouncedFile) | Failure> {
  try {
    const answer = await client.files.getUploadURLExternal({ filename: name, length: bytes });
    const { upload_url: url, file_id: file } = begun.parse(answer);
    return { kind: 'announced', file, url };
  } catch (error) {
    return failureOf(error);
  }
}

/** Sends the bytes and completes the file without a channel: it stays the app's own. */
export async function send(
  client: WebClient,
  { file, url }: AnnouncedFile,
  title: string,
  bytes: Uint8Array,
): Promise<Outcome> {
  const failure = await sendBytes(url, bytes);
  return failure ?? complete(client, file, { title });
}

async function sendBytes(url: string, bytes: Uint8Array): Promise<Failure | null> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: new Uint8Array(bytes),
      headers: { 'content-type': 'application/octet-stream' },
      signal: AbortSignal.timeout(backgroundTimeout),
    });
    // The body is read so that the connection is free again.
    await answer.text();
    return answer.ok ? null : { kind: 'unreached' };
  } catch (error) {
    return failureOf(error);
  }
}

async function complete(
  client: WebClient,
  id: string,
  {
    title,
    ...shown
  }: { readonly title: string; readonly channel_id?: string; readonly initial_comment?: string },
): Promise<Outcome> {
  try {
    await client.files.completeUploadExternal({ files: [{ id, title }], ...shown });
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
