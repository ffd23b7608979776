/** One connection of Socket Mode, from Slack's greeting to its end. It does not renew itself: socket.ts does. */
import { SocketModeClient } from '@slack/socket-mode';
import type { Logger } from 'pino';
import { z } from 'zod';
import { late, within } from '../../store/engines/within.ts';
import { failureOf } from '../api/call-outcome.ts';
import { backgroundTimeout } from '../api/clients.ts';
import { slackLogger } from '../log.ts';

export interface Envelope {
  readonly body: unknown;
  readonly retry_num?: number;
  readonly retry_reason?: string;
  /** Goes over the connection that the envelope came by, and rejects when that is gone. */
  readonly ack: (body?: unknown) => Promise<void>;
}

export interface Link {
  /** The app that Slack says these envelopes are of; `null` when it does not say. */
  readonly appId: string | null;
  /** Resolves when Slack has said that it will end the connection soon, or it is gone. It takes envelopes until then. */
  readonly ending: Promise<void>;
  /** Resolves when the connection is gone. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

export interface LinkParts {
  readonly appToken: string;
  readonly slackApiUrl: string;
  readonly log: Logger;
  readonly take: (envelope: Envelope) => void;
}

/** Slack let us in neither now nor, perhaps, later: in words for the operator. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
  /** ms after which Slack wants to be asked again; `null` when it did not say. */
  readonly afterMs: number | null;
  constructor(message: string, afterMs: number | null = null) {
    super(message);
    this.afterMs = afterMs;
  }
}

/** ms in which Slack greets whoever connects. */
const greeting = 10_000;

/** ms given to a goodbye before the connection counts as ended. */
const goodbye = 2_000;

const where = 'api.slack.com/apps, your app, "Basic Information", "App-Level Tokens"';

/** Why there is no connection, from what `apps.connections.open` threw. */
export function whyNoAddress(error: unknown): NotConnected {
  const failure = failureOf(error);
  switch (failure.kind) {
    case 'later':
      return new NotConnected('Slack asks Lore to wait before it connects again.', failure.afterMs);
    case 'refused':
      return new NotConnected(
        failure.error === 'missing_scope'
          ? `SLACK_APP_TOKEN lacks the scope connections:write. Create a new token with it: ${where}.`
          : `Slack refused SLACK_APP_TOKEN (${failure.error}). Copy it again, or create a new one with the scope connections:write: ${where}.`,
      );
    case 'unreached':
    case 'unknown':
      return new NotConnected('Slack didn’t answer. Check the network, and SLACK_API_URL if you set it.');
  }
}

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
  connection_info: z.object({ app_id: z.string().optional() }).optional().catch(undefined),
});

/** Slack's client leaves as soon as it is warned; this one stays until Slack ends the connection, so that another can take over first. */
class StayingClient extends SocketModeClient {
  override emit(...args: Parameters<SocketModeClient['emit']>): boolean {
    const [event, data] = args as readonly unknown[];
    if (event !== 'ws_message' || !isWarning(read(data))) return super.emit(...args);
    return super.emit('warned');
  }

  /**
   * Slack's client calls listeners by the type of an envelope, and of the event in it. An event that lacks one, or is called as something of the
   * client's own, would break it, and with it the process: so it gets to know of no type but those that are about the connection.
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
  const client = new StayingClient({
    appToken: parts.appToken,
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
  let reason: string | undefined;
  client.on('ws_message', (data: unknown) => {
    const said = read(data);
    if (said?.type === 'hello') appId = said.connection_info?.app_id ?? null;
    if (said?.type === 'disconnect') reason = said.reason;
  });
  client.on('slack_event', parts.take);
  const ended = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
  const ending = Promise.race([
    ended,
    new Promise<void>((resolve) => client.once('warned', () => resolve())),
  ]);
  const close = async (): Promise<void> => {
    await within(client.disconnect(), goodbye);
  };
  // The address is asked for first: what Slack says to that is thrown as it is, what happens later is not.
  const started = client.start().then(
    () => 'greeted' as const,
    (error: unknown) => (error === undefined ? ('ended' as const) : Promise.reject(whyNoAddress(error))),
  );
  const outcome = await within(started, backgroundTimeout + greeting);
  if (outcome === 'greeted') return { appId, ending, ended, close };
  if (outcome === late) void close();
  throw whyNotGreeted(reason);
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
