/** The open pages, and what each is told: only what its person may see. */
import type { ServerResponse } from 'node:http';
import type { KnownBlock, View } from '@slack/types';
import type { Core } from '../core.ts';
import type { ExchangeView, MessageView, OpenView, PushEvent } from '../protocol.ts';
import { SLACKBOT } from '../company/slackbot.ts';
import { canSee, findPerson, repliesOf } from '../state/find.ts';
import type { Message, Person } from '../state/world.ts';
import { clockView, conversationViews, peopleViews } from './snapshot.ts';

export interface Pages {
  /** A page listens as a person until its connection closes. */
  listen(person: Person, outgoing: ServerResponse): void;
  message(message: Message): void;
  conversations(): void;
  people(): void;
  views(userId: string): void;
  home(userId: string): void;
  clock(): void;
  exchange(entry: ExchangeView): void;
  toThoseWho(may: (person: Person) => boolean, event: PushEvent): void;
  /** Ends all streams. */
  close(): void;
}

// Blocks and views were checked when they came in.
const asBlocks = (blocks: unknown): KnownBlock[] => blocks as KnownBlock[];
const asView = (view: unknown): View => view as View;

/** A message as the page shows it. */
export function messageView(core: Core, message: Message): MessageView {
  const isBot = message.userId === core.install.botUserId;
  const author = isBot ? core.app.name : message.userId === SLACKBOT ? 'Slackbot' : undefined;
  return {
    ts: message.ts,
    channelId: message.channelId,
    userId: isBot ? null : message.userId,
    author: author ?? findPerson(core.world, message.userId)?.realName ?? message.userId,
    isBot: author !== undefined,
    text: message.text,
    blocks: asBlocks(message.blocks),
    threadTs: message.threadTs,
    replyCount: message.threadTs === null ? repliesOf(core.world, message.channelId, message.ts).length : 0,
    isEdited: message.editedTs !== null,
    isEphemeral: message.ephemeralTo !== null,
    isBroadcast: message.isThreadBroadcast,
  };
}

/** A person's open modals, topmost last. */
export const openViews = (core: Core, userId: string): OpenView[] =>
  core.world.modals
    .filter((modal) => modal.userId === userId)
    .map(({ id, hash, view }) => ({ id, hash, view: asView(view), appName: core.app.name }));

/** A person's Home as published last. */
export function homeView(core: Core, userId: string): { view: View | null; hash: string } {
  const record = core.world.homes[userId];
  return { view: record ? asView(record.view) : null, hash: record?.hash ?? '' };
}

/** No pages yet. `core` is asked for when something is to be told. */
export function makePages(core: () => Core): Pages {
  const open = new Map<ServerResponse, string>();

  const write = (outgoing: ServerResponse, { type, ...rest }: PushEvent): void => {
    outgoing.write(`event: ${type}\ndata: ${JSON.stringify(rest)}\n\n`);
  };
  const toEach = (make: (person: Person) => PushEvent | undefined): void => {
    for (const [outgoing, id] of open) {
      const person = findPerson(core().world, id);
      const event = person && make(person);
      if (event) write(outgoing, event);
    }
  };
  const toThoseWho: Pages['toThoseWho'] = (may, event) =>
    toEach((person) => (may(person) ? event : undefined));
  const toOne = (userId: string, event: PushEvent): void => toThoseWho(({ id }) => id === userId, event);
  const conversations = (): void =>
    toEach((person) => ({ type: 'conversations', conversations: conversationViews(core(), person) }));

  return {
    listen: (person, outgoing) => {
      outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      outgoing.write(': listening\n\n');
      open.set(outgoing, person.id);
      const beat = setInterval(() => outgoing.write(': still here\n\n'), 15_000).unref();
      outgoing.on('close', () => {
        clearInterval(beat);
        open.delete(outgoing);
      });
    },
    message: (message) => {
      if (open.size === 0) return;
      const event: PushEvent = { type: 'message', message: messageView(core(), message) };
      toThoseWho((person) => canSee(core().world, person.id, message), event);
      conversations();
    },
    conversations,
    people: () => toThoseWho(() => true, { type: 'people', people: peopleViews(core()) }),
    views: (userId) => toOne(userId, { type: 'views', views: openViews(core(), userId) }),
    home: (userId) => toOne(userId, { type: 'home', ...homeView(core(), userId) }),
    clock: () => toThoseWho(() => true, { type: 'clock', clock: clockView(core()) }),
    exchange: (exchange) => toThoseWho(() => true, { type: 'exchange', exchange }),
    toThoseWho,
    close: () => {
      for (const outgoing of open.keys()) outgoing.end();
    },
  };
}
