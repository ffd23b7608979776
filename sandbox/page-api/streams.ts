/** The open pages, and what each is told: only what its person may see. */
import type { ServerResponse } from 'node:http';
import type { Core } from '../core.ts';
import type { PushEvent } from '../protocol.ts';
import type { Pages } from './pages.ts';
import { canSee, findPerson } from '../state/find.ts';
import type { Person } from '../state/world.ts';
import { homeView, messageView, openViews } from './shown.ts';
import { clockView, conversationViews, peopleViews } from './snapshot.ts';

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
    faults: () => toThoseWho(() => true, { type: 'faults', faults: core().faults.orders() }),
    clock: () => toThoseWho(() => true, { type: 'clock', clock: clockView(core()) }),
    exchange: (exchange) => toThoseWho(() => true, { type: 'exchange', exchange }),
    toThoseWho,
    close: () => {
      for (const outgoing of open.keys()) outgoing.end();
    },
  };
}
