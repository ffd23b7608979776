/** Slack's side of delivery, as far as the outbox can see it: what is really in the conversations, and how calls end. */
import type { View } from '@slack/types';
import type { Clock, Instant } from '../../src/core/clock.ts';
import { channelId } from '../../src/core/ids.ts';
import type { LinkPreview } from '../../src/core/link-preview.ts';
import type { Message } from '../../src/core/post.ts';
import type { Messenger, Outcome, Outgoing } from '../../src/jobs/messenger.ts';

export interface SlackMessage {
  readonly team: string;
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  readonly deliveryId: string;
  readonly marks: readonly string[];
  readonly at: Instant;
  text: string;
  blocks: readonly unknown[];
  updates: number;
  readonly file?: NonNullable<Outgoing['file']>;
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
    method:
      | 'post'
      | 'update'
      | 'preview'
      | 'remove'
      | 'announceFile'
      | 'sendFile'
      | 'removeFile'
      | 'direct'
      | 'quietUntil'
      | 'home'
      | 'find',
    ...faults: Fault[]
  ) => void;
  /** What stands below messages, by their `ts`. */
  readonly below: Map<string, readonly LinkPreview[]>;
  /** Files that were uploaded for messages to show. */
  readonly files: { readonly file: string; readonly bytes: string; readonly readyAt: Instant }[];
  /** How long Slack processes a file until a message can show it, in ms. */
  processing: number;
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

  const show = (message: Pick<Message, 'text' | 'blocks'>) => ({
    text: message.text,
    blocks: message.blocks,
  });

  const messenger: Messenger = {
    post: async (team, to, message, deliveryId, marks) =>
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
          marks,
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
        const shown = filesIn(message.blocks);
        const isReady = (file: string) =>
          slack.files.some((one) => one.file === file && one.readyAt <= clock.now());
        if (!shown.every(isReady)) return { kind: 'refused', error: 'invalid_blocks' };
        const found = slack.messages.find((one) => one.channel === at.channel && one.ts === at.ts);
        if (found === undefined) return { kind: 'refused', error: 'message_not_found' };
        Object.assign(found, show(message), { updates: found.updates + 1 });
        return { kind: 'done', ts: at.ts };
      }),
    preview: async (_team, at, previews) =>
      call('preview', () => {
        slack.below.set('ts' in at ? at.ts : at.unfurlId, previews);
        return { kind: 'done', ts: 'ts' in at ? at.ts : null };
      }),
    announceFile: async () => {
      const outcome = call('announceFile', () => ({ kind: 'done', ts: null }));
      sequence += 1;
      const file = `F${sequence}`;
      return outcome.kind === 'done' ? { kind: 'announced', file, url: `https://upload/${file}` } : outcome;
    },
    sendFile: async (_team, { file }, _title, content) =>
      call('sendFile', () => {
        const bytes = new TextDecoder().decode(content);
        slack.files.push({ file, bytes, readyAt: clock.now() + slack.processing });
        return { kind: 'done', ts: null, file };
      }),
    removeFile: async (_team, file) =>
      call('removeFile', () => {
        const at = slack.files.findIndex((one) => one.file === file);
        if (at !== -1) {
          slack.files.splice(at, 1);
          return { kind: 'done', ts: null };
        }
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
    find: async (_team, channel, { id, mark }, since, threadTs) => {
      slack.calls.push('find');
      if (faultOf('find') !== undefined) return { kind: 'unknown' };
      if (!slack.hasHistory) return { kind: 'cannot' };
      const found = slack.messages.find(
        (one) =>
          one.channel === channel &&
          (one.deliveryId === id || (mark !== null && one.marks.includes(mark))) &&
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
    below: new Map(),
    files: [],
    processing: 0,
    closed: new Map(),
    quiet: new Map(),
    hasHistory: false,
    fail: (method, ...next) => void faults.set(method, [...(faults.get(method) ?? []), ...next]),
    texts: (channel) => slack.messages.filter((one) => one.channel === channel).map((one) => one.text),
  };
  return slack;
}

/** The files that a message's image blocks show. */
export const filesIn = (blocks: readonly unknown[]): string[] =>
  blocks.flatMap((block) => {
    const { slack_file: file } = block as { slack_file?: { id: string } };
    return file === undefined ? [] : [file.id];
  });

/** Stands for drawing: the bytes are the chart's JSON. */
export const fakeRender = async (chart: unknown): Promise<Uint8Array> =>
  new TextEncoder().encode(JSON.stringify(chart));
