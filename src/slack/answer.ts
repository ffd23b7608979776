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
import { ephemeral, openModal, redraw, respond, showMessage, type Shower } from './show.ts';

/** Acknowledges to Slack, once, with the body of the HTTP answer. */
export type Ack = (body?: object) => Promise<void>;

export interface Patience {
  /** ms after which a listener counts as slow. */
  readonly slow: number;
  /** The same for a submission, which is better stored before its modal closes. */
  readonly slowSubmission: number;
  /** ms that showing a reply may hold up the acknowledgement. */
  readonly show: number;
}
export const patience: Patience = { slow: 1_000, slowSubmission: 1_800, show: 900 };

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
    const url = 'responseUrl' in deed.place ? deed.place.responseUrl : undefined;
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
        return redraw(shower, { view_id: deed.place.viewId }, draw(parts, reply.modal));
      await openModal(shower, draw(parts, reply.modal));
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

/** @param viewId of the modal that says that work goes on; `null` if it could not be opened */
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
  await redraw(
    shower,
    { view_id: viewId },
    inItsPlace(parts, shower, isInPlace ? { kind: 'nothing' } : reply),
  );
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
  const { reply, say, isBroken } = await decision;
  const on = { ...shower, say };
  await guarded(parts, deed, on, async () => {
    const above = { external_id: externalId };
    if (reply.kind === 'errors') return redraw(on, above, notSavedModal(say, Object.values(reply.errors)));
    if (reply.kind === 'message') return redraw(on, above, messageModal(say, reply.message));
    const saved = sentenceModal(say, 'doneTitle', 'saved');
    await redraw(
      on,
      above,
      reply.kind === 'push' || reply.kind === 'open' ? draw(parts, reply.modal) : saved,
    );
    if (deed.place.kind !== 'submission' || isBroken) return;
    await redraw(
      on,
      { view_id: deed.place.viewId },
      reply.kind === 'update' ? draw(parts, reply.modal) : saved,
    );
  });
}

/** The body of the acknowledgement of a submission; an empty one closes the modal. */
function submissionAck(
  parts: AnswerParts,
  deed: Deed,
  { reply, say, isBroken }: Decision,
): object | undefined {
  switch (reply.kind) {
    case 'nothing':
      return undefined;
    case 'clear':
      return { response_action: 'clear' };
    case 'errors':
      return { response_action: 'errors', errors: deed.errorsByBlock(reply.errors) };
    case 'update':
      return { response_action: 'update', view: draw(parts, reply.modal) };
    case 'open':
    case 'push':
      return { response_action: 'push', view: draw(parts, reply.modal) };
    case 'message': {
      // What broke leaves the form beneath, with what was typed; an answer takes its place.
      const isKept = isBroken || deed.meaning.kind === 'stale';
      return { response_action: isKept ? 'push' : 'update', view: messageModal(say, reply.message) };
    }
  }
}
