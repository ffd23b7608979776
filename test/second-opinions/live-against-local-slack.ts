/** `lore doctor --live` against local-slack. Prints, as one line of JSON, what is not as Slack documents it. */
import { readConfig } from '../../src/config.ts';
import { differences, tried } from '../support/try-live.ts';
import { alice, base, besideLocalSlack, botToken, configOf, signingSecret } from './local-slack-process.ts';

const [binary = ''] = process.argv.slice(2);
const config = configOf('http', { C01GEN: [alice, 'U02BOB', 'U0BOT'], C02LIVE: [alice, 'U0BOT'] });
const seen = await besideLocalSlack(binary, config, async () => {
  const lore = readConfig({
    SLACK_API_URL: `${base}/api/`,
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
  });
  const run = await tried({ config: lore }, { channel: '#lore-live' });
  const page = await fetch(`${base}/_control/messages/C02LIVE`);
  const { messages } = (await page.json()) as { readonly messages: readonly { readonly subtype?: string }[] };
  return {
    differences: differences(run),
    left: run.left,
    remaining: messages.map(({ subtype }) => subtype ?? 'message'),
  };
});
console.log(JSON.stringify(seen));
