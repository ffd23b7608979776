/** Lore against emulate, a Web API that others wrote: with nothing changed but the address. It sends nothing itself, so the test does, signed. */
import { createEmulator, type Emulator } from 'emulate';
import { pino } from 'pino';
import { isJson, type Json, listAt, textAt } from '../../sandbox/json.ts';
import { readConfig } from '../../src/config.ts';
import { channelId, type ChannelId, userId, type UserId } from '../../src/core/ids.ts';
import { escape } from '../../src/core/text.ts';
import { features } from '../../src/features.ts';
import { createLore, type Lore } from '../../src/lore.ts';
import { randomIds, wallClock } from '../../src/process.ts';
import { makeClients } from '../../src/slack/api/clients.ts';
import { makeMessenger } from '../../src/slack/api/messenger.ts';
import { errorFacts, slackLogger } from '../../src/slack/log.ts';
import { secret, sendSigned } from '../support/fake-slack.ts';
import { deleteTwice, tryFiles } from './try-files.ts';

const token = 'xoxb-local-test';
/** Of the same bot, for an app to which its scopes were not granted. */
const poorToken = 'xoxb-local-poor';
/** Of the same bot too: looks at its files. */
const readersToken = 'xoxb-local-reader';
const annsToken = 'xoxp-local-ann';
const said = { text: escape('Said once'), blocks: [] };
const scopes = [
  'channels:read',
  'chat:write',
  'commands',
  'files:write',
  'groups:read',
  'im:write',
  'users:read',
];

