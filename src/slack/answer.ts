/**
 * The three-second rule. Whatever a listener takes, Slack is acknowledged in time and the person sees that something happens:
 * a quick reply is shown at once; a slow one gets a modal "working on it" (the trigger is good for three seconds only), which
 * then becomes the reply.
 */
import type { ModalView } from '@slack/types';
import type { Logger } from 'pino';
import { newReference, type Ids } from '../core/ids.ts';
import type { ModalDrawing } from '../core/kit/modal.ts';
import type { Reply } from '../core/listener.ts';
import { refusal } from './call-outcome.ts';
import { sentenceMessage, type Decision } from './decide.ts';
import type { Deed } from './deed.ts';
import { messageModal, notSavedModal, sentenceModal } from './house-modals.ts';
import { late, within } from './in-turn.ts';
import { errorFacts } from './log.ts';
import { viewOf } from './private-metadata.ts';
import { ephemeral, openModal, redraw, respond, responseUrlOf, showMessage, type Shower } from './show.ts';

/** Acknowledges to Slack, once, with the body of the HTTP answer. */
export type Ack = (body?: object) => Promise<void>;

/** All but `show` are counted from when the request arrived. */
export interface Patience {
  /** ms after which a listener counts as slow. */
  readonly slow: number;
  /** The same for a submission, which is better stored before its modal closes. */
  readonly slowSubmission: number;
  /** ms that showing a reply may hold up the acknowledgement. */
  readonly show: number;
  /** ms in which what somebody did is stored, or not at all. */
  readonly stored: number;
  /** The same for an event: what is not in the inbox by then is not acknowledged, so that Slack sends it again. */
  readonly event: number;
}
export const patience: Patience = {
  slow: 1_000,
  // Later than `stored`: whether it is stored is known by then.
  slowSubmission: 2_300,
  show: 900,
  stored: 2_000,
  event: 2_400,
};

export interface AnswerParts {
  readonly ids: Ids;
  readonly log: Logger;
  readonly patience: Patience;
}

/**
 * @param decision what `decide` will say
 * @param shower how the person is reached; its language is English as long as nobody knows theirs
 * @returns when everything was shown; `ack` was called long before if that takes long
 */
export async function answer(
  parts: AnswerParts,
  deed: Deed,
  shower: Shower,
  decision: Promise<Decision>,
  ack: Ack,
): Promise<void> {
  if (deed.place.kind === 'submission') return answerSubmission(parts, deed, shower, decision, ack);
  if (deed.isQuiet === true) {
    await ack();
    const { reply, say } = await decision;
    const on = { ...shower, say };
    if (reply.kind === 'update') await guarded(parts, deed, on, () => show(parts, deed, on, reply));
    return;
  }
  const quick = await within(decision, parts.patience.slow);
  if (quick !== late) {
    const { reply, say } = quick;
    if (deed.place.kind === 'command' && reply.kind === 'message') return ack(ephemeral(reply.message));
    const on = { ...shower, say };
    const shown = guarded(parts, deed, on, () => show(parts, deed, on, reply));
    await within(shown, parts.patience.show);
    await ack();
    return shown;
  }
  const opening = openModal(shower, sentenceModal(shower.say, 'workingTitle', 'working')).catch(
    (error: unknown) => {
      parts.log.warn({ what: deed.what, error: errorFacts(error) }, 'could not show that work goes on');
      return null;
    },
  );
  await within(opening, parts.patience.show);
  await ack();
  const [viewId, { reply, say }] = await Promise.all([opening, decision]);
  const on = { ...shower, say };
  await guarded(parts, deed, on, () => showLate(parts, deed, on, reply, viewId));
}

/** Showing failed; what was decided stays decided. The person is told so where Slack still lets us, the operator always. */
async function guarded(
  parts: AnswerParts,
  deed: Deed,
  shower: Shower,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    const reference = newReference(parts.ids);
    parts.log.error(
      { reference, user: deed.user, what: deed.what, error: errorFacts(error), refused: refusal(error) },
      'a reply could not be shown',
    );
    const url = responseUrlOf(deed.place);
    if (url === undefined) return;
    await respond(url, sentenceMessage(shower.say.mrkdwn('notShown', { reference }))).catch(
      (again: unknown) => {
        parts.log.warn({ reference, error: errorFacts(again) }, 'not even that could be told');
      },
    );
  }
}

function draw(parts: AnswerParts, modal: ModalDrawing): ModalView {
  return viewOf(modal, parts.ids.next());
}

