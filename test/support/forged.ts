/** Requests that no page would send: unsigned, misdated, with made-up content, or from somebody who cannot see the button any more. */
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { sign } from '../../sandbox/app/deliver.ts';
import { actor, newResponseUrl, newTrigger } from '../../sandbox/app/parts.ts';
import { elementsOf } from '../../sandbox/blocks/inside.ts';
import type { Json } from '../../sandbox/json.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { findPerson } from '../../sandbox/state/find.ts';
import type { Message, Person, ViewRecord } from '../../sandbox/state/world.ts';
import { messageJson, viewJson } from '../../sandbox/web-api/shapes.ts';
import { signingSecret } from './lore-sandbox.ts';

export interface Sent {
  readonly status: number;
  readonly body: string;
}

/** Sends Lore a request as given. @param over headers instead of the right ones; `null` leaves one out */
export async function sendRaw(
  sandbox: Sandbox,
  body: string,
  over: Readonly<Record<string, string | null>> = {},
  seconds = Math.floor(Date.now() / 1000),
): Promise<Sent> {
  const headers: Record<string, string | null> = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': sign(signingSecret, seconds, body),
    ...over,
  };
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null);
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers: Object.fromEntries(given), agent: false };
    const sending = request(sandbox.core.app.requestUrl, options, (answer) => {
      text(answer).then((said) => resolve({ status: answer.statusCode ?? 0, body: said }), reject);
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

/** A payload of an interaction, rightly signed. */
export function sendPayload(sandbox: Sandbox, payload: Json): Promise<Sent> {
  return sendRaw(sandbox, new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
}

export function sendCommand(sandbox: Sandbox, fields: Readonly<Record<string, string>>): Promise<Sent> {
  return sendRaw(sandbox, commandBody(sandbox, fields));
}

/** The body of a slash command by somebody somewhere. */
export function commandBody(sandbox: Sandbox, fields: Readonly<Record<string, string>>): string {
  const { core } = sandbox;
  const userId = fields['user_id'] ?? 'U0MARA';
  const channelId = fields['channel_id'] ?? 'C0WEBSITE';
  return new URLSearchParams({
    team_id: core.install.teamId,
    user_id: userId,
    channel_id: channelId,
    channel_name: 'channel',
    command: '/retro',
    text: '',
    response_url: newResponseUrl(core, { kind: 'commands', userId, channelId, messageTs: null }),
    trigger_id: newTrigger(core, person(sandbox, userId)),
    ...fields,
  }).toString();
}

/** A press on a button of a message, with any value, by anybody: also by one who does not see the message any more. */
export function pressPayload(
  sandbox: Sandbox,
  userId: string,
  message: Message,
  pressed: { readonly action_id: string; readonly value?: string; readonly [more: string]: unknown },
): Json {
  const { core } = sandbox;
  const about = { kind: 'actions', userId, channelId: message.channelId, messageTs: message.ts } as const;
  return {
    type: 'block_actions',
    ...actor(core, person(sandbox, userId)),
    container: { type: 'message', message_ts: message.ts, channel_id: message.channelId },
    channel: { id: message.channelId, name: 'channel' },
    message: messageJson(core, message),
    response_url: newResponseUrl(core, about),
    trigger_id: newTrigger(core, person(sandbox, userId)),
    actions: [{ type: 'button', block_id: 'b', action_ts: '1', ...pressed }],
  };
}

/** What a button of a message carries. */
export function carriedBy(message: Message, actionId: string): string {
  const element = message.blocks.flatMap(elementsOf).find((each) => each['action_id'] === actionId);
  if (typeof element?.['value'] !== 'string') throw new Error(`there is no button ${actionId}`);
  return element['value'];
}

/** A modal's submission with other values than the page would send. @param values by block, over those that stand there */
export function submissionPayload(
  sandbox: Sandbox,
  userId: string,
  view: ViewRecord,
  values: Json = {},
  over: Json = {},
): Json {
  const { core } = sandbox;
  return {
    type: 'view_submission',
    ...actor(core, person(sandbox, userId)),
    trigger_id: newTrigger(core, person(sandbox, userId), { view }),
    view: { ...viewJson(core, view), state: { values: { ...view.values, ...values } }, ...over },
  };
}

/** `state.values` of one text input. */
export const typed = (name: string, value: string): Json => ({
  [name]: { [name]: { type: 'plain_text_input', value } },
});

function person(sandbox: Sandbox, id: string): Person {
  const found = findPerson(sandbox.world, id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
}
