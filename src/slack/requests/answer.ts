/**
 * The three-second rule. Whatever a listener takes, Slack gets its acknowledgement in time and the person sees that something happens. A quick reply
 * is shown at once; a slow one gets a "working on it" modal (a trigger expires after three seconds), which then becomes the reply. `tell.ts` shows
 * each, and handles failures.
 */
import type { ModalView } from '@slack/types';
import { messageOf } from '#core/kit/message.ts';
import type { RenderedModal } from '#core/kit/modal.ts';
import type { Reply } from '#core/listener.ts';
import { late, within } from '../../store/engines/within.ts';
import type { Acted } from './acted.ts';
import type { Decision } from './decide.ts';
import { viewOf } from './private-metadata.ts';
import { ephemeral, type Responder } from './responder.ts';
import type { Timeouts } from './timeouts.ts';
import { messageModal, notSavedMessage, notSavedModal, sentenceModal, withNotice } from './windows.ts';
import {
  type Ack,
  asMessage,
  inModal,
  inPlace,
  nothingToTell,
  type OpenAck,
  type Showing,
  showWorking,
  tell,
  tellInAck,
  type TellParts,
  type Told,
} from './tell.ts';

/** ms for which an unknown language may delay "working on it": the trigger is still valid after that. */
const forLanguage = 300;

export interface AnswerParts extends TellParts {
  readonly timeouts: Timeouts;
}

/** Everything needed to show an answer. */
interface Stage {
  readonly parts: AnswerParts;
  readonly acted: Acted;
  readonly responder: Responder;
  readonly ack: OpenAck;
}

/**
 * @param decision what `decide` will return
 * @param shower how to reach the person; its language is English until theirs is known
 * @param ack called once
 * @returns when everything was shown; `ack` was called long before if that takes long
 */
export async function answer(
  parts: AnswerParts,
  acted: Acted,
  responder: Responder,
  decision: Promise<Decision>,
  ack: Ack,
): Promise<Told> {
  const stage = { parts, acted, responder, ack: once(ack) };
  if (acted.place.kind === 'submission') return answerSubmission(stage, decision);
  if (acted.isQuiet === true) return answerChange(stage, decision);
  const quick = await within(decision, parts.timeouts.slow);
  if (quick === late) return answerLate(stage, decision);
  const on = speaking(stage, quick);
  if (acted.place.kind === 'command' && quick.reply.kind === 'message')
    return tellInAck(on.ack, ephemeral(quick.reply.message));
  const shown = show(on, quick.reply);
  await within(shown, parts.timeouts.show);
  await on.ack.say();
  return shown;
}

function once(ack: Ack): OpenAck {
  let isDone = false;
  return {
    isDone: () => isDone,
    say: async (body) => {
      if (isDone) return;
      isDone = true;
      await ack(body);
    },
  };
}

/** In the person's language, which is known once something is decided. */
const speaking = (stage: Stage, { t }: Decision): Stage => ({
  ...stage,
  responder: { ...stage.responder, t },
});

const telling = ({ parts, acted, responder, ack }: Stage, showing: Showing): Promise<Told> =>
  tell(parts, acted, responder, ack, showing);

const draw = ({ parts }: Stage, modal: RenderedModal): ModalView => viewOf(modal, parts.ids.next());

/** Never rejects. */
async function show(stage: Stage, reply: Reply): Promise<Told> {
  const { acted, responder } = stage;
  switch (reply.kind) {
    case 'nothing':
      return nothingToTell();
    case 'message':
      return telling(stage, asMessage(responder, reply.message));
    case 'update': {
      const { place } = acted;
      if (place.kind !== 'modal' || place.viewId === undefined)
        return telling(stage, inModal(responder, draw(stage, reply.modal)));
      const views = [{ which: { view_id: place.viewId }, view: draw(stage, reply.modal) }];
      return telling(stage, { ...inPlace(responder, views), isOver: acted.isQuiet === true });
    }
    case 'open':
    case 'push':
      return telling(stage, inModal(responder, draw(stage, reply.modal)));
    case 'errors':
    case 'clear':
      return telling(stage, {
        show: async () => {
          throw new Error(`${reply.kind} is a reply to a submission only`);
        },
      });
  }
}

/** Live input shows by itself, and nothing may interrupt the person's typing. If something could not be kept, the form says so. */
async function answerChange(stage: Stage, decision: Promise<Decision>): Promise<Told> {
  await stage.ack.say();
  const decided = await decision;
  const on = speaking(stage, decided);
  const { reply } = decided;
  if (reply.kind === 'update') return show(on, reply);
  const { place, meaning } = stage.acted;
  // A form of an older version says so on submission.
  if (reply.kind !== 'message' || meaning.kind === 'stale') return nothingToTell();
  if (place.kind !== 'modal' || place.view === undefined) return nothingToTell();
  const { viewId, view } = place;
  if (viewId === undefined) return nothingToTell();
  const { message } = reply;
  const views = [{ which: { view_id: viewId }, view: withNotice(view, message) }];
  return telling(on, { ...inPlace(on.responder, views), message, isOver: true });
}