async function show(parts: AnswerParts, deed: Deed, shower: Shower, reply: Reply): Promise<void> {
  switch (reply.kind) {
    case 'nothing':
      return;
    case 'message':
      return showMessage(shower, reply.message);
    case 'update':
      if (deed.place.kind === 'modal')
        await redraw(shower, { view_id: deed.place.viewId }, draw(parts, reply.modal));
      else await openModal(shower, draw(parts, reply.modal));
      return;
    case 'open':
    case 'push':
      await openModal(shower, draw(parts, reply.modal));
      return;
    case 'errors':
    case 'clear':
      throw new Error(`${reply.kind} is a reply to a submission only`);
  }
}

/**
 * Who closed "working on it" meanwhile is told what there is to say where they acted, and is not shown a modal again.
 * @param viewId of the modal that says that work goes on; `null` if it could not be opened
 */
async function showLate(
  parts: AnswerParts,
  deed: Deed,
  shower: Shower,
  reply: Reply,
  viewId: string | null,
): Promise<void> {
  const isInPlace = reply.kind === 'update' && deed.place.kind === 'modal';
  if (viewId === null || isInPlace) await show(parts, deed, shower, reply);
  if (viewId === null) return;
  const drawing = inItsPlace(parts, shower, isInPlace ? { kind: 'nothing' } : reply);
  const isOpen = await redraw(shower, { view_id: viewId }, drawing);
  const url = responseUrlOf(deed.place);
  if (!isOpen && reply.kind === 'message' && url !== undefined) await respond(url, reply.message);
}

/** What the modal "working on it" becomes. */
function inItsPlace(parts: AnswerParts, { say }: Shower, reply: Reply): ModalView {
  switch (reply.kind) {
    case 'message':
      return messageModal(say, reply.message);
    case 'open':
    case 'update':
    case 'push':
      return draw(parts, reply.modal);
    case 'nothing':
    case 'errors':
    case 'clear':
      return sentenceModal(say, 'doneTitle', 'done');
  }
}

async function answerSubmission(
  parts: AnswerParts,
  deed: Deed,
  shower: Shower,
  decision: Promise<Decision>,
  ack: Ack,
): Promise<void> {
  const quick = await within(decision, parts.patience.slowSubmission);
  if (quick !== late) return ack(submissionAck(parts, deed, quick));
  // On top of the form, never in its place: if it is refused, what was typed still stands beneath.
  const externalId = parts.ids.next();
  const saving = { ...sentenceModal(shower.say, 'savingTitle', 'saving'), external_id: externalId };
  await ack({ response_action: 'push', view: saving });
  const decided = await decision;
  const on = { ...shower, say: decided.say };
  await guarded(parts, deed, on, () => showSaved(parts, deed, on, decided, externalId));
}

/**
 * Who closed "saving" meanwhile is back at the form. It becomes what there is to say, as if that had been quick; what was
 * refused leaves the form with what was typed, to be submitted again.
 */
async function showSaved(
  parts: AnswerParts,
  deed: Deed,
  on: Shower,
  decided: Decision,
  externalId: string,
): Promise<void> {
  const { reply, say, isBroken } = decided;
  const form = deed.place.kind === 'submission' ? { view_id: deed.place.viewId } : undefined;
  const above = { external_id: externalId };
  if (reply.kind === 'errors') {
    await redraw(on, above, notSavedModal(say, Object.values(reply.errors)));
    return;
  }
  if (reply.kind === 'message') {
    const told = messageModal(say, reply.message);
    if (!(await redraw(on, above, told)) && form !== undefined && !isFormKept(deed, decided))
      await redraw(on, form, told);
    return;
  }
  const saved = sentenceModal(say, 'doneTitle', 'saved');
  await redraw(on, above, reply.kind === 'push' || reply.kind === 'open' ? draw(parts, reply.modal) : saved);
  if (form !== undefined && !isBroken)
    await redraw(on, form, reply.kind === 'update' ? draw(parts, reply.modal) : saved);
}

/** What broke leaves the form beneath, with what was typed; an answer takes its place. */
const isFormKept = (deed: Deed, { isBroken }: Decision): boolean => isBroken || deed.meaning.kind === 'stale';

/** The body of the acknowledgement of a submission; an empty one closes the modal. */
function submissionAck(parts: AnswerParts, deed: Deed, decided: Decision): object | undefined {
  const { reply, say } = decided;
  switch (reply.kind) {
    case 'nothing':
      return undefined;
    case 'clear':
      return { response_action: 'clear' };
    case 'errors': {
      const errors = deed.errorsByBlock(reply.errors);
      if (Object.keys(errors).length > 0) return { response_action: 'errors', errors };
      return { response_action: 'push', view: notSavedModal(say, Object.values(reply.errors)) };
    }
    case 'update':
      return { response_action: 'update', view: draw(parts, reply.modal) };
    case 'open':
    case 'push':
      return { response_action: 'push', view: draw(parts, reply.modal) };
    case 'message':
      return {
        response_action: isFormKept(deed, decided) ? 'push' : 'update',
        view: messageModal(say, reply.message),
      };
  }
}
