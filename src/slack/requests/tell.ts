/**
 * The only way to show the person who acted something. If Slack refuses, it is retried where safe; otherwise the person is told where they acted or,
 * as a last resort, in App Home. Every path that answers a person must return a `Told`, which only this file can create, so nobody is left without an
 * answer.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { ModalView } from '@slack/types';
import type { Logger } from 'pino';
import { type Ids, newReference, type UserId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import type { Message } from '#core/post.ts';
import { failureOf, isOfSlack, refusal } from '../api/call-outcome.ts';
import { errorFacts } from '../log.ts';
import { type Acted, whoseDoing } from './acted.ts';
import {
  ephemeral,
  isOfTrigger,
  openModal,
  redraw,
  respond,
  responseUrlOf,
  sayEphemeral,
  type Responder,
  type WhichView,
} from './responder.ts';
import { messageModal, withNotice } from './windows.ts';

declare const told: unique symbol;

/** The person was told something, or there was nothing to tell. */
export interface Told {
  readonly [told]: true;
}

const done = {} as Told;

/** Acknowledges to Slack, with the body of the answer. Only the first call counts. */
export type Ack = (body?: object) => Promise<void>;

/** An acknowledgement that can still carry a body. */
export interface OpenAck {
  readonly isDone: () => boolean;
  readonly say: Ack;
}

export interface TellParts {
  readonly ids: Ids;
  readonly log: Logger;
  /** Makes App Home say that something could not be shown, until the person has seen it. */
  readonly noticeInHome: (user: UserId, reference: string) => Promise<void>;
}

/** What is shown, and how. */
export interface Showing {
  /** @param isAgain whether an earlier call may have shown it @returns whether the target modal was still open */
  readonly show: (isAgain: boolean) => Promise<boolean>;
  /** What to say by other means if that fails; default: a sentence that it failed. */
  readonly message?: Message;
  /** Nothing is lost if the person closed the modal. */
  readonly isOver?: boolean;
}

/** Answers in the acknowledgement itself: a message after a command, the result of a form. */
export async function tellInAck(ack: OpenAck, body?: object): Promise<Told> {
  await ack.say(body);
  return done;
}

/** The result shows by itself. */
export const nothingToTell = async (): Promise<Told> => done;

/** Opens a modal on top of where the person is. */
export const inModal = (responder: Responder, view: ModalView): Showing => ({
  show: async (isAgain) => {
    await openModal(responder, view, isAgain);
    return true;
  },
});

/** Replaces an open modal: the first of these that is still open. */
export const inPlace = (
  responder: Responder,
  views: readonly { readonly which: WhichView; readonly view: ModalView }[],
): Showing => ({
  show: async () => {
    for (const { which, view } of views) if (await redraw(responder, which, view)) return true;
    return false;
  },
});

/** Answers where the person is: ephemeral in a conversation, as a modal elsewhere. */
export function asMessage(responder: Responder, message: Message): Showing {
  const url = responseUrlOf(responder.place);
  if (url === undefined) return { ...inModal(responder, messageModal(responder.t, message)), message };
  return {
    message,
    show: async () => {
      await respond(responder, url, message);
      return true;
    },
  };
}

/** Says that work continues; an answer follows in any case. @returns whether it shows; `maybe` if Slack did not say */
export async function showWorking(
  parts: Pick<TellParts, 'log'>,
  acted: Acted,
  responder: Responder,
  view: ModalView,
): Promise<'yes' | 'maybe' | 'no'> {
  try {
    await openModal(responder, view);
    return 'yes';
  } catch (error) {
    parts.log.warn(
      { ...whoseDoing(acted), error: errorFacts(error) },
      'could not show that work is in progress',
    );
    return failureOf(error).kind === 'unknown' ? 'maybe' : 'no';
  }
}

