/** The sandbox as one thing that is started and closed: a small, strict Slack on this machine. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { sendPayload } from './app/actions.ts';
import * as lifecycle from './app/lifecycle.ts';
import { readManifest, type AppSecrets } from './app/manifest.ts';
import { makeCompany } from './company/company.ts';
import type { Core } from './core.ts';
import { makeExchanges } from './exchanges.ts';
import { makeFaults, type Faults } from './faults.ts';
import { isForUs } from './guard.ts';
import { makeJournal } from './journal.ts';
import type { Json } from './json.ts';
import { refreshNextDue } from './page-api/clock.ts';
import { makeSignIns } from './openid/sign-ins.ts';
import { openReceiver } from './page-api/receivers.ts';
import { makePages } from './page-api/streams.ts';
import { makeRouter } from './router.ts';
import { makeClock } from './state/clock.ts';
import { makeSockets } from './socket-mode/sockets.ts';
import { keepWorld, readWorld } from './state/persistence.ts';
import type { Person, World } from './state/world.ts';
import { postScheduled } from './web-api/scheduled.ts';
import { makeLimiter } from './web-api/tiers.ts';
import { refuse } from './web-sockets.ts';

export interface SandboxOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly app: AppSecrets & {
    /** The app's Slack manifest, as JSON; with Socket Mode on, nothing goes to `eventsUrl`. */
    readonly manifest: Json;
    /** The bot's token; a random one when left out. */
    readonly botToken?: string;
  };
  /** Another world than the made-up company. */
  readonly company?: World;
  /** Keeps the world in this file, and starts from it when it exists. */
  readonly dataFile?: string;
  /** Where the app's clock is moved: `GET /next`, `POST /advance`. */
  readonly followerUrl?: string;
  /** Wall time, epoch milliseconds. */
  readonly now?: () => number;
  /** The sandbox's time at its beginning; wall time when left out. */
  readonly startAt?: number;
  /** What the company said is dated by this; what it says after `startAt` is left to whoever plays it. `startAt` when left out. */
  readonly today?: number;
  /** In place of Slack's three seconds, in ms of wall time: to acknowledge, and for a trigger's life. */
  readonly ackMs?: number;
  readonly triggerMs?: number;
  /** From 0 to 1: which calls a fault for a share of them meets. */
  readonly chance?: () => number;
  readonly retryDelaysMs?: readonly number[];
  /** Lets another process order faults under `/control`. */
  readonly control?: boolean;
}

export interface Sandbox {
  readonly url: string;
  readonly botToken: string;
  readonly appToken: string;
  /** Everything the sandbox remembers; to look at, and to change before a test begins. */
  readonly world: World;
  readonly core: Core;
  readonly faults: Faults;
  /** Does what the page does: `POST /page-api/<name>` without HTTP. */
  page(name: string, body: unknown): Promise<Json>;
  /** Sends the app any payload, signed as Slack signs. Gives the HTTP status. */
  sendPayload(payload: Json): Promise<number | 'timeout' | 'unreachable'>;
  /** The token is revoked. @param isTold `false`: the events that say so are lost */
  uninstall(isTold?: boolean): void;
  /** Installs the app again. @returns its new token */
  reinstall(): string;
  shareChannel(channelId: string, teamId: string): void;
  unshareChannel(channelId: string, teamId: string): void;
  deleteChannel(channelId: string, actorId: string): void;
  addPerson(person: Person): void;
  /** Waits until no request to the app is under way, events and their retries included. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const RETRY_DELAYS_MS = [0, 60_000, 300_000];

function makeWorld(options: SandboxOptions, botName: string, wall: () => number): World {
  const kept = options.dataFile === undefined ? undefined : readWorld(options.dataFile);
  if (kept) return kept;
  const at = options.startAt ?? wall();
  const world = options.company ?? makeCompany(at, botName, options.app.botToken, options.today);
  world.clockOffset = at - wall();
  return world;
}

/** Starts a sandbox on 127.0.0.1. Rejects when the port is in use (`EADDRINUSE`). */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const app = readManifest(options.app.manifest, options.app);
  const wall = options.now ?? Date.now;
  const world = makeWorld(options, app.name, wall);
  const install = world.tokens[0];
  if (!install) throw new Error('The company has no token for the app.');
  const persistence = keepWorld(world, options.dataFile);
  const closing = new AbortController();
  let url = '';
  let asking: NodeJS.Timeout | undefined;
  const pages = makePages(() => core);
  const core: Core = {
    world,
    clock: makeClock(world, wall),
    app,
    install,
    codes: new Map(),
    signIns: makeSignIns(),
    revoked: new Map(),
    pages,
    exchanges: makeExchanges((entry) => {
      pages.exchange(entry);
      // What was exchanged may have changed what is due next.
      asking ??= setTimeout(() => {
        asking = undefined;
        void refreshNextDue(core);
      }, 200).unref();
    }),
    journal: makeJournal((lines) => pages.journal(lines)),
    faults: makeFaults(options.chance ?? Math.random, () => pages.faults()),
    limiter: makeLimiter(),
    sockets: makeSockets(app, wall),
    url: () => url,
    ackMs: options.ackMs ?? 3000,
    triggerMs: options.triggerMs ?? 3000,
    retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
    changed: () => persistence.changed(),
    underWay: new Set(),
    movement: { nextDue: null, isMoving: false, isArriving: false },
    followerUrl: options.followerUrl,
    closing: closing.signal,
  };

  let isAsking = false;
  const scheduling = setInterval(() => {
    postScheduled(core);
    // What was due is done by now, and may have needed no exchange: what is due next?
    const { nextDue } = core.movement;
    if (isAsking || nextDue === null || nextDue > core.clock.now()) return;
    isAsking = true;
    void refreshNextDue(core).finally(() => (isAsking = false));
  }, 500).unref();

  const answer = getRequestListener(makeRouter(core, options.control === true).fetch);
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  server.on('upgrade', (incoming, socket, head) => {
    const asked = URL.parse(incoming.url ?? '/', url);
    if (!isForUs(incoming)) refuse(socket, 403);
    else if (asked?.pathname !== '/page-api/events') core.sockets.upgrade(incoming, socket, head);
    else pages.listen(asked.searchParams.get('as') ?? '', incoming, socket, head);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    botToken: install.token,
    appToken: app.appToken,
    world,
    core,
    faults: core.faults,
    page: async (name, body) =>
      (await openReceiver(core, name, body)) ?? { ok: false, message: 'There’s nothing at this address.' },
    sendPayload: (payload) => sendPayload(core, payload),
    uninstall: (isTold = true) => lifecycle.uninstall(core, isTold),
    reinstall: () => lifecycle.reinstall(core),
    shareChannel: (channelId, teamId) => lifecycle.shareChannel(core, channelId, teamId),
    unshareChannel: (channelId, teamId) => lifecycle.unshareChannel(core, channelId, teamId),
    deleteChannel: (channelId, actorId) => lifecycle.deleteChannel(core, channelId, actorId),
    addPerson: (person) => lifecycle.addPerson(core, person),
    idle: async () => {
      while (core.underWay.size > 0) await Promise.allSettled(core.underWay);
    },
    close: async () => {
      closing.abort();
      clearTimeout(asking);
      clearInterval(scheduling);
      pages.close();
      core.sockets.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await Promise.allSettled(core.underWay);
      persistence.close();
    },
  };
}
