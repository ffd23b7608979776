/** Each check of `lore doctor --live` says no when Slack does not do what is documented. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJson, objectAt, parseJson, textAt } from '../../sandbox/json.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { readConfig } from '../../src/config.ts';
import { checks } from '../../src/operator/live/checks.ts';
import { linesOf } from '../../src/operator/live/report.ts';
import { type Body, type Lie, type LyingSlack, startLyingSlack } from '../support/lying-slack.ts';
import { signingSecret } from '../support/lore-sandbox.ts';
import { tried } from '../support/try-live.ts';

let sandbox: Sandbox;
let slack: LyingSlack;
let channel: string;
beforeAll(async () => {
  const manifest = parseJson(
    readFileSync(join(import.meta.dirname, '..', '..', 'manifests', 'socket.json'), 'utf8'),
  );
  if (!isJson(manifest)) throw new Error('the manifest cannot be read');
  const bot = objectAt(objectAt(manifest, 'oauth_config'), 'scopes')['bot'] as readonly string[];
  sandbox = await startSandbox({
    port: 0,
    app: {
      // With the scope by which Slack tells who sees a file.
      manifest: { ...manifest, oauth_config: { scopes: { bot: [...bot, 'files:read'] } } },
      eventsUrl: '',
      signingSecret,
    },
  });
  const made = await sandbox.page('channel', {
    as: 'U0MARA',
    channelId: '',
    change: 'create',
    name: 'lore-live',
  });
  channel = textAt(made, 'channelId');
  await sandbox.page('membership', { as: 'U0MARA', channelId: channel, change: 'add bot' });
  slack = await startLyingSlack(`${sandbox.url}/api/`);
});
afterAll(async () => {
  await slack.close();
  await sandbox.close();
});

const fails = (method: string, error: string): Lie => ({
  method,
  answered: () => ({ ok: false, error }),
});
/** Only the first so many calls do what was asked. */
const failsAfter = (method: string, good: number, error: string): Lie => ({
  method,
  answered: (answer, count) => (count < good ? answer : { ok: false, error }),
});
/** Whatever a text says in an answer, another one says. */
const replaced = (method: string, from: string, to: string): Lie => ({
  method,
  answered: (answer) => JSON.parse(JSON.stringify(answer).replaceAll(from, to)) as Body,
});
const without = (method: string, key: string): Lie => ({
  method,
  answered: (answer) =>
    JSON.parse(JSON.stringify(answer, (name, value: unknown) => (name === key ? undefined : value))) as Body,
});
/** An update does less than it was asked for. */
const updates = (asked: NonNullable<Lie['asked']>): Lie => ({ method: 'chat.update', asked });

