/** A page asks for the stream of what happens: a WebSocket, since a browser grants one host six other connections, and every tab is a person. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Core } from '../core.ts';
import { hasOurOrigin } from '../guard.ts';
import { findPerson } from '../state/find.ts';

/** Lets a page listen at `/page-api/events?as=U…`. Gives `false` for any other address, which is then somebody else's. */
export function letPageListen(core: Core, incoming: IncomingMessage, socket: Duplex, head: Buffer): boolean {
  const url = new URL(incoming.url ?? '/', core.url());
  if (url.pathname !== '/page-api/events') return false;
  const person = findPerson(core.world, url.searchParams.get('as') ?? '');
  if (hasOurOrigin(incoming) && person && !person.isBot) core.pages.listen(person, incoming, socket, head);
  else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  return true;
}
