/** Bolt, wired once: one door for everything Slack sends. Which listener it is for is found in our own registry, since Bolt runs every match. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { App } from '@slack/bolt';
import type { TeamId } from '../core/ids.ts';
import type { Store } from '../store/store.ts';
import { answer, patience as usualPatience, type Ack, type Patience } from './answer.ts';
import type { Clients } from './clients.ts';
import { houseCopy } from './copy.ts';
import { isDatedRight } from './dated.ts';
import { decide, sentenceMessage, type DecideParts, type Decision } from './decide.ts';
import { readDeed } from './deed.ts';
import { httpReceiver } from './http-receiver.ts';
import { inTurn } from './in-turn.ts';
import { errorFacts, slackLogger } from './log.ts';
import { slackPath } from './manifest.ts';
import { readPayload, type EventPayload, type Payload } from './payloads.ts';
import { ephemeral } from './show.ts';
import { whichWorkspace } from './which-workspace.ts';

export interface AppParts extends DecideParts {
  readonly store: Pick<Store, 'transact' | 'workspaces' | 'workspaceSettings'>;
  readonly signingSecret: string;
  readonly clients: Clients;
  /** Stores an event, before it is acknowledged. */
  readonly takeIn: (team: TeamId, event: EventPayload) => Promise<void>;
  readonly patience?: Patience;
}

export interface SlackApp {
  /** @returns the port. @throws `EADDRINUSE` */
  listen(port: number, host: string): Promise<number>;
  /** Takes no more requests, and waits for what is being worked. */
  close(): Promise<void>;
}

export function makeApp(parts: AppParts): SlackApp {
  const logger = slackLogger(parts.log);
  const receiver = httpReceiver(parts);
  const app = new App({
    receiver,
    logger,
    // Bolt makes a client for every payload; ours are in clients.ts, and this one calls nothing.
    clientOptions: { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    // Which workspace a payload is for is decided in one place (which-workspace.ts), and calls go through our own clients.
    authorize: async () => ({}),
    ignoreSelf: false,
    convoStore: false,
  });
  const find = (team: TeamId) => parts.store.workspaces.find(team);
  const people = inTurn();
  const running = new Set<Promise<void>>();
  const answering = { ids: parts.ids, log: parts.log, patience: parts.patience ?? usualPatience };

  app.use(async (args) => {
    const payload = readPayload(args.body);
    const ack: Ack = async (body) => {
      // Bolt's types know each kind of body; ours are made for the kind at hand.
      if ('ack' in args) await (args.ack as Ack)(body);
    };
    const team = await whichWorkspace(payload, async (id) => (await find(id)) !== null);
    if (payload.kind === 'event') {
      // An event of a workspace that never was ours is of no use, and Slack need not repeat it.
      if (team !== null) await parts.takeIn(team, payload.body);
      return;
    }
    if (team === null || (await find(team))?.removedAt !== null) return ack(notInstalled(payload));
    let whenAcked: () => void = () => undefined;
    const acked = new Promise<void>((resolve) => (whenAcked = resolve));
    const ackOnce: Ack = async (body) => {
      await ack(body);
      whenAcked();
    };
    const work = serve(team, payload, ackOnce).finally(whenAcked);
    running.add(work);
    void work.finally(() => running.delete(work));
    // The answer to Slack leaves when this returns; what takes longer goes on by itself.
    await acked;
  });

  const serve = async (team: TeamId, payload: Payload, ack: Ack): Promise<void> => {
    const deed = readDeed(payload, parts.registry);
    if (deed === null) return ack();
    try {
      const client = await parts.clients.interactive(team);
      const shower = {
        client,
        place: deed.place,
        triggerId: deed.triggerId,
        say: houseCopy.in('en', 'UTC'),
      };
      // One after the other, from deciding to showing; but each has its own three seconds from its own arrival.
      const decision = Promise.withResolvers<Decision>();
      const turn = people.run(`${team} ${deed.user}`, async () => {
        decision.resolve(await decide(parts, team, deed));
        await answered;
      });
      const answered = answer(answering, deed, shower, decision.promise, ack);
      await Promise.all([turn, answered]);
    } catch (error) {
      parts.log.error(
        { team, user: deed.user, what: deed.what, error: errorFacts(error) },
        'could not be answered',
      );
      await ack().catch((again: unknown) => {
        parts.log.warn({ error: errorFacts(again) }, 'was acknowledged already');
      });
    }
  };

  const server = createServer((request, response) => {
    receive(request, response);
  });
  const open = new Set<ServerResponse>();
  const receive = (request: IncomingMessage, response: ServerResponse): void => {
    open.add(response);
    response.once('close', () => open.delete(response));
    const path = (request.url ?? '').split('?')[0];
    if (request.method !== 'POST' || path !== slackPath) {
      refuse(response, path === '/' ? 200 : 404);
      return;
    }
    if (!isDatedRight(request.headers['x-slack-request-timestamp'], Date.now())) {
      parts.log.warn({}, 'a request without a right date was refused');
      refuse(response, 401);
      return;
    }
    void receiver.take(request, response);
  };

  return {
    listen: (port, host) => listen(server, port, host),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all([...open].map((response) => once(response, 'close')));
      await Promise.all(running);
      server.closeAllConnections();
      await closed;
    },
  };
}

function notInstalled(payload: Payload): object | undefined {
  if (payload.kind !== 'command') return undefined;
  return ephemeral(sentenceMessage(houseCopy.in('en', 'UTC').mrkdwn('notInstalled')));
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
