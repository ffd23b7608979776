/** The operator backs up a running Lore and restores it: the page about it is played, and every step is killed. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { colleague } from '../support/colleague.ts';
import { freshInstallation, type Installation } from '../support/played.ts';
import { runScript } from '../support/run-script.ts';
import { until } from '../support/unhurried.ts';

it('a backup that is not there leaves nothing where the database would be', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lore-restores-'));
  const place = join(folder, 'data', 'lore.db');
  const typed = ['src/cli.ts', 'restore', '--from', join(folder, 'nowhere')];
  const { code, said } = await runScript(typed, { DATABASE_URL: `sqlite:${place}` }).ended;
  expect(said).toMatch(/nowhere cannot be read \(ENOENT\)\. Nothing was changed\.\n$/);
  expect(code).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

describe('the page about backups', () => {
  let lore: Installation;
  beforeAll(async () => {
    lore = await freshInstallation();
  });
  afterAll(() => lore.close());

  it('is played: what somebody erased after the backup is erased again from the log, and the rest comes back', async () => {
    const priya = colleague(lore.slack.sandbox, 'U0PRIYA');
    await lore.play('docs/operations/backup.md', {
      'kill %1; wait': async () => {
        if (priya.home().length > 0) return;
        await priya.openHome();
        await until(async () => priya.home().length > 0, 'Home is not there');
        await priya.pressInHome('lore.erase_data');
        await until(
          async () => JSON.stringify(priya.home()).includes('erased'),
          `Home does not say that it is erased: ${JSON.stringify(priya.home()).slice(0, 300)}`,
        );
      },
    });
  });
});
