/** The page about trying one's Slack, typed as it stands. */
import { textAt } from '../../sandbox/json.ts';
import { freshInstallation, type Installation } from '../support/played.ts';

let lore: Installation;
beforeAll(async () => {
  // Lore looks for its own messages of the last minutes.
  lore = await freshInstallation({ startAt: Date.now() });
});
afterAll(() => lore.close());

it('the page about trying Slack says what is printed', async () => {
  const { sandbox } = lore.slack;
  const as = 'U0MARA';
  await lore.play('docs/operations/live.md', {
    "npx lore doctor --live '#lore-live'": async () => {
      const made = await sandbox.page('channel', { as, channelId: '', change: 'create', name: 'lore-live' });
      await sandbox.page('membership', { as, channelId: textAt(made, 'channelId'), change: 'add bot' });
    },
  });
});