/** A person who closed "working on it" is told, without another modal. */
async function answerLate(stage: Stage, decision: Promise<Decision>): Promise<Told> {
  const { parts, acted, responder } = stage;
  await within(responder.isSpoken, forLanguage);
  const externalId = parts.ids.next();
  const working = { ...sentenceModal(responder.t, 'workingTitle', 'working'), external_id: externalId };
  const opening = showWorking(parts, acted, responder, working);
  await within(opening, parts.timeouts.show);
  await stage.ack.say();
  const [isWorking, decided] = await Promise.all([opening, decision]);
  const on = speaking(stage, decided);
  const { reply } = decided;
  const isInPlace = reply.kind === 'update' && acted.place.kind === 'modal';
  if (isWorking === 'no') return show(on, reply);
  if (isInPlace) await show(on, reply);
  const view = insteadOfWorking(on, isInPlace ? { kind: 'nothing' } : reply);
  const there = inPlace(on.responder, [{ which: { external_id: externalId }, view }]);
  return telling(on, {
    show: async (isAgain) => {
      const isOpen = await there.show(isAgain);
      if (!isOpen && isWorking === 'maybe') throw new Error('the window for it never opened');
      return isOpen;
    },
    isOver: isInPlace || reply.kind === 'nothing',
    ...(reply.kind === 'message' ? { message: reply.message } : {}),
  });
}

/** What the "working on it" modal becomes. */
function insteadOfWorking(stage: Stage, reply: Reply): ModalView {
  const { t } = stage.responder;
  switch (reply.kind) {
    case 'message':
      return messageModal(t, reply.message);
    case 'open':
    case 'update':
    case 'push':
      return draw(stage, reply.modal);
    case 'nothing':
    case 'errors':
    case 'clear':
      return sentenceModal(t, 'doneTitle', 'done');
  }
}

async function answerSubmission(stage: Stage, decision: Promise<Decision>): Promise<Told> {
  const { parts, responder } = stage;
  const quick = await within(decision, parts.timeouts.slowSubmission);
  if (quick !== late) return tellInAck(stage.ack, submissionAck(speaking(stage, quick), quick));
  // On top of the form, never in its place: if it is refused, what was typed is still underneath.
  const externalId = parts.ids.next();
  const saving = { ...sentenceModal(responder.t, 'savingTitle', 'saving'), external_id: externalId };
  await stage.ack.say({ response_action: 'push', view: saving });
  const decided = await decision;
  return showSaved(speaking(stage, decided), decided, { external_id: externalId });
}

/**
 * After closing "saving" the person is back at the form. It becomes the reply, as if that had been quick; a refusal leaves the form and its input to
 * be submitted again.
 * @param above the "saving" modal
 */
async function showSaved(
  stage: Stage,
  decided: Decision,
  above: { readonly external_id: string },
): Promise<Told> {
  const { acted, responder } = stage;
  const { reply, t, isBroken } = decided;
  const { place } = acted;
  const at = (which: Parameters<typeof inPlace>[1][number]['which'], view: ModalView) => [{ which, view }];
  const inForm = (view: ModalView) =>
    place.kind === 'submission' && place.viewId !== undefined ? at({ view_id: place.viewId }, view) : [];
  if (reply.kind === 'errors') {
    const sentences = Object.values(reply.errors);
    return telling(stage, {
      ...inPlace(responder, at(above, notSavedModal(t, sentences))),
      message: notSavedMessage(t, sentences),
    });
  }
  if (reply.kind === 'message') {
    const told = messageModal(t, reply.message);
    const views = [...at(above, told), ...(isFormKept(acted, decided) ? [] : inForm(told))];
    return telling(stage, { ...inPlace(responder, views), message: reply.message });
  }
  const saved = sentenceModal(t, 'doneTitle', 'saved');
  const onTop = reply.kind === 'push' || reply.kind === 'open' ? draw(stage, reply.modal) : saved;
  const beneath = isBroken ? [] : inForm(reply.kind === 'update' ? draw(stage, reply.modal) : saved);
  // Both at once: the form must not be submitted again, and the modal above it must not claim forever that it is saving.
  return telling(stage, {
    show: async () => {
      const isAbove = await inPlace(responder, at(above, onTop)).show(false);
      const isBeneath = await inPlace(responder, beneath).show(false);
      return isAbove || isBeneath;
    },
    message: messageOf(t.mrkdwn('saved')),
  });
}

/** A failure leaves the form underneath, with its input; an answer replaces it. */
const isFormKept = (acted: Acted, { isBroken }: Decision): boolean =>
  isBroken || acted.meaning.kind === 'stale';

/** The body of the acknowledgement of a submission; an empty one closes the modal. */
function submissionAck(stage: Stage, decided: Decision): object | undefined {
  const { acted } = stage;
  const { reply, t } = decided;
  switch (reply.kind) {
    case 'nothing':
      return undefined;
    case 'clear':
      return { response_action: 'clear' };
    case 'errors': {
      const errors = acted.errorsByBlock(reply.errors);
      if (Object.keys(errors).length > 0) return { response_action: 'errors', errors };
      return { response_action: 'push', view: notSavedModal(t, Object.values(reply.errors)) };
    }
    case 'update':
      return { response_action: 'update', view: draw(stage, reply.modal) };
    case 'open':
    case 'push':
      return { response_action: 'push', view: draw(stage, reply.modal) };
    case 'message':
      return {
        response_action: isFormKept(acted, decided) ? 'push' : 'update',
        view: messageModal(t, reply.message),
      };
  }
}