/** What Slack does wrong, by what is tried, and what is said then. */
const wrong: Readonly<Record<string, readonly [lies: readonly Lie[], came: string]>> = {
  'Slack says which scopes were granted, and all that Lore needs are among them': [
    [{ method: 'auth.test', isBare: true }],
    'no scopes were named',
  ],
  'Slack says which app the token belongs to': [[without('bots.info', 'app_id')], 'bots.info'],
  'Slack checks blocks without a message being posted': [[], 'unknown_method'],
  'twelve questions in a row are answered without a pause': [
    [
      {
        method: 'users.info',
        // The first two are about who is in the channel.
        answered: (answer, count) => (count === 6 ? { ok: false, error: 'ratelimited' } : answer),
      },
    ],
    '429 answers: 1, the longest wait 30 s',
  ],
  'Slack tells a person’s time zone and language': [
    [without('users.info', 'locale')],
    'zone true, language false',
  ],
  'Slack tells whose notifications are paused, of one person and of several': [
    [without('dnd.info', 'next_dnd_end_ts')],
    'one false, several true',
  ],
  'Slack lists user groups with who is in them': [
    [without('usergroups.list', 'users')],
    'groups: 2, with people: 0',
  ],
  'Slack says of a channel whether it is private, and whether others than this organisation are in it': [
    [without('conversations.info', 'is_private')],
    'is_private false, is_ext_shared true',
  ],
  'Slack lists who is in a channel, Lore among them': [
    [
      {
        method: 'conversations.members',
        // The first one says whether others are there.
        answered: (answer, count) => (count === 0 ? answer : { ...answer, members: ['U0MARA', 'U0NEW'] }),
      },
    ],
    'members: 2',
  ],
  'the history is read 200 messages at a time, twice within a minute': [
    [
      {
        method: 'conversations.history',
        answered: (answer, count) => (count === 3 ? { ok: false, error: 'ratelimited' } : answer),
      },
    ],
    '429, to be asked again after 30 s',
  ],
  'a message with blocks and a text is posted, and Slack gives its time': [
    [fails('chat.postMessage', 'restricted_action')],
    'restricted_action',
  ],
  'a message is found in the history by the id in its metadata': [
    [without('conversations.history', 'metadata')],
    'Slack shows no metadata of Lore’s messages, or gave no answer',
  ],
  'a reply is found in its thread by the id in its metadata': [
    [without('conversations.replies', 'metadata')],
    'Slack shows no metadata of Lore’s messages, or gave no answer',
  ],
  'metadata of 8,000 characters is taken': [
    [fails('chat.postMessage', 'metadata_too_large')],
    'metadata_too_large',
  ],
  'a message that was just posted is changed, and its metadata stays': [
    [without('conversations.history', 'metadata')],
    'changed; Slack shows no metadata of Lore’s messages, or gave no answer',
  ],
  'an update with a text and no blocks takes the blocks away': [
    [
      updates((args) => ({
        ...args,
        blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'before' } }],
      })),
    ],
    'still there',
  ],
  'Lore’s oldest message here can still be changed': [
    [fails('chat.update', 'edit_window_closed')],
    'edit_window_closed',
  ],
  'Lore’s own message is deleted, and a second time Slack says that it is gone': [
    [{ method: 'chat.delete', answered: () => ({ ok: true }) }],
    'taken, then taken',
  ],
  '@here and <!channel> that a person wrote stay text: in a sentence, in rich text, in a heading': [
    [replaced('conversations.history', '&lt;!channel&gt;', '<!channel>')],
    'it became a call to everybody',
  ],
  'they stay text in an update, too': [
    [replaced('conversations.history', '@here', '<!here>')],
    'it became a call to everybody',
  ],
  'a mention in a sentence and in rich text comes back as one': [
    [replaced('conversations.history', '"type":"user"', '"type":"text"')],
    'text true, sentence true, rich text false',
  ],
  'a name in colons that a person wrote stays text in rich text': [
    [replaced('conversations.history', '"type":"text"', '"type":"emoji"')],
    'read back',
  ],
  'a date stands in a message as Lore wrote it, for each reader’s zone': [
    [replaced('conversations.history', '<!date^', '&lt;!date^')],
    'read back',
  ],
  'a picture is uploaded without a channel, and a message shows it within a minute': [
    [fails('chat.update', 'invalid_blocks')],
    'invalid_blocks',
  ],
  'what the message shows is Slack’s file': [
    [replaced('conversations.history', '"type":"image"', '"type":"section"')],
    'the message came back without an image',
  ],
  'nobody but those in the conversation can open the picture': [
    [replaced('files.info', '"public_url_shared":false', '"public_url_shared":true')],
    'public: true; conversations: 1, others: 0',
  ],
  'a message shows another picture instead, and the first is deleted': [
    [
      {
        method: 'conversations.history',
        answered: (answer) => ({ ...answer, messages: [] }),
      },
    ],
    'the other one after … s',
  ],
  'an export is sent to a person as a file, with a sentence above it': [
    [replaced('conversations.history', 'lore-live.txt', 'another.txt')],
    'taken, and not there within a minute',
  ],
  'a file is deleted, and a second time Slack says that it is gone': [
    [fails('files.delete', 'cant_delete_file')],
    'cant_delete_file, then cant_delete_file',
  ],
  'Lore’s direct message with a person opens, and is the same one the next time': [
    [
      {
        method: 'conversations.open',
        answered: (answer, count) => (count === 0 ? answer : { ok: true, channel: { id: 'D0OTHER' } }),
      },
    ],
    'another',
  ],
  'a direct message arrives in the Messages tab, is found again by its metadata, changed and deleted': [
    [fails('chat.postMessage', 'messages_tab_disabled')],
    'messages_tab_disabled',
  ],
  'a message that one person alone sees is taken, also where it is their first': [
    [fails('chat.postEphemeral', 'user_not_in_channel')],
    'user_not_in_channel',
  ],
  'App Home is drawn for a person who did not open it': [
    [fails('views.publish', 'not_enabled')],
    'not_enabled',
  ],
  'a Home of 100 blocks and 3,000 characters of private_metadata': [
    [fails('views.publish', 'view_too_large')],
    'both: view_too_large; one block more: view_too_large; one character more: view_too_large',
  ],
  'a Home that was drawn over in the meantime is refused by its hash': [
    [{ method: 'views.publish', asked: ({ hash: _hash, ...args }) => args }],
    'taken',
  ],
};

/** A limit that is lower than Lore's: everything of that size is refused. */
const isLimit = (tries: string) => /^[\d,]+ /.test(tries);

it('Slack is wrong about each thing that is tried, and about nothing else', () => {
  const others = checks.map(({ tries }) => tries).filter((tries) => !isLimit(tries));
  expect(Object.keys(wrong).toSorted()).toEqual(others.toSorted());
});

/** A message of long ago, by Lore. */
async function postedLongAgo(): Promise<void> {
  await fetch(`${sandbox.url}/api/chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel, text: 'Of the day before yesterday' }),
  });
  sandbox.core.clock.set(sandbox.core.clock.now() + 2 * 86_400_000);
}

it.each(checks.map((check) => ({ tries: check.tries, check })))(
  '“$tries” can be no',
  async ({ tries, check }) => {
    if (tries.startsWith('Lore’s oldest')) await postedLongAgo();
    // Nothing of the check before counts towards a rate limit.
    sandbox.core.clock.set(sandbox.core.clock.now() + 120_000);
    slack.lie(
      ...(wrong[tries]?.[0] ?? [
        fails('chat.update', 'too_much'),
        failsAfter('chat.postMessage', tries.includes('over all') ? 0 : 99, 'too_much'),
      ]),
    );
    const config = readConfig({
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_SIGNING_SECRET: signingSecret,
    });
    const { clock } = sandbox.core;
    const time = { clock, wait: async (ms: number) => clock.set(clock.now() + ms) };
    const run = await tried({ config, time, list: [check] }, { channel });
    const [result] = run.results;
    if (result === undefined) throw new Error('nothing was tried');
    const limit = result.found.came.split(';').every((part) => part.endsWith(': too_much'));
    expect({
      ...result.found,
      came: result.found.came.replace(/(?<=other one )after \d+ s/, 'after … s'),
    }).toEqual({
      answer: 'no',
      came: wrong[tries]?.[1] ?? (limit ? result.found.came : 'each size is refused'),
    });
    // It is said what Lore does then.
    expect(linesOf(result)[1]).toContain(check.otherwise);
  },
);
