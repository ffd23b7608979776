/** The whole of Lore on SQLite in memory, with a stand-in for Slack, and the ways in which a person acts on it. */
import { pino, type Logger } from 'pino';
import type { Config } from '../../src/config.ts';
import type { Feature } from '../../src/core/feature.ts';
import { createLore, type Lore } from '../../src/lore.ts';
import type { LoreOptions } from '../../src/lore-options.ts';
import { errorFacts } from '../../src/slack/log.ts';
import { inMemory, keysBeside } from './databases.ts';
import { secret, sendSigned, startFakeSlack, team, type FakeSlack, type Sent } from './fake-slack.ts';
import { unhurried } from './unhurried.ts';

export interface LoreUnderTest {
  readonly lore: Lore;
  readonly slack: FakeSlack;
  readonly port: number;
  /** Everything that was logged, as text. */
  readonly logged: () => string;
  command(text: string, more?: Record<string, string>): Promise<Sent>;
  /** Presses a button. @param where parts of the payload: `view`, `channel`, `message`, `team` */
  press(actionId: string, value: string | undefined, where?: Record<string, unknown>): Promise<Sent>;
  submit(
    callbackId: string,
    metadata: string,
    values: Record<string, string>,
    more?: Record<string, unknown>,
  ): Promise<Sent>;
  /** Types into a live field of an open form. */
  type(callbackId: string, metadata: string, field: string, value: string): Promise<Sent>;
  event(event: Record<string, unknown>, more?: Record<string, unknown>): Promise<Sent>;
  interact(payload: Record<string, unknown>): Promise<Sent>;
  stop(): Promise<void>;
}

export async function startLore(
  features: readonly Feature[],
  options: Partial<
    Pick<
      LoreOptions,
      'migrations' | 'requestTimeouts' | 'clock' | 'timeouts' | 'governor' | 'journal' | 'metrics'
    >
  > & {
    /** In place of HTTP: then nothing but `slack.deliver` reaches it. */
    readonly usesSocketMode?: boolean;
    /** Of a fresh database; unless told, one of SQLite in memory. */
    readonly databaseUrl?: string;
    /** With the keys of stored tokens. */
    readonly keyFile?: string;
    /** Whether it does due work by itself, or only when something is to be done at once. */
    readonly runsDueWork?: boolean;
  } = {},
): Promise<LoreUnderTest> {
  const slack = await startFakeSlack();
  const lines: string[] = [];
  const log: Logger = pino(
    { level: 'debug', serializers: { err: errorFacts } },
    { write: (line: string) => void lines.push(line) },
  );
  const databaseUrl = options.databaseUrl ?? inMemory();
  const config: Config = {
    slackBotToken: 'xoxb-test',
    keyFile: options.keyFile ?? null,
    connection:
      options.usesSocketMode === true
        ? { kind: 'socket', appToken: 'xapp-test' }
        : { kind: 'http', signingSecret: secret, port: 0, host: '127.0.0.1' },
    databaseUrl,
    ballotKeys: keysBeside(databaseUrl),
    role: null,
    logLevel: 'debug',
    slackApiUrl: slack.apiUrl,
    proxy: null,
    certificates: null,
  };
  let made = 0;
  const lore = createLore({
    config,
    clock: options.clock ?? { now: () => Date.now() },
    // What is different comes first: references are the beginnings of ids.
    ids: { next: () => `i${++made}x`.padEnd(26, '0') },
    features,
    log,
    requestTimeouts: unhurried,
    ...options,
  });
  const port = (await lore.start({ runsDueWork: options.runsDueWork ?? false })) ?? 0;
  let events = 0;
  let triggers = 0;
  const interact = (payload: Record<string, unknown>) =>
    sendSigned(
      port,
      new URLSearchParams({
        payload: JSON.stringify({
          team: { id: team },
          user: { id: 'UANN', team_id: team },
          trigger_id: `t${++triggers}`,
          ...payload,
        }),
      }).toString(),
    );
  return {
    lore,
    slack,
    port,
    logged: () => lines.join(''),
    interact,
    command: (text, more = {}) => {
      const [command = '', ...rest] = text.split(' ');
      return sendSigned(
        port,
        new URLSearchParams({
          command,
          text: rest.join(' '),
          team_id: team,
          user_id: 'UANN',
          channel_id: 'CONE',
          channel_name: 'one',
          trigger_id: `t${++triggers}`,
          response_url: slack.responseUrl,
          ...more,
        }).toString(),
      );
    },
    press: (actionId, value, where = {}) =>
      interact({
        type: 'block_actions',
        response_url: slack.responseUrl,
        channel: { id: 'CONE', name: 'one' },
        actions: [
          { action_id: actionId, block_id: 'b', type: 'button', ...(value === undefined ? {} : { value }) },
        ],
        ...where,
      }),
    submit: (callbackId, metadata, values, more = {}) =>
      interact({
        type: 'view_submission',
        view: {
          id: 'VFORM',
          type: 'modal',
          callback_id: callbackId,
          private_metadata: metadata,
          state: {
            values: Object.fromEntries(
              Object.entries(values).map(([name, value]) => [name, { [name]: { value } }]),
            ),
          },
        },
        ...more,
      }),
    type: (callbackId, metadata, field, value) =>
      interact({
        type: 'block_actions',
        actions: [{ action_id: field, block_id: field, type: 'plain_text_input', value }],
        view: {
          id: 'VFORM',
          type: 'modal',
          callback_id: callbackId,
          private_metadata: metadata,
          state: { values: { [field]: { [field]: { value } } } },
        },
      }),
    event: (event, more = {}) =>
      sendSigned(
        port,
        JSON.stringify({
          type: 'event_callback',
          team_id: team,
          event_id: `E${++events}`,
          authorizations: [{ team_id: team }],
          event,
          ...more,
        }),
        { json: true },
      ),
    stop: async () => {
      await lore.stop();
      await slack.close();
    },
  };
}
