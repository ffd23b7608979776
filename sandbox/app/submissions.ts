/** Submitting and closing modals. */
import { elementsOf } from '../blocks/inside.ts';
import { LIMITS } from '../blocks/limits.ts';
import { checkView } from '../blocks/view.ts';
import type { Core } from '../core.ts';
import { isJson, type Json, listAt, objectAt, parseJson, textAt } from '../json.ts';
import type { Inputs, SubmitAnswer } from '../protocol.ts';
import { findConversation } from '../state/find.ts';
import { closeModals, hasExternalId, openModal, replaceView, stackOf } from '../state/modals.ts';
import type { Person, ViewRecord } from '../state/world.ts';
import { viewJson } from '../web-api/shapes.ts';
import { deliver } from './deliver.ts';
import { actor, newResponseUrl, newTrigger, TROUBLE } from './parts.ts';
import { refusedByClient, stateOf } from './values.ts';

const TROUBLE_ANSWER: SubmitAnswer = { ok: false, message: TROUBLE };

/** The response URLs of conversation selects that asked for one. */
function responseUrls(core: Core, person: Person, record: ViewRecord): Json[] {
  const urls: Json[] = [];
  for (const block of listAt(record.view, 'blocks'))
    for (const element of elementsOf(block)) {
      if (element['response_url_enabled'] !== true) continue;
      const blockId = textAt(block, 'block_id');
      const actionId = textAt(element, 'action_id');
      const value = objectAt(objectAt(record.values, blockId), actionId);
      const channelId = textAt(value, 'selected_conversation') || textAt(value, 'selected_channel');
      if (!findConversation(core.world, channelId)) continue;
      const place = { kind: 'app', userId: person.id, channelId, messageTs: null } as const;
      const url = newResponseUrl(core, place);
      urls.push({ block_id: blockId, action_id: actionId, channel_id: channelId, response_url: url });
    }
  return urls;
}

/** Submits a modal as the Slack client does, and does what the app answers. */
export async function submitModal(
  core: Core,
  person: Person,
  record: ViewRecord,
  inputs: Inputs,
): Promise<SubmitAnswer> {
  const blocks = listAt(record.view, 'blocks');
  record.values = stateOf(blocks, inputs, record.values);
  core.changed();
  const refused = refusedByClient(blocks, record.values);
  if (Object.keys(refused).length > 0) return { ok: false, errors: refused };
  const delivered = await deliver(core, {
    what: `view_submission ${textAt(record.view, 'callback_id')}`,
    encoding: 'payload',
    payload: {
      type: 'view_submission',
      ...actor(core, person),
      trigger_id: newTrigger(core, person, { view: record, channelId: record.channelId }),
      view: viewJson(core, record),
      response_urls: responseUrls(core, person, record),
    },
  });
  if (delivered.kind !== 'answer' || delivered.status !== 200) return TROUBLE_ANSWER;
  if (delivered.body.trim() === '') {
    closeModals(core, person.id, (modal) => modal.id === record.id);
    return { ok: true };
  }
  const answer = parseJson(delivered.body);
  return isJson(answer) ? doAsAnswered(core, person, record, answer) : TROUBLE_ANSWER;
}

function doAsAnswered(core: Core, person: Person, record: ViewRecord, answer: Json): SubmitAnswer {
  switch (answer['response_action']) {
    case undefined:
      if (Object.keys(answer).length > 0) return TROUBLE_ANSWER;
      closeModals(core, person.id, (modal) => modal.id === record.id);
      return { ok: true };
    case 'clear':
      closeModals(core, person.id, (modal) => modal.rootId === record.rootId);
      return { ok: true };
    case 'errors':
      return fieldErrors(record, objectAt(answer, 'errors'));
    case 'update':
    case 'push': {
      const checked = checkView(answer['view'], 'modal');
      if (!checked.ok) return TROUBLE_ANSWER;
      const isPush = answer['response_action'] === 'push';
      const externalId = textAt(checked.view, 'external_id');
      if (hasExternalId(core, externalId, isPush ? undefined : record)) return TROUBLE_ANSWER;
      if (!isPush) replaceView(core, record, checked.view);
      else if (stackOf(core, record).length >= LIMITS.viewStack) return TROUBLE_ANSWER;
      else openModal(core, checked.view, { ...record, below: record });
      return { ok: true };
    }
    default:
      return TROUBLE_ANSWER;
  }
}

/** Errors are shown at inputs; Slack takes none that belong to no input block. */
function fieldErrors(record: ViewRecord, errors: Json): SubmitAnswer {
  const inputs = listAt(record.view, 'blocks').filter((block) => block['type'] === 'input');
  const sentences = Object.entries(errors);
  const isKnown = (id: string): boolean => inputs.some((block) => block['block_id'] === id);
  if (sentences.length === 0 || !sentences.every(([id, text]) => isKnown(id) && typeof text === 'string'))
    return TROUBLE_ANSWER;
  return { ok: false, errors: errors as Record<string, string> };
}

/** Closes a modal, or with `all` everything; the app hears of it where it asked to (`notify_on_close`). */
export async function closeModal(
  core: Core,
  person: Person,
  record: ViewRecord,
  all: boolean,
): Promise<void> {
  const isCleared = all || record.view['clear_on_close'] === true;
  const closing = isCleared ? stackOf(core, record) : [record];
  closeModals(core, person.id, (modal) => closing.includes(modal));
  for (const modal of closing.toReversed()) {
    if (modal.view['notify_on_close'] !== true) continue;
    await deliver(core, {
      what: `view_closed ${textAt(modal.view, 'callback_id')}`,
      encoding: 'payload',
      payload: {
        type: 'view_closed',
        ...actor(core, person),
        view: viewJson(core, modal),
        is_cleared: isCleared,
      },
    });
  }
}
