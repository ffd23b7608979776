/**
 * docs/guides/install.md, typed literally. What a test cannot do: getting the checkout and `npm ci` (test/e2e/lore-in-a-container.test.ts has what
 * that brings), and clicking at api.slack.com. There the sandbox stands for Slack: it takes the manifest, and gives the two tokens.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { readManifest } from '../../sandbox/app/manifest.ts';
import { isJson, parseJson } from '../../sandbox/json.ts';
import { freshInstallation, type Installation } from '../support/played.ts';
import { until } from '../support/unhurried.ts';

const schemaFile = join(import.meta.dirname, '..', 'support', 'data', 'slack-manifest.schema.2.0.0.json');

describe('an operator follows the guide', () => {
  let lore: Installation;
  beforeAll(async () => {
    lore = await freshInstallation({ hasHistory: true });
    await rm(join(lore.folder, '.env'));
  });
  afterAll(() => lore.close());

  /** Creating the app: Slack takes the manifest, and the app that it makes is the one that the sandbox has. */
  const createApp = async () => {
    const text = await readFile(join(lore.folder, 'manifest.json'), 'utf8');
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(
      JSON.parse(await readFile(schemaFile, 'utf8')) as object,
    );
    expect(validate(JSON.parse(text))).toBe(true);
    const manifest = parseJson(text);
    if (!isJson(manifest)) throw new Error('no manifest was printed');
    const { app } = lore.slack.sandbox.core;
    const { requestUrl, signingSecret, appToken, appTokenScopes } = app;
    const made = readManifest(manifest, { eventsUrl: requestUrl, signingSecret, appToken });
    expect({ ...made, appTokenScopes }).toEqual(app);
  };

  /** Both tokens, in their lines; and where this Slack is, which is the one thing that a reader has not to say. */
  const putInTokens = async () => {
    const { sandbox } = lore.slack;
    const file = join(lore.folder, '.env');
    const text = (await readFile(file, 'utf8'))
      .replace('SLACK_BOT_TOKEN=xoxb-…', `SLACK_BOT_TOKEN=${sandbox.botToken}`)
      .replace('SLACK_APP_TOKEN=xapp-…', `SLACK_APP_TOKEN=${sandbox.appToken}`);
    await writeFile(file, `${text}\nSLACK_API_URL=${sandbox.url}/api/\n`);
  };

  it('to a Lore that answers in Slack, and each command prints what the guide says', async () => {
    const { sandbox } = lore.slack;
    const mara = { as: 'U0MARA', channelId: 'C0WEBSITE' };
    await sandbox.page('membership', { ...mara, change: 'remove bot' });
    const { modals, conversations, messages } = sandbox.world;
    const greeted = () =>
      conversations.some(
        ({ id, kind, members }) =>
          kind === 'im' && members.includes(mara.as) && (messages[id] ?? []).length > 0,
      );
    expect(greeted()).toBe(false);
    let asked = 0;
    await lore.play('docs/guides/install.md', {
      'cp .env.example .env': createApp,
      'npx lore doctor': async () => {
        asked += 1;
        if (asked === 1) return putInTokens();
        await sandbox.page('membership', { ...mara, change: 'add bot' });
        await until(greeted, 'Lore greeted nobody');
        await sandbox.page('say', { ...mara, text: '/retro' });
        await until(() => modals.some(({ userId }) => userId === mara.as), 'no form was opened');
      },
    });
    expect(asked).toBe(2);
  });
});
