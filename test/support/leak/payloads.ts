/** What Slack sends when somebody does something, as far as Lore reads it. */
import type { Action } from '../../../src/core/kit/action.ts';
import type { Modal, RawInput } from '../../../src/core/kit/modal.ts';

let triggers = 0;
const trigger = () => ({ trigger_id: `TRIGGER${(triggers += 1)}`, response_url: 'http://127.0.0.1/none' });

export function typed(team: string, user: string, channel: string, command: string, text = ''): object {
  return {
    command,
    text,
    team_id: team,
    user_id: user,
    channel_id: channel,
    channel_name: 'x',
    ...trigger(),
  };
}

/** A button in a message, whether or not it was ever drawn for this person. */
export function pressed<Value>(team: string, user: string, action: Action<Value>, value: Value): object {
  return pressedAs(team, user, action.actionId, JSON.stringify(value));
}

/** A button as it was drawn. */
export function pressedAs(team: string, user: string, actionId: string, value: string | undefined): object {
  return {
    type: 'block_actions',
    team: { id: team },
    user: { id: user },
    actions: [{ action_id: actionId, ...(value === undefined ? {} : { value }) }],
    ...trigger(),
  };
}

/** A shortcut in the menu of a message that somebody wrote. @param ts of the message */
export function usedOn(
  team: string,
  user: string,
  channel: string,
  shortcut: string,
  message: { readonly user: string; readonly ts: string },
): object {
  return {
    type: 'message_action',
    callback_id: shortcut,
    team: { id: team, domain: 'lindgrove' },
    user: { id: user },
    channel: { id: channel, name: 'x' },
    message: { ...message, text: 'what they said' },
    message_ts: message.ts,
    ...trigger(),
  };
}

/** @param key under which a modal's submission is taken once */
export function submitted<Metadata>(
  team: string,
  user: string,
  modal: Modal<Metadata>,
  metadata: Metadata,
  fields: Readonly<Record<string, RawInput>>,
  key: string,
): object {
  const values = Object.fromEntries(Object.entries(fields).map(([name, raw]) => [name, { [name]: raw }]));
  return {
    type: 'view_submission',
    team: { id: team },
    user: { id: user },
    ...trigger(),
    view: {
      id: 'V1',
      type: 'modal',
      callback_id: modal.callbackId,
      private_metadata: JSON.stringify({ k: key, m: metadata }),
      state: { values },
    },
  };
}
