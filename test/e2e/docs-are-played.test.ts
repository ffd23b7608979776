/** The harness that plays the docs, in a real installation: what it types, waits for, and refuses. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freshInstallation, type Installation } from '../support/played.ts';

describe('a page is played in a fresh installation', () => {
  let lore: Installation;
  beforeAll(async () => {
    lore = await freshInstallation();
  });
  afterAll(() => lore.close());

  /** @returns where in the installation a page with these lines is, as `play` takes it */
  const page = async (...lines: readonly string[]) => {
    const file = join(lore.folder, 'docs', 'a-page.md');
    await writeFile(file, ['```console', ...lines, '```', ''].join('\n'));
    return file;
  };

  it('with what goes on while the rest is typed, and is ended with the page', async () => {
    const invited = async () => {
      await lore.slack.sandbox.page('say', { as: 'U0MARA', channelId: 'C0WEBSITE', text: '/lore help' });
    };
    const file = await page(
      '$ npm start &',
      '…',
      '{…"msg":"Lore is here"}',
      '$ npx lore migrate',
      'The database is up to date…',
      '$ kill %1; wait',
      '$ npm start &',
      '…',
      '…"Lore is here"…',
    );
    await lore.play(file, { 'npx lore migrate': invited });
    expect(lore.slack.sandbox.world.messages['C0WEBSITE']?.at(-1)?.text).toContain('`/retro');
    await lore.play(await page('$ npx lore doctor', '…', 'ok  database: sqlite, 1 workspace', '…'));
  });

  it('in one shell: a folder, a variable and an exit code last', async () => {
    await lore.play(
      await page(
        '$ cd docs; NAME=lore',
        '$ basename $PWD; echo $NAME; (exit 3)',
        'docs',
        'lore',
        '$ echo $?',
        '3',
      ),
    );
  });

  it.each([
    ['something else is printed', ['$ echo here', 'there'], /printed\nhere\n[^]*The page says\nthere/],
    ['more is printed', ['$ echo here'], /printed\nhere/],
    ['a command fails, and the page does not say so', ['$ false'], /ended with 1/],
  ])('and is refused when %s', async (_, lines, why) => {
    await expect(lore.play(await page(...lines))).rejects.toThrow(why);
  });

  it('with what people do elsewhere, at a command that the page has', async () => {
    const nothing = async () => undefined;
    await expect(lore.play(await page('$ true'), { false: nothing })).rejects.toThrow('has no false');
  });

  it('and its packages can be removed there without touching those of the checkout', async () => {
    const rules = join('node_modules', 'commander', 'package.json');
    await rm(join(lore.folder, 'node_modules'), { recursive: true });
    expect(await readFile(join(import.meta.dirname, '..', '..', rules), 'utf8')).toContain('commander');
  });
});