describe('against emulate', () => {
  let slack: Emulator;
  let lore: Lore;
  let port: number;
  let ann: UserId;
  let general: ChannelId;
  const logged: string[] = [];
  const call = async (
    method: string,
    args: Readonly<Record<string, string>> = {},
    by = token,
  ): Promise<Json> => {
    const response = await fetch(`${slack.url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${by}` },
      body: new URLSearchParams(args),
    });
    const answer: unknown = await response.json();
    return isJson(answer) ? answer : {};
  };
  const loreWith = (botToken: string) =>
    createLore({
      config: readConfig({
        SLACK_API_URL: `${slack.url}/api/`,
        SLACK_BOT_TOKEN: botToken,
        SLACK_SIGNING_SECRET: secret,
        DATABASE_URL: 'sqlite::memory:',
        PORT: '0',
      }),
      clock: wallClock,
      ids: randomIds,
      features,
      log: pino(
        { level: 'warn', base: null, serializers: { err: errorFacts }, errorKey: 'err' },
        { write: (line: string) => void logged.push(line) },
      ),
    });
  const messengerWith = (botToken: string) =>
    makeMessenger(
      makeClients(async () => ({ token: botToken }), {
        slackApiUrl: `${slack.url}/api/`,
        logger: slackLogger(pino({ level: 'silent' })),
      }),
    );
  beforeAll(async () => {
    slack = await createEmulator({
      service: 'slack',
      port: 0,
      seed: {
        slack: {
          users: [
            { name: 'lore', real_name: 'Lore' },
            { name: 'ann', real_name: 'Ann' },
          ],
          channels: [{ name: 'general' }],
          // Refuses what no scope was granted for, as Slack does. The test joins the channel itself.
          strict_scopes: true,
          tokens: [
            { token, user: 'lore', scopes: [...scopes, 'channels:join'] },
            { token: poorToken, user: 'lore', scopes: ['channels:read', 'commands'] },
            { token: readersToken, user: 'lore', scopes: ['channels:history', 'files:read'] },
            { token: annsToken, user: 'ann', scopes: ['channels:join', 'channels:write', 'files:read'] },
          ],
        },
      },
    });
    const idOf = (list: readonly Json[], name: string) =>
      textAt(list.find((one) => one['name'] === name) ?? {}, 'id');
    ann = userId(idOf(listAt(await call('users.list'), 'members'), 'ann'));
    general = channelId(idOf(listAt(await call('conversations.list'), 'channels'), 'general'));
    await call('conversations.join', { channel: general });
    await call('conversations.join', { channel: general }, annsToken);
    lore = loreWith(token);
    port = (await lore.start({ runsDueWork: false })) ?? 0;
  });
  afterAll(async () => {
    await lore.stop();
    await slack.close();
  });
  afterEach(() => {
    expect(logged.splice(0)).toEqual([]);
  });
  const command = async (name: string, text: string) =>
    sendSigned(
      port,
      new URLSearchParams({
        command: name,
        text,
        team_id: lore.team(),
        user_id: ann,
        channel_id: general,
        trigger_id: textAt(await call('views.generateTriggerId', { user: ann }), 'trigger_id'),
        response_url: 'http://127.0.0.1:9/',
      }).toString(),
    );

  it('Lore learns who it is, who is there, and the channel it is in', async () => {
    const me = await call('auth.test');
    expect(lore.team()).toBe(me['team_id']);
    const known = await lore.store.directory.channel(lore.team(), general);
    expect(known).toMatchObject({ name: 'general', hasLore: true });
  });

  it('Lore answers a command', async () => {
    const { status, json } = await command('/lore', 'help');
    expect(status).toBe(200);
    expect(json['text']).toContain('`/retro');
  });

  it('Lore opens a modal that is taken', async () => {
    expect(await command('/retro', 'Website')).toMatchObject({ status: 200, body: '' });
  });

  it('Lore publishes App Home', async () => {
    const opened = {
      type: 'event_callback',
      event_id: 'Ev1',
      team_id: lore.team(),
      event: { type: 'app_home_opened', user: ann, tab: 'home', event_ts: String(Date.now() / 1000) },
    };
    expect((await sendSigned(port, JSON.stringify(opened), { json: true })).status).toBe(200);
    await lore.runner.runDue();
    const homes = await lore.store.system.selectFrom('home').selectAll().execute();
    expect(homes).toMatchObject([{ user_id: ann, wanted: 1, shown: 1 }]);
  });

  it('Lore posts, and looks a post up no more than it was granted', async () => {
    const messenger = messengerWith(token);
    const posted = await messenger.post(lore.team(), { channel: general }, said, 'a delivery', []);
    expect(posted).toEqual({ kind: 'done', ts: expect.any(String) as unknown });
    // Without a history scope nobody can know: the person is asked.
    expect(await messenger.find(lore.team(), general, { id: 'a delivery', mark: null }, 0)).toEqual({
      kind: 'cannot',
    });
  });

  it('Lore uploads a picture of its own, shows it in a message, sends a file to a channel, and deletes both', async () => {
    const messenger = messengerWith(token);
    const done = { kind: 'done', ts: null, file: expect.any(String) as unknown };
    const { picture, ...ended } = await tryFiles(messenger, lore.team(), general);
    expect(ended).toEqual({
      early: { kind: 'unreached' },
      sent: { ...done, file: picture },
      posted: { kind: 'done', ts: expect.any(String) as unknown },
      shared: done,
    });
    const infoOf = async (file: string, by: string) => (await call('files.info', { file }, by))['file'];
    // Nobody else's: no channel was named.
    expect(await infoOf(picture, readersToken)).toMatchObject({
      ...{ title: 'Votes', name: 'votes.png', mimetype: 'image/png', size: 7 },
      ...{ is_public: false, channels: [] },
    });
    expect(await infoOf(picture, annsToken)).toBeUndefined();
    const [notes, votes] = listAt(
      await call('conversations.history', { channel: general }, readersToken),
      'messages',
    );
    expect(votes?.['blocks']).toMatchObject([
      { type: 'image', alt_text: 'Votes: Checklists 3', slack_file: { id: picture } },
    ]);
    const [file] = listAt(notes ?? {}, 'files');
    expect(file).toMatchObject({ title: 'Notes', size: 9, channels: [general] });
    expect(await infoOf(textAt(file ?? {}, 'id'), annsToken)).toMatchObject({ title: 'Notes' });
    expect(notes?.['text']).toBe('Votes: 3 for checklists');
    for (const id of [picture, textAt(file ?? {}, 'id')])
      expect(await deleteTwice(messenger, lore.team(), id)).toEqual([
        { kind: 'done', ts: null },
        { kind: 'refused', error: 'file_not_found' },
      ]);
  });

  it('a scope that is missing is refused by name', async () => {
    const messenger = messengerWith(poorToken);
    expect(await tryFiles(messenger, lore.team(), general)).toEqual({
      picture: '',
      announced: { kind: 'refused', error: 'missing_scope' },
    });
    const file = { name: 'notes.md', title: 'Notes', content: 'a' };
    expect(await messenger.post(lore.team(), { channel: general }, { ...said, file }, 'a file', [])).toEqual({
      kind: 'refused',
      error: 'file_not_allowed',
    });
    const refused = { kind: 'refused', error: 'missing_scope' };
    expect(await messenger.post(lore.team(), { channel: general }, said, 'another', [])).toEqual(refused);
    expect(await messenger.direct(lore.team(), ann)).toEqual(refused);
  });

  it('Lore starts with a token that lacks scopes, and says what it could not read', async () => {
    const poor = loreWith(poorToken);
    await poor.start({ runsDueWork: false });
    await poor.stop();
    const scope = 'a scope is missing: add it under "OAuth & Permissions" and reinstall the app';
    const notRead = 'reading the workspace was interrupted';
    expect(logged.splice(0).map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { scope: 'users:read', msg: scope },
      { stage: 'people', refused: 'missing_scope', msg: notRead },
      { scope: 'groups:read', msg: scope },
      { stage: 'channels', refused: 'missing_scope', msg: notRead },
    ]);
  });
});
