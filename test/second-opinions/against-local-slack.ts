/**
 * Lore against local-slack, a Slack that we did not write: both in a network of their own, since local-slack listens on every address.
 * Prints, as one line of JSON, what a person of that workspace has seen.
 */
import { join } from 'node:path';
import process from 'node:process';
import { pino } from 'pino';
import { WebSocket } from 'undici';
import { elementsOf } from '../../sandbox/blocks/inside.ts';
import { isJson, listAt, objectAt, parseJson, textAt, type Json } from '../../sandbox/json.ts';
import { teamId } from '../../src/core/ids.ts';
import { makeClients } from '../../src/slack/api/clients.ts';
import { makeMessenger } from '../../src/slack/api/messenger.ts';
import { slackLogger } from '../../src/slack/log.ts';
import {
  alice,
  appToken,
  base,
  besideLocalSlack,
  botToken,
  configOf,
  eventually,
  signingSecret,
} from './local-slack-process.ts';
import { deleteTwice, tryFiles } from './try-files.ts';

const [binary = '', mode = ''] = process.argv.slice(2);
const channel = 'C01GEN';
const user = alice;
const config = configOf(mode === 'socket' ? 'socket' : 'http', { [channel]: [user, 'U02BOB', 'U0BOT'] });

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
    makeClients(async () => ({ token: botToken }), { slackApiUrl: `${base}/api/`, logger }),
  );
  const team = teamId('T01TEST');
  const { picture, ...ended } = await tryFiles(messenger, team, channel);
  const posted = await messages();
  const votes = posted.find((one) => JSON.stringify(one['blocks'] ?? []).includes(picture));
  const notes = posted.flatMap((one) => listAt(one, 'files'))[0] ?? {};
  const info = await fetch(`${base}/api/files.info`, {
    method: 'POST',
    headers: { authorization: `Bearer ${botToken}` },
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

const seen = await besideLocalSlack(binary, config, async ({ folder, start, said }) => {
  try {
    start(process.execPath, ['--no-warnings', 'src/main.ts'], {
      SLACK_API_URL: `${base}/api/`,
      SLACK_BOT_TOKEN: botToken,
      ...(mode === 'socket'
        ? { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: '' }
        : { SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: '' }),
      PORT: '4000',
      DATABASE_URL: `sqlite:${join(folder, 'lore.db')}`,
    });
    await eventually('Lore', async () => (said().includes('Lore is here') ? true : undefined));

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
    return {
      files: await files(),
      help: textAt(help, 'text').includes('/lore help'),
      modal: textAt(begin, 'callback_id'),
      answered,
      home: home.includes('retro.'),
    };
  } catch (error) {
    return { failed: String(error), said: said().slice(-6000), log: await ask('log').catch(() => ({})) };
  }
});
console.log(JSON.stringify(seen));
