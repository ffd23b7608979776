/**
 * Lore against local-slack, a Slack that we did not write: both in a network of their own, since local-slack listens on every address.
 * Prints, as one line of JSON, what a person of that workspace has seen.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pino } from 'pino';
import { WebSocket } from 'undici';
import { elementsOf } from '../../sandbox/app/values.ts';
import { isJson, listAt, objectAt, parseJson, textAt, type Json } from '../../sandbox/json.ts';
import { teamId } from '../../src/core/ids.ts';
import { makeClients } from '../../src/slack/api/clients.ts';
import { makeMessenger } from '../../src/slack/api/messenger.ts';
import { slackLogger } from '../../src/slack/log.ts';
import { unhurriedMs } from '../support/unhurried.ts';
import { deleteTwice, tryFiles } from './try-files.ts';

const [binary = '', mode = ''] = process.argv.slice(2);
const root = join(import.meta.dirname, '..', '..');
const base = 'http://localhost:3000';
const channel = 'C01GEN';
const user = 'U01ALICE';
const secret = 'a-signing-secret-for-tests';
const folder = mkdtempSync(join(tmpdir(), 'lore-local-slack-'));

const config = {
  workspace: { name: 'Test', domain: 'test', teamId: 'T01TEST' },
  app: {
    appId: 'A01APP',
    botUserId: 'U0BOT',
    botName: 'lore',
    botToken: 'xoxb-test-token',
    appToken: 'xapp-test-token',
    signingSecret: secret,
    mode: mode === 'socket' ? 'socket' : 'events',
    requestUrl: 'http://localhost:4000/slack/events',
  },
  users: [
    { id: user, name: 'alice', real_name: 'Alice', tz: 'Europe/Berlin' },
    { id: 'U02BOB', name: 'bob', real_name: 'Bob', tz: 'Europe/Berlin' },
  ],
  channels: [{ id: channel, name: 'general', members: [user, 'U02BOB', 'U0BOT'] }],
};

const said: string[] = [];
function start(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env } });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(String(part)));
  return child;
}

/** What something gives, as soon as it gives anything. */
async function eventually<Value>(what: string, look: () => Promise<Value | undefined>): Promise<Value> {
  const last = Date.now() + unhurriedMs;
  for (;;) {
    const found = await look().catch(() => undefined);
    if (found !== undefined) return found;
    if (Date.now() > last) throw new Error(`never seen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const ask = async (path: string, body?: Json): Promise<Json> => {
  const response = await fetch(`${base}/_control/${path}`, {
    ...(body && {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  });
  const answer: unknown = await response.json();
  return isJson(answer) ? answer : {};
};
const messages = async () => listAt(await ask(`messages/${channel}`), 'messages');

/** What its page is told when it opens, after saying something to it. */
function page(says?: Json): Promise<Json> {
  const socket = new WebSocket('ws://localhost:3000/ui');
  return new Promise((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('the page does not open')));
    socket.addEventListener('message', ({ data }) => {
      const told = parseJson(String(data));
      if (!isJson(told) || told['t'] !== 'init') return;
      if (says) socket.send(JSON.stringify(says));
      // What was said has been sent when the closing is answered.
      socket.addEventListener('close', () => resolve(objectAt(told, 'state')));
      socket.close();
    });
  });
}
const modal = (title: string) =>
  eventually(title, async () => {
    const view = listAt(await page(), 'modalStack').at(-1);
    return view && JSON.stringify(view['title']).includes(title) ? view : undefined;
  });

/** `state.values` of a modal as it was opened, with some texts changed. */
function filled(view: Json, texts: Readonly<Record<string, string>>): Json {
  const values: Json = {};
  for (const block of listAt(view, 'blocks'))
    for (const element of block['type'] === 'input' ? elementsOf(block) : []) {
      const [name = ''] = textAt(block, 'block_id').split('#');
      values[textAt(block, 'block_id')] = {
        [textAt(element, 'action_id')]: {
          type: element['type'],
          value: texts[name] ?? element['initial_value'] ?? null,
          selected_option: element['initial_option'] ?? null,
          selected_users: element['initial_users'] ?? [],
          selected_date: element['initial_date'] ?? null,
        },
      };
    }
  return values;
}

/** What it makes of Lore's files: a picture, and one for the channel. */
async function files(): Promise<Json> {
  const logger = slackLogger(pino({ level: 'silent' }));
  const messenger = makeMessenger(
    makeClients(async () => 'xoxb-test-token', { slackApiUrl: `${base}/api/`, logger }),
  );
  const team = teamId('T01TEST');
  const { picture, ...ended } = await tryFiles(messenger, team, channel);
  const posted = await messages();
  const votes = posted.find((one) => JSON.stringify(one['blocks'] ?? []).includes(picture));
  const notes = posted.flatMap((one) => listAt(one, 'files'))[0] ?? {};
  const info = await fetch(`${base}/api/files.info`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-test-token' },
    body: new URLSearchParams({ file: picture }),
  });
  const told: unknown = await info.json();
  const { title, size, mimetype, is_public } = objectAt(isJson(told) ? told : {}, 'file');
  return {
    ended: Object.entries(ended).map(([call, { kind }]) => `${call}: ${kind}`),
    picture: { title, size, mimetype, is_public },
    isShown: JSON.stringify(votes?.['blocks']).includes(`"slack_file":{"id":"${picture}"}`),
    notes: textAt(notes, 'title'),
    deleted: [...(await deleteTwice(messenger, team, picture))],
  };
}

const slack = start(binary, ['--config', join(folder, 'config.json'), '--port', '3000']);
const children = [slack];
try {
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  await eventually('local-slack', () => ask('state'));
  children.push(
    start(process.execPath, ['--no-warnings', 'src/main.ts'], {
      SLACK_API_URL: `${base}/api/`,
      SLACK_BOT_TOKEN: 'xoxb-test-token',
      ...(mode === 'socket'
        ? { SLACK_APP_TOKEN: 'xapp-test-token', SLACK_SIGNING_SECRET: '' }
        : { SLACK_SIGNING_SECRET: secret, SLACK_APP_TOKEN: '' }),
      PORT: '4000',
      DATABASE_URL: `sqlite:${join(folder, 'lore.db')}`,
    }),
  );
  await eventually('Lore', async () => (said.join('').includes('Lore is here') ? true : undefined));

  await ask('command', { channel, user, command: '/lore', text: 'help' });
  const help = await eventually('the help', async () =>
    (await messages()).find((one) => textAt(one, 'text').includes('`/retro')),
  );
  await ask('command', { channel, user, command: '/retro', text: 'Website' });
  const begin = await modal('Start a retrospective');
  await page({ t: 'view_submit', user, values: filled(begin, {}) });
  const post = () =>
    eventually('the message', async () =>
      (await messages()).find((one) => JSON.stringify(one['blocks'] ?? []).includes('retro.add')),
    );
  const first = await post();
  const pressed = listAt(first, 'blocks').flatMap((block) =>
    elementsOf(block)
      .filter((element) => element['action_id'] === 'retro.add')
      .map((element) => ({ ...element, block_id: block['block_id'] })),
  )[0];
  await ask('interact', { channel, messageTs: first['ts'], user, action: pressed });
  const form = await modal('Your cards');
  await page({ t: 'view_submit', user, values: filled(form, { column0: 'A checklist' }) });
  const answered = await eventually('the answer', async () => {
    const { text } = (await messages()).find((one) => one['ts'] === first['ts']) ?? {};
    return typeof text === 'string' && text.includes('1 of 2') ? text : undefined;
  });
  await ask('open-home', { user });
  const home = await eventually('App Home', async () => {
    const views = objectAt(await page(), 'homeViews');
    const found = JSON.stringify(views);
    return found.includes('Website') ? found : undefined;
  });
  const seen = {
    files: await files(),
    help: textAt(help, 'text').includes('/lore help'),
    modal: textAt(begin, 'callback_id'),
    answered,
    home: home.includes('retro.'),
  };
  console.log(JSON.stringify(seen));
} catch (error) {
  console.log(
    JSON.stringify({
      failed: String(error),
      said: said.join('').slice(-6000),
      log: await ask('log').catch(() => ({})),
    }),
  );
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