/** Shows it, or tells the person that it could not be shown. Never rejects. */
export async function tell(
  parts: TellParts,
  acted: Acted,
  responder: Responder,
  ack: OpenAck,
  showing: Showing,
): Promise<Told> {
  try {
    if ((await withSecondTry(showing.show)) || showing.isOver === true) return done;
  } catch (error) {
    return insteadOf(parts, acted, responder, ack, { error, ...showing });
  }
  return insteadOf(parts, acted, responder, ack, { error: null, ...showing });
}

/** A trigger expires after three seconds, and nobody waits longer for a second try. */
const secondTryWithin = 3_000;

/**
 * A trigger opens one modal and a redraw is idempotent, so both may be repeated even with an unknown outcome; an ephemeral message is better seen
 * twice than never. What Slack refused would be refused again.
 */
async function withSecondTry(show: Showing['show']): Promise<boolean> {
  const started = performance.now();
  try {
    return await show(false);
  } catch (error) {
    const failure = failureOf(error);
    const pause = failure.kind === 'later' ? failure.afterMs : 0;
    if (failure.kind === 'refused' || performance.now() - started + pause >= secondTryWithin) throw error;
    await wait(pause);
    return show(failure.kind === 'unknown');
  }
}

interface Failed {
  /** `null`: the person closed the modal. */
  readonly error: unknown;
  readonly message?: Message;
}

/** Tells the person by the first way that works. The decision stands. */
async function insteadOf(
  parts: TellParts,
  acted: Acted,
  responder: Responder,
  ack: OpenAck,
  { error, message }: Failed,
): Promise<Told> {
  const reference = newReference(parts.ids);
  const facts = { reference, ...whoseDoing(acted) };
  if (error === null) parts.log.info(facts, 'the window to be redrawn was closed');
  else
    parts.log.error(
      { ...facts, error: errorFacts(error), refused: refusal(error) },
      'a reply could not be shown',
    );
  const sentence = messageOf(
    responder.t.mrkdwn(error === null ? 'closedMeanwhile' : 'notShown', { reference }),
  );
  // Blocks that Slack refused once are refused anywhere.
  const words = error !== null && isOfSlack(error) && !mayPass(error) ? sentence : (message ?? sentence);
  for (const way of waysAround(responder, ack, words, error)) {
    try {
      if (await way()) return done;
    } catch (again) {
      parts.log.warn({ reference, error: errorFacts(again) }, 'another way of telling them failed too');
    }
  }
  if (acted.isUnrecorded === true) return done;
  if (acted.user === null) parts.log.error({ reference }, 'there is nobody to tell');
  else
    await parts.noticeInHome(acted.user, reference).catch((again: unknown) => {
      parts.log.error({ reference, error: errorFacts(again) }, 'App Home could not tell them either');
    });
  return done;
}

/** Whether the same words may be accepted elsewhere: the call failed, not its content. */
function mayPass(error: unknown): boolean {
  const code = refusal(error);
  return code === null || isOfTrigger(code);
}

/** Where the person acted, the nearest first. @param error `null`: they closed the modal, and nothing is opened in its place */
function* waysAround(
  responder: Responder,
  ack: OpenAck,
  words: Message,
  error: unknown,
): Generator<() => Promise<boolean>> {
  const { place, channel, user, triggerId, t } = responder;
  const url = responseUrlOf(place);
  const isWindowWanted = error !== null;
  if (place.kind === 'command' && !ack.isDone())
    yield async () => {
      await ack.say(ephemeral(words));
      return true;
    };
  if (url !== undefined)
    yield async () => {
      await respond(responder, url, words);
      return true;
    };
  // If Slack refused something other than the trigger, the trigger is still valid.
  const code = refusal(error);
  if (isWindowWanted && triggerId !== undefined && code !== null && !isOfTrigger(code))
    yield async () => {
      await openModal(responder, messageModal(t, words));
      return true;
    };
  if (isWindowWanted && 'viewId' in place && place.viewId !== undefined && place.view !== undefined) {
    const { viewId, view } = place;
    yield () => redraw(responder, { view_id: viewId }, withNotice(view, words));
  }
  if (channel !== null && user !== null)
    yield async () => {
      await sayEphemeral(responder, channel, user, words);
      return true;
    };
}
