/** Slack's side of delivery, as far as the outbox can see it: what is really in the conversations, and how calls end. */
import type { View } from '@slack/types';
import type { Clock, Instant } from '../../src/core/clock.ts';
import { channelId } from '../../src/core/ids.ts';
import type { Message } from '../../src/core/post.ts';
import type { Messenger, Outcome } from '../../src/jobs/messenger.ts';

export interface SlackMessage {
  readonly team: string;
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  readonly deliveryId: string;
  readonly at: Instant;
  text: string;
  blocks: readonly unknown[];
  updates: number;
  readonly file?: NonNullable<Message['file']>;
}

/** How a call ends. `lost`: it never arrived; `happened`: it did, but the answer never came. */
export type Fault =
  'lost' | 'happened' | 'unreached' | { readonly refused: string } | { readonly later: number };

export interface FakeSlack {
  readonly messenger: Messenger;
  readonly messages: SlackMessage[];
  readonly homes: { team: string; user: string; view: View }[];
  /** Methods in the order in which they were called. */
  readonly calls: string[];
  /** The next calls of a method end like this, one each. */
  readonly fail: (
    method: 'post' | 'update' | 'remove' | 'removeFile' | 'direct' | 'quietUntil' | 'home' | 'find',
    ...faults: Fault[]
  ) => void;
  /** By conversation, why Slack takes no message and no update there. */
  readonly closed: Map<string, string>;
  /** Until when somebody has Slack keep them undisturbed. */
  readonly quiet: Map<string, number>;
  /** Whether the history scopes were granted. */
  hasHistory: boolean;
  /** What is in a conversation, in order. */
  readonly texts: (channel: string) => string[];
}

export function fakeSlack(clock: Clock): FakeSlack {
  const faults = new Map<string, Fault[]>();
  let sequence = 0;

  const faultOf = (method: string): Fault | undefined => faults.get(method)?.shift();

  /** Runs the effect unless the fault keeps it from happening. */
  const call = (method: string, effect: () => Outcome): Outcome => {
    slack.calls.push(method);
    const fault = faultOf(method);
    if (fault === undefined) return effect();
    if (fault === 'happened') effect();
    if (fault === 'lost' || fault === 'happened') return { kind: 'unknown' };
    if (fault === 'unreached') return { kind: 'unreached' };
    return 'later' in fault
      ? { kind: 'later', afterMs: fault.later }
      : { kind: 'refused', error: fault.refused };
  };

  const show = (message: Message) => ({ text: message.text, blocks: message.blocks });

  const messenger: Messenger = {
    post: async (team, to, message, deliveryId) =>
      call('post', () => {
        const why = slack.closed.get(to.channel);
        if (why !== undefined) return { kind: 'refused', error: why };
        sequence += 1;
        const ts = `${Math.floor(clock.now() / 1000)}.${String(sequence).padStart(6, '0')}`;
        const file = message.file === undefined ? {} : { file: message.file };
        slack.messages.push({
          team,
          ...to,
          ts,
          deliveryId,
          at: clock.now(),
          ...show(message),
          ...file,
          updates: 0,
        });
        return message.file === undefined
          ? { kind: 'done', ts }
          : { kind: 'done', ts: null, file: `F${deliveryId}` };
      }),
    update: async (_team, at, message) =>
      call('update', () => {
        const why = slack.closed.get(at.channel);
        if (why !== undefined) return { kind: 'refused', error: why };
        const found = slack.messages.find((one) => one.channel === at.channel && one.ts === at.ts);
        if (found === undefined) return { kind: 'refused', error: 'message_not_found' };
        Object.assign(found, show(message), { updates: found.updates + 1 });
        return { kind: 'done', ts: at.ts };
      }),
    removeFile: async (_team, file) =>
      call('removeFile', () => {
        const found = slack.messages.findIndex(
          (one) => one.file !== undefined && `F${one.deliveryId}` === file,
        );
        if (found === -1) return { kind: 'refused', error: 'file_not_found' };
        slack.messages.splice(found, 1);
        return { kind: 'done', ts: null };
      }),
    remove: async (_team, at) =>
      call('remove', () => {
        const found = slack.messages.findIndex((one) => one.channel === at.channel && one.ts === at.ts);
        if (found === -1) return { kind: 'refused', error: 'message_not_found' };
        slack.messages.splice(found, 1);
        return { kind: 'done', ts: at.ts };
      }),
    direct: async (_team, user) => {
      const outcome = call('direct', () => ({ kind: 'done', ts: '' }));
      return outcome.kind === 'done' ? { kind: 'open', channel: channelId(`D-${user}`) } : outcome;
    },
    quietUntil: async (_team, user) => {
      const outcome = call('quietUntil', () => ({ kind: 'done', ts: '' }));
      if (outcome.kind === 'later') return outcome;
      const until = slack.quiet.get(user) ?? 0;
      return { kind: 'known', until: until > clock.now() ? until : null };
    },
    home: async (team, user, view) =>
      call('home', () => {
        slack.homes.push({ team, user, view });
        return { kind: 'done', ts: '' };
      }),
    find: async (_team, channel, deliveryId, since, threadTs) => {
      slack.calls.push('find');
      if (faultOf('find') !== undefined) return { kind: 'unknown' };
      if (!slack.hasHistory) return { kind: 'cannot' };
      const found = slack.messages.find(
        (one) =>
          one.channel === channel &&
          one.deliveryId === deliveryId &&
          one.threadTs === threadTs &&
          one.at >= since,
      );
      return found === undefined ? { kind: 'absent' } : { kind: 'found', ts: found.ts };
    },
  };

  const slack: FakeSlack = {
    messenger,
    messages: [],
    homes: [],
    calls: [],
    closed: new Map(),
    quiet: new Map(),
    hasHistory: false,
    fail: (method, ...next) => void faults.set(method, [...(faults.get(method) ?? []), ...next]),
    texts: (channel) => slack.messages.filter((one) => one.channel === channel).map((one) => one.text),
  };
  return slack;
}
