/** Everything that the page about leaving says: each command is typed, what it prints is compared, and then nothing is left. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { colleague } from '../support/colleague.ts';
import { website } from '../support/company.ts';
import { freshInstallation, type Installation } from '../support/played.ts';
import { posts } from '../support/retro-path.ts';
import { runScript, type Script } from '../support/run-script.ts';
import { until } from '../support/unhurried.ts';

let lore: Installation;
let running: Script | undefined;
beforeAll(async () => {
  lore = await freshInstallation();
});
afterAll(async () => {
  running?.child.kill('SIGKILL');
  await lore.close();
});

it('an operator leaves, and takes everything along: exported, out of Slack, erased', async () => {
  const { sandbox, environment } = lore.slack;
  const database = join(lore.folder, 'data', 'lore.db');
  running = runScript([join(lore.folder, 'src', 'main.ts')], {
    ...environment,
    DATABASE_URL: `sqlite:${database}`,
    LOG_LEVEL: 'info',
  });
  await running.line(/Lore is here/);
  const mara = colleague(sandbox, 'U0MARA');
  await mara.openHome();
  await mara.say(website, '/learned Leave a place as you found it');
  await until(() => mara.modal() !== undefined, 'the form');
  await mara.submit({});
  const isThere = () => posts(sandbox, website).some(({ text }) => text.includes('as you found it'));
  await until(isThere, 'the share in its channel');

  const exported: Record<string, string> = {};
  const keep = async (file: string) => {
    exported[file] = readFileSync(join(lore.folder, file), 'utf8');
  };
  await lore.play('docs/operations/leave.md', {
    'ls -l mara.json': () => keep('mara.json'),
    'npx lore forget --channel C0WEBSITE --yes': () => keep('lore.json'),
    'npx lore export --channel C0WEBSITE': async () => {
      await until(() => !isThere(), 'the share is gone from Slack');
    },
    'npx lore forget --workspace --yes': async () => {
      running?.child.kill('SIGTERM');
      await running?.ended;
    },
  });
  expect(exported['mara.json']).toContain('Leave a place as you found it');
  expect(exported['lore.json']).toContain('Leave a place as you found it');
  expect(existsSync(database)).toBe(false);
}, 120_000);
