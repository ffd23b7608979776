/** One Socket Mode connection, from Slack's greeting to its end. socket.ts renews it. */
import { SocketModeClient } from '@slack/socket-mode';
import type { Logger } from 'pino';
import { EnvHttpProxyAgent } from 'undici';
import { z } from 'zod';
import type { Proxy } from '../../config.ts';
import { late, within } from '../../store/engines/within.ts';
import { backgroundTimeout } from '../api/clients.ts';
import { slackLogger } from '../log.ts';
import { NotConnected, whyNoAddress } from './not-connected.ts';

export interface Envelope {
  readonly body: unknown;
  readonly retry_num?: number;
  readonly retry_reason?: string;
  /** Answers over the envelope's own connection, and rejects if that is gone. */
  readonly ack: (body?: unknown) => Promise<void>;
}

export interface Link {
  /** The app that Slack says these envelopes belong to; `null` if it does not say. */
  readonly appId: string | null;
  /** How many connections the app has now, this one included; `null` if Slack does not say. */
  readonly connections: number | null;
  /** Resolves when Slack announces that it will end the connection, or it is gone. Envelopes arrive until then. */
  readonly ending: Promise<void>;
  /** Resolves when the connection is gone. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

export interface LinkParts {
  readonly appToken: string;
  readonly slackApiUrl: string;
  readonly proxy: Proxy | null;
  readonly log: Logger;
  readonly take: (envelope: Envelope) => void;
}

/** ms within which Slack greets a new connection. */
const greeting = 10_000;

/** ms given to a goodbye before the connection counts as ended. */
const goodbye = 2_000;

/** Why Slack ended a connection instead of greeting us. */
function whyNotGreeted(reason: string | undefined): NotConnected {
  if (reason === 'link_disabled')
    return new NotConnected(
      'Socket Mode is turned off for this app. Turn it on: api.slack.com/apps, your app, "Socket Mode".',
    );
  if (reason === 'too_many_websockets')
    return new NotConnected(
      'This app already has as many connections as Slack allows. Stop another Lore that uses it.',
    );
  return new NotConnected(
    'Slack didn’t open the Socket Mode connection. Check the network and any proxy in between.',
  );
}

const message = z.looseObject({
  type: z.string().catch(''),
  reason: z.string().optional().catch(undefined),
  num_connections: z.number().optional().catch(undefined),
  connection_info: z.object({ app_id: z.string().optional() }).optional().catch(undefined),
});

/** Slack's client disconnects as soon as it is warned; this one stays until Slack ends the connection, so that another can take over first. */
class StayingClient extends SocketModeClient {
  override emit(...args: Parameters<SocketModeClient['emit']>): boolean {
    const [event, data] = args as readonly unknown[];
    if (event !== 'ws_message' || !isWarning(read(data))) return super.emit(...args);
    return super.emit('warned');
  }

  /**
   * Slack's client emits an envelope's type, and its event's type, as event names. A missing type, or one the client uses itself, would crash the
   * process, so it sees only the types that concern the connection.
   */
  protected override async onWebSocketMessage(data: string | ArrayBuffer): Promise<void> {
    const said = read(data);
    if (said === null) return;
    const isOfConnection = said.type === 'hello' || said.type === 'disconnect';
    const known = isOfConnection ? said : { ...said, type: 'envelope' };
    await super.onWebSocketMessage(JSON.stringify(known), false);
  }
}

/** @throws NotConnected */
export async function connect(parts: LinkParts): Promise<Link> {
  const way = wayThrough(parts.proxy);
  const client = new StayingClient({
    appToken: parts.appToken,
    ...(way === undefined ? {} : { dispatcher: way }),
    autoReconnectEnabled: false,
    logger: slackLogger(parts.log),
    clientOptions: {
      slackApiUrl: parts.slackApiUrl,
      timeout: backgroundTimeout,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    },
  });
  let appId: string | null = null;
  let connections: number | null = null;
  let reason: string | undefined;
  client.on('ws_message', (data: unknown) => {
    const said = read(data);
    if (said?.type === 'hello') {
      appId = said.connection_info?.app_id ?? null;
      connections = said.num_connections ?? null;
    }
    if (said?.type === 'disconnect') reason = said.reason;
  });
  client.on('slack_event', parts.take);
  const ended = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
  void ended.then(() => way?.destroy());
  const ending = Promise.race([
    ended,
    new Promise<void>((resolve) => client.once('warned', () => resolve())),
  ]);
  const close = async (): Promise<void> => {
    await within(client.disconnect(), goodbye);
  };
  // The address is requested first: Slack's answer to that is thrown as it is, later errors are not.
  const started = client.start().then(
    () => 'greeted' as const,
    (error: unknown) => (error === undefined ? ('ended' as const) : Promise.reject(whyNoAddress(error))),
  );
  const outcome = await within(started, backgroundTimeout + greeting);
  if (outcome === 'greeted') return { appId, connections, ending, ended, close };
  if (outcome === late) void close();
  throw whyNotGreeted(reason);
}

/** Slack's client opens its connection past what `fetch` goes through. */
function wayThrough(proxy: Proxy | null): EnvHttpProxyAgent | undefined {
  if (proxy === null) return undefined;
  return new EnvHttpProxyAgent({ httpProxy: '', httpsProxy: proxy.url, noProxy: proxy.except });
}

const isWarning = (said: z.infer<typeof message> | null): boolean =>
  said?.type === 'disconnect' && said.reason === 'warning';

function read(data: unknown): z.infer<typeof message> | null {
  if (typeof data !== 'string') return null;
  try {
    return message.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}
