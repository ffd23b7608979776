/** Presses and changes of interactive elements: `block_actions` to the app. */
import { isDeepStrictEqual } from 'node:util';
import { elementsOf, withCards } from '../blocks/inside.ts';
import type { Core } from '../core.ts';
import { isJson, type Json, listAt, textAt } from '../json.ts';
import type { ActBody, ElementValue, Inputs } from '../protocol.ts';
import { asBot } from '../oauth/installs.ts';
import { drawnBefore } from '../state/drawn-before.ts';
import { canSee, findConversation, findMessage, findModal } from '../state/find.ts';
import { toTs } from '../state/ids.ts';
import type { Conversation, Message, Person, ViewRecord } from '../state/world.ts';
import { messageJson, viewJson } from '../web-api/shapes.ts';
import { deliver } from './deliver.ts';
import { actor, channelName, newResponseUrl, newTrigger, TROUBLE } from './parts.ts';
import { stateOf, valueOf } from './values.ts';

type Surface =
  | { readonly kind: 'message'; readonly message: Message; readonly conversation: Conversation }
  | { readonly kind: 'view'; readonly record: ViewRecord };

function findSurface(core: Core, person: Person, where: ActBody['where']): Surface | undefined {
  if (where.kind === 'message') {
    const message = findMessage(core.world, where.channelId, where.ts);
    const conversation = findConversation(core.world, where.channelId);
    return message && conversation && canSee(core.world, person.id, message)
      ? { kind: 'message', message, conversation }
      : undefined;
  }
  const record = where.kind === 'home' ? core.world.homes[person.id] : findModal(core.world, where.viewId);
  return record?.userId === person.id ? { kind: 'view', record } : undefined;
}

const blocksOf = (surface: Surface): Json[] =>
  surface.kind === 'message' ? surface.message.blocks : listAt(surface.record.view, 'blocks');

interface Found {
  readonly block: Json;
  readonly element: Json;
}

function elementIn(
  blocks: readonly Json[],
  isIt: (block: Json, element: Json) => boolean,
): Found | undefined {
  for (const block of withCards(blocks))
    for (const element of elementsOf(block)) if (isIt(block, element)) return { block, element };
  return undefined;
}

/** What was pressed. Drawn anew while the press was on its way, it has another `block_id`, and is the same as long as it says the same. */
function findElement(surface: Surface, blockId: string, actionId: string): Found | undefined {
  const isNamed = (block: Json, element: Json) =>
    block['block_id'] === blockId && element['action_id'] === actionId;
  const now = blocksOf(surface);
  const found = elementIn(now, isNamed);
  if (found) return found;
  const before = elementIn(
    drawnBefore(surface.kind === 'message' ? surface.message : surface.record),
    isNamed,
  );
  return before && elementIn(now, (_, element) => isDeepStrictEqual(element, before.element));
}

/** One entry of `actions`. */
function actionJson(core: Core, blockId: string, element: Json, value: ElementValue): Json {
  const shared = {
    action_id: element['action_id'],
    block_id: blockId,
    action_ts: toTs(core.clock.now() * 1000),
    ...(element['placeholder'] === undefined ? {} : { placeholder: element['placeholder'] }),
    ...(element['confirm'] === undefined ? {} : { confirm: element['confirm'] }),
  };
  if (element['type'] !== 'button') return { ...shared, ...valueOf(element, value) };
  const { text, value: carried, style, url } = element;
  return {
    ...shared,
    type: 'button',
    text,
    ...(carried === undefined ? {} : { value: carried }),
    ...(style === undefined ? {} : { style }),
    ...(url === undefined ? {} : { url }),
  };
}

function surfaceJson(core: Core, person: Person, surface: Surface, inputs: Inputs): Json {
  if (surface.kind === 'view') {
    const { record } = surface;
    record.values = stateOf(listAt(record.view, 'blocks'), inputs, record.values);
    core.changed();
    return {
      container: { type: 'view', view_id: record.id },
      view: viewJson(core, record),
      trigger_id: newTrigger(core, person, {
        view: record.view['type'] === 'modal' ? record : null,
        channelId: record.channelId,
      }),
    };
  }
  const { message, conversation } = surface;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: conversation.id,
      is_ephemeral: message.ephemeralTo !== null,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    channel: { id: conversation.id, name: channelName(conversation) },
    // Of an ephemeral message the app gets no copy.
    ...(message.ephemeralTo === null ? { message: messageJson(core, message) } : {}),
    state: { values: stateOf(message.blocks, inputs, {}) },
    response_url: newResponseUrl(core, {
      kind: 'actions',
      userId: person.id,
      channelId: conversation.id,
      messageTs: message.ts,
    }),
    trigger_id: newTrigger(core, person, { channelId: conversation.id }),
  };
}

/** Tells the app what a person pressed or changed; gives a sentence when that was not possible. */
export async function act(from: Core, person: Person, body: ActBody): Promise<string | undefined> {
  const surface = findSurface(from, person, body.where);
  if (!surface) return 'This is no longer here.';
  // A press on a message is for the installation that posted it.
  const core = surface.kind === 'message' ? asBot(from, surface.message.userId) : from;
  const found = findElement(surface, body.blockId, body.actionId);
  if (!found) return 'This is no longer here.';
  const { block, element } = found;
  const asked = surfaceJson(core, person, surface, body.inputs);
  // Inputs are silent unless the app asked to hear of every change.
  if (block['type'] === 'input' && block['dispatch_action'] !== true) return undefined;
  const delivered = await deliver(core, {
    what: `block_actions ${textAt(element, 'action_id')}`,
    encoding: 'payload',
    payload: {
      type: 'block_actions',
      ...actor(core, person),
      ...asked,
      actions: [actionJson(core, body.blockId, element, body.value)],
    },
  });
  return delivered.kind === 'answer' && delivered.status === 200 ? undefined : TROUBLE;
}

/** Sends the app a payload as it stands, signed as Slack signs: for what no page could press, such as forged buttons. */
export async function sendPayload(core: Core, payload: Json): Promise<number | 'timeout' | 'unreachable'> {
  const delivered = await deliver(core, {
    what: `${textAt(payload, 'type')} (as given)`,
    encoding: 'payload',
    payload: isJson(payload) ? payload : {},
  });
  return delivered.kind === 'answer' ? delivered.status : delivered.kind;
}
