/** Lessons that people write down, and how one is found despite a typo. */
import type { Browser } from 'playwright-core';
import type { Member } from '../support/browser.ts';
import { startSandboxProcess } from '../support/sandbox-process.ts';
import { enter, opened, picture } from './album.ts';

const told = [
  [
    'Load in batches of ten thousand',
    'One transaction held all customers for nine hours. In batches it took forty minutes.',
    'Before a large import into postgres',
  ],
  [
    'Run vacuum after a large import',
    'Queries were slow for a day, because autovacuum had not run yet.',
    'After many rows are loaded or deleted',
  ],
] as const;

/** @param begins the day on which it begins, a Tuesday */
export async function takeLibrary(browser: Browser, begins: string): Promise<void> {
  const sandbox = await startSandboxProcess({ SANDBOX_BEGINS: begins, SANDBOX_HISTORY: 'on' });
  try {
    const [mara, priya] = (await Promise.all(
      ['Mara', 'Priya'].map((name) => enter(browser, sandbox.url, name, 'website-relaunch')),
    )) as [Member, Member];
    for (const words of told) await add(mara, words);
    const search = await opened(priya.dialog('Search lessons'), () => priya.say('/lessons vacum import'));
    await search.getByText('so I looked for “vacuum”').waitFor();
    await picture(search, 'library-search');
  } finally {
    await sandbox.stop();
  }
}

async function add(mara: Member, [title, happened, useWhen]: (typeof told)[number]): Promise<void> {
  const form = await opened(mara.dialog('A lesson'), () => mara.say(`/lore add ${title}`));
  await form.getByRole('radio', { name: 'Every full member of the workspace' }).check();
  await form.getByRole('textbox', { name: 'What happened?' }).fill(happened);
  await form.getByRole('textbox', { name: 'Use this when' }).fill(useWhen);
  await form.getByRole('textbox', { name: 'Topics' }).fill('postgres');
  await mara.press('Save', form);
  const saved = mara.dialog('Lesson saved');
  await mara.press('Close', saved);
  await saved.waitFor({ state: 'hidden' });
}
