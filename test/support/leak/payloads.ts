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
  return {
    type: 'block_actions',
    team: { id: team },
    user: { id: user },
    actions: [{ action_id: action.actionId, value: JSON.stringify(value) }],
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
