/** How the rest of the sandbox tells the open pages of a change. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExchangeView, JournalView, PushEvent } from '../protocol.ts';
import type { Message, Person } from '../state/world.ts';

export interface Pages {
  /**
   * A page of ours listens as a person of the company until its connection closes; anyone else is refused. Over a WebSocket, since a
   * browser grants one host six other connections, and every tab is a person.
   */
  listen(as: string, incoming: IncomingMessage, socket: Duplex, head: Buffer): void;
  message(message: Message): void;
  conversations(): void;
  people(): void;
  views(userId: string): void;
  home(userId: string): void;
  clock(): void;
  faults(): void;
  exchange(entry: ExchangeView): void;
  journal(lines: readonly JournalView[]): void;
  toThoseWho(may: (person: Person) => boolean, event: PushEvent): void;
  /** Ends all streams. */
  close(): void;
}
