/** The page about the bot token and its key is played. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freshInstallation } from '../support/played.ts';

it('docs/operations/keys.md says what is typed and printed: the first key, a new one beside a running Lore, one that others can read, one that is lost', async () => {
  const lore = await freshInstallation();
  // What the operator copies from Slack.
  const copied = () => writeFile(join(lore.folder, 'token'), lore.slack.sandbox.botToken);
  await lore.play('docs/operations/keys.md', {
    'echo SLACK_BOT_TOKEN=$(cat token) >> .env; rm token': copied,
  });
  await lore.close();
});
