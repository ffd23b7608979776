/** Everything that the page about the library says: each command is typed, and what it prints is compared. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { colleague } from '../support/colleague.ts';
import { website } from '../support/company.ts';
import { freshInstallation, type Installation } from '../support/played.ts';
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

it('an operator takes the lessons out, again and again, and what was erased is gone', async () => {
  const { sandbox, environment } = lore.slack;
  running = runScript([join(lore.folder, 'src', 'main.ts')], {
    ...environment,
    DATABASE_URL: `sqlite:${join(lore.folder, 'data', 'lore.db')}`,
    LOG_LEVEL: 'info',
  });
  await running.line(/Lore is here/);
  const mara = colleague(sandbox, 'U0MARA');
  await mara.openHome();
  await mara.say(website, '/lessons add');
  await until(() => mara.modal() !== undefined, 'the form');
  await mara.submit({
    title: 'Rehearse a move with the real data',
    happened: 'The import took nine hours.',
    useWhen: 'You move data between systems',
    topics: 'migration',
    reach: 'workspace',
  });
  await until(() => JSON.stringify(mara.modal()).includes('Lesson saved'), 'the lesson is saved');
  const notes = join(lore.folder, '..', 'notes');
  await lore.play('docs/operations/library.md');
  expect(readdirSync(join(notes, 'lessons'))).toEqual(['.lore-export']);
  // Not even a packed object of its history.
  const objects = readdirSync(join(notes, '.git'), { recursive: true, withFileTypes: true });
  for (const entry of objects.filter((one) => one.isFile()))
    expect(readFileSync(join(entry.parentPath, entry.name), 'utf8')).not.toMatch(/Rehearse|nine hours/);
}, 180_000);
