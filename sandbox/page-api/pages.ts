/** How the rest of the sandbox tells the open pages of a change. */
import type { ServerResponse } from 'node:http';
import type { ExchangeView, PushEvent } from '../protocol.ts';
import type { Message, Person } from '../state/world.ts';

export interface Pages {
  /** A page listens as a person until its connection closes. */
  listen(person: Person, outgoing: ServerResponse): void;
  message(message: Message): void;
  conversations(): void;
  people(): void;
  views(userId: string): void;
  home(userId: string): void;
  clock(): void;
  faults(): void;
  exchange(entry: ExchangeView): void;
  toThoseWho(may: (person: Person) => boolean, event: PushEvent): void;
  /** Ends all streams. */
  close(): void;
}
