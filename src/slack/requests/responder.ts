/**
 * The calls that show something to one person alone: a modal, or an ephemeral message. Each may fail, so only `tell.ts` makes them: it tries another
 * way after a failure.
 */
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { ChannelId, UserId } from '#core/ids.ts';
import { fewButtons } from '#core/kit/few-buttons.ts';
import { tellApart } from '#core/kit/tell-apart.ts';
import type { Message } from '#core/post.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import type { LoreSentences } from '#locales/lore.ts';
import { refusal } from '../api/call-outcome.ts';
import type { Place } from './acted.ts';
import type { ResponseUrl } from './response-url.ts';

/** What is needed to show something to the person who acted. */
export interface Responder {
  readonly client: () => Promise<WebClient>;
  /** ms after which a request to a `response_url` counts as unanswered; client calls have their own timeout. */
  readonly timeout: number;
  readonly place: Place;
  /** The conversation that they acted in, if Slack named one. */
  readonly channel: ChannelId | null;
  /** `null`: the payload named nobody. */
  readonly user: UserId | null;
  readonly triggerId: string | undefined;
  /** It only reads, so nothing tells a second delivery of it from the first, which has shown the modal if the trigger is used. */
  readonly mayComeAgain: boolean;
  /** English until `isSpoken`. */
  readonly t: TranslatorOf<LoreSentences>;
  /** Settles when the person's language is known, or is known to be unavailable. */
  readonly isSpoken: Promise<unknown>;
}

/** A modal by its id, or by our external id. */
export type WhichView = { readonly view_id: string } | { readonly external_id: string };

const exchanged: readonly (string | null)[] = ['exchanged_trigger_id', 'trigger_exchanged'];
const expired: readonly (string | null)[] = ['expired_trigger_id', 'trigger_expired', 'invalid_trigger_id'];

/** Whether Slack refused the trigger: another call with it would be refused, too. */
export function isOfTrigger(code: string | null): boolean {
  return exchanged.includes(code) || expired.includes(code);
}

/**
 * Opens a modal, on top of the one acted in. A trigger opens one modal: if an earlier call got no answer and the trigger now counts as used, that
 * call has shown the modal.
 * @param isAgain whether there was such a call
 * @throws what the client throws; if there is no trigger
 */
export async function openModal(responder: Responder, view: ModalView, isAgain = false): Promise<void> {
  if (responder.triggerId === undefined) throw new Error('nothing can be opened without a trigger');
  const call = { trigger_id: responder.triggerId, view };
  const { views } = await responder.client();
  const opened = responder.place.kind === 'modal' ? views.push(call) : views.open(call);
  await opened.catch((error: unknown) => {
    if (!(isAgain || responder.mayComeAgain) || !exchanged.includes(refusal(error))) throw error;
  });
}

/**
 * Redraws an open modal. Without Slack's `hash`: presses are processed in order, so the last rendering is the right one, and the hash of the first of
 * two quick presses would discard the second.
 * @returns whether it was still open: a person may close a modal at any time
 * @throws what else the client throws
 */
export async function redraw(responder: Responder, which: WhichView, view: ModalView): Promise<boolean> {
  try {
    await (await responder.client()).views.update({ ...which, view });
    return true;
  } catch (error) {
    if (refusal(error) === 'not_found') return false;
    throw error;
  }
}

/** Where ephemeral replies can be sent; `undefined` if the person acted outside a conversation. */
export function responseUrlOf(place: Place): ResponseUrl | undefined {
  return 'responseUrl' in place ? place.responseUrl : undefined;
}

/** @param url the payload's `response_url` @throws if Slack does not take it */
export async function respond({ timeout }: Responder, url: ResponseUrl, message: Message): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(ephemeral(message)),
    redirect: 'error',
    signal: AbortSignal.timeout(timeout),
  });
  if (!response.ok || isRefusal(await response.text()))
    throw new Error(`response_url answered ${response.status}`);
}

/** Slack may refuse with a 200, too. */
function isRefusal(text: string): boolean {
  return /^\s*\{\s*"ok"\s*:\s*false/.test(text);
}

/** Posts an ephemeral message to one member of a conversation that Lore is in. @throws what the client throws */
export async function sayEphemeral(
  responder: Responder,
  channel: ChannelId,
  user: UserId,
  { text, blocks }: Message,
): Promise<void> {
  await (
    await responder.client()
  ).chat.postEphemeral({ channel, user, text, blocks: fewButtons(tellApart(blocks)) });
}

type Ephemeral = ReturnType<typeof ephemeralOf>;
/** Repeated replies are the same message object. */
const made = new WeakMap<Message, Ephemeral>();

/** A message for the person alone, beside the existing one. The same object for the same message. */
export function ephemeral(message: Message): Ephemeral {
  const known = made.get(message) ?? ephemeralOf(message);
  made.set(message, known);
  return known;
}

const ephemeralOf = ({ text, blocks }: Message) => ({
  response_type: 'ephemeral' as const,
  replace_original: false,
  text,
  blocks: fewButtons(tellApart(blocks)),
});
