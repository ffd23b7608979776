/** The open pages, and what each is told: only what its person may see. */
import type { WebSocket } from 'ws';
import type { Core } from '../core.ts';
import { hasOurOrigin } from '../guard.ts';
import type { PushEvent } from '../protocol.ts';
import type { Pages } from './pages.ts';
import { canSee, findPerson } from '../state/find.ts';
import { makeWebSockets, refuse } from '../web-sockets.ts';
import type { Person } from '../state/world.ts';
import { homeView, messageView, openViews } from './shown.ts';
import { asIn } from '../oauth/installs.ts';
import { clockView, conversationViews, peopleViews } from './snapshot.ts';

/** No pages yet. `core` is asked for when something is to be told. */
export function makePages(core: () => Core): Pages {
  const webSockets = makeWebSockets();
  const open = new Map<WebSocket, string>();

  const toEach = (make: (person: Person) => PushEvent | undefined): void => {
    for (const [page, id] of open) {
      const person = findPerson(core().world, id);
      const event = person && make(person);
      if (event) page.send(JSON.stringify(event));
    }
  };
  const toThoseWho: Pages['toThoseWho'] = (may, event) =>
    toEach((person) => (may(person) ? event : undefined));
  const toOne = (userId: string, event: PushEvent): void => toThoseWho(({ id }) => id === userId, event);
  const conversations = (): void =>
    toEach((person) => ({
      type: 'conversations',
      conversations: conversationViews(asIn(core(), person.teamId), person),
    }));

  return {
    listen: (as, incoming, socket, head) => {
      const person = findPerson(core().world, as);
      if (!hasOurOrigin(incoming) || !person || person.isBot) {
        refuse(socket, 403);
        return;
      }
      webSockets.accept(incoming, socket, head, (page) => {
        open.set(page, person.id);
        const beat = setInterval(() => page.ping(), 15_000).unref();
        page.on('close', () => {
          clearInterval(beat);
          open.delete(page);
        });
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
    journal: (lines) => toThoseWho(() => true, { type: 'journal', lines }),
    toThoseWho,
    close: () => webSockets.cut(),
  };
}
