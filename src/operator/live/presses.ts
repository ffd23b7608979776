/** A Socket Mode connection of its own, over which presses on its own buttons arrive. Everything else stays unanswered, so that Slack sends it again where it can. */
import { second } from '#core/clock.ts';
import { ConfigError } from '../../config.ts';
import { connect, type Envelope, type LinkParts } from '../../slack/receivers/socket-connection.ts';
import { Refused } from './refused.ts';
import { listAt, textAt } from './read.ts';

type Wait = (ms: number) => Promise<void>;

export interface Presses {
  /** The trigger of the next press. @param ms until it counts as not pressed. @throws Refused */
  next(action: string, wait: Wait, ms: number): Promise<string>;
  /** Resolves when a form is sent. @throws Refused */
  sent(callback: string, wait: Wait, ms: number): Promise<void>;
  close(): Promise<void>;
}

/** @throws NotConnected, ConfigError when another Lore is connected: presses would go to either */
export async function listen(parts: Omit<LinkParts, 'take'>): Promise<Presses> {
  const heard: unknown[] = [];
  const take = ({ body, ack }: Envelope) => {
    if (!isOurs(body)) return;
    void ack(textAt(body, 'type') === 'view_submission' ? { response_action: 'clear' } : undefined);
    heard.push(body);
  };
  const link = await connect({ ...parts, take });
  if (link.connections !== null && link.connections > 1) {
    await link.close();
    throw new ConfigError(
      'Another Lore is connected to this app, and Slack sends each press to one of the two. Stop it, or leave out --press.',
    );
  }
  const until = async (is: (body: unknown) => boolean, wait: Wait, ms: number): Promise<unknown> => {
    for (let left = ms; left > 0; left -= second / 4) {
      const index = heard.findIndex(is);
      if (index !== -1) return heard.splice(index, 1)[0];
      await wait(second / 4);
    }
    throw new Refused('nobody pressed');
  };
  const isPress = (action: string) => (body: unknown) =>
    listAt(body, 'actions').some((one) => textAt(one, 'action_id') === action);
  return {
    next: async (action, wait, ms) => textAt(await until(isPress(action), wait, ms), 'trigger_id'),
    sent: async (callback, wait, ms) => {
      await until(
        (body) =>
          textAt(body, 'view', 'callback_id') === callback && textAt(body, 'type') === 'view_submission',
        wait,
        ms,
      );
    },
    close: () => link.close(),
  };
}

const isOurs = (body: unknown): boolean =>
  textAt(body, 'view', 'callback_id').startsWith('lore_live.') ||
  listAt(body, 'actions').some((one) => textAt(one, 'action_id').startsWith('lore_live.'));
