/** The ways in which a person can be shown something, and nobody else: a modal, or a message "only visible to you". */
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Say } from '../core/copy.ts';
import { tellApart } from '../core/kit/tell-apart.ts';
import type { Message } from '../core/post.ts';
import { refusal } from './call-outcome.ts';
import type { HouseKey } from './copy.ts';
import type { Place } from './deed.ts';
import { messageModal } from './house-modals.ts';
import type { ResponseUrl } from './response-url.ts';

/** What is needed to show something to the person who acted. */
export interface Shower {
  readonly client: WebClient;
  readonly place: Place;
  readonly triggerId: string | undefined;
  readonly say: Say<HouseKey>;
}

const opened = z.object({ view: z.object({ id: z.string() }) });

/** Opens a modal, on top of the one that was acted in. @returns its id. @throws what the client throws; when there is no trigger */
export async function openModal(shower: Shower, view: ModalView): Promise<string> {
  if (shower.triggerId === undefined) throw new Error('nothing can be opened without a trigger');
  const call = { trigger_id: shower.triggerId, view };
  const answer =
    shower.place.kind === 'modal'
      ? await shower.client.views.push(call)
      : await shower.client.views.open(call);
  return opened.parse(answer).view.id;
}

/**
 * Draws an open modal anew. Without Slack's `hash`: a person's presses are worked in their order, so the last drawing is the
 * truest, and a hash from before the first of two quick presses would throw the second away.
 * @returns whether it was still open: a person may close a modal at any time, which is no error. @throws what else the client throws
 */
export async function redraw(
  shower: Shower,
  which: { readonly view_id: string } | { readonly external_id: string },
  view: ModalView,
): Promise<boolean> {
  try {
    await shower.client.views.update({ ...which, view });
    return true;
  } catch (error) {
    if (refusal(error) === 'not_found') return false;
    throw error;
  }
}

/** Shows a message where the person is: "only visible to you" in a conversation, as a modal elsewhere. */
export async function showMessage(shower: Shower, message: Message): Promise<void> {
  const url = responseUrlOf(shower.place);
  if (url === undefined) await openModal(shower, messageModal(shower.say, message));
  else await respond(url, message);
}

/** Where what is "only visible to you" can be sent; `undefined` where a person acted outside of a conversation. */
export function responseUrlOf(place: Place): ResponseUrl | undefined {
  return 'responseUrl' in place ? place.responseUrl : undefined;
}

const respondTimeout = 8_000;

/** @param url the payload's `response_url`. @throws when Slack does not take it */
export async function respond(url: ResponseUrl, message: Message): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(ephemeral(message)),
    redirect: 'error',
    signal: AbortSignal.timeout(respondTimeout),
  });
  if (!response.ok) throw new Error(`response_url answered ${response.status}`);
}

/** A message for the person alone, beside what is there. */
export function ephemeral(message: Message) {
  return {
    response_type: 'ephemeral' as const,
    replace_original: false,
    text: message.text,
    blocks: tellApart(message.blocks),
  };
}
