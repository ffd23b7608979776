/** `lore doctor --live` against Slacks that others wrote. What they do not do as Slack documents it is listed here: a new difference fails. */
import { createEmulator, type Emulator } from 'emulate';
import { isJson, objectAt, textAt, type Json } from '../../sandbox/json.ts';
import { readConfig } from '../../src/config.ts';
import { differences, formsNotTried, tried } from '../support/try-live.ts';
import { inOwnNetwork, runsHere } from './local-slack-process.ts';

/** Nothing is so old in a channel that was just made. */
const young = {
  'update: Lore’s oldest message here can still be changed':
    'not tried: none of its messages here is older than a day',
};
/** Both over HTTP. */
const noForms = formsNotTried(
  'over HTTP a press goes to Lore’s own address: start Lore, and type /retro in a channel',
);
const noScopes = {
  'token: Slack says which scopes were granted, and all that Lore needs are among them':
    'no: no scopes were named',
};
/** Both leave out who else shares a channel, so that Lore takes each for a channel of this organisation alone. */
const noSharing = {
  'channel: Slack says of a channel whether it is private, and whether others than this organisation are in it':
    'no: is_private true, is_ext_shared false',
};
/** Methods that they do not have, each in its own words. */
const unknown = (code: string) => ({
  'blocks.validate: Slack checks blocks without a message being posted': `no: ${code}`,
  'people: Slack tells whose notifications are paused, of one person and of several': `no: ${code}`,
  'people: Slack lists user groups with who is in them': `no: ${code}`,
});

describe('what Lore expects of Slack is tried', () => {
  if (!runsHere)
    it('not against local-slack here, which runs on Linux (x64) alone', () => {
      expect(runsHere).toBe(false);
    });
  else
    it('against local-slack, which shows no metadata, tells no language and knows no hashes', async () => {
      const lost = 'Slack shows no metadata of Lore’s messages, or gave no answer';
      expect(await inOwnNetwork('live-against-local-slack.ts')).toEqual({
        differences: {
          ...young,
          ...noForms,
          ...noScopes,
          ...noSharing,
          ...unknown('unknown_method'),
          'people: Slack tells a person’s time zone and language': 'no: zone true, language false',
          'metadata: a message is found in the history by the id in its metadata': `no: ${lost}`,
          'metadata: a reply is found in its thread by the id in its metadata': `no: ${lost}`,
          'update: a message that was just posted is changed, and its metadata stays': `no: changed; ${lost}`,
          'direct: a direct message arrives in the Messages tab, is found again by its metadata, changed and deleted':
            'no: posted, changed, deleted; looked up: unknown',
          'home: a Home that was drawn over in the meantime is refused by its hash': 'no: taken',
        },
        left: [],
        // What one person alone saw is gone for them when they reload.
        remaining: ['ephemeral'],
      });
    });

  it('against emulate, which names no scopes and no bot, and tells neither zones nor pauses', async () => {
    const { slack, channel } = await emulated();
    const config = readConfig({
      SLACK_API_URL: `${slack.url}/api/`,
      SLACK_BOT_TOKEN: token,
      SLACK_SIGNING_SECRET: 'a signing secret',
    });
    const run = await tried({ config }, { channel: '#lore-live' });
    const kept = await ask(slack, 'conversations.history', { channel });
    await slack.close();
    expect(differences(run)).toEqual({
      ...young,
      ...noForms,
      ...noScopes,
      ...noSharing,
      ...unknown('no answer that can be read'),
      'token: Slack says which app the token belongs to': 'no: auth.test names no bot_id',
      'people: Slack tells a person’s time zone and language': 'no: zone false, language false',
      'picture: nobody but those in the conversation can open the picture':
        'not tried: Slack doesn’t show it: a scope for it was not granted',
    });
    expect(run.left).toEqual([]);
    expect(kept['messages']).toEqual([]);
  });
});

const token = 'xoxb-local-test';
const annsToken = 'xoxp-local-ann';

/** With a channel in which Ann and Lore are alone. */
async function emulated(): Promise<{ readonly slack: Emulator; readonly channel: string }> {
  const scopes = [
    ...['channels:history', 'channels:join', 'channels:read', 'chat:write', 'dnd:read', 'files:write'],
    ...['groups:history', 'groups:read', 'im:history', 'im:write', 'usergroups:read', 'users:read'],
  ];
  const slack = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        users: [
          { name: 'lore', real_name: 'Lore' },
          { name: 'ann', real_name: 'Ann' },
        ],
        strict_scopes: true,
        tokens: [
          { token, user: 'lore', scopes },
          { token: annsToken, user: 'ann', scopes: ['channels:manage', 'channels:write'] },
        ],
      },
    },
  });
  const made = await ask(slack, 'conversations.create', { name: 'lore-live' }, annsToken);
  const channel = textAt(objectAt(made, 'channel'), 'id');
  await ask(slack, 'conversations.join', { channel });
  return { slack, channel };
}

async function ask(
  slack: Emulator,
  method: string,
  args: Readonly<Record<string, string>>,
  by = token,
): Promise<Json> {
  const response = await fetch(`${slack.url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by}` },
    body: new URLSearchParams(args),
  });
  const answer: unknown = await response.json();
  return isJson(answer) ? answer : {};
}
