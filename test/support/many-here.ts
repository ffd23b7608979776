/** Lore for many workspaces, on a small Slack, and the browser of whoever installs it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { features } from '../../src/features.ts';
import { createLore, type Lore } from '../../src/lore.ts';
import { errorFacts } from '../../src/slack/log.ts';
import { newKey, writeKeys } from '../../src/store/settings/key-file.ts';
import type { TestEngine } from './databases.ts';
import { drawnIds } from './drawn-ids.ts';
import { secret, sendSigned, type Sent } from './fake-slack.ts';
import { type Chosen, client, type OauthSlack, startOauthSlack } from './oauth-slack.ts';
import { unhurried } from './unhurried.ts';

export interface ManyHere {
  readonly slack: OauthSlack;
  /** One for each process. */
  readonly lores: readonly Lore[];
  /** The first. */
  readonly lore: Lore;
  readonly ports: readonly number[];
  /** Of the database. */
  readonly url: string;
  readonly logged: () => string;
  /** Lore's wall clock goes on by so many ms. */
  readonly pass: (ms: number) => void;
  /** A browser, which keeps its cookies. @param at which process */
  browser(at?: number): Browser;
  /** Installs it as somebody does in their browser. @param headers what it or a proxy sends along at the end @returns the last page */
  install(chosen: Chosen, headers?: Readonly<Record<string, string>>): Promise<Page>;
  /** An event, as Slack sends it. @param envelope what stands around it */
  event(event: Readonly<Record<string, unknown>>, envelope: Readonly<Record<string, unknown>>): Promise<Sent>;
  command(team: string, more?: Readonly<Record<string, string>>): Promise<Sent>;
  close(): Promise<void>;
}

export interface Page {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

export interface Browser {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Page>;
  post(path: string, form: Readonly<Record<string, string>>): Promise<Page>;
  /** Presses “Add to Slack”. @returns the state with which Slack is opened */
  begin(): Promise<string>;
}

/** @param options.processes how many share the database; `stored`: ms for which somebody who installs it waits for the database */
export async function startManyHere(
  engine: TestEngine,
  options: {
    readonly processes?: number;
    readonly contact?: string;
    readonly path?: string;
    readonly stored?: number;
  } = {},
): Promise<ManyHere> {
  const { processes = 1, contact, path = '', stored = unhurried.stored } = options;
  const slack = await startOauthSlack();
  const database = await engine.fresh();
  const folder = mkdtempSync(join(tmpdir(), 'lore-many-'));
  const keyFile = join(folder, 'lore.key');
  const [id, key] = newKey(Date.now());
  writeKeys(keyFile, { current: id, keys: new Map([[id, key]]) });
  const lines: string[] = [];
  const log = pino(
    { level: 'debug', serializers: { err: errorFacts } },
    { write: (line: string) => void lines.push(line) },
  );
  let passed = 0;
  const config = readConfig({
    SLACK_CLIENT_ID: client.id,
    SLACK_CLIENT_SECRET: client.secret,
    SLACK_SIGNING_SECRET: secret,
    LORE_ADDRESS: `https://lore.example.org${path}`,
    LORE_KEY_FILE: keyFile,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: database.url,
    PORT: '0',
    ...(contact === undefined ? {} : { LORE_CONTACT: contact }),
  });
  const lores = Array.from({ length: processes }, () =>
    createLore({
      config,
      clock: { now: () => Date.now() + passed },
      wall: () => Date.now() + passed,
      ids: drawnIds(),
      features,
      log,
      requestTimeouts: { ...unhurried, stored },
    }),
  );
  const ports: number[] = [];
  for (const lore of lores) ports.push((await lore.start({ runsDueWork: false })) ?? 0);
  const [lore] = lores;
  if (lore === undefined) throw new Error('there is no process');
  const portAt = (at: number) => ports[at] ?? 0;

  const browser = (at = 0): Browser => {
    const cookies = new Map<string, string>();
    const ask = async (to: string, init: RequestInit): Promise<Page> => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(`http://127.0.0.1:${portAt(at)}${to}`, {
        redirect: 'manual',
        ...init,
        headers: { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) },
      });
      for (const set of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
        if (set.includes('Expires=Thu, 01 Jan 1970')) cookies.delete(name);
        else cookies.set(name, value);
      }
      return { status: response.status, text: await response.text(), headers: response.headers };
    };
    const made: Browser = {
      cookies,
      get: (to, headers = {}) => ask(to, { headers: { ...headers } }),
      post: (to, form) => ask(to, { method: 'POST', body: new URLSearchParams(form) }),
      begin: async () => {
        const { headers } = await made.get(`${path}/slack/install`);
        return new URL(headers.get('location') ?? '').searchParams.get('state') ?? '';
      },
    };
    return made;
  };

  let events = 0;
  let triggers = 0;
  return {
    slack,
    lores,
    lore,
    ports,
    url: database.url,
    logged: () => lines.join(''),
    pass: (ms) => {
      passed += ms;
    },
    browser,
    install: async (chosen, headers) => {
      const mine = browser();
      const state = await mine.begin();
      const query = new URLSearchParams({ code: slack.code(chosen), state });
      return mine.get(`${path}/slack/oauth_redirect?${query.toString()}`, headers);
    },
    event: (event, envelope) =>
      sendSigned(
        portAt(0),
        JSON.stringify({ type: 'event_callback', event_id: `E${++events}`, event, ...envelope }),
        { json: true },
      ),
    command: (team, more = {}) =>
      sendSigned(
        portAt(0),
        new URLSearchParams({
          command: '/lore',
          text: 'help',
          team_id: team,
          user_id: 'UANN',
          channel_id: `C${team}`,
          channel_name: 'own',
          trigger_id: `t${++triggers}`,
          response_url: 'http://127.0.0.1:9/',
          ...more,
        }).toString(),
      ),
    close: async () => {
      for (const each of lores) await each.stop();
      await slack.close();
      await database.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
